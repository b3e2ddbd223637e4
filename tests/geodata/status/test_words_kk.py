"""What the Kazakh words claim of a place, and what they leave alone."""

from __future__ import annotations

import json

import pytest

from geodata.parsing import parse_line

SENTENCES = [
    (["unrest"], "Алматыда жаппай тәртіпсіздік болды."),
    (["unrest"], "Таразда наразылық білдірушілер әкімдік ғимаратына басып кірді."),
    (["unrest"], "Ақтөбеде полиция көзден жас ағызатын газ қолданды."),
    (["unrest"], "Шымкент қаласында дүкендер тоналды, көліктер өртелді."),
    (["calm"], "Шымкентте жағдай тұрақты."),
    (["calm"], "Алматыда тәртіпсіздік тіркелген жоқ."),
    (["calm"], "Таразда тыныштық орнады."),
    (["airport_closed"], "Алматы әуежайы жабылды."),
    (["airport_closed"], "Алматы әуежайында барлық рейстер тоқтатылды."),
    (["airport_closed"], "Алматы әуежайы әлі ашылған жоқ."),
    (["airport_open"], "Алматы әуежайы қайта ашылды."),
    (["airport_open"], "Алматы әуежайы жұмысын қайта бастады."),
    ([], "Астанада финалдық матчта шабуылшы қақпаны атқылады."),
    ([], "Таразда екі көлік соқтығысты."),
    ([], "Алматы әуежайына баратын жол жабық."),
    ([], "Алматы әуежайы дүйсенбіде ашылады."),
    ([], "Полиция Таразда тәртіпсіздік болуы мүмкін деп ескертті."),
    ([], "Полиция Таразда тәртіпсіздік болды деген ақпаратты жоққа шығарды."),
    (["unrest"], "Министр Бішкекке келді. Қырғызстан астанасында тәртіпсіздік басталды."),
]


@pytest.mark.parametrize(("statuses", "text"), SENTENCES)
def test_a_sentence_claims_what_it_asserts(statuses, text):
    record = {"id": "one", "text": text, "published": "2022-01-11", "lang": "kk"}

    assert sorted({one["status"] for one in parse_line(json.dumps(record))["claims"]}) == statuses
