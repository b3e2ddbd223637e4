from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.language.rules import load_rules
from geodata.language.scan import Patterns
from geodata.status.lexicon import lexicon_languages, load_lexicon

PASSAGES = Path(__file__).parents[1] / "passages"
SIGNS = "[\u0640\u064b-\u0652]{0,2}"

texts = st.text(alphabet="abIiİıſsSß .,-_'1٣\u093f\u0643\u064b日本", max_size=60)
word = st.text(alphabet="abisß1日本", min_size=1, max_size=4).map(re.escape)
piece = st.one_of(
    word,
    st.lists(word, min_size=1, max_size=3).map(lambda words: f"(?:{'|'.join(words)})"),
    st.sampled_from(["[abİ]", r"\d{1,2}", r"\s", "a?", "(?:b|1)?", r"\w+", "-", "(?!a)", "_"]),
)
start = st.sampled_from(["", r"(?<!\w)", r"(?<![^\W_])"])
pattern = st.builds(lambda first, rest: first + "".join(rest), start, st.lists(piece, min_size=1))


@pytest.mark.parametrize("source", ["_", "-a", r"(?<!\w)_b", r"\(b", "a-b", r"a\sb", "b ?_"])
def test_a_scan_finds_marks_that_begin_or_part_a_match(source):
    one, text = re.compile(source), "_b -a (b a-b a b b_"

    assert spans(Patterns([one]).scan(text).finditer(one)) == spans(one.finditer(text))
    assert one.search(text)


def spans(matches):
    return [match.span() for match in matches]


@given(texts, st.lists(pattern, min_size=1, max_size=3), st.integers(0, 60), st.integers(0, 60))
def test_a_scan_finds_what_each_pattern_finds_by_itself(text, sources, first, last):
    patterns = [re.compile(source, re.IGNORECASE) for source in sources]
    scan = Patterns(patterns).scan(text)

    for one in patterns:
        assert spans(scan.finditer(one, first, last)) == spans(one.finditer(text, first, last))
        found, expected = scan.search(one, first, last), one.search(text, first, last)
        assert (found and found.span()) == (expected and expected.span())


@given(texts, st.lists(pattern, min_size=1, max_size=4))
def test_the_patterns_that_may_match_at_a_position_are_all_that_do(text, sources):
    patterns = [re.compile(source, re.IGNORECASE) for source in sources]
    known = Patterns(patterns)

    for position in range(len(text)):
        matching = {n for n, one in enumerate(patterns) if one.match(text, position)}
        assert matching <= set(known.at(text, position))


def test_a_scan_finds_words_between_whose_letters_signs_may_stand():
    kitab = re.compile(rf"(?<!\w)ك{SIGNS}ت{SIGNS}ا{SIGNS}ب")
    scan = Patterns([kitab], optional=SIGNS).scan("كِتاب كتاب ـكتاب وكتاب")

    assert spans(scan.finditer(kitab)) == [(0, 5), (6, 10)]


@pytest.mark.parametrize("language", lexicon_languages())
def test_the_words_of_a_lexicon_are_found_in_its_passages_as_by_themselves(language):
    lexicon = load_lexicon(language)
    rows = (PASSAGES / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    text = "\n".join(json.loads(row)["text"] for row in rows)
    scan = lexicon.patterns.scan(text)
    patterns = [*lexicon.cues.values(), *(trigger.words for trigger in lexicon.triggers)]

    assert [spans(scan.finditer(one)) for one in patterns] == [
        spans(one.finditer(text)) for one in patterns
    ]
    assert any(spans(scan.finditer(one)) for one in patterns)


@pytest.mark.parametrize("language", lexicon_languages())
def test_where_days_may_be_named_is_known_of_every_language(language):
    dates = load_rules(language).dates
    text = "2022-01-09, 9.1.2022"

    assert dates.scanned.scan(text).may_match(dates.locator)
    assert not dates.scanned.scan("!!!").may_match(dates.locator)
