from __future__ import annotations

from functools import cache

import pytest

from geodata.errors import GazetteerError
from geodata.gazetteer.build.demonyms import (
    DEMONYMS_FOLDER,
    add_demonyms,
    expand,
    language_files,
    read_demonyms,
    read_endings,
)
from geodata.gazetteer.index import Gazetteer, default_gazetteer
from geodata.gazetteer.names import LANGUAGES, Form
from geodata.gazetteer.pack import PackWriter, PlaceRow
from geodata.toponyms.words import stop_words

FEWEST_COUNTRIES = {
    language: fewest
    for languages, fewest in {
        "en": 215,
        "de fr": 205,
        "es pt": 190,
        "it": 185,
        "nl sv da no fi hu tr": 165,
        "ro": 160,
        "el": 125,
        "sw": 90,
        "id": 10,
        "vi": 5,
    }.items()
    for language in languages.split()
}
"""Indonesian and Vietnamese say the country's own name; Swahili has a word for part of them."""

FEWEST_SMALLER_PLACES = {"en": 300, "de": 250, "fr": 250, "es": 220, "pt": 150, "it": 150}
"""Regions, first-order divisions and cities."""

FORMS = [
    ("en", "KZ", "Kazakh Kazakhs Kazakhstani"),
    ("en", "FR", "French Frenchman Frenchwomen"),
    ("en", "US-TX", "Texan Texans"),
    ("en", "city:moscow", "Muscovite Muscovites"),
    ("de", "KZ", "kasachisch kasachischen südkasachische ostkasachischem Kasache Kasachinnen"),
    ("de", "FR", "französischer südfranzösischen Franzosen Französin"),
    ("de", "DE", "deutschen Deutscher ostdeutsche Westdeutschen"),
    ("de", "IL", "israelische Israelis"),
    ("de", "region:korean-peninsula", "koreanische innerkoreanischen"),
    ("de", "city:the-hague", "Haager"),
    ("de", "city:hannover", "hannoverschen Hannoveraner"),
    ("fr", "KZ", "kazakh kazakhe kazakhs kazakhes"),
    ("fr", "UG", "ougandais ougandaises"),
    ("fr", "UA", "ukrainien ukrainiennes"),
    ("fr", "GR", "grec grecques"),
    ("fr", "BR-SP", "pauliste paulistes"),
    ("es", "FR", "francés francesa franceses"),
    ("es", "DE", "alemán alemanas"),
    ("es", "IR", "iraní iraníes"),
    ("es", "MX-JAL", "jalisciense jaliscienses"),
    ("pt", "DE", "alemão alemãs alemães"),
    ("pt", "ES", "espanhol espanhóis"),
    ("pt", "BR-BA", "baiano baianas"),
    ("it", "DE", "tedesco tedeschi tedesche"),
    ("it", "AT", "austriaco austriaci austriache"),
    ("it", "KE", "keniota kenioti"),
    ("nl", "UA", "Oekraïense Zuid-Oekraïense Oekraïners"),
    ("nl", "CN", "Chinese Chinezen Zuid-Chinese"),
    ("sv", "UA", "ukrainska östukrainska ukrainare ukrainarna"),
    ("da", "UA", "ukrainske østukrainske ukrainerne"),
    ("no", "UA", "ukrainske østukrainske ukrainerne"),
    ("fi", "UA", "ukrainalainen ukrainalaisten itäukrainalaisessa"),
    ("ro", "UA", "ucrainean ucrainenii ucrainenelor"),
    ("ro", "RU", "rus rușii rusești"),
    ("el", "UA", "ουκρανικός ουκρανικές Ουκρανοί"),
    ("el", "RU", "ρωσική Ρώσους Ρωσίδες"),
    ("hu", "UA", "ukrán ukránok ukrajnai kelet-ukrajnai"),
    ("hu", "KZ", "kazahsztáni kazahok"),
    ("tr", "UA", "Ukraynalı Ukraynalıların"),
    ("sw", "KE", "Mkenya Wakenya Kikenya"),
    ("id", "region:kurdistan", "Kurdi"),
    ("vi", "KZ", "Kazakh"),
]

OTHER_WORDS = [
    ("en", "Pole", "the North Pole"),
    ("en", "Norman", "a given name"),
    ("en", "Hamburger", "a dish"),
    ("de", "Bayer", "a company"),
    ("fr", "valenciennes", "a city in France"),
    ("es", "hamburguesa", "a dish"),
    ("es", "milanesa", "a dish"),
    ("pt", "londrina", "a city in Brazil"),
    ("it", "corso", "course"),
    ("it", "campana", "bell"),
    ("sv", "letter", "letters"),
    ("da", "tjekke", "to check"),
    ("no", "finne", "to find"),
    ("ro", "elena", "a given name"),
    ("hu", "lett", "became"),
    ("hu", "ír", "writes"),
]
"""Words that would follow from the tables' pattern, but mainly mean something else."""


@pytest.fixture(scope="module")
def known_codes():
    """What a table may name: countries and ids of the shipped index, and codes of places.tsv."""
    gazetteer = default_gazetteer()
    places = [gazetteer.place(row) for row in range(len(gazetteer))]
    lines = (DEMONYMS_FOLDER / "places.tsv").read_text(encoding="utf-8").splitlines()[1:]
    ids = {place.place_id for place in places}
    codes = {line.split("\t")[0]: line.split("\t")[1] for line in lines}
    assert set(codes.values()) <= ids
    return ids | set(codes) | {place.country for place in places if place.kind == "country"}


@pytest.fixture
def folder(tmp_path):
    """A folder of tables with one language."""
    (tmp_path / "places.tsv").write_text(
        "code\tplace\tname\nKZ-75\tgeonames:1537162\tAlmaty\n", encoding="utf-8"
    )
    (tmp_path / "endings.toml").write_text(
        '[de]\nprefixes = ["", "süd"]\n"*" = ["", "e"]\n', encoding="utf-8"
    )
    (tmp_path / "de.tsv").write_text(
        "place\tforms\nKZ\t~kasachisch*|Kasachen\nKZ-75\tAlmatyer\n", encoding="utf-8"
    )
    return tmp_path


@pytest.fixture
def pack():
    """Kazakhstan and its city Almaty."""
    writer = PackWriter()
    writer.add(PlaceRow("Kazakhstan", "country", 48.0, 67.0, country="KZ", geonameid=1522867))
    writer.add(PlaceRow("Almaty", "admin-1", 43.25, 76.9, country="KZ", geonameid=1537162))
    return writer


@pytest.mark.parametrize("path", language_files(), ids=lambda path: path.stem)
def test_every_table_names_known_places_once_each(path, known_codes):
    codes = [code for _, code, _ in read_demonyms(path)]

    assert path.stem in LANGUAGES
    assert set(codes) <= known_codes
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("path", language_files(), ids=lambda path: path.stem)
def test_every_form_can_be_written_out(path):
    forms = [form for forms in _expanded(path.stem).values() for form in forms]

    assert all(form == " ".join(form.split()) for form in forms)
    assert all(sum(character.isalpha() for character in form) >= 2 for form in forms)


@pytest.mark.parametrize(
    ("language", "code", "form"),
    [(language, code, form) for language, code, forms in FORMS for form in forms.split()],
)
def test_a_place_has_its_inflected_forms(language, code, form):
    assert form in _expanded(language)[code]


@pytest.mark.parametrize(("language", "word", "meaning"), OTHER_WORDS)
def test_words_that_mainly_mean_something_else_are_left_out(language, word, meaning):
    bearers = [code for code, forms in _expanded(language).items() if word in forms]

    assert bearers == [], meaning


@pytest.mark.parametrize(("language", "fewest"), FEWEST_COUNTRIES.items())
def test_the_countries_are_covered(language, fewest):
    assert sum(len(code) == 2 for code in _expanded(language)) >= fewest


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "pt", "it", "nl", "sv"])
def test_no_country_of_two_million_people_is_missing(language):
    gazetteer = default_gazetteer()
    rows = gazetteer.rows_of_kind("country")
    large = {gazetteer.country(row) for row in rows if gazetteer.population[row] > 2_000_000}

    assert large - set(_expanded(language)) == set()


@pytest.mark.parametrize(("language", "fewest"), FEWEST_SMALLER_PLACES.items())
def test_smaller_places_are_covered(language, fewest):
    assert sum(len(code) > 2 for code in _expanded(language)) >= fewest


def test_no_form_is_one_of_the_most_frequent_words():
    clashes = {
        (path.stem, form)
        for path in language_files()
        for forms in _expanded(path.stem).values()
        for form in forms
        if form in stop_words(path.stem)
    }

    # This one is that frequent, and means Russia.
    assert clashes == {("ru", "русский")}


def test_expand_multiplies_prefixes_and_endings():
    endings = {"prefixes": ["", "süd"], "*": ["", "e"], "+1": ["e"]}

    expanded = expand("~kasachisch*|Kasach+1|Almatyer", endings)

    assert expanded == [
        *("kasachisch", "kasachische", "südkasachisch", "südkasachische", "Kasache", "Almatyer")
    ]


@pytest.mark.parametrize("forms", ["", "a||b", "kasachisch*|", " kasachisch", "*", "kasach*isch"])
def test_expand_refuses_a_malformed_form(forms):
    with pytest.raises(GazetteerError, match="malformed"):
        expand(forms, {"*": ["", "e"]})


@pytest.mark.parametrize("form", ["Kasach+", "kasachisch*7", "~kasachisch"])
def test_expand_refuses_a_sign_that_no_ending_explains(form):
    with pytest.raises(GazetteerError, match="which no ending explains"):
        expand(form, {"*": ["", "e"]})


def test_forms_can_be_looked_up_but_are_no_names(folder, pack, tmp_path):
    for row, name in enumerate(("Kazakhstan", "Almaty")):
        pack.name(row, name, canonical=True)

    add_demonyms(pack, folder)
    pack.write(tmp_path / "index")
    gazetteer = Gazetteer(tmp_path / "index")

    def found(key, form):
        return [entry.row for entry in gazetteer.entries(key, "de", forms=frozenset({form}))]

    assert found("südkasachische", Form.ADJECTIVE) == [0]
    assert found("kasachen", Form.CAPITAL_ADJECTIVE) == [0]
    assert found("almatyer", Form.CAPITAL_ADJECTIVE) == [1]
    assert gazetteer.lookup("südkasachische") == []


def test_an_unknown_code_is_refused_with_file_and_line(folder, pack):
    (folder / "de.tsv").write_text("place\tforms\nKZ\tkasachisch*\nXX\tx*\n", encoding="utf-8")

    with pytest.raises(GazetteerError, match=r"de\.tsv, line 3: .*'XX'"):
        add_demonyms(pack, folder)


def test_an_unknown_id_in_the_list_of_places_is_refused(folder, pack):
    (folder / "places.tsv").write_text("code\tplace\tname\nX-1\tgeonames:1\tX\n", encoding="utf-8")

    with pytest.raises(GazetteerError, match=r"places\.tsv, line 2: .*'geonames:1'"):
        add_demonyms(pack, folder)


def test_a_bad_form_is_refused_with_file_and_line(folder, pack):
    (folder / "de.tsv").write_text("place\tforms\nKZ\tKasach+5\n", encoding="utf-8")

    with pytest.raises(GazetteerError, match=r"de\.tsv, line 2: .*'Kasach\+5'"):
        add_demonyms(pack, folder)


@pytest.mark.parametrize("text", ["", "code\tforms\nKZ\tx", "place\tforms\nKZ", "place\tforms\n\n"])
def test_a_table_of_another_shape_is_refused(folder, pack, text):
    (folder / "de.tsv").write_text(text, encoding="utf-8")

    with pytest.raises(GazetteerError, match=r"de\.tsv"):
        add_demonyms(pack, folder)


@cache
def _expanded(language: str) -> dict[str, list[str]]:
    endings = read_endings(DEMONYMS_FOLDER, language)
    return {
        code: expand(forms, endings)
        for _, code, forms in read_demonyms(DEMONYMS_FOLDER / f"{language}.tsv")
    }
