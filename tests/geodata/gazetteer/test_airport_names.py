from __future__ import annotations

import pytest

from geodata.gazetteer.airport_names import airports_named, names_airport
from geodata.gazetteer.airport_words import AIRPORT_WORDS_FILE, airport_words, languages
from geodata.gazetteer.geocoder import GazetteerGeocoder
from geodata.gazetteer.index import default_gazetteer
from geodata.gazetteer.reviewed_airports import reviewed_airports, standalone_names


def icao_codes(name, language=""):
    gazetteer = default_gazetteer()
    rows = airports_named(name, language, gazetteer)
    return [gazetteer.place(row).place_id.removeprefix("icao:") for row in rows]


@pytest.mark.parametrize(
    ("name", "language", "icao"),
    [
        ("Flughafen Almaty", "de", "UAAA"),
        ("Flughafen Scheremetjewo", "de", "UUEE"),
        ("Flughafen Charles-de-Gaulle", "de", "LFPG"),
        ("Flughafen der Hauptstadt Kabul", "de", "OAKB"),
        ("Flughafen Simferopol", "de", "UKFF"),
        ("aéroport de Goma", "fr", "FZNA"),
        ("aéroport de Cheremetievo", "fr", "UUEE"),
        ("aéroport Toussaint-Louverture", "fr", "MTPP"),
        ("aéroport de Roissy", "fr", "LFPG"),
        ("aéroport international de N'Djamena", "fr", "FTTJ"),
        ("aeropuerto de Barajas", "es", "LEMD"),
        ("aeropuerto de Maiquetía", "es", "SVMI"),
        ("aeropuerto José Joaquín de Olmedo", "es", "SEGU"),
        ("aeropuerto internacional El Dorado", "es", "SKBO"),
        ("aeropuerto de Ezeiza", "es", "SAEZ"),
        ("aeroporto do Galeão", "pt", "SBGL"),
        ("aeroporto de Lisboa", "pt", "LPPT"),
        ("aeroporto di Fontanarossa", "it", "LICC"),
        ("aeroporto di Catania", "it", "LICC"),
        ("aeroporto di Malpensa", "it", "LIMC"),
        ("аэропорт Алма-Аты", "ru", "UAAA"),
        ("аэропорт Домодедово", "ru", "UUDD"),
        ("аэропорт имени Бен-Гуриона", "ru", "LLBG"),
        ("аэропорт Минеральных Вод", "ru", "URMM"),
        ("аэропорт Хартума", "ru", "HSSK"),
        ("аэропорт Борисполь", "ru", "UKBB"),
        ("аеропорт Бориспіль", "uk", "UKBB"),
        ("аеропорту Харкова", "uk", "UKHH"),
        ("lotnisko Chopina", "pl", "EPWA"),
        ("lotnisko Szeremietiewo", "pl", "UUEE"),
        ("lotnisko w Kabulu", "pl", "OAKB"),
        ("Esenboğa Havalimanı", "tr", "LTAC"),
        ("Sabiha Gökçen Uluslararası Havalimanı", "tr", "LTFJ"),
        ("Kabil Havalimanı", "tr", "OAKB"),
        ("مطار بيروت", "ar", "OLBA"),
        ("مطار الخرطوم الدولي", "ar", "HSSK"),
        ("مطار معيتيقة", "ar", "HLLM"),
        ("مطار صنعاء الدولي", "ar", "OYSN"),
        ("فرودگاه مهرآباد", "fa", "OIII"),
        ("فرودگاه کابل", "fa", "OAKB"),
        ("दिल्ली हवाई अड्डा", "hi", "VIDP"),
        ("इंदिरा गांधी अंतरराष्ट्रीय हवाई अड्डा", "hi", "VIDP"),
        ("শাহজালাল আন্তর্জাতিক বিমানবন্দর", "bn", "VGHS"),
        ("پشاور ایئرپورٹ", "ur", "OPPS"),
        ("阿拉木图机场", "zh", "UAAA"),
        ("戴高乐机场", "zh", "LFPG"),
        ("谢列梅捷沃国际机场", "zh", "UUEE"),
        ("羽田空港", "ja", "RJTT"),
        ("カブール国際空港", "ja", "OAKB"),
        ("인천국제공항", "ko", "RKSI"),
        ("카불 공항", "ko", "OAKB"),
        ("αεροδρόμιο Ελευθέριος Βενιζέλος", "el", "LGAV"),
        ("aeroportul Otopeni", "ro", "LROP"),
        ("аеродром Никола Тесла", "sr", "LYBE"),
        ("летище София", "bg", "LBSF"),
        ("uwanja wa ndege wa Entebbe", "sw", "HUEN"),
        ("Алматы әуежайы", "kk", "UAAA"),
        ("נמל התעופה בן גוריון", "he", "LLBG"),
        ("luchthaven Schiphol", "nl", "EHAM"),
        ("letiště Václava Havla", "cs", "LKPR"),
        ("letališče Jožeta Pučnika", "sl", "LJLJ"),
        ("bandara Ngurah Rai", "id", "WADD"),
        ("bandara Soekarno-Hatta", "id", "WIII"),
        ("Helsinki-Vantaan lentoasema", "fi", "EFHK"),
        ("Arlanda flygplats", "sv", "ESSA"),
        ("Gardermoen lufthavn", "no", "ENGM"),
        ("Liszt Ferenc repülőtér", "hu", "LHBP"),
        ("Domodedovo", "", "UUDD"),
        ("Heathrow", "en", "EGLL"),
        ("Aden Adde International Airport", "en", "HCMM"),
        ("Chornobaivka airfield", "en", "UKOH"),
        ("Hostomel airport", "en", "UKKM"),
        ("Donetsk airport", "en", "UKCC"),
        ("ALA", "", "UAAA"),
        ("UAAA", "", "UAAA"),
        ("KBL", "", "OAKB"),
        ("TSE", "", "UACC"),
    ],
)
def test_a_name_as_news_writes_it_is_that_of_the_airport(name, language, icao):
    assert (icao_codes(name, language) or [""])[0] == icao


@pytest.mark.parametrize(
    ("name", "icao"),
    [
        ("Flughafen Almaty", "UAAA"),
        ("аэропорт Махачкалы", "URML"),
        ("aéroport de Goma", "FZNA"),
        ("阿拉木图机场", "UAAA"),
        ("مطار بيروت", "OLBA"),
    ],
)
def test_the_language_of_a_name_need_not_be_known(name, icao):
    assert icao_codes(name)[0] == icao


def test_three_airports_of_one_name_are_all_candidates():
    codes = icao_codes("aeropuerto Simón Bolívar", "es")

    assert set(codes[:3]) == {"SVMI", "SEGU", "SKSM"}


def test_an_airport_that_bore_the_name_once_comes_after_those_that_do():
    codes = icao_codes("aeropuerto Simón Bolívar", "es")

    assert codes[0] == "SVMI"


@pytest.mark.parametrize(
    ("name", "icao"),
    [
        ("aeropuerto Simón Bolívar de Guayaquil", "SEGU"),
        ("aeropuerto Simón Bolívar de Caracas", "SVMI"),
        ("aeropuerto Simón Bolívar de Santa Marta", "SKSM"),
    ],
)
def test_the_town_in_the_name_tells_airports_of_one_name_apart(name, icao):
    assert icao_codes(name, "es")[0] == icao


def test_a_towns_main_airport_comes_first_and_a_closed_one_last():
    istanbul, tripoli = icao_codes("Istanbul airport", "en"), icao_codes("Tripoli airport", "en")

    assert istanbul[0] == "LTFM"
    assert istanbul[-1] == "LTBA"
    assert tripoli[0] == "HLLM"
    assert "HLLT" in tripoli


@pytest.mark.parametrize("name", ["", " ", "airport", "Flughafen", "机场", "ala", "Qwertz", "QQQQ"])
def test_what_names_no_airport_gives_none(name):
    assert icao_codes(name) == []


def test_a_code_is_no_airport_where_a_country_is_written_so():
    gazetteer = default_gazetteer()

    assert names_airport("KBL", "", gazetteer)
    assert not names_airport("LIMA", "", gazetteer)
    assert not names_airport("MALI", "", gazetteer)


def test_every_language_of_the_file_has_words_and_says_where_a_name_stands():
    required = {
        *("en", "es", "fr", "de", "pt", "it", "ru", "uk", "pl", "tr", "ar", "fa", "hi", "id", "zh"),
        *("ja", "ur", "bn", "ko", "el", "ro", "sr", "sw", "kk", "he", "nl", "cs", "bg", "sl"),
        *("sv", "da", "no", "fi", "hu", "hr", "sk"),
    }

    assert required <= set(languages())
    assert AIRPORT_WORDS_FILE.is_file()
    for language in languages():
        assert airport_words(language).sides


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ar", "أمطار غزيرة في بيروت", []),
        ("ar", "أغلق المطار بمطار بيروت", ["المطار", "بمطار"]),
        ("he", "הטיסות בנמל התעופה", ["בנמל התעופה"]),
        ("tr", "Kabil Havalimanı'nda", ["Havalimanı"]),
        ("fi", "Kabulin lentokentällä", ["lentokentällä"]),
        ("hi", "हवाई अड्डे पर", ["हवाई अड्डे"]),
        ("en", "airports, not airportsX", ["airports"]),
    ],
)
def test_a_word_for_airport_is_found_as_a_word_of_its_own(language, text, found):
    assert airport_words(language).word.findall(text) == found


def test_reviewed_airports_are_many_and_named_in_many_languages():
    airports = reviewed_airports()
    named = {language for airport in airports for language in airport.names if language}

    assert len([airport for airport in airports if airport.names]) >= 300
    assert len(named) >= 12
    assert len({airport.icao for airport in airports}) == len(airports)


def test_names_that_stand_alone_are_names_of_their_airport():
    for airport in reviewed_airports():
        assert set(airport.alone) <= {name for names in airport.names.values() for name in names}
    assert "Барахас" in standalone_names("ru")
    assert "Simón Bolívar" not in standalone_names("es")


@pytest.mark.parametrize(
    ("query", "icao"),
    [
        ("Flughafen Almaty, Kasachstan", "UAAA"),
        ("aeropuerto Simón Bolívar, Guayaquil", "SEGU"),
        ("KBL", "OAKB"),
        ("مطار بيروت", "OLBA"),
    ],
)
def test_the_geocoder_finds_airports(query, icao):
    assert GazetteerGeocoder().geocode(query).raw["place_id"] == f"icao:{icao}"


def test_the_geocoder_and_the_index_take_a_town_in_capitals_for_the_town():
    assert GazetteerGeocoder().geocode("LIMA").raw["type"] == "capital"
    assert default_gazetteer().lookup("LIMA")[0].kind == "capital"
