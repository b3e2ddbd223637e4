"""What the Urdu words claim of a place, and what they leave alone."""

from __future__ import annotations

import json

import pytest

from geodata.parsing import parse_line

SENTENCES = [
    (["unrest"], "لاہور میں مظاہرین اور پولیس کے درمیان جھڑپیں ہوئیں۔"),
    (["unrest"], "پشاور میں مشتعل ہجوم نے تھانے کو آگ لگا دی۔"),
    (["unrest"], "کراچی میں پولیس نے آنسو گیس کے گولے داغے۔"),
    (["unrest"], "کوئٹہ میں دکانیں لوٹ لی گئیں۔"),
    (["calm"], "کوئٹہ میں صورتحال اب پرامن ہے۔"),
    (["calm"], "ملتان میں کوئی ناخوشگوار واقعہ پیش نہیں آیا۔"),
    (["calm"], "پشاور میں کرفیو اٹھا لیا گیا۔"),
    (["airport_closed"], "کراچی کا ہوائی اڈہ بند ہے۔"),
    (["airport_closed"], "کراچی کے جناح انٹرنیشنل ایئرپورٹ پر تمام پروازیں منسوخ کر دی گئیں۔"),
    (["airport_closed"], "کابل کا ہوائی اڈہ صرف امدادی پروازوں کے لیے کھلا ہے۔"),
    (["airport_open"], "لاہور کا علامہ اقبال انٹرنیشنل ایئرپورٹ دوبارہ کھول دیا گیا۔"),
    (["airport_open"], "لاہور کے ہوائی اڈے پر پروازیں بحال ہو گئی ہیں۔"),
    ([], "لاہور میں میچ میں بلے بازوں نے چوکوں کی بارش کر دی۔"),
    ([], "ملتان میں بس اور ٹرک میں تصادم ہوا۔"),
    ([], "کراچی کے ہوائی اڈے کو جانے والی سڑک بند ہے۔"),
    ([], "کراچی کا ہوائی اڈہ پیر کو کھول دیا جائے گا۔"),
    ([], "پشاور میں ہنگاموں کا خدشہ ہے۔"),
    ([], "پشاور میں پولیس نے ہنگاموں کی خبروں کی تردید کی۔"),
]


@pytest.mark.parametrize(("statuses", "text"), SENTENCES)
def test_a_sentence_claims_what_it_asserts(statuses, text):
    record = {"id": "one", "text": text, "published": "2022-01-11", "lang": "ur"}

    assert sorted({one["status"] for one in parse_line(json.dumps(record))["claims"]}) == statuses
