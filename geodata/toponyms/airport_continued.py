"""
Towns that stand for their airports in a sentence that goes on about airports.

"Ljubljana airport is closed. Graz, Trieste and Zagreb are closed, too." "Tivat is taking flights."
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from geodata.gazetteer.airport_words import airport_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geodata.models import Toponym
    from geodata.toponyms.airport_beside import NamesBeside

LONGEST_SENTENCE = 240
"""Characters; a longer one says more than which airports are closed."""

_SENTENCE = re.compile(r"[^.!?。！？।۔؟\n]+(?:[.!?。！？।۔؟]+(?=\s|$)|[.!?](?=\S)|\n|$)")
_FIRST_SHORT = re.compile(r"\s*(?:[^\W\d_]{1,3}\s+)?")
"""At most a preposition before the first town."""
_SMALL_WORDS = re.compile(r"\s*(?:[^\W\d_]{1,5}\s+){0,2}")
"""What may stand between a word for closed and the towns: "Closed are also Graz and Trieste"."""
_PLAIN = re.compile(r"\s+(?:[^\W\d_]{1,4}\s+){0,2}")
_END = re.compile(r"(?:\s+[^\W\d_]{1,4})?\s*(?:[.,;:!?।۔]|$)")


def towns_for_airports(
    text: str,
    airports: Iterable[int],
    toponyms: Sequence[Toponym],
    names: NamesBeside,
    language: str,
) -> Iterator[tuple[Toponym, list[int]]]:
    """
    Towns that stand for their airports, each with the rows of these.

    Parameters
    ----------
    text
        The report.
    airports
        Where it mentions airports, in order.
    toponyms
        Its resolved toponyms, in order.
    names
        Of the text.
    language
        ISO 639-1 code.
    """
    mentioned = sorted(airports)
    starts = [toponym.start for toponym in toponyms]
    about_airports = False
    for sentence in _SENTENCE.finditer(text) if mentioned else ():
        start, end = sentence.span()
        named = bisect_left(mentioned, end) > bisect_left(mentioned, start)
        first = bisect_left(starts, start)
        listed: list[Toponym] = []
        if about_airports and not named and end - start <= LONGEST_SENTENCE:
            within = toponyms[first : bisect_left(starts, end)]
            listed = _towns(text, sentence.span(), within, names, language)
        rows_of_each = [(one, names.airports_of(one)) for one in listed]
        if not all(rows for _, rows in rows_of_each):
            rows_of_each = []
        yield from rows_of_each
        about_airports = named or bool(rows_of_each)


def _towns(
    text: str,
    span: tuple[int, int],
    within: Sequence[Toponym],
    names: NamesBeside,
    language: str,
) -> list[Toponym]:
    """Return the list of towns of a sentence that is said to be closed, open or flown to."""
    if not within:
        return []
    start, end = span
    listed = [one for one in names.coordinated(within[0]) if one.end <= end]
    # A name broken by a line's end ("New\nYork") may reach into the next sentence.
    if not listed or listed[0] is not within[0]:
        return []
    first, last = listed[0].start, listed[-1].end
    opening = _FIRST_SHORT.match(text, start, first)
    if opening and opening.end() == first:
        bare = not opening[0].strip() and text[last] not in "'’"
        said = _is_said_behind(text, last, end, language, bare=bare)
    else:
        said = _is_said_before(text, (start, first), (last, end), language)
    return listed if said else []


def _is_said_behind(text: str, last: int, end: int, language: str, *, bare: bool) -> bool:
    """
    Whether the words behind a list speak of its state, or of flights: "Tivat has no flights".

    Only of bare towns, not of what is "in" them, and with no more than "is also" before it.
    """
    words = airport_words(language)
    relative = text[last] == ","
    for offset in _word_starts(text, last, end):
        if state := words.state.match(text, offset, end):
            plain = relative or _PLAIN.fullmatch(text, last, offset)
            closed = relative or _END.match(text, state.end(), end)
            return bool(bare and plain and closed)
        if words.flight.match(text, offset, end):
            return not relative
    return False


def _is_said_before(
    text: str, before: tuple[int, int], behind: tuple[int, int], language: str
) -> bool:
    """Whether a sentence begins with the state of a list: "Closed are also Graz and Trieste"."""
    start, first = before
    lead = text[start:first]
    offset = start + len(lead) - len(lead.lstrip())
    state = airport_words(language).state.match(text, offset, first)
    small = state and _SMALL_WORDS.match(text, state.end(), first)
    return bool(small and small.end() == first and _END.match(text, *behind))


def _word_starts(text: str, start: int, end: int) -> list[int]:
    """Where the first four words begin, up to a comma behind the first of them."""
    found: list[int] = []
    for word in re.finditer(r"[^\W\d_]+", text[start:end]):
        if len(found) == 4 or (found and "," in text[found[-1] : start + word.start()]):
            break
        found.append(start + word.start())
    return found
