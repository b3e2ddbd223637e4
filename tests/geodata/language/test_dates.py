import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.language.dates import find_dates, infer_published
from geodata.language.rules import DATA_FOLDER, load_rules

MONDAY = dt.date(2022, 1, 10)
LANGUAGES = sorted(path.stem for path in DATA_FOLDER.glob("*.toml"))
JANUARY = dt.date(2022, 1, 1)


def day(text):
    return dt.date.fromisoformat(text)


def only(text, language, anchor=MONDAY):
    mentions = find_dates(text, load_rules(language), anchor=anchor)
    assert len(mentions) == 1, mentions
    return mentions[0]


DAYS = [
    ("de", "Am Sonntag brannten Häuser.", "2022-01-09", ""),
    ("de", "Am Montag brannten Häuser.", "2022-01-10", ""),
    ("de", "Am vergangenen Montag brannten Häuser.", "2022-01-03", ""),
    ("de", "Es war Samstag abend.", "2022-01-08", "evening"),
    ("de", "Es geschah am Mittwochabend.", "2022-01-05", "evening"),
    ("de", "In der Nacht zum Sonntag fielen Schüsse.", "2022-01-09", "night"),
    ("de", "In der Nacht von Samstag auf Sonntag fielen Schüsse.", "2022-01-09", "night"),
    ("de", "In der Nacht vom 8. auf den 9. Januar fielen Schüsse.", "2022-01-09", "night"),
    ("de", "In der Nacht fielen Schüsse.", "2022-01-10", "night"),
    ("de", "Gestern Abend fielen Schüsse.", "2022-01-09", "evening"),
    ("de", "Vorgestern fielen Schüsse.", "2022-01-08", ""),
    ("de", "Vor zwei Tagen fielen Schüsse.", "2022-01-08", ""),
    ("de", "Am 9. Januar 2022 war es ruhig.", "2022-01-09", ""),
    ("de", "Am Sonntag, dem 9. Januar, war es ruhig.", "2022-01-09", ""),
    ("de", "Am 12. Dezember war es ruhig.", "2021-12-12", ""),
    ("de", "Foto vom 09.01.22", "2022-01-09", ""),
    ("de", "(9.1.2022)", "2022-01-09", ""),
    ("en", "It was quiet on Sunday.", "2022-01-09", ""),
    ("en", "It was quiet on Monday.", "2022-01-10", ""),
    ("en", "It was quiet last Saturday.", "2022-01-08", ""),
    ("en", "Shops burned last Monday.", "2022-01-03", ""),
    ("en", "Shops burned this Monday.", "2022-01-10", ""),
    ("en", "Shops burned on Sunday night.", "2022-01-09", "night"),
    ("en", "Shops burned in the night from Saturday to Sunday.", "2022-01-09", "night"),
    ("en", "Shops burned overnight.", "2022-01-10", "night"),
    ("en", "Shops burned last night.", "2022-01-09", "night"),
    ("en", "Shops burned yesterday evening.", "2022-01-09", "evening"),
    ("en", "Shops burned the day before yesterday.", "2022-01-08", ""),
    ("en", "Shops burned two days ago.", "2022-01-08", ""),
    ("en", "Shops burned on 9 January.", "2022-01-09", ""),
    ("en", "Shops burned on January 9, 2022.", "2022-01-09", ""),
    ("en", "Shops burned on the 9th of January 2022.", "2022-01-09", ""),
    ("en", "Shops burned on Sunday, January 9, at night.", "2022-01-09", "night"),
    ("en", "Taken on 2022-01-09.", "2022-01-09", ""),
    ("en", "ALMATY, Jan 9 (Wire) - Shops burned.", "2022-01-09", ""),
    ("ru", "В субботу горели дома.", "2022-01-08", ""),
    ("ru", "В прошлый понедельник горели дома.", "2022-01-03", ""),
    ("ru", "В среду вечером горели дома.", "2022-01-05", "evening"),
    ("ru", "В ночь на воскресенье горели дома.", "2022-01-09", "night"),
    ("ru", "В ночь с субботы на воскресенье горели дома.", "2022-01-09", "night"),
    ("ru", "Вчера вечером горели дома.", "2022-01-09", "evening"),
    ("ru", "Позавчера горели дома.", "2022-01-08", ""),
    ("ru", "Сегодня утром горели дома.", "2022-01-10", "morning"),
    ("ru", "Два дня назад горели дома.", "2022-01-08", ""),
    ("ru", "Дома горели 9 января.", "2022-01-09", ""),
    ("ru", "Дома горели 9 января 2022 года.", "2022-01-09", ""),
    ("ru", "Утром 9 января дома горели.", "2022-01-09", "morning"),
    ("ru", "В понедельник, 10 января, было тихо.", "2022-01-10", ""),
    ("ru", "Снято 08.01.2022.", "2022-01-08", ""),
    ("fr", "Samedi soir, des magasins ont brûlé.", "2022-01-08", "evening"),
    ("fr", "Samedi dernier, des magasins ont brûlé.", "2022-01-08", ""),
    ("fr", "Dans la nuit de samedi à dimanche, rien.", "2022-01-09", "night"),
    ("ar", "احترقت متاجر ليل السبت الأحد.", "2022-01-09", "night"),
    ("ar", "احترقت متاجر ليل السبت.", "2022-01-08", "night"),
    ("fr", "Dans la nuit du 8 au 9 janvier, rien.", "2022-01-09", "night"),
    ("fr", "Hier matin, rien.", "2022-01-09", "morning"),
    ("fr", "Avant-hier, rien.", "2022-01-08", ""),
    ("fr", "Aujourd’hui, rien.", "2022-01-10", ""),
    ("fr", "La nuit dernière, rien.", "2022-01-09", "night"),
    ("fr", "Il y a deux jours, rien.", "2022-01-08", ""),
    ("fr", "Le 9 janvier, rien.", "2022-01-09", ""),
    ("fr", "Le 1er janvier 2022, rien.", "2022-01-01", ""),
    ("fr", "Dimanche 9 janvier, rien.", "2022-01-09", ""),
    ("fr", "Ce lundi, rien.", "2022-01-10", ""),
    ("es", "El pasado sábado ardieron tiendas.", "2022-01-08", ""),
    ("es", "El sábado por la noche ardieron tiendas.", "2022-01-08", "night"),
    ("es", "La noche del sábado ardieron tiendas.", "2022-01-08", "night"),
    ("es", "La noche del sábado al domingo ardieron tiendas.", "2022-01-09", "night"),
    ("es", "En la madrugada del domingo ardieron tiendas.", "2022-01-09", "night"),
    ("es", "Anoche ardieron tiendas.", "2022-01-09", "night"),
    ("es", "Antes de ayer ardieron tiendas.", "2022-01-08", ""),
    ("es", "Hoy por la mañana ardieron tiendas.", "2022-01-10", "morning"),
    ("es", "Hace dos días ardieron tiendas.", "2022-01-08", ""),
    ("es", "El 9 de enero ardieron tiendas.", "2022-01-09", ""),
    ("es", "El 12 de diciembre ardieron tiendas.", "2021-12-12", ""),
    ("es", "El 9 de enero de 2022 ardieron tiendas.", "2022-01-09", ""),
    ("es", "Este lunes ardieron tiendas.", "2022-01-10", ""),
    ("und", "٢٠٢٢-٠١-٠٩", "2022-01-09", ""),
    ("nl", "Zaterdagnamiddag brandden er winkels.", "2022-01-08", ""),
    ("cs", "V sobotní noci hořely obchody.", "2022-01-08", ""),
    ("cs", "Po středečním rabování je klid.", "2022-01-05", ""),
]


@pytest.mark.parametrize(("language", "text", "expected", "part"), DAYS)
def test_a_day_is_the_one_meant(language, text, expected, part):
    mention = only(text, language)

    assert (mention.date, mention.day_part) == (day(expected), part)
    assert (mention.precision, mention.relation, mention.future) == ("day", "on", False)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "am kommenden Freitag", "2022-01-14"),
        ("de", "ab morgen", "2022-01-11"),
        ("de", "am nächsten Montag", "2022-01-17"),
        ("en", "next Monday", "2022-01-17"),
        ("en", "tomorrow", "2022-01-11"),
        ("ru", "завтра", "2022-01-11"),
        ("ru", "в будущую пятницу", "2022-01-14"),
        ("fr", "lundi prochain", "2022-01-17"),
        ("fr", "demain soir", "2022-01-11"),
        ("es", "el próximo lunes", "2022-01-17"),
        ("es", "el lunes que viene", "2022-01-17"),
        ("es", "pasado mañana", "2022-01-12"),
        ("en", "on 13 January", "2022-01-13"),
    ],
)
def test_a_cue_turns_a_day_to_the_future(language, text, expected):
    mention = only(text, language)

    assert (mention.date, mention.future) == (day(expected), True)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "bis zum 13. Januar"),
        ("en", "until 13 January"),
        ("en", "until Thursday"),
        ("ru", "до 13 января"),
        ("fr", "jusqu’au 13 janvier"),
        ("es", "hasta el 13 de enero"),
    ],
)
def test_until_gives_only_the_last_day(language, text):
    mention = only(text, language)

    assert (mention.relation, mention.date) == ("until", None)
    assert mention.date_end == dt.date(2022, 1, 13)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "seit Donnerstag"),
        ("en", "since Thursday"),
        ("ru", "с четверга"),
        ("fr", "depuis jeudi"),
        ("es", "desde el jueves"),
    ],
)
def test_since_is_told_apart(language, text):
    mention = only(text, language)

    assert (mention.relation, mention.date) == ("since", dt.date(2022, 1, 6))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Im Oktober letzten Jahres", "2021-10-01"),
        ("de", "im Januar", "2022-01-01"),
        ("en", "in October last year", "2021-10-01"),
        ("en", "in March", "2021-03-01"),
        ("en", "March 2020", "2020-03-01"),
        ("ru", "в октябре прошлого года", "2021-10-01"),
        ("fr", "en octobre de l'an dernier", "2021-10-01"),
        ("es", "en octubre del año pasado", "2021-10-01"),
        ("es", "enero de 2022", "2022-01-01"),
    ],
)
def test_a_month_is_no_day(language, text, expected):
    mention = only(text, language)

    assert (mention.precision, mention.date) == ("month", day(expected))


@pytest.mark.parametrize(
    ("language", "text", "year"),
    [
        ("en", "the 1992 Los Angeles riots", 1992),
        ("en", "since 2008", 2008),
        ("de", "Schon 1986 gab es Unruhen", 1986),
        ("ru", "в 1992 году", 1992),
        ("fr", "en 2008", 2008),
        ("es", "en 2008", 2008),
        ("en", "last year", 2021),
    ],
)
def test_a_bare_year_shows_history(language, text, year):
    mention = only(text, language)

    assert (mention.precision, mention.date, mention.year) == ("none", None, year)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Lage, so die Polizei, mo und di"),
        ("de", "1.500 Menschen und 2000 Menschen"),
        ("de", "am 31.02.2022"),
        ("de", "um 8.30 Uhr beim Stand von 2-1"),
        ("de", "Version 2.1.2022"),
        ("en", "They may march in the sun and sat for a second"),
        ("en", "call 202-555-0101 or 01.23.45.67.89, pay $2022"),
        ("en", "2000 soldiers and 1992 people"),
        ("en", "on 30 February"),
        ("ru", "охрана окружающей среды и окружающую среду"),
        ("ru", "1992 человека"),
        ("fr", "2008 personnes à 18h30, un marsouin mai-tai"),
        ("es", "en Santo Domingo por la mañana, un mayor"),
        ("es", "1.500 personas"),
        ("und", ""),
    ],
)
def test_false_friends_are_no_dates(language, text):
    assert find_dates(text, load_rules(language), anchor=MONDAY) == []


def test_the_words_around_a_day_belong_to_the_span():
    text = "Es war in der Nacht von Samstag auf Sonntag, hieß es."

    mention = only(text, "de")

    assert text[mention.start : mention.end] == "in der Nacht von Samstag auf Sonntag"


def test_a_range_has_both_its_ends():
    mention = only("vom 7. bis 9. Januar", "de")

    assert (mention.date, mention.date_end) == (dt.date(2022, 1, 7), dt.date(2022, 1, 9))


def test_without_an_anchor_what_is_relative_stays_unresolved():
    rules = load_rules("en")

    mentions = find_dates("On Sunday, not on 9 March 2020.", rules, anchor=None)

    assert [mention.date for mention in mentions] == [None, dt.date(2020, 3, 9)]
    assert mentions[0].weekday == 6


def test_only_the_asked_part_of_the_text_is_read():
    text = "On Friday. On Sunday. On Monday."

    mentions = find_dates(text, load_rules("en"), anchor=MONDAY, start=11, end=21)

    assert [text[m.start : m.end] for m in mentions] == ["On Sunday"]


def test_the_calendar_ends_without_an_error():
    rules = load_rules("en")

    mentions = find_dates("900 years ago, three days ago, last Saturday", rules, anchor=dt.date.min)

    assert [mention.date for mention in mentions] == [None, None, None]


@given(
    st.sampled_from(LANGUAGES),
    st.lists(
        st.one_of(
            st.text(st.characters(), max_size=12),
            st.sampled_from(
                [
                    "am Sonntag",
                    " bis ",
                    "9. Januar",
                    "2022",
                    "\n",
                    "31.02.2022",
                    "1月9日",
                    "в ночь на",
                ]
            ),
        ),
        max_size=12,
    ),
    st.one_of(st.none(), st.dates()),
)
def test_mentions_are_ordered_inside_the_text_and_never_raise(language, pieces, anchor):
    text = "".join(pieces)
    rules = load_rules(language)

    mentions = find_dates(text, rules, anchor=anchor)

    edges = [edge for mention in mentions for edge in (mention.start, mention.end)]
    assert edges == sorted(edges)
    assert all(0 <= m.start < m.end <= len(text) for m in mentions)
    infer_published(text, rules, month=anchor.replace(day=1) if anchor else None)


def test_a_lone_surrogate_does_no_harm():
    assert len(find_dates("\ud800 on Sunday \udfff", load_rules("en"), anchor=MONDAY)) == 1


INFERRED = [
    ("de", "Foto: (9.1.2022). Es sollte an diesem Montag öffnen. Am Sonntag nicht.", "2022-01-10"),
    ("de", "Am 9. Januar war es ruhig.", "2022-01-09"),
    ("de", "Am 8. und am 9. Januar war es ruhig. Ruhe bis zum 13. Januar.", "2022-01-09"),
    ("en", "ALMATY, Jan 9 (Wire) - Shops burned.", "2022-01-09"),
    ("en", "ALMATY, Jan 7 (Wire) - The vote is scheduled for 25 January 2022.", "2022-01-07"),
    ("fr", "Le 8 janvier 2022. L'aéroport rouvre ce lundi.", "2022-01-10"),
    ("es", "9 de enero de 2022. Reabre este lunes.", "2022-01-10"),
    ("ru", "9 января 2022 года. В этот понедельник откроется аэропорт.", "2022-01-10"),
    ("en", "On 9 January 2022 the airport stayed shut, and it will stay so.", "2022-01-09"),
    ("de", "Am 9. Januar wurde gemeldet, der Flughafen werde bald öffnen.", "2022-01-09"),
    ("de", "Am 9. Januar war Ruhe. Am 25. Januar wird gewählt.", "2022-01-09"),
    ("en", "31 January 2022. It reopens this Wednesday.", "2022-01-31"),
]


@pytest.mark.parametrize(("language", "text", "expected"), INFERRED)
def test_the_reports_own_day_is_inferred_within_its_month(language, text, expected):
    assert infer_published(text, load_rules(language), month=JANUARY) == day(expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "It was quiet on Sunday.",
        "In January it was quiet.",
        "The 1992 riots were worse.",
        "On 16 December 2011 police shot at strikers in Zhanaozen.",
        "On the anniversary of 9 January 2022 it was quiet.",
    ],
)
def test_with_nothing_to_go_by_no_day_is_inferred(text):
    assert infer_published(text, load_rules("en"), month=JANUARY) is None


def test_without_a_month_only_a_full_date_counts():
    rules = load_rules("en")

    assert infer_published("ALMATY, Jan 9 - quiet", rules, month=None) is None
    assert infer_published("ALMATY, Jan 9, 2022 - quiet", rules, month=None) == dt.date(2022, 1, 9)


def test_an_old_date_beside_younger_years_is_history():
    text = "After 11 September 2001 much changed, and in 2022 more."

    assert infer_published(text, load_rules("en"), month=None) is None


FURTHER = {
    "it": "nella notte tra sabato e domenica | l'altro ieri | fino al 13 gennaio | sabato scorso",
    "pt": "na madrugada de domingo | anteontem | até 13 de janeiro | no sábado passado",
    "nl": "in de nacht van zaterdag op zondag | eergisteren | tot 13 januari | vorige zaterdag",
    "pl": "w nocy z soboty na niedzielę | przedwczoraj | do 13 stycznia | w ubiegłą sobotę",
    "uk": "у ніч на неділю | позавчора | до 13 січня | минулої суботи",
    "tr": "cumartesiyi pazara bağlayan gece | iki gün önce | 13 Ocak'a kadar | geçen cumartesi",
    "ar": "ليلة الأحد | قبل يومين | حتى 13 يناير | السبت الماضي",
    "fa": "یکشنبه شب | پریروز | تا ۱۳ ژانویه | شنبه گذشته",
    "hi": "रविवार रात | दो दिन पहले | 13 जनवरी तक | पिछले शनिवार",
    "id": "Minggu malam | dua hari lalu | hingga 13 Januari | Sabtu lalu",
    "zh": "星期日凌晨 | 前天 | 直到1月13日 | 上周六",
    "ja": "日曜日の夜 | 一昨日 | 13日まで | 先週の土曜日",
    "cs": "v noci na neděli | předevčírem | do 13. ledna | minulou sobotu",
    "bg": "в нощта срещу неделя | завчера | до 13 януари | миналата събота",
    "sl": "v noči na nedeljo | predvčerajšnjim | do 13. januarja | prejšnjo soboto",
    "sr": "u noći na nedelju | prekjuče | do 13. januara | prošle subote",
    "ro": "noaptea de sâmbătă spre duminică | alaltăieri | până pe 13 ianuarie | sâmbăta trecută",
    "el": "τη νύχτα της Κυριακής | προχθές | έως τις 13 Ιανουαρίου | το περασμένο Σάββατο",
    "he": "ביום ראשון בלילה | שלשום | עד 13 בינואר | בשבת שעברה",
    "ko": "일요일 밤 | 이틀 전 | 13일까지 | 지난주 토요일",
    "ur": "اتوار کی رات | دو روز قبل | 13 جنوری تک | گزشتہ ہفتہ کو",
    "bn": "রোববার রাতে | দুই দিন আগে | ১৩ জানুয়ারি পর্যন্ত | গত শনিবার",
    "sw": "usiku wa kuamkia Jumapili | juzi | hadi 13 Januari | Jumamosi iliyopita",
    "kk": "жексенбіге қараған түні | екі күн бұрын | 13 қаңтарға дейін | өткен сенбі",
}
"""Sunday night, two days ago, until 13 January and last Saturday."""


@pytest.mark.parametrize(("language", "phrases"), FURTHER.items(), ids=FURTHER)
def test_every_language_knows_nights_days_past_deadlines_and_weekdays(language, phrases):
    sunday_night, two_days_ago, deadline, saturday = (
        only(phrase, language) for phrase in phrases.split(" | ")
    )

    assert (sunday_night.date, sunday_night.day_part) == (dt.date(2022, 1, 9), "night")
    assert two_days_ago.date == dt.date(2022, 1, 8)
    assert (deadline.relation, deadline.date_end) == ("until", dt.date(2022, 1, 13))
    assert (saturday.date, saturday.cue) == (dt.date(2022, 1, 8), "last")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh", "上周一", "2022-01-03"),
        ("zh", "本周六", "2022-01-15"),
        ("ja", "来週の月曜日", "2022-01-17"),
        ("de", "am Montag letzter Woche", "2022-01-03"),
        ("pt", "na segunda-feira (3)", "2022-01-03"),
        ("ja", "8日夜", "2022-01-08"),
        ("ko", "1월 9일 밤", "2022-01-09"),
    ],
)
def test_a_named_week_or_number_decides_between_weekdays(language, text, expected):
    assert only(text, language, anchor=dt.date(2022, 1, 12)).date == day(expected)


def test_a_weekday_and_its_date_are_one_mention():
    text = "Minggu (9/1/2022)"

    mention = only(text, "id")

    assert (text[mention.start : mention.end], mention.weekday) == (text, 6)
