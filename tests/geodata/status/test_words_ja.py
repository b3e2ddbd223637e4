"""What the Japanese words of the lexicon find and leave alone, before time and place."""

from __future__ import annotations

import pytest

from tests.geodata.status.reading_words import cancelling_cues, has_cue, is_told_behind, statuses_in

SENTENCES = [
    ("unrest", "アルマトイで暴動が発生した。"),
    ("unrest", "デモ隊がトビリシで警官隊と衝突した。"),
    ("unrest", "ダーバンで商店が略奪された。"),
    ("unrest", "警察は催涙ガスを使用した。"),
    ("unrest", "群衆が市庁舎に突入した。"),
    ("calm", "アルマトイの情勢は平静を取り戻した。"),
    ("calm", "首都では夜間外出禁止令が解除された。"),
    ("airport_closed", "ゴマ空港は閉鎖された。"),
    ("airport_closed", "空港は全便欠航となった。"),
    ("airport_closed", "空港は再開していない。"),
    ("airport_open", "アルマトイ空港は再開した。"),
    ("unrest", "延坪島に多数の砲弾が撃ち込まれた。"),
    ("unrest", "群衆がミュンヘンの裁判所に押し寄せた。"),
    ("calm", "リマでは混乱は起きていない。"),
    ("", "ジャカルタの洪水は収束した。"),
    ("", "乗用車とトラックが衝突した。"),
    ("", "市長は冷静な対応を呼びかけた。"),
    ("", "海は静かだった。"),
    ("", "空港道路が通行止めとなった。"),
]

CUED = [
    ("plan", "空港は月曜日に再開する予定だ。"),
    ("cessation", "衝突は確認されていない。"),
    ("cessation", "暴動は収まった。"),
]

BEHIND = [
    ("パリ", "に亡命した。"),
    ("モスクワ", "の大使館は"),
]


@pytest.mark.parametrize(("status", "sentence"), SENTENCES)
def test_the_words_of_a_status_are_found_and_look_alikes_are_not(status, sentence):
    assert statuses_in(sentence, "ja") == ({status} if status else set())


@pytest.mark.parametrize(("status", "sentence"), [one for one in SENTENCES if one[0]])
def test_a_plain_statement_holds_no_cue_that_would_cancel_it(status, sentence):
    assert cancelling_cues(status, sentence, "ja") == []


@pytest.mark.parametrize(("cue", "sentence"), CUED)
def test_a_cue_is_found(cue, sentence):
    assert has_cue(cue, sentence, "ja")


@pytest.mark.parametrize(("place", "behind"), BEHIND)
def test_a_place_of_exile_or_travel_has_its_cue_right_behind_it(place, behind):
    assert is_told_behind(place, behind, "ja")
