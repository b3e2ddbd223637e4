import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.language.dates import find_dates
from geodata.language.rules import DATA_FOLDER, load_rules
from geodata.language.sentences import Span, clauses, sentences

LANGUAGES = sorted(path.stem for path in DATA_FOLDER.glob("*.toml"))


def split(text, language):
    return [text[span.start : span.end] for span in sentences(text, load_rules(language))]


def cut(text, language):
    found = clauses(text, Span(0, len(text)), load_rules(language))
    return [text[clause.start : clause.end] for clause in found]


SENTENCES = [
    ("de", "Am 9. Januar um 8.30 Uhr, z. B. hier.|Dr. J. Smith ging."),
    ("de", "Am 10. Jan. war es ruhig.|Danach nicht."),
    ("de", "Er sagte: »Es ist ruhig.«|Danach ging er."),
    ("de", "„Es ist ruhig!“, sagte er.|Sie kam."),
    ("de", "Er kam als 2. Mann.|300 Menschen kamen.|Es war 2022.|Dort blieb er."),
    ("de", "1.500 Menschen kamen.|Nun ist es so.|Das war alles."),
    ("en", "Mr. Smith of the U.S. Embassy left at 5 p.m. Monday.|The army came."),
    ("en", "He lives in the U.S.|The mayor, J. R. Smith, does not."),
    ("en", "“Stop!” he said.|“Why?”|It cost $3.5 million."),
    ("en", "They came on Jan. 9 with Gen. Lee.|Nobody fired…|Then they did!?|Yes."),
    ("ru", "В городе тихо, т. е. спокойно.|В 2021 г. в Алматы было иначе.|А. С. Иванов уехал."),
    ("ru", "«Всё спокойно», — сказал он.|«Нет!»|Он ушёл."),
    ("fr", "M. Dupont est à St. Denis.|« Tout est calme ! »|Puis il partit."),
    ("es", "El Sr. Pérez llegó a EE. UU. ayer.|¿Todo bien?|¡Sí!|Nada más."),
    ("ja", "「静かだ。」と述べた。|空港は閉鎖された。"),
    ("zh", "机场已关闭。|首都平静！"),
    ("hi", "कराची में दंगे हुए।|लाहौर शांत है।"),
    ("ar", "هل فتح المطار؟|لا."),
    ("tr", "9. Ocak günü sakin geçti.|Dr. Yılmaz geldi."),
    ("pl", "Dr Nowak i gen. Kowalski są w pow. nowym, np. dziś.|Jest cicho."),
    ("und", "One.|Two!|Three"),
]


@pytest.mark.parametrize(("language", "text"), SENTENCES)
def test_a_sentence_ends_only_where_it_ends(language, text):
    expected = text.split("|")
    gap = "" if language in ("ja", "zh") else " "

    assert split(gap.join(expected), language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Riots in Almaty\n\nShops burned.", ["Riots in Almaty", "Shops burned."]),
        ("Riots in Almaty\nThe airport closed.", ["Riots in Almaty", "The airport closed."]),
        ("It closed in\nAlmaty today.", ["It closed in\nAlmaty today."]),
        ("Shops burned and\nthen it rained.", ["Shops burned and\nthen it rained."]),
        ("- one\n- two\n3. three", ["- one", "- two", "3. three"]),
        (" \n\t\n ", []),
        ("", []),
    ],
)
def test_lines_end_sentences_only_where_meant(text, expected):
    assert split(text, "en") == expected


CLAUSES = [
    (
        "de",
        "In Almaty brannten Häuser,|in der Hauptstadt war es dagegen ruhig,|während Aktau feierte.",
    ),
    ("de", "Der Flughafen von Almaty,|der am Sonntag gestürmt wurde,|ist geschlossen."),
    ("de", "Köln,|wo es am Freitag brannte,|blieb ruhig."),
    ("de", "Karachi, Lahore und Peschawar brannten."),
    ("de", "In Almaty war es ruhig|und in Schymkent gab es Unruhen."),
    ("en", "Riots hit Karachi, Lahore, and Peshawar on Sunday."),
    ("en", "Riots hit Karachi, Lahore and Peshawar."),
    ("en", "Shops burned in Oakland|but San Jose was quiet|while police gathered."),
    ("en", "The airport was closed,|which police denied,|and residents said it was calm."),
    ("en", "Almaty is calm;|Aktau is not."),
    ("en", "He called for one thing:|the army should leave the city now."),
    ("en", "More than 1,500 people came."),
    ("ru", "В Карачи, Лахоре и Пешаваре прошли беспорядки,|а в столице было спокойно."),
    ("ru", "В городе спокойно,|но аэропорт,|который захватили в среду,|закрыт."),
    ("ru", "Пока в Алматы идут бои,|в Астане тихо."),
    ("fr", "À Paris et à Lyon des voitures ont brûlé,|tandis que Nice restait calme."),
    ("fr", "La ville est calme|mais l'aéroport reste fermé."),
    ("es", "Hubo saqueos en Lima, Cusco y Puno,|mientras que Arequipa estaba tranquila."),
    ("es", "El aeropuerto,|que fue cerrado,|sigue así."),
    ("ja", "首都は平穏だが、|北部では暴動が続いている。"),
    ("ja", "カラチ、ラホール、ペシャワルで暴動。"),
    ("zh", "机场已关闭，|但首都平静；|卡拉奇、拉合尔和白沙瓦发生骚乱。"),
    ("ar", "هدأت الأوضاع في العاصمة،|بينما استمرت الاشتباكات في حلب."),
    ("hi", "लाहौर शांत है,|लेकिन पेशावर में आग लगी है।"),
    ("tr", "Kentte olaylar çıktı,|ancak başkent sakin."),
    ("el", "Το αεροδρόμιο της Λαμίας έχει κλείσει·|της Πάτρας λειτουργεί."),
    ("el", "Επεισόδια ξέσπασαν στη Λαμία, στην Πάτρα, καθώς και στον Βόλο."),
    ("el", "Ταραχές ξέσπασαν στη Λαμία,|η νύχτα στην Πάτρα κύλησε ήρεμα."),
    ("he", "מכוניות הוצתו אמש בחיפה,|ובעכו נבזזו שתי חנויות."),
    ("ko", "부산과 대구에서 폭동이 일어났지만,|수도는 평온했다."),
]


@pytest.mark.parametrize(("language", "text"), CLAUSES)
def test_clauses_part_and_lists_stay_whole(language, text):
    expected = text.split("|")
    gap = "" if language in ("ja", "zh") else " "

    assert cut(gap.join(expected), language) == expected


def test_only_the_clause_after_the_pronoun_is_relative():
    text = "The airport, which police stormed, is closed."

    found = clauses(text, Span(0, len(text)), load_rules("en"))

    assert [clause.relative for clause in found] == [False, True, False]


def test_a_german_article_after_a_comma_is_no_relative_pronoun():
    text = "In Almaty war es ruhig, die Polizei meldete keine Unruhen."

    found = clauses(text, Span(0, len(text)), load_rules("de"))

    assert [clause.relative for clause in found] == [False, False]


PIECES = [
    "Dr. ",
    "z. B. ",
    "9. ",
    "\n",
    "\n\n",
    "- ",
    "… ",
    "»",
    "«",
    ", und ",
    " but ",
    "。」",
    ": ",
    ";",
]


@given(
    st.sampled_from(LANGUAGES),
    st.lists(st.one_of(st.text(st.characters(), max_size=9), st.sampled_from(PIECES)), max_size=15),
)
def test_spans_are_ordered_and_lose_only_white_space(language, pieces):
    text = "".join(pieces)
    rules = load_rules(language)

    spans = sentences(text, rules)

    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert "".join("".join(text[s.start : s.end] for s in spans).split()) == "".join(text.split())
    for span in spans:
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        found = clauses(text, span, rules)
        inner = [edge for clause in found for edge in (clause.start, clause.end)]
        assert inner == sorted(inner)
        assert found[0].start == span.start
        assert found[-1].end == span.end


def _cpu_seconds(text, rules):
    start = time.process_time()
    for span in sentences(text, rules):
        clauses(text, span, rules)
    find_dates(text, rules, anchor=None)
    return time.process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        pytest.param("(", marks=pytest.mark.small),
        "a, a, ",
        ". ",
        "9. ",
        "Montag ",
        "in der Nacht ",
        " und war",
        "1.",
        "\n",
        '."',
        "1992 ",
    ],
)
def test_twice_the_text_takes_about_twice_the_time(unit):
    rules = load_rules("de")
    half, whole = ((unit * size)[:size] for size in (50_000, 100_000))

    ratio = _cpu_seconds(whole, rules) / max(_cpu_seconds(half, rules), 0.01)

    assert ratio < 4
