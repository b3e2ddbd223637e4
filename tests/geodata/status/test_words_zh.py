"""What the Chinese words of the lexicon find and leave alone, before time and place."""

from __future__ import annotations

import pytest

from tests.geodata.status.reading_words import cancelling_cues, has_cue, is_told_before, statuses_in

SENTENCES = [
    ("unrest", "阿拉木图爆发大规模骚乱。"),
    ("unrest", "示威者与警方在第比利斯发生冲突。"),
    ("unrest", "抗議者在達卡縱火焚燒汽車。"),
    ("unrest", "内罗毕多家商店遭洗劫。"),
    ("unrest", "警察向人群发射催泪弹。"),
    ("unrest", "示威者冲进议会大楼。"),
    ("calm", "阿拉木图局势已恢复平静。"),
    ("calm", "首都的夜晚平静度过。"),
    ("calm", "金沙萨解除宵禁。"),
    ("airport_closed", "戈马机场已经关闭。"),
    ("airport_closed", "機場所有航班取消。"),
    ("airport_closed", "机场仍未恢复运营。"),
    ("airport_open", "阿拉木图机场已重新开放。"),
    ("airport_open", "機場恢復運營。"),
    ("unrest", "军警在曼德勒实弹射击。"),
    ("calm", "利马没有发生冲突。"),
    ("", "《南京暴动》在柏林上映。"),
    ("", "双方存在利益冲突。"),
    ("", "防暴警察在伦敦训练。"),
    ("", "市长呼吁保持冷静。"),
    ("", "海面平静。"),
    ("", "机场高速公路关闭。"),
]

CUED = [
    ("plan", "机场将于周一重新开放。"),
    ("fear", "居民担心发生骚乱。"),
    ("background", "他因参与骚乱被捕。"),
    ("background", "机场一度关闭。"),
]

ELSEWHERE = [
    ("他流亡", "巴黎"),
]


@pytest.mark.parametrize(("status", "sentence"), SENTENCES)
def test_the_words_of_a_status_are_found_and_look_alikes_are_not(status, sentence):
    assert statuses_in(sentence, "zh") == ({status} if status else set())


@pytest.mark.parametrize(("status", "sentence"), [one for one in SENTENCES if one[0]])
def test_a_plain_statement_holds_no_cue_that_would_cancel_it(status, sentence):
    assert cancelling_cues(status, sentence, "zh") == []


@pytest.mark.parametrize(("cue", "sentence"), CUED)
def test_a_cue_is_found(cue, sentence):
    assert has_cue(cue, sentence, "zh")


@pytest.mark.parametrize(("before", "place"), ELSEWHERE)
def test_a_place_of_exile_or_travel_has_its_cue_right_before_it(before, place):
    assert is_told_before(before, place, "zh")
