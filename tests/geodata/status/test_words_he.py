"""What the Hebrew words claim of a place, and what they leave alone."""

from __future__ import annotations

import json

import pytest

from geodata.parsing import parse_line

SENTENCES = [
    (["unrest"], "מהומות פרצו הלילה בלונדון."),
    (["unrest"], "מפגינים התעמתו עם שוטרים בפריז."),
    (["unrest"], "חנויות נבזזו ומכוניות הועלו באש בברלין."),
    (["unrest"], "המשטרה ירתה גז מדמיע לעבר המפגינים בניירובי."),
    (["unrest"], "מאות בני אדם נעצרו במינסק."),
    (["unrest"], "קרבות עזים נמשכים בחרקיב."),
    (["calm"], "המצב בלונדון תחת שליטה."),
    (["calm"], "השקט חזר לבלפסט."),
    (["calm"], "לא נרשמו אירועים חריגים בפריז."),
    (["calm"], "הלילה עבר בשקט בליברפול."),
    (["airport_closed"], "נמל התעופה של קאבול נותר סגור."),
    (["airport_closed"], "כל הטיסות בנמל התעופה של קאבול בוטלו."),
    (["airport_open"], "נמל התעופה של קאבול נפתח מחדש."),
    (["airport_open"], "הטיסות בנמל התעופה של קאבול חודשו."),
    ([], "שתי מכוניות התנגשו בחיפה."),
    ([], "הים היה רגוע באילת."),
    ([], "ראש העיר קרא לרגיעה בעכו."),
    ([], "השריפה ליד ירושלים תחת שליטה."),
    ([], "הכביש לנמל התעופה של קאבול נסגר בגלל שלג."),
    ([], "נמל התעופה של קאבול ייפתח מחדש ביום שני."),
    ([], "בברלין חוששים ממהומות."),
    (["unrest"], "בלונדון תקפו פורעים נהג וניפצו חלונות."),
    (["unrest"], "בליל שני הציתו מפגינים צמיגים בפריז."),
    (["calm"], "בלונדון החיים מתנהלים כסדרם."),
    ([], "בלונדון הסתערו לקוחות על מדפי המזון."),
    ([], "עשור למהומות בלונדון."),
]


@pytest.mark.parametrize(("statuses", "text"), SENTENCES)
def test_a_sentence_claims_what_it_asserts(statuses, text):
    record = {"id": "one", "text": text, "published": "2022-03-20", "lang": "he"}

    assert sorted({one["status"] for one in parse_line(json.dumps(record))["claims"]}) == statuses
