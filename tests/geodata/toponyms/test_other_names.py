from __future__ import annotations

import re
import unicodedata

import pytest

from geodata.gazetteer.index import default_gazetteer
from geodata.gazetteer.spelling import MARKS
from geodata.toponyms.matching import find_matches
from geodata.toponyms.other_names import NAMES_FOLDER, in_other_names

FILES = sorted(NAMES_FOLDER.glob("*.txt"))


def rejected(text, language="en"):
    matches = find_matches(text, language, default_gazetteer())
    inside = in_other_names(text, language, matches)
    return [text[m.start : m.end] for m, other in zip(matches, inside, strict=True) if other]


def test_a_place_in_an_airlines_name_is_none_and_elsewhere_is_one():
    assert rejected("They saw Air France leave France.") == ["Air", "France"]
    assert rejected("France had an air of calm.") == []


def test_accents_case_and_what_joins_the_words_do_not_matter():
    assert rejected("The AIR-FRANCE flew on.") == ["AIR", "FRANCE"]
    assert rejected("The St. Louis Blues won.") == ["St. Louis"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ko", "뉴욕타임스는 서울에서 보도했다.", ["뉴욕"]),
        ("ja", "ニューヨーク・タイムズによると東京で", ["ニューヨーク"]),
        ("hi", "टाइम्स ऑफ इंडिया के अनुसार इंफाल में", ["इंडिया"]),
        ("ru", "«Вашингтон пост» пишет о Вашингтоне.", ["Вашингтон"]),
    ],
)
def test_such_names_are_known_in_other_scripts(language, text, expected):
    assert set(expected) <= set(rejected(text, language))
    assert len(rejected(text, language)) < len(find_matches(text, language, default_gazetteer()))


def test_the_words_of_a_name_follow_each_other_in_one_sentence():
    assert rejected("They flew by air. France was calm.") == []


@pytest.mark.parametrize("text", ["", "Air", "France", "Air " * 500, "Air France " * 500])
def test_odd_texts_are_read(text):
    assert len(rejected(text)) == 2 * text.count("Air France")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_list_holds_longer_names_once_each(path):
    lines = [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]

    assert len(set(lines)) == len(lines)
    for line in lines:
        assert unicodedata.normalize("NFC", line) == line
        assert all(len(stem) >= 3 for stem in re.findall(rf"((?:\w|[{MARKS}])+)\*", line)), line
        if path.stem not in ("zh", "ja", "ko"):
            assert len(re.findall(r"[^\W_]+", line)) > 1, line
