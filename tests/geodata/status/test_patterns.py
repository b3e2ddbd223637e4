from __future__ import annotations

import pytest

from geodata.errors import LexiconError
from geodata.status.patterns import compile_patterns, gaps


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("riot*", "Rioters ran"),
        ("*krawalle", "Silvesterkrawalle blieben aus"),
        ("broke out", "violence broke-out"),
        ("shops ~ looted", "shops in the centre were looted"),
        ("(set|sets) fire", "they set fire"),
        ("n'a pas", "il n’a pas"),
        ("发生~骚乱", "阿拉木图发生大规模骚乱"),
    ],
)
def test_a_pattern_finds_its_words(pattern, text):
    assert compile_patterns([pattern]).search(text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("riot", "a patriot and rioters"),
        ("shops ~ looted", "shops. Banks were looted"),
        ("shops ~ looted", "shops one two three four five six looted"),
        ("broke out", "outbroke"),
    ],
)
def test_a_pattern_does_not_find_other_words(pattern, text):
    assert not compile_patterns([pattern]).search(text)


def test_no_patterns_never_match():
    assert not compile_patterns([]).search("anything")


def test_a_gap_is_what_the_pattern_does_not_name():
    match = compile_patterns(["situation ~ calm"]).search("the situation is not calm")

    assert [match.string[start:end] for start, end in gaps(match)] == [" is not "]


@pytest.mark.parametrize("wrong", ["(a ~ b)", "one *two", "(a|*b)"])
def test_a_pattern_that_would_be_misread_is_refused(wrong):
    with pytest.raises(LexiconError, match=r"beginning|brackets"):
        compile_patterns([wrong])
