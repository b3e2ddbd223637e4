"""What the Korean words claim of a place, and what they leave alone."""

from __future__ import annotations

import json

import pytest

from geodata.parsing import parse_line

SENTENCES = [
    (["unrest"], "어젯밤 런던에서 폭동이 일어났다."),
    (["unrest"], "20일 파리에서 시위대가 경찰과 충돌했다."),
    (["unrest"], "케이프타운에서 상점들이 약탈당하고 차량이 불탔다."),
    (["unrest"], "경찰은 나이로비에서 시위대에 최루탄을 쏘았다."),
    (["unrest"], "민스크에서 시위 참가자 수백 명이 체포됐다."),
    (["calm"], "알마티 상황은 통제되고 있다."),
    (["calm"], "벨파스트는 평온을 되찾았다."),
    (["calm"], "리옹에서는 밤사이 충돌이 발생하지 않았다."),
    (["calm"], "콜롬보의 야간 통행금지가 해제됐다."),
    (["airport_closed"], "알마티 국제공항은 여전히 폐쇄된 상태다."),
    (["airport_closed"], "카불 국제공항의 모든 항공편이 취소됐다."),
    (["airport_open"], "카불 국제공항이 다시 문을 열었다."),
    (["airport_open"], "알마티 국제공항의 운항이 재개됐다."),
    ([], "부산에서 트럭과 버스가 충돌했다."),
    ([], "서울에서 폭동을 그린 영화가 개봉했다."),
    ([], "파리 시장은 시민들에게 침착을 호소했다."),
    ([], "런던 시위는 평화적으로 진행됐다."),
    ([], "카불 국제공항은 다음 주 운항을 재개할 예정이다."),
    ([], "알마티 공항으로 가는 도로가 폭설로 폐쇄됐다."),
    ([], "부산에서는 폭동이 우려된다."),
    (["airport_closed"], "마하치칼라 공항은 폐쇄됐고 도착 예정 항공기는 회항했다."),
    (["airport_open"], "카불 국제공항의 여객기 이착륙이 다시 가능해졌다."),
    ([], "제주에서 난민들이 상점을 습격했다는 글은 사실무근이라고 경찰이 밝혔다."),
    ([], "런던 증시는 아수라장이 됐다."),
    (["calm"], "부산과 대구에서는 별다른 소동이 없었다."),
    (["calm"], "부산의 거리는 평소와 다름없었다."),
    (["airport_open"], "카불 국제공항은 평소와 다름없이 정상 운영되고 있다."),
]


@pytest.mark.parametrize(("statuses", "text"), SENTENCES)
def test_a_sentence_claims_what_it_asserts(statuses, text):
    record = {"id": "one", "text": text, "published": "2022-03-20", "lang": "ko"}

    assert sorted({one["status"] for one in parse_line(json.dumps(record))["claims"]}) == statuses
