"""How the program does on names that are no places, or not the famous place of that name."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from geodata.gazetteer.index import great_circle_km
from geodata.parsing import parse_line

HARD_LIST = Path(__file__).parent / "hard_list.jsonl"
CORE_LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "ru", "uk", "pl", "tr", "ar", "fa")
LEAST_RIGHT = {"all names": 0.91, "no place": 0.91, "place": 0.9}
"""Share of the names; three floors, as finding nothing at all would be right for every no place."""


@pytest.fixture(scope="module")
def snippets():
    return [json.loads(line) for line in HARD_LIST.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def judged(snippets):
    """One (kind, right, line for the failure message) for each judged name."""
    return [
        _judge(snippet, name, toponyms)
        for snippet in snippets
        for toponyms in [_toponyms(snippet)]
        for name in snippet["names"]
    ]


def test_every_name_stands_where_the_list_says(snippets):
    for snippet in snippets:
        for name in snippet["names"]:
            assert snippet["text"][name["start"] : name["end"]] == name["text"], snippet["id"]


def test_every_core_language_has_traps_and_places(snippets):
    for language in CORE_LANGUAGES:
        own = [snippet for snippet in snippets if snippet["language"] == language]
        kinds = Counter(_kind(name) for snippet in own for name in snippet["names"])
        assert len(own) >= 8
        assert kinds["no place"] >= 8
        assert kinds["place"] >= 8


@pytest.mark.parametrize("kind", LEAST_RIGHT)
def test_hard_names_are_read_right(judged, kind):
    asked = [name for name in judged if kind in ("all names", name[0])]
    wrong = [line for _, right, line in asked if not right]
    share = 1 - len(wrong) / len(asked)

    assert share >= LEAST_RIGHT[kind], "\n".join([f"{share:.3f} of {len(asked)} right", *wrong])


def _toponyms(snippet):
    answer = parse_line(json.dumps({"id": snippet["id"], "text": snippet["text"]}))
    assert "error" not in answer, answer
    return answer["toponyms"]


def _kind(name):
    return "no place" if name["place"] is None else "place"


def _judge(snippet, name, toponyms):
    over = [
        toponym
        for toponym in toponyms
        if toponym["start"] < name["end"] and name["start"] < toponym["end"]
    ]
    place = name["place"]
    right = any(_within(toponym, place) for toponym in over) if place else not over
    wanted = place["name"] if place else "no place"
    found = ", ".join(f"{toponym['name']} ({toponym['country']})" for toponym in over) or "nothing"
    line = f"{snippet['id']} {snippet['class']}: {name['text']!r} is {wanted}, got {found}"
    return _kind(name), right, line


def _within(toponym, place):
    if toponym["lat"] is None:
        return False
    km = great_circle_km(toponym["lat"], toponym["lon"], place["lat"], place["lon"])
    return km <= place["km"]
