"""What the Persian words of the lexicon find and leave alone, before time and place."""

from __future__ import annotations

import pytest

from tests.geodata.status.reading_words import cancelling_cues, has_cue, is_told_before, statuses_in

SENTENCES = [
    ("unrest", "درگیری‌های شدیدی میان پلیس و معترضان در کابل رخ داد."),
    ("unrest", "پلیس برای متفرق کردن تظاهرکنندگان گاز اشک‌آور شلیک کرد."),
    ("unrest", "معترضان ساختمان فرمانداری ایذه را به آتش کشیدند."),
    ("unrest", "مغازه‌ها در اسلام‌آباد غارت شد."),
    ("unrest", "صدها نفر در تبریز بازداشت شدند."),
    ("", "پلیس ضد شورش در تهران مستقر شد."),
    ("", "ناو به اقیانوس آرام رفت."),
    ("", "دریای خزر آرام است."),
    ("calm", "اوضاع در هرات آرام است."),
    ("calm", "آرامش به خیابان‌های زاهدان بازگشته است."),
    ("calm", "هیچ حادثه‌ای در مشهد گزارش نشده است."),
    ("calm", "شب آرامی در سنندج سپری شد."),
    ("calm", "منع رفت‌وآمد در دوشنبه لغو شد."),
    ("airport_closed", "فرودگاه کابل بسته شد."),
    ("airport_closed", "همه پروازها از فرودگاه تهران لغو شد."),
    ("airport_closed", "فرودگاه همچنان تعطیل است."),
    ("airport_open", "فرودگاه هرات بازگشایی شد."),
    ("airport_open", "پروازها از سر گرفته شد."),
    ("airport_closed", "فرودگاه هنوز بازگشایی نشده است."),
    ("", "جاده فرودگاه بسته شد."),
    ("unrest", "جمعیت خشمگین وارد ساختمان پارلمان در کلمبو شد."),
    ("unrest", "شهر گنجه هدف موشک قرار گرفت."),
    ("unrest", "نیروهای امنیتی در کرمانشاه آتش گشودند."),
    ("calm", "زندگی در دمشق به روال عادی بازگشته است."),
    ("calm", "کنترل اوضاع در مارسی در دست پلیس است."),
    ("airport_closed", "همه پروازهای فرودگاه تا اطلاع ثانوی لغو شده است."),
    ("", "نبرد قهرمانی لیگ در تهران."),
    ("", "درگیری لفظی نمایندگان در تهران."),
    ("", "آتش‌سوزی در تهران تحت کنترل است."),
    ("", "شهردار خواستار حفظ آرامش در شیراز شد."),
]

CUED = [
    ("negation", "هیچ درگیری در شهر نبود."),
    ("background", "پلیس خبر درگیری‌ها را تکذیب کرد."),
    ("plan", "فرودگاه دوشنبه بازگشایی خواهد شد."),
    ("condition", "اگر درگیری شود مغازه‌ها بسته می‌شوند."),
    ("fear", "ساکنان نگران ناآرامی هستند."),
    ("history", "ده سال پیش شورش در شهر رخ داد."),
    ("background", "وزیران پس از ناآرامی‌ها دیدار کردند."),
    ("cessation", "درگیری‌ها پایان یافت."),
    ("hedge", "شهر ظاهراً آرام است."),
    ("attribution", "به گفته پلیس شهر آرام است."),
]

ELSEWHERE = [
    ("سفارت ایران در ", "مسکو"),
    ("پروازها به ", "پاریس"),
]


@pytest.mark.parametrize(("status", "sentence"), SENTENCES)
def test_the_words_of_a_status_are_found_and_look_alikes_are_not(status, sentence):
    assert statuses_in(sentence, "fa") == ({status} if status else set())


@pytest.mark.parametrize(("status", "sentence"), [one for one in SENTENCES if one[0]])
def test_a_plain_statement_holds_no_cue_that_would_cancel_it(status, sentence):
    assert cancelling_cues(status, sentence, "fa") == []


@pytest.mark.parametrize(("cue", "sentence"), CUED)
def test_a_cue_is_found(cue, sentence):
    assert has_cue(cue, sentence, "fa")


@pytest.mark.parametrize(("before", "place"), ELSEWHERE)
def test_a_place_of_exile_or_travel_has_its_cue_right_before_it(before, place):
    assert is_told_before(before, place, "fa")
