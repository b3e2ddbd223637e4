from __future__ import annotations

import re

import pytest

from geodata.language.heads import Head, folded, heads

CASED = "".join(
    character
    for character in map(chr, (*range(0xD800), *range(0xE000, 0x20000)))
    if not character.lower() == character == character.upper()
)
"""Every character that has a small or a capital form."""


def letters(pattern: str) -> set[str]:
    return {head.letters for head in heads(pattern) or ()}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("riot", {"riot"}),
        ("(?:set|sets) fire", {"set fi", "sets f"}),
        ("colou?r", {"color", "colour"}),
        (r"\d{1,2} May", {"0"}),
        ("[ab]c", {"ac", "bc"}),
        ("[a-c]", {"a", "b", "c"}),
        (r"\u0660x", {"0x"}),
        ("(?P<s>[/.])x(?P=s)", {"/x", ".x"}),
        ("(?=xyz)ab", {"ab"}),
        ("(?!)|on", {"on"}),
        (r"(?-i:Mar\b\.?)", {"mar", "mar."}),
        ("Riot.*", {"riot"}),
    ],
)
def test_heads_are_the_first_letters_of_every_match(pattern, expected):
    assert letters(pattern) == expected


@pytest.mark.parametrize(
    "pattern", ["", "a?", r"\w+ono", "[^a]b", "(?i)a", "(?:a|)b*", ".", r"\Sb", "(?>a)", "[ -~]x"]
)
def test_a_pattern_that_may_begin_with_anything_has_no_heads(pattern):
    assert heads(pattern) is None


def test_a_pattern_that_never_matches_has_an_empty_set_of_heads():
    assert heads("(?!)") == frozenset()


def test_a_head_says_whether_it_stands_at_the_beginning_of_a_word():
    assert heads(r"(?<!\w)no|yes") == {
        Head("no", whole=True, at_word=True),
        Head("yes", whole=True, at_word=False),
    }


def test_characters_that_a_pattern_takes_for_one_another_fold_to_one_letter():
    differing = [
        (one, other)
        for one in CASED
        for other in re.findall(re.escape(one), CASED, re.IGNORECASE)
        if folded(one) != folded(other)
    ]

    assert differing == []
