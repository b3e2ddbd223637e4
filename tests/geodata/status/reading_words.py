"""What the words of a lexicon find in a sentence, before negation, time and place are looked at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geodata.status.lexicon import load_lexicon

if TYPE_CHECKING:
    from geodata.status.lexicon import Lexicon, Trigger

AIRPORT = re.compile(
    r"机场|機場|空港|हवाई अड्ड|مطار|فرودگاه|پرواز|"
    r"aeroport|luchthaven|letišt|"
    r"airport|aéroport|aeropuerto|аэропорт|Orly|havaliman|bandara|аеропорт|lotnisk|port lotniczy",
    re.IGNORECASE,
)
UNREAL = ("denial", "plan", "condition", "fear", "history", "background")


def statuses_in(sentence: str, language: str) -> set[str]:
    """Statuses whose words stand in a sentence; a match inside a longer one does not count."""
    lexicon, masked = read(sentence, language)
    found = [
        (trigger.status, match.span())
        for trigger in lexicon.triggers
        if not trigger.status.startswith("airport") or AIRPORT.search(sentence)
        for match in _matches(trigger, masked)
    ]
    return {
        status
        for status, (start, end) in found
        if not any(
            other != status and s <= start and end <= e and e - s > end - start
            for other, (s, e) in found
        )
    }


def cancelling_cues(status: str, sentence: str, language: str) -> list[str]:
    """Cues of a sentence that would take its status back; few can cancel certain words."""
    lexicon, masked = read(sentence, language)
    trigger = next(one for one in lexicon.triggers if one.status == status)
    cues = UNREAL + (("negation", "cessation") if status == "unrest" else ())
    if trigger.certain.search(masked):
        cues = ("history", "background")
    return [cue for cue in cues if lexicon.cues[cue].search(masked)]


def has_cue(cue: str, sentence: str, language: str) -> bool:
    """Whether a cue stands anywhere in a sentence."""
    lexicon, masked = read(sentence, language)
    return lexicon.cues[cue].search(masked) is not None


def is_told_before(before: str, place: str, language: str) -> bool:
    """Whether words right before a place say that somebody only lives there or goes there."""
    lexicon, masked = read(before + place, language)
    found = lexicon.cues["elsewhere"].finditer(masked, 0, len(before))
    return any(len(before) - match.end() <= 1 for match in found)


def is_told_behind(place: str, behind: str, language: str) -> bool:
    """Whether words right behind a place say that somebody only lives there or goes there."""
    lexicon, masked = read(place + behind, language)
    found = lexicon.cues["elsewhere_behind"].search(masked, len(place))
    return found is not None and found.start() - len(place) <= 1


def read(sentence: str, language: str) -> tuple[Lexicon, str]:
    """The lexicon of a language, and a sentence with its look-alikes blanked out."""
    lexicon = load_lexicon(language)
    assert lexicon is not None
    return lexicon, lexicon.mask.sub(lambda match: re.sub(r"\S", " ", match[0]), sentence)


def _matches(trigger: Trigger, masked: str) -> list[re.Match[str]]:
    found = [*trigger.certain.finditer(masked), *trigger.words.finditer(masked)]
    # A place counts as a frame, and nearly every sentence here has one.
    framed = trigger.framed.search(masked)
    if framed and not trigger.not_with.search(masked):
        found.append(framed)
    return found
