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
        ("(发生|爆发)~(骚乱|冲突)", "阿拉木图爆发大规模冲突"),
        ("恢复(了)?平静", "恢复平静"),
        ("유혈 충돌", "유혈 충돌이 벌어졌다"),
        ("유혈 충돌", "유혈충돌이 벌어졌다"),
        ("(소요 사태|폭동)(이|가) 발생", "소요사태가 발생했다"),
        ("हिंसा", "शहर में हिंसा हुई"),
        ("झड़प*", "वहां झड़पें हुईं"),
        ("(हिंसा|झड़प*) ~ (भड़की|हुई*)", "हिंसा कल रात फिर भड़की"),
        ("झड़प*", "झ\u095cपें हुईं"),
        ("আগুন (দিয়ে*|দেওয়া)", "দোকানে আগুন দি\u09dfেছে"),
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
        ("हिंस", "शहर में हिंसा हुई"),
        ("आग", "भाग आगे"),
        ("दुकानें ~ लूटी", "दुकानें बंद हैं। कार लूटी"),
        ("دکانیں ~ لوٹ", "دکانیں بند ہیں۔ لوٹ مار ہوئی"),
        ("(发生|爆发)~骚乱", "引起骚乱"),
        ("유혈 충돌", "유혈 및 충돌"),
    ],
)
def test_a_pattern_does_not_find_other_words(pattern, text):
    assert not compile_patterns([pattern]).search(text)


def test_no_patterns_never_match():
    assert not compile_patterns([]).search("anything")


def test_a_gap_is_what_the_pattern_does_not_name():
    match = compile_patterns(["situation ~ calm"]).search("the situation is not calm")

    assert [match.string[start:end] for start, end in gaps(match)] == [" is not "]


def test_a_gap_is_as_short_as_it_can_be():
    found = compile_patterns(["burned ~ (bus|shop)*", "looted"])
    text = "they burned a bus, then looted a shop"

    assert [match[0] for match in found.finditer(text)] == ["burned a bus", "looted"]


@pytest.mark.parametrize("wrong", ["(a ~ b)", "one *two", "(a|*b)", "(a (b|c))"])
def test_a_pattern_that_would_be_misread_is_refused(wrong):
    with pytest.raises(LexiconError, match=r"beginning|brackets"):
        compile_patterns([wrong])


PREFIXES = ("و", "ب", "ال", "وال", "بال")


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("اشتباك*", "واندلعت الاشتباكات"),
        ("اشتباك* عنيف*", "بالاشتباكات العنيفة"),
        ("وضع ~ هادئ", "الوضع في المدينة هادئ"),
        ("(غاز|قنابل) مسيل*", "الغاز المسيل للدموع"),
        ("اغلق ~ مطار", "أُغلق أمس المطار"),
        ("علقت", "عُلِّقت الرحلات"),
    ],
)
def test_prefixes_are_written_together_with_any_word(pattern, text):
    assert compile_patterns([pattern], PREFIXES).search(text)


@pytest.mark.parametrize(("pattern", "text"), [("نهب*", "ذهب منهب"), ("اغلق", "انغلق")])
def test_no_other_beginning_is_a_prefix(pattern, text):
    assert not compile_patterns([pattern], PREFIXES).search(text)


def test_letters_of_the_arabic_script_match_in_every_spelling():
    assert compile_patterns(["درگیری"]).search("درگيري")


@pytest.mark.parametrize("text", ["liniștea în oraș", "liniştea în oraş", "linistea in oras"])
def test_letters_of_romanian_match_with_a_cedilla_and_without_a_mark(text):
    assert compile_patterns(["liniștea ~ oraș"]).search(text)
    assert not compile_patterns(["linisteă"]).search("liniștea")


def test_a_stem_takes_endings_behind_a_zero_width_joiner_and_a_gap_counts_them_with_their_word():
    assert compile_patterns(["درگیری* شدید"]).search("درگیری‌های شدید")
    assert compile_patterns(["آرام ~ شب"]).search("آرام یک‌یک دو‌دو سه‌سه چهار‌چهار پنج‌پنج شب")
