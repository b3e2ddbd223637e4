"""What the words of a report assert, trigger by trigger, before it is known of which place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

from geodata.status.dating import day_of
from geodata.status.frames import is_denied, long_ago
from geodata.status.modality import judge
from geodata.taxonomy import load_taxonomy

if TYPE_CHECKING:
    import datetime as dt
    import re
    from collections.abc import Iterator

    from geodata.status.lexicon import Trigger
    from geodata.status.modality import Verdict
    from geodata.status.outline import Outline
    from geodata.status.views import ClauseView, SentenceView

FRAMED_FACTOR = 0.9
TURN_REACH = 120
"""Characters between two statuses of a clause in which "and" or "then" tells them apart."""


@dataclass(frozen=True, slots=True)
class Found:
    """A trigger that asserts a status, not yet given its place."""

    index: int
    sentence: SentenceView
    clause: ClauseView
    match: re.Match[str]
    verdict: Verdict
    factor: float
    start: int
    """Of what to quote: the clause, or the part of it that tells this status..."""
    end: int
    """...with its end."""
    certain: bool = False
    """Whether the words hold in the future and negated, too: "will remain closed"."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """Where a clause goes from one status to another."""

    start: int
    backwards: bool
    """Whether the second came first: "reopened after"."""


def found_triggers(view: Outline, anchor: dt.date | None) -> Iterator[Found]:
    """
    Triggers that assert a status, in the order of the text.

    Parameters
    ----------
    view
        The report.
    anchor
        Day of publication, if known.
    """
    triggers = [
        trigger
        for trigger in view.lexicon.triggers
        if any(map(view.masked.may_match, (trigger.certain, trigger.words, trigger.framed)))
    ]
    if not triggers:
        return
    past = long_ago(view, anchor)
    for index, (sentence, is_past) in enumerate(zip(view.sentences, past, strict=True)):
        if is_past:
            continue
        told: dict[str, Found] = {}
        said: list[Found] = []
        for clause in sentence.clauses:
            found = [
                Found(
                    index,
                    sentence,
                    clause,
                    match,
                    verdict,
                    factor,
                    clause.start,
                    clause.end,
                    certain,
                )
                for trigger in triggers
                for match, factor, certain in _matches(trigger, sentence, clause, view)
                if (
                    verdict := judge(
                        trigger,
                        match,
                        (sentence, clause),
                        view,
                        anchor=anchor,
                        certain=certain,
                    )
                )
            ]
            if found and not is_denied(index, view):
                said += _last_of_each_aspect(_not_before(told, _outermost(found), view), view)
        yield from _not_denied_by_the_rest(said)


def _matches(
    trigger: Trigger, sentence: SentenceView, clause: ClauseView, view: Outline
) -> Iterator[tuple[re.Match[str], float, bool]]:
    """Matches of a trigger in a clause: the words, how far they count, and if they are certain."""
    span = (clause.start, clause.end)
    for match in view.masked.finditer(trigger.certain, *span):
        yield match, 1.0, True
    for match in view.masked.finditer(trigger.words, *span):
        yield match, 1.0, False
    framed = view.masked.search(trigger.framed, *span)
    if (
        framed
        and (sentence.places or view.masked.search(trigger.frame, *span))
        and not view.masked.search(trigger.not_with, *span)
    ):
        yield framed, FRAMED_FACTOR, False


def _not_before(told: dict[str, Found], found: list[Found], view: Outline) -> list[Found]:
    """
    Without what only tells what had been, "reopened after hours of being closed".

    Parameters
    ----------
    told
        The last of each aspect that the sentence has told before; brought up to date.
    found
        Those of one clause, in order.
    """
    taxonomy = load_taxonomy()
    kept = []
    for one in found:
        aspect = taxonomy[one.verdict.status].aspect
        last = told.get(aspect)
        if last is None or not _had_been(last, one, view):
            told[aspect] = one
            kept.append(one)
    return kept


def _had_been(last: Found, one: Found, view: Outline) -> bool:
    if last.verdict.status == one.verdict.status or _own_day(last) != _own_day(one):
        return False
    turn = _turn(last, one, view)
    return turn is not None and turn.backwards


def _last_of_each_aspect(ordered: list[Found], view: Outline) -> list[Found]:
    """
    Of the statuses of one aspect that a clause asserts, the one it ends on.

    Another is kept where it has a day of its own, "closed on Monday and reopened on Tuesday", or
    where the words tell what came next, "closed for hours and reopened".
    """
    taxonomy = load_taxonomy()
    last = {taxonomy[one.verdict.status].aspect: one for one in ordered}
    kept = []
    turns: dict[str, int] = {}
    for one in ordered:
        aspect = taxonomy[one.verdict.status].aspect
        final = last[aspect]
        if one.verdict.status == final.verdict.status or _own_day(one) != _own_day(final):
            kept.append(replace(one, start=max(one.start, turns.get(aspect, 0))))
        elif turn := _turn(one, final, view):
            kept.append(replace(one, end=turn.start))
            turns[aspect] = turn.start
    return kept


def _not_denied_by_the_rest(said: list[Found]) -> list[Found]:
    """
    Without what the rest of the sentence says is not so: "reopened for relief, but stays closed".

    The words that stay must be certain and name no place of their own.
    """
    taxonomy = load_taxonomy()
    kept = []
    # Of each status the next certain words: a sentence may have thousands.
    stays: dict[str, Found] = {}
    for one in reversed(said):
        status = taxonomy[one.verdict.status]
        denied = any(
            name != status.name
            and taxonomy[name].aspect == status.aspect
            and not _names_another(other.clause, behind=one.match.end())
            and _own_day(other) == _own_day(one)
            for name, other in stays.items()
        )
        if not denied:
            kept.append(one)
        if one.certain:
            stays[status.name] = one
    return kept[::-1]


def _names_another(clause: ClauseView, *, behind: int) -> bool:
    """Whether a clause names a place or an airport behind some words."""
    return any(named and named[-1].start >= behind for named in (clause.places, clause.airports))


def _turn(one: Found, other: Found, view: Outline) -> _Turn | None:
    """What stands between two statuses of the same places that tells which came first."""
    since, until = one.match.end(), other.match.start()
    if not 0 < until - since <= TURN_REACH:
        return None
    cues = view.lexicon.cues
    between = [
        *view.rules.clause.coordinators.finditer(view.masked.text, since, until),
        *view.masked.finditer(cues["then"], since, until),
    ]
    after = [*view.masked.finditer(cues["after"], since, until)]
    # "After that" is more than "after".
    told = max([*between, *after], key=lambda match: (match.start(), match.end()), default=None)
    if told is None:
        return None
    if _names_another(other.clause, behind=told.start()):
        return None
    return _Turn(told.start(), backwards=told in after)


def _own_day(found: Found) -> dt.date | None:
    """Day that the clause itself, or the sentence around it, gives a trigger."""
    return day_of(found.match, found.clause, found.sentence, earlier=None, anchor=None).date


def _outermost(found: list[Found]) -> list[Found]:
    """In order, and without "open" where it is part of "only open for relief"."""
    taxonomy = load_taxonomy()
    kept = []
    furthest: dict[str, tuple[int, int]] = {}
    for one in sorted(found, key=lambda one: (one.match.start(), -one.match.end())):
        span, status = one.match.span(), one.verdict.status
        if not any(
            span[1] <= reach[1] and span != reach
            for other, reach in furthest.items()
            if other != status and taxonomy[other].aspect == taxonomy[status].aspect
        ):
            kept.append(one)
            furthest[status] = max(span, furthest.get(status, span), key=itemgetter(1))
    return kept
