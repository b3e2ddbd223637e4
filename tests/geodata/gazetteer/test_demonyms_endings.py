"""The declined adjectives and inhabitants' names of the languages with rich endings."""

from __future__ import annotations

from functools import cache

import pytest

from geodata.gazetteer.build.demonyms import (
    DEMONYMS_FOLDER,
    expand,
    read_demonyms,
    read_endings,
)
from geodata.gazetteer.spelling import normalise

LANGUAGES = (
    *("ar", "bg", "bn", "cs", "fa", "he", "hi", "hr"),
    *("kk", "pl", "ru", "sk", "sl", "sr", "uk", "ur"),
)

FORMS = [
    ("ru", "KZ", "казахстанский казахстанского казахстанской казахстанцы казахов"),
    ("ru", "DE", "германского немецкими восточногерманских немцев немцам"),
    ("ru", "AT", "австрийскую австриец австрийца австрийцев"),
    ("ru", "RU", "российско российские россиян россиянину россиянки русских"),
    ("ru", "BG", "болгарин болгары болгар"),
    ("ru", "TR", "турецком турок турки турками"),
    ("ru", "KR", "южнокорейская"),
    ("ru", "RU-CE", "чеченского чеченцы"),
    ("ru", "region:middle-east", "ближневосточного ближневосточный"),
    ("ru", "city:almaty", "алматинский алматинцы"),
    ("ru", "city:shymkent", "шымкентской"),
    ("ru", "city:donetsk", "донецкий донецкого"),
    ("ru", "city:tver", "тверской тверского"),
    ("uk", "UA", "український українською українці українців східноукраїнський"),
    ("uk", "RU", "російсько російським росіяни росіян"),
    ("uk", "CN", "китаєць китайців"),
    ("uk", "region:russian-far-east", "далекосхідного"),
    ("uk", "city:kharkiv", "харківського харків'яни"),
    ("uk", "city:kyiv", "київський київською кияни"),
    ("pl", "UA", "ukraińskiego ukraińsko ukraińscy Ukrainiec Ukraińców Ukrainki"),
    ("pl", "DE", "niemieckich niemieccy Niemiec Niemców"),
    ("pl", "KZ", "kazachski kazachskiej Kazachowie"),
    ("pl", "SE", "szwedzcy Szwedzi Szwedów"),
    ("pl", "region:middle-east", "bliskowschodnie bliskowschodniego"),
    ("pl", "city:warsaw", "warszawska warszawiacy"),
    ("pl", "city:lodz", "łódzkiego"),
    ("cs", "RU", "ruský ruští rusko Rusové Rusů"),
    ("cs", "DE", "německých němečtí Němcům"),
    ("cs", "region:middle-east", "blízkovýchodních"),
    ("sk", "UA", "ukrajinská ukrajinskej Ukrajinci Ukrajincov"),
    ("sk", "GR", "grécky gréckeho Gréci"),
    ("bg", "RU", "руски руската руските руснаци"),
    ("bg", "AT", "австриец австрийците"),
    ("sr", "UA", "украјинског ukrajinskog Украјинци Ukrajinaca јужноукрајинске južnoukrajinske"),
    ("sr", "RS", "српска srpska Србима Srbi"),
    ("hr", "DE", "njemački njemačkih Nijemci Nijemaca"),
    ("hr", "region:middle-east", "bliskoistočnog"),
    ("sl", "US", "ameriškega Američani Američanov"),
    ("kk", "RU", "ресейлік ресейліктер ресейліктердің"),
    ("kk", "KZ", "қазақстандық қазақстандықтар"),
    ("kk", "FR", "француз француздар"),
    ("kk", "city:shymkent", "шымкенттік"),
    ("ar", "UA", "أوكراني أوكرانية أوكرانيين أوكرانيون"),
    ("ar", "PS", "فلسطيني فلسطينية فلسطينيين"),
    ("ar", "PS-GZ", "غزاوي"),
    ("fa", "IR", "ایرانی ایرانی‌ها ایرانیان"),
    ("ur", "PK", "پاکستانی پاکستانیوں"),
    ("he", "IL", "ישראלי ישראלית ישראלים ישראליות"),
    ("he", "RU-CE", "צ'צ'ני צ׳צ׳נים"),
    ("hi", "RU", "रूसी रूसियों"),
    ("hi", "IN", "भारतीय भारतीयों"),
    ("hi", "continent:asia", "एशियाई"),
    ("bn", "IN", "ভারতীয় ভারতীয়দের"),
]

PHRASES = [
    ("ar", "KR", "الكورية الجنوبية"),
    ("ar", "KP", "الكوريين الشماليين"),
    ("hi", "ZA", "दक्षिण अफ़्रीकी"),
    ("he", "KR", "דרום קוריאנית"),
]

OTHER_WORDS = [
    ("bg", "казаха", "they said"),
    ("fa", "کرد", "he did"),
    ("fa", "ترک", "leaving"),
    ("ar", "مالي", "financial"),
    ("ar", "قمري", "lunar"),
    ("ar", "مجري", "course"),
    ("cs", "Řeky", "rivers"),
    ("he", "לובי", "lobby"),
    ("he", "דני", "a given name"),
    ("ur", "پیروی", "following"),
    ("ur", "رومانوی", "romantic"),
    ("ru", "финка", "a knife"),
    ("ru", "болгарка", "a grinder"),
]
"""Words that would follow from the tables' pattern, but mainly mean something else."""


@pytest.mark.parametrize(
    ("language", "code", "form"),
    [(language, code, form) for language, code, forms in FORMS for form in forms.split()] + PHRASES,
)
def test_the_table_gives_a_place_its_declined_forms(language, code, form):
    assert normalise(form) in _expanded(language)[code]


@pytest.mark.parametrize(("language", "word", "meaning"), OTHER_WORDS)
def test_the_table_leaves_out_words_that_mean_something_else(language, word, meaning):
    bearers = [code for code, forms in _expanded(language).items() if normalise(word) in forms]

    assert bearers == [], meaning


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_belongs_to_two_places(language):
    bearers: dict[str, str] = {}

    doubled = {
        form: (bearers[form], code)
        for code, forms in _expanded(language).items()
        for form in forms
        if bearers.setdefault(form, code) != code
    }

    assert doubled == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_ending_of_the_language_is_used(language):
    endings = read_endings(DEMONYMS_FOLDER, language)
    table = "".join(
        f"{forms}|" for _, _, forms in read_demonyms(DEMONYMS_FOLDER / f"{language}.tsv")
    )

    unused = [sign for sign in endings if sign != "prefixes" and f"{sign}|" not in table]

    assert unused == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_covers_the_countries_in_the_news(language):
    countries = [code for code in _expanded(language) if len(code) == 2]

    assert len(countries) >= (175 if language in ("ru", "uk", "pl", "ar") else 120)


@pytest.mark.parametrize("language", ["ru", "uk", "pl", "cs", "sk", "bg", "sr", "hr", "sl"])
def test_adjectives_are_written_small(language):
    """A form with a capital would be matched only with one."""
    capitals = [
        form
        for _, _, forms in read_demonyms(DEMONYMS_FOLDER / f"{language}.tsv")
        for form in forms.split("|")
        if "*" in form and form != form.lower()
    ]

    assert capitals == []


@cache
def _expanded(language: str) -> dict[str, frozenset[str]]:
    endings = read_endings(DEMONYMS_FOLDER, language)
    return {
        code: frozenset(map(normalise, expand(forms, endings)))
        for _, code, forms in read_demonyms(DEMONYMS_FOLDER / f"{language}.tsv")
    }
