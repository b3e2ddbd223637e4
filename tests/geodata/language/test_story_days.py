"""Days counted from the day that the text spoke of before: "the next day", "two days later"."""

from __future__ import annotations

import datetime as dt

import pytest

from geodata.language.dates import find_dates
from geodata.language.mentions import TOLD_REACH
from geodata.language.rules import DATA_FOLDER, load_rules

FRIDAY = dt.date(2022, 1, 14)
"""Of the report; the stories begin on Monday, 10 January."""

STORIES = [
    ("ar", "اندلعت أعمال شغب يوم الاثنين. وفي اليوم التالي ساد الهدوء.", [10, 11]),
    ("ar", "اندلعت أعمال شغب يوم الاثنين. وبعد يومين أعيد فتح المطار.", [10, 12]),
    ("bg", "В понеделник избухнаха безредици. На следващия ден беше спокойно.", [10, 11]),
    ("bn", "সোমবার দাঙ্গা শুরু হয়। পরদিন পরিস্থিতি শান্ত ছিল।", [10, 11]),
    ("cs", "V pondělí vypukly nepokoje. Následující den byl klid.", [10, 11]),
    ("cs", "V pondělí vypukly nepokoje. O dva dny později letiště otevřeli.", [10, 12]),
    ("de", "Am Montag gab es Krawalle. Am Tag darauf war es ruhig.", [10, 11]),
    ("de", "Am Montag gab es Krawalle. Zwei Tage später öffnete der Flughafen.", [10, 12]),
    ("de", "Am Montag schloss der Flughafen. Tags zuvor war geschossen worden.", [10, 9]),
    ("el", "Τη Δευτέρα ξέσπασαν ταραχές. Την επόμενη μέρα επικράτησε ηρεμία.", [10, 11]),
    ("en", "On Monday riots broke out. The next day calm returned.", [10, 11]),
    ("en", "On Monday riots broke out. Two days later flights resumed.", [10, 12]),
    ("en", "On Monday the airport closed. Shots had been fired a day earlier.", [10, 9]),
    ("en", "On Wednesday troops came. Two days earlier a mob had burned shops.", [12, 10]),
    ("es", "El lunes hubo disturbios. Al día siguiente volvió la calma.", [10, 11]),
    ("es", "El lunes hubo disturbios. Dos días después reabrió el aeropuerto.", [10, 12]),
    ("es", "El miércoles cerró el aeropuerto. El día anterior hubo disparos.", [12, 11]),
    ("fa", "دوشنبه شورش شد. روز بعد شهر آرام بود.", [10, 11]),
    ("fa", "دوشنبه شورش شد. دو روز بعد فرودگاه باز شد.", [10, 12]),
    ("fr", "Lundi, des émeutes ont éclaté. Le lendemain, le calme est revenu.", [10, 11]),
    ("fr", "Lundi, des émeutes ont éclaté. Deux jours plus tard, l’aéroport a rouvert.", [10, 12]),
    ("fr", "Mercredi, l’aéroport a fermé. La veille, des tirs avaient retenti.", [12, 11]),
    ("he", "ביום שני פרצו מהומות. למחרת שרר שקט.", [10, 11]),
    ("hi", "सोमवार को दंगे भड़के। अगले दिन शांति रही।", [10, 11]),
    ("hi", "सोमवार को दंगे भड़के। दो दिन बाद हवाई अड्डा खुला।", [10, 12]),
    ("id", "Kerusuhan pecah pada Senin. Keesokan harinya situasi tenang.", [10, 11]),
    ("id", "Kerusuhan pecah pada Senin. Dua hari kemudian bandara dibuka.", [10, 12]),
    ("it", "Lunedì sono scoppiati disordini. Il giorno dopo è tornata la calma.", [10, 11]),
    ("it", "Lunedì sono scoppiati disordini. Due giorni dopo ha riaperto lo scalo.", [10, 12]),
    ("it", "Mercoledì ha chiuso lo scalo. Il giorno prima c’erano stati spari.", [12, 11]),
    ("ja", "月曜日に暴動が起きた。翌日は平穏だった。前日には発砲もあった。", [10, 11, 10]),
    ("kk", "Дүйсенбіде тәртіпсіздік басталды. Келесі күні қала тыныш болды.", [10, 11]),
    ("ko", "월요일에 폭동이 일어났다. 이튿날 거리는 평온했다.", [10, 11]),
    ("ko", "월요일에 폭동이 일어났다. 이틀 뒤 공항이 열렸다.", [10, 12]),
    ("nl", "Maandag braken rellen uit. De dag erna was het rustig.", [10, 11]),
    ("nl", "Maandag braken rellen uit. Twee dagen later ging de luchthaven open.", [10, 12]),
    ("pl", "W poniedziałek wybuchły zamieszki. Następnego dnia było spokojnie.", [10, 11]),
    ("pl", "W poniedziałek wybuchły zamieszki. Dwa dni później otwarto lotnisko.", [10, 12]),
    ("pt", "Na segunda-feira houve motins. No dia seguinte a calma voltou.", [10, 11]),
    ("pt", "Na segunda-feira houve motins. Dois dias depois o aeroporto reabriu.", [10, 12]),
    ("pt", "Na quarta-feira o aeroporto fechou. Na véspera houve tiros.", [12, 11]),
    ("ro", "Luni au izbucnit revolte. A doua zi era calm.", [10, 11]),
    ("ro", "Luni au izbucnit revolte. Două zile mai târziu s-a redeschis aeroportul.", [10, 12]),
    ("ru", "В понедельник начались беспорядки. На следующий день было спокойно.", [10, 11]),
    ("ru", "В понедельник начались беспорядки. Спустя два дня открылся аэропорт.", [10, 12]),
    ("ru", "В среду закрыли аэропорт. Днём ранее была стрельба.", [12, 11]),
    ("sl", "V ponedeljek so izbruhnili izgredi. Naslednji dan je bilo mirno.", [10, 11]),
    ("sr", "U ponedeljak su izbili neredi. Narednog dana je bilo mirno.", [10, 11]),
    ("sr", "U ponedeljak su izbili neredi. Dva dana kasnije otvoren je aerodrom.", [10, 12]),
    ("sr", "У понедељак су избили нереди. Сутрадан је било мирно.", [10, 11]),
    ("sw", "Ghasia zilizuka Jumatatu. Siku iliyofuata hali ilikuwa tulivu.", [10, 11]),
    ("tr", "Pazartesi günü olaylar çıktı. Ertesi gün şehir sakindi.", [10, 11]),
    ("tr", "Pazartesi günü olaylar çıktı. İki gün sonra havalimanı açıldı.", [10, 12]),
    ("uk", "У понеділок почалися заворушення. Наступного дня було спокійно.", [10, 11]),
    ("uk", "У понеділок почалися заворушення. Двома днями пізніше відкрили аеропорт.", [10, 12]),
    ("ur", "پیر کو ہنگامے پھوٹ پڑے۔ اگلے روز شہر پرسکون رہا۔", [10, 11]),
    ("zh", "周一爆发骚乱。次日局势平静。", [10, 11]),
    ("zh", "周一爆发骚乱。两天后机场重开。", [10, 12]),
    ("zh", "週一爆發騷亂。翌日局勢平靜。", [10, 11]),
]  # fmt: skip


def days(text, language, anchor=FRIDAY):
    found = find_dates(text, load_rules(language), anchor=anchor)
    return [mention.date for mention in found]


@pytest.mark.parametrize(("language", "text", "expected"), STORIES)
def test_a_day_is_counted_from_the_one_told_before(language, text, expected):
    assert days(text, language) == [dt.date(2022, 1, day) for day in expected]


def test_every_language_tells_of_the_next_day():
    spoken = {path.stem for path in DATA_FOLDER.glob("*.toml")} - {"und"}

    assert {language for language, _, _ in STORIES} == spoken


def test_explicit_days_need_no_publication():
    text = "On 5 March 2021 riots broke out. The following day calm returned."

    assert days(text, "en", anchor=None) == [dt.date(2021, 3, 5), dt.date(2021, 3, 6)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The next day calm returned."),
        ("de", "Am Tag darauf war es ruhig."),
        ("zh", "次日局势平静。"),
        ("en", "In January riots broke out. The next day calm returned."),
    ],
)
def test_forwards_from_no_day_is_none(language, text):
    found = find_dates(text, load_rules(language), anchor=FRIDAY)

    assert [one for one in found if one.kind == "told"] == []


def test_backwards_from_no_day_is_from_publication():
    assert days("Shots were fired the day before.", "en") == [dt.date(2022, 1, 13)]


def test_a_day_after_publication_is_none():
    assert days("On Friday riots broke out. The next day will tell.", "en") == [FRIDAY]


def test_a_day_too_far_back_is_not_counted_from():
    text = (
        "On Monday riots broke out. "
        + "Police kept silent. " * (TOLD_REACH // 15)
        + "The next day calm returned."
    )

    assert days(text, "en") == [dt.date(2022, 1, 10)]


def test_a_day_to_come_is_not_counted_from():
    assert days("The court meets next Monday. The next day it may rule.", "en") == [
        dt.date(2022, 1, 17)
    ]


def test_the_day_after_something_named_is_not_counted():
    assert days("Lundi, il a plu. Au lendemain du scrutin, le calme régnait.", "fr") == [
        dt.date(2022, 1, 10)
    ]
