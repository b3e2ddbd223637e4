"""What the Arabic words of the lexicon find and leave alone, before time and place."""

from __future__ import annotations

import pytest

from tests.geodata.status.reading_words import cancelling_cues, has_cue, is_told_before, statuses_in

SENTENCES = [
    ("unrest", "اندلعت اشتباكات عنيفة بين المتظاهرين والشرطة في طرابلس."),
    ("unrest", "أطلقت الشرطة الغاز المسيل للدموع لتفريق المحتجين في تونس."),
    ("unrest", "أضرم محتجون غاضبون النار في مبنى البلدية بصفاقس."),
    ("unrest", "نُهبت متاجر وأُحرقت سيارات في الخرطوم."),
    ("unrest", "ولا تزال المعارك مستمرة في الفاشر."),
    ("unrest", "اقتحم مسلحون مقر المحافظة في السويداء."),
    ("unrest", "سُمع دوي إطلاق نار كثيف في بورتسودان."),
    ("", "دعا رئيس البلدية إلى الهدوء في بيروت."),
    ("", "انتشرت شرطة مكافحة الشغب في عمان."),
    ("", "يسود الهدوء الأسواق في دبي."),
    ("", "كان البحر هادئا قبالة اللاذقية."),
    ("calm", "عاد الهدوء إلى شوارع طرابلس."),
    ("calm", "الوضع في عدن تحت السيطرة."),
    ("calm", "لم تُسجل أي حوادث في وهران."),
    ("calm", "رفعت السلطات حظر التجول في كركوك."),
    ("calm", "مرت الليلة بهدوء في نابلس."),
    ("airport_closed", "أُغلق مطار الخرطوم الدولي."),
    ("airport_closed", "عُلّقت الرحلات في مطار عدن."),
    ("airport_closed", "لا يزال مطار صنعاء مغلقاً."),
    ("airport_closed", "المطار لا يستقبل أي رحلات."),
    ("airport_open", "أُعيد فتح مطار معيتيقة."),
    ("airport_open", "استؤنفت الرحلات في مطار بنينا."),
    ("", "أغلق محتجون طريق المطار في بيروت."),
    ("", "علقت لوفتهانزا رحلاتها إلى مطار بيروت."),
    ("unrest", "خرج الوضع عن السيطرة في بورتسودان."),
    ("unrest", "تعرضت متاجر في بيروت للنهب."),
    ("unrest", "سقطت قذائف على أحياء في حلب."),
    ("calm", "توقفت المعارك في مأرب."),
    ("airport_closed", "خرج مطار حلب عن الخدمة."),
    ("airport_open", "أقلعت أول رحلة منذ شهر من مطار دمشق."),
    ("", "اشتباكات لفظية بين نواب في الكويت."),
    ("", "معركة الدوري تشتعل في الرياض."),
    ("", "الحريق في بيروت تحت السيطرة."),
]

CUED = [
    ("negation", "لم تقع اشتباكات في المدينة."),
    ("denial", "نفت الشرطة وقوع اشتباكات."),
    ("plan", "من المقرر إعادة فتح المطار."),
    ("plan", "سيعاد فتح المطار يوم الاثنين."),
    ("condition", "إذا اندلعت أعمال شغب أغلقت المتاجر."),
    ("fear", "يخشى السكان أعمال شغب."),
    ("history", "قبل عشر سنوات شهدت المدينة أعمال شغب."),
    ("background", "اتهمته النيابة بالضلوع في أعمال شغب."),
    ("background", "اجتمع الوزراء بعد أيام من الاشتباكات."),
    ("cessation", "توقفت الاشتباكات."),
    ("hedge", "المدينة هادئة على ما يبدو."),
    ("attribution", "المدينة هادئة بحسب الشرطة."),
]

ELSEWHERE = [
    ("يعيش في المنفى في ", "باريس"),
    ("سافر الوزير إلى ", "بروكسل"),
]


@pytest.mark.parametrize(("status", "sentence"), SENTENCES)
def test_the_words_of_a_status_are_found_and_look_alikes_are_not(status, sentence):
    assert statuses_in(sentence, "ar") == ({status} if status else set())


@pytest.mark.parametrize(("status", "sentence"), [one for one in SENTENCES if one[0]])
def test_a_plain_statement_holds_no_cue_that_would_cancel_it(status, sentence):
    assert cancelling_cues(status, sentence, "ar") == []


@pytest.mark.parametrize(("cue", "sentence"), CUED)
def test_a_cue_is_found(cue, sentence):
    assert has_cue(cue, sentence, "ar")


@pytest.mark.parametrize(("before", "place"), ELSEWHERE)
def test_a_place_of_exile_or_travel_has_its_cue_right_before_it(before, place):
    assert is_told_before(before, place, "ar")
