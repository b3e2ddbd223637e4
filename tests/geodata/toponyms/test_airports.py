from __future__ import annotations

import pytest

from geodata.gazetteer.index import default_gazetteer
from geodata.toponyms.airports import find_airports
from geodata.toponyms.recognise import recognise
from geodata.toponyms.resolve import resolve


def airports(text, language):
    gazetteer = default_gazetteer()
    toponyms = resolve(text, recognise(text, language, gazetteer), gazetteer)
    return find_airports(text, toponyms, language, gazetteer)


def codes(text, language):
    mentions = airports(text, language)
    return [mention.toponym.place.place_id.removeprefix("icao:") for mention in mentions]


@pytest.mark.parametrize(
    ("language", "text", "written", "iata"),
    [
        ("de", "Der Flughafen von Almaty ist gesperrt.", "Flughafen von Almaty", "ALA"),
        ("en", "Karachi airport is closed.", "Karachi airport", "KHI"),
        ("ru", "Аэропорт Махачкалы закрыт.", "Аэропорт Махачкалы", "MCX"),
        ("fr", "L'aéroport de La Tontouta reste fermé.", "aéroport de La Tontouta", "NOU"),
        ("es", "El aeropuerto Velasco Astete de Cusco cerró.", "aeropuerto Velasco Astete", "CUZ"),
        ("en", "Riots in Port Moresby shut Jacksons airport.", "Jacksons airport", "POM"),
    ],
)
def test_an_airport_is_found_by_its_own_or_its_towns_name(language, text, written, iata):
    (mention,) = airports(text, language)

    assert mention.toponym.text == written
    assert mention.toponym.place.iata == iata
    assert mention.named


def test_the_airport_is_that_of_the_town_spoken_of():
    (mention,) = airports("A quake hit Palu in Indonesia. The city's airport is shut.", "en")

    assert mention.toponym.place.iata == "PLW"
    assert not mention.named


def test_the_airport_named_last_stays_the_airport_spoken_of():
    text = "Almaty airport closed. The airport will stay closed, an expert in Berlin said."

    mentions = airports(text, "en")

    assert [mention.toponym.place.iata for mention in mentions] == ["ALA", "ALA"]


def test_an_airport_without_any_town_is_none():
    assert airports("The airport is closed.", "en") == []


def test_an_airport_with_an_unknown_name_is_not_the_one_spoken_of():
    text = "Almaty airport is open. The airport of Qwertz is closed."

    assert [mention.toponym.place.iata for mention in airports(text, "en")] == ["ALA"]


def test_a_town_without_an_airport_of_its_own_has_the_nearest():
    (mention,) = airports("The airport of Oakland in California is closed.", "en")

    assert mention.toponym.place.iata == "OAK"


@pytest.mark.parametrize(
    ("language", "text", "icao"),
    [
        ("de", "Der Flughafen Scheremetjewo ist gesperrt.", ["UUEE"]),
        ("de", "Am Flughafen Charles-de-Gaulle fielen Flüge aus.", ["LFPG"]),
        ("de", "Der Flughafen der Stadt Goma ist geschlossen.", ["FZNA"]),
        ("fr", "L'aéroport international Toussaint-Louverture a rouvert.", ["MTPP"]),
        ("fr", "L'aéroport de Cheremetievo est fermé.", ["UUEE"]),
        ("es", "El aeropuerto de Barajas reabrió.", ["LEMD"]),
        ("es", "El aeropuerto internacional El Dorado cerró.", ["SKBO"]),
        ("pt", "O aeroporto de Congonhas foi fechado.", ["SBSP"]),
        ("it", "L'aeroporto di Fontanarossa è chiuso per la cenere.", ["LICC"]),
        ("it", "L'aeroporto internazionale di Catania riapre.", ["LICC"]),
        ("ru", "Аэропорт Домодедово закрыт.", ["UUDD"]),
        ("ru", "В аэропорту имени Бен-Гуриона отменены рейсы.", ["LLBG"]),
        ("ru", "Аэропорт Хартума закрыт.", ["HSSK"]),
        ("uk", "Аеропорт «Бориспіль» закрито.", ["UKBB"]),
        ("pl", "Lotnisko Chopina wznowiło loty.", ["EPWA"]),
        ("tr", "Esenboğa Havalimanı kapatıldı.", ["LTAC"]),
        ("tr", "Sabiha Gökçen Uluslararası Havalimanı'nda uçuşlar durdu.", ["LTFJ"]),
        ("ar", "أغلق مطار معيتيقة أمام الرحلات.", ["HLLM"]),
        ("ar", "استأنف مطار بيروت الدولي رحلاته.", ["OLBA"]),
        ("fa", "فرودگاه مهرآباد بسته شد.", ["OIII"]),
        ("hi", "इंदिरा गांधी अंतरराष्ट्रीय हवाई अड्डे पर उड़ानें रद्द।", ["VIDP"]),
        ("ur", "پشاور ایئرپورٹ بند کر دیا گیا۔", ["OPPS"]),
        ("bn", "শাহজালাল আন্তর্জাতিক বিমানবন্দর বন্ধ।", ["VGHS"]),
        ("zh", "谢列梅捷沃机场关闭。", ["UUEE"]),
        ("zh", "阿拉木图国际机场已重新开放。", ["UAAA"]),
        ("ja", "羽田空港は閉鎖された。", ["RJTT"]),
        ("ko", "인천국제공항이 폐쇄됐다.", ["RKSI"]),
        ("el", "Το αεροδρόμιο Ελευθέριος Βενιζέλος έκλεισε.", ["LGAV"]),
        ("ro", "Aeroportul Otopeni a fost închis.", ["LROP"]),
        ("id", "Bandara Ngurah Rai ditutup.", ["WADD"]),
        ("nl", "Luchthaven Schiphol is gesloten.", ["EHAM"]),
        ("nl", "Brussels Airport is gesloten.", ["EBBR"]),
        ("cs", "Letiště Václava Havla přerušilo provoz.", ["LKPR"]),
        ("he", "נמל התעופה בן גוריון נסגר.", ["LLBG"]),
        ("sw", "Uwanja wa ndege wa Entebbe umefungwa.", ["HUEN"]),
        ("fi", "Helsinki-Vantaan lentoasema suljettiin.", ["EFHK"]),
        ("sv", "Arlanda flygplats stängdes.", ["ESSA"]),
        ("en", "Fighting closed Chornobaivka airfield.", ["UKOH"]),
        ("en", "Mogadishu's Aden Adde International Airport reopened.", ["HCMM"]),
    ],
)
def test_an_airport_is_told_in_the_language_of_the_report(language, text, icao):
    assert codes(text, language) == icao


@pytest.mark.parametrize(
    ("language", "text", "iata"),
    [
        ("ru", "Рейсы из Кап-Аитьена на Гаити отменены. Аэропорт в столице закрыт.", "PAP"),
        ("uk", "У Кракові страйк. Аеропорт столиці Польщі закрито.", "WAW"),
        ("de", "In Malindi in Kenia blieb es ruhig. Der Flughafen der Hauptstadt ist zu.", "NBO"),
    ],
)
def test_the_airport_of_the_capital_is_that_of_the_country_spoken_of(language, text, iata):
    assert airports(text, language)[-1].toponym.place.iata == iata


def test_a_short_word_means_an_airport_once_airports_are_spoken_of():
    text = "Uwanja wa ndege wa Mwanza umefungwa. Uwanja wa Dodoma umefunguliwa."

    assert codes(text, "sw") == ["HTMW", "HTDO"]
    assert codes("Uwanja wa Dodoma umefunguliwa.", "sw") == []


@pytest.mark.parametrize(
    ("language", "text", "iata"),
    [
        ("cs", "Provoz na bejrútském letišti se zastavil.", "BEY"),
        ("sl", "Na varšavskem letališču ni poletov.", "WAW"),
        ("sr", "Скопски аеродром је затворен.", "SKP"),
        ("sr", "Zatvoren je zagrebački aerodrom.", "ZAG"),
        ("bg", "Варненското летище е затворено.", "VAR"),
        ("pl", "Zamknięto gdańskie lotnisko.", "GDN"),
        ("ru", "Рейсы в казанском аэропорту отменены.", "KZN"),
        ("uk", "Варшавський міжнародний аеропорт відновив рейси.", "WAW"),
        ("de", "Der Kiewer Flughafen ist zu.", "KBP"),
        ("nl", "De Londense luchthaven is dicht.", "LHR"),
        ("it", "L'aeroporto milanese è chiuso.", "MXP"),
        ("fr", "L'aéroport parisien est fermé.", "CDG"),
        ("el", "Το αθηναϊκό αεροδρόμιο έκλεισε.", "ATH"),
    ],
)
def test_the_adjective_of_a_town_names_its_airport(language, text, iata):
    assert [mention.toponym.place.iata for mention in airports(text, language)] == [iata]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cs", "Vojenské letiště a sportovní letiště jsou zavřená."),
        ("sl", "Mestno letališče in športno letališče sta zaprti."),
        ("sr", "Gradski aerodrom i sportski aerodrom su zatvoreni."),
        ("bg", "Градското летище и морското летище са затворени."),
        ("pl", "Zamknięto polskie lotniska i lotniska wojskowe."),
        ("ru", "Польский аэропорт закрыт, городской аэропорт открыт."),
        ("uk", "Європейський аеропорт закрито."),
        ("de", "Kleiner Flughafen schließt, alter Flughafen öffnet."),
        ("en", "Most airports are closed, a Brazilian airport said."),
        ("tr", "Yeni havalimanı açıldı."),
        ("zh", "两个机场关闭。"),
    ],
)
def test_other_adjectives_beside_the_word_name_no_airport(language, text):
    assert codes(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "icao"),
    [
        ("tr", "Kayseri ve Sivas havalimanları kapalı.", ["LTAU", "LTAR"]),
        ("tr", "Bağdat Havalimanı kapalı.", ["ORBI"]),
        ("fa", "فرودگاه شیراز بسته شد.", ["OISS"]),
        ("hi", "पटना हवाई अड्डा बंद।", ["VEPT"]),
        ("he", "שדה התעופה בחיפה נסגר.", ["LLHA"]),
        ("ru", "В аэропорту Владимир Путин выступил.", []),
        ("en", "At the airport Victoria Beckham smiled.", []),
    ],
)
def test_the_word_for_airport_gives_away_a_town_but_no_person(language, text, icao):
    assert codes(text, language) == icao


@pytest.mark.parametrize(
    ("text", "icao"),
    [
        ("En Venezuela reabrió el aeropuerto Simón Bolívar.", ["SVMI"]),
        ("Guayaquil: cierran el aeropuerto Simón Bolívar.", ["SEGU"]),
        ("En Santa Marta, Colombia, cerró el aeropuerto Simón Bolívar.", ["SKSM"]),
    ],
)
def test_places_of_the_report_tell_airports_of_one_name_apart(text, icao):
    assert codes(text, "es") == icao


@pytest.mark.parametrize(
    ("language", "text", "icao"),
    [
        ("en", "The airports of Goma and Bukavu are closed.", ["FZNA", "FZMA"]),
        ("en", "Goma, Kisangani and Bunia airports are closed.", ["FZNA", "FZIC", "FZKA"]),
        ("de", "Die Flughäfen Almaty und Aktau sind gesperrt.", ["UAAA", "UATE"]),
        ("fr", "Les aéroports de Goma et de Bukavu sont fermés.", ["FZNA", "FZMA"]),
        ("fr", "Les aéroports d'Orly, de Nice et de Lyon sont ouverts.", ["LFPO", "LFMN", "LFLL"]),
        ("es", "Los aeropuertos de Caracas y Maracaibo cerraron.", ["SVMI", "SVMC"]),
        ("it", "Chiusi gli aeroporti di Catania e Comiso.", ["LICC", "LICB"]),
        ("ru", "Аэропорты Шереметьево и Домодедово закрыты.", ["UUEE", "UUDD"]),
        ("ru", "Закрыты аэропорты Волгограда, Саратова и Казани.", ["URWW", "UWSG", "UWKD"]),
        ("uk", "Закрито аеропорти Києва та Харкова.", ["UKBB", "UKHH"]),
        ("tr", "Adana ve Hatay havalimanları kapatıldı.", ["LTDB", "LTDA"]),
        ("ar", "أغلقت مطارات بغداد والبصرة وأربيل.", ["ORBI", "ORMM", "ORER"]),
        ("ur", "ملتان اور کوئٹہ کے ہوائی اڈے بند ہیں۔", ["OPMT", "OPQT"]),
        ("hi", "पटना और रांची के हवाई अड्डे बंद हैं।", ["VEPT", "VERC"]),
        ("ko", "대구와 광주 공항이 폐쇄됐다.", ["RKTN", "RKJJ"]),
        ("id", "Bandara Padang dan Makassar ditutup.", ["WIEE", "WAAA"]),
        ("kk", "Атырау және Ақтау әуежайлары жабылды.", ["UATG", "UATE"]),
        ("en", "In Goma, Kisangani and Bunia the airports are shut.", ["FZNA", "FZIC", "FZKA"]),
        ("ru", "В Саратове и Казани закрыты аэропорты.", ["UWSG", "UWKD"]),
        ("sr", "U Podgorici i Sarajevu zatvoreni su aerodromi.", ["LYPG", "LQSA"]),
    ],
)
def test_every_airport_of_a_list_is_found(language, text, icao):
    assert codes(text, language) == icao


@pytest.mark.parametrize(
    ("language", "text", "icao"),
    [
        ("fr", "L'aéroport de Goma est fermé, celui de Bukavu est ouvert.", ["FZNA", "FZMA"]),
        ("es", "El aeropuerto de Quito cerró y el de Guayaquil sigue abierto.", ["SEQM", "SEGU"]),
        (
            "es",
            "Cerró el aeropuerto de Lima; los de Cusco y Arequipa no.",
            ["SPJC", "SPZO", "SPQU"],
        ),
        ("de", "Der Flughafen Kabul ist zu, der von Herat ist offen.", ["OAKB", "OAHR"]),
        ("it", "L'aeroporto di Catania è chiuso, quello di Palermo è aperto.", ["LICC", "LICJ"]),
        ("en", "Goma airport is closed and that of Bukavu is open.", ["FZNA", "FZMA"]),
    ],
)
def test_a_pronoun_stands_for_the_airport_of_another_town(language, text, icao):
    assert codes(text, language) == icao


@pytest.mark.parametrize(
    ("language", "text", "icao"),
    [
        (
            "sl",
            "Letališče v Varšavi je zaprto. Zaprta sta tudi Zagreb in Sarajevo.",
            ["EPWA", "LDZA", "LQSA"],
        ),
        (
            "sr",
            "Aerodrom u Beogradu ne radi. Zagreb i Sarajevo primaju letove.",
            ["LYBE", "LDZA", "LQSA"],
        ),
        (
            "en",
            "Oslo airport is open. Copenhagen, which was closed on Monday, is open again.",
            ["ENGM", "EKCH"],
        ),
        ("de", "Der Flughafen Oslo ist offen. Kopenhagen ist geschlossen.", ["ENGM", "EKCH"]),
        ("ru", "Аэропорт Казани закрыт. Самара открыта.", ["UWKD", "UWWW"]),
        ("bg", "Летището в Машхад е затворено. В Шираз полетите спряха.", ["OIMM", "OISS"]),
    ],
)
def test_a_town_stands_for_its_airport_where_a_sentence_goes_on_about_airports(
    language, text, icao
):
    assert codes(text, language) == icao


@pytest.mark.parametrize(
    ("language", "text", "icao"),
    [
        ("en", "Oslo airport is open. Schools in Copenhagen are closed.", ["ENGM"]),
        ("en", "Oslo airport is open. Copenhagen closed its schools.", ["ENGM"]),
        ("en", "Oslo airport is open. In Copenhagen shops are open.", ["ENGM"]),
        ("tr", "Kabil Havalimanı kapalı. Kandahar'da bugün çarşı açık.", ["OAKB"]),
        ("en", "Shops are shut in Oslo. Copenhagen is closed.", []),
        ("en", "Oslo airport is open. It rained. Copenhagen is closed.", ["ENGM"]),
        ("de", "Der Flughafen Oslo ist offen. In Bergen brannte ein Haus.", ["ENGM"]),
        ("sl", "Letališče v Varšavi je zaprto. Zaprte so šole v Zagrebu.", ["EPWA"]),
    ],
)
def test_a_town_does_not_stand_for_its_airport_where_something_else_is_closed(language, text, icao):
    assert codes(text, language) == icao


def test_a_town_whose_name_goes_on_in_the_next_line_stands_for_no_airport():
    assert codes("Newark airport is closed.\nNew\nYork is closed.", "en") == ["KEWR"]


@pytest.mark.parametrize(
    ("language", "text", "icao"),
    [
        ("en", "Flights resumed at Heathrow and Gatwick.", ["EGLL", "EGKK"]),
        ("de", "In Scheremetjewo fielen alle Flüge aus.", ["UUEE"]),
        ("ru", "Рейсы из Барахаса отменены.", ["LEMD"]),
        ("ru", "Рейсы во Внуково и Домодедово задержаны.", ["UUWW", "UUDD"]),
        ("es", "Cancelan vuelos en Ezeiza y Aeroparque.", ["SAEZ", "SABE"]),
        ("zh", "希思罗的航班全部取消。", ["EGLL"]),
        ("he", 'הטיסות מנתב"ג בוטלו.', ["LLBG"]),
        ("fr", "Les vols sont suspendus à Roissy.", ["LFPG"]),
    ],
)
def test_unmistakable_names_need_no_word_for_airport(language, text, icao):
    assert codes(text, language) == icao


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A man from Heathrow won the lottery."),
        ("de", "In Scheremetjewo brannte ein Haus."),
        ("es", "Simón Bolívar murió en 1830. Los vuelos siguen."),
        ("ar", "أمطار غزيرة في بيروت."),
        ("fr", "Le maire de Goma et celui de Bukavu ont signé."),
    ],
)
def test_what_is_no_airport_is_not_taken_for_one(language, text):
    assert codes(text, language) == []


def test_the_longer_name_of_a_town_is_not_cut_to_an_airports_own_name():
    assert codes("Аэропорт Новый Уренгой закрыт.", "ru") == ["USMU"]


def test_the_span_covers_the_word_and_the_name():
    text = "Рейсы задержаны. Международный аэропорт имени Бен-Гуриона закрыт."

    (mention,) = airports(text, "ru")

    assert mention.toponym.text == "аэропорт имени Бен-Гуриона"
    assert text[mention.toponym.start : mention.toponym.end] == mention.toponym.text


def test_hostile_text_is_read_in_time():
    text = "airport " + "of the international " * 3000 + "airports, " * 3000 + "Goma and " * 2000

    assert len(airports(text, "en")) >= 1
