"""Other spellings of English names: "Mt. Pleasant" for "Mount Pleasant"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ANYWHERE = {"saint": "St.", "sainte": "Ste.", "mount": "Mt.", "fort": "Ft."}
"""Words that news shortens wherever they stand before another word."""
_FIRST = {"north": "N.", "south": "S.", "east": "E.", "west": "W.", "point": "Pt.", "port": "Pt."}
_LAST = {
    "county": "Co.",
    "township": "Twp.",
    "mountain": "Mtn.",
    "mountains": "Mtns.",
    "heights": "Hts.",
    "junction": "Jct.",
    "springs": "Spgs.",
}
_LONG = {
    short.casefold().rstrip("."): word.capitalize()
    for table in (_ANYWHERE, _LAST)
    for word, short in table.items()
} | {"cnty": "County", "twnshp": "Township"}
_DIRECTIONS = frozenset({"N.", "S.", "E.", "W."})


def english_spellings(name: str) -> Iterator[str]:
    """
    Spellings of an English name that differ from it in a shortened word.

    A word for the kind of place is written short or long: "St. Louis" and "Saint Louis", "Plymouth
    Co." and "Plymouth County". A name keeps at least one word that is not such a word. A short
    word comes with and without its full stop, a direction only with.
    """
    words = name.split()
    if len(words) < 2:
        return
    for place, word in enumerate(words):
        for other in _other_words(word, place, len(words)):
            yield " ".join([*words[:place], other, *words[place + 1 :]])


def _other_words(word: str, place: int, count: int) -> Iterator[str]:
    plain = word.casefold().rstrip(".")
    if not word[:1].isupper():
        return
    last = place == count - 1
    short = None
    if not last:
        short = _ANYWHERE.get(plain) or (_FIRST.get(plain) if place == 0 else None)
    elif place:
        short = _LAST.get(plain)
    if short:
        yield short
        if short not in _DIRECTIONS:
            yield short.rstrip(".")
    long = _LONG.get(plain)
    if long and (last == (long.casefold() in _LAST)) and (place or not last):
        yield long
        yield plain.capitalize() if word.endswith(".") else f"{plain.capitalize()}."
