from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.models import digest
from geodata.stories import SHORT, WINDOW, fingerprint, same_story

STORIES = {
    "en": (
        "Airport closed after night of protests",
        "The international airport was closed on Wednesday after several hundred people broke "
        "through the outer fence and reached the runway, the ministry of transport said. Two "
        "arriving aircraft were sent to neighbouring cities and the passengers of a third were "
        "kept on board for five hours. Soldiers were brought in before noon and the terminal was "
        "empty by the early afternoon, according to a spokesman for the operator.",
        "The ministry would not say when flights are going to be taken up again. Airlines were "
        "told to plan without the airport until the end of the week, and passengers were asked "
        "not to come to the terminal. Fuel for the emergency services is being brought by rail, "
        "as the depot lies behind the runway.",
        "No aircraft landed in the city today. Witnesses on the airport road spoke of burnt out "
        "cars and of an army post at the roundabout, where drivers are being turned away. A pilot "
        "who had spent the night in the crew hotel told our correspondent that the control tower "
        "had stopped answering at about three in the morning and that nobody had come since.",
    ),
    "es": (
        "El aeropuerto cierra tras una noche de protestas",
        "El aeropuerto internacional quedó cerrado el miércoles después de que varios cientos de "
        "personas derribaran la valla exterior y llegaran hasta la pista, según informó el "
        "ministerio de transporte. Dos aviones que iban a aterrizar fueron enviados a ciudades "
        "vecinas y los pasajeros de un tercero permanecieron a bordo durante cinco horas. Los "
        "soldados llegaron antes del mediodía y la terminal estaba vacía a primera hora de la "
        "tarde, dijo un portavoz de la empresa.",
        "El ministerio no quiso precisar cuándo se reanudarán los vuelos. A las compañías se les "
        "pidió que no cuenten con el aeropuerto hasta el final de la semana, y a los viajeros que "
        "no se acerquen a la terminal. El combustible para los servicios de emergencia se trae "
        "en tren, ya que el depósito está detrás de la pista.",
        "Hoy no aterrizó ningún avión en la ciudad. Testigos en la carretera hablan de coches "
        "calcinados y de un puesto del ejército en la rotonda, donde hacen dar la vuelta a los "
        "conductores. Un piloto que había pasado la noche en el hotel contó a nuestra enviada que "
        "la torre de control dejó de contestar hacia las tres de la madrugada.",
    ),
    "ru": (
        "Аэропорт закрыт после ночи протестов",
        "Международный аэропорт был закрыт в среду после того, как несколько сотен человек "
        "сломали внешнее ограждение и вышли на взлётную полосу, сообщили в министерстве "
        "транспорта. Два прибывавших самолёта отправили в соседние города, пассажиров третьего "
        "пять часов держали на борту. До полудня на место прибыли военные, а к началу второй "
        "половины дня здание вокзала опустело, рассказал представитель предприятия.",
        "Когда возобновятся полёты, в министерстве не уточнили. Авиакомпаниям велели не "
        "рассчитывать на аэропорт до конца недели, а пассажиров попросили не приезжать. Топливо "
        "для спасательных служб подвозят по железной дороге, поскольку склад находится за "
        "полосой.",
        "Сегодня в городе не сел ни один самолёт. Очевидцы на трассе к аэропорту говорят о "
        "сожжённых машинах и об армейском посте у кольца, где водителей разворачивают обратно. "
        "Лётчик, ночевавший в гостинице для экипажей, сказал нашему корреспонденту, что "
        "диспетчеры перестали отвечать около трёх часов ночи и с тех пор никто не появлялся.",
    ),
    "ar": (
        "إغلاق المطار بعد ليلة من الاحتجاجات",
        "أغلق المطار الدولي يوم الأربعاء بعد أن اقتحم مئات الأشخاص السياج الخارجي ووصلوا إلى "
        "المدرج، كما أعلنت وزارة النقل. وحولت طائرتان كانتا في طريقهما إلى الهبوط نحو مدن مجاورة، "
        "وبقي ركاب طائرة ثالثة على متنها خمس ساعات كاملة. ووصل الجنود قبل الظهر وخلت صالة السفر "
        "من الناس في أول العصر، بحسب متحدث باسم الشركة المشغلة.",
        "ولم تذكر الوزارة متى تستأنف الرحلات. وطلب من شركات الطيران ألا تعتمد على المطار حتى نهاية "
        "الأسبوع، ومن المسافرين ألا يأتوا إلى الصالة. وينقل الوقود اللازم لفرق الإنقاذ بالقطار لأن "
        "المستودع يقع خلف المدرج.",
        "لم تهبط أي طائرة في المدينة اليوم. وتحدث شهود على الطريق المؤدي إليه عن سيارات محترقة وعن "
        "حاجز للجيش عند الدوار يعيد السائقين من حيث أتوا. وقال طيار قضى الليل في فندق الأطقم "
        "لمراسلتنا إن برج المراقبة توقف عن الرد نحو الثالثة فجرا ولم يظهر أحد بعد ذلك.",
    ),
    "zh": (
        "抗议持续一夜后机场关闭",
        "交通部表示，数百人周三冲破外围护栏进入跑道，国际机场随后关闭。两架准备降落的客机改飞邻近城市，"
        "第三架飞机上的旅客在机舱内等候了五个小时。军人在中午以前赶到现场，运营公司的一名发言人说，"
        "下午刚开始的时候候机楼里已经没有人了。",
        "该部没有说明航班什么时候恢复。各航空公司被要求在本周结束以前不要安排该机场的班次，旅客也被劝告"
        "不要前往候机楼。由于油库位于跑道后面，救援队伍所需的燃料正在用火车运来。",
        "今天没有一架飞机在这座城市着陆。通往机场的公路上有人看到烧毁的汽车，环岛旁设了军方岗哨，司机都被"
        "要求掉头。一位在机组酒店过夜的飞行员告诉本报记者，塔台大约凌晨三点起就不再应答，之后也没有人来过。",
    ),
}
"""By language: headline, beginning and end of one report, and another report of the same event."""


def reprints(headline: str, beginning: str, end: str) -> dict[str, str]:
    """What five outlets make of one agency's text."""
    return {
        "another headline": f"BREAKING {headline[::-1]}\n\n{beginning} {end}",
        "another dateline": f"{headline}\n5.1.2022 (XYZ) -- {beginning} {end}",
        "no end": f"{headline}\n\n{beginning}",
        "agency's line": f"{headline}\n\n{beginning} {end}\n\n© XYZ 2022. https://example.org/a1",
        "other typography": f"{headline}\n\n{beginning}\n\n{end}".upper()
        .replace(",", " ,")
        .replace(".", " …"),
    }


def alike(one: str, other: str) -> bool:
    """Whether a store would take the two for one story: found by a band, judged by signature."""
    first, second = fingerprint(one), fingerprint(other)
    found = bool(set(first.bands) & set(second.bands))
    assert same_story(first.signature, second.signature) == same_story(
        second.signature, first.signature
    )
    return found and same_story(first.signature, second.signature)


@pytest.mark.parametrize("language", STORIES)
@pytest.mark.parametrize("change", reprints("", "", ""))
def test_reprints_of_an_agency_text_are_one_story(language, change):
    headline, beginning, end, _ = STORIES[language]

    reprint = reprints(headline, beginning, end)[change]

    assert alike(f"{headline}\n\n{beginning} {end}", reprint)


@pytest.mark.parametrize("language", STORIES)
def test_two_reports_of_one_event_are_two_stories(language):
    headline, beginning, end, other = STORIES[language]

    assert not alike(f"{headline}\n\n{beginning} {end}", f"{headline}\n\n{other}")
    assert fingerprint(other).signature != fingerprint(beginning).signature


def test_texts_in_two_languages_are_never_one_story():
    signatures = [fingerprint(" ".join(story[1:3])).signature for story in STORIES.values()]

    same = [one == other for one in signatures for other in signatures if same_story(one, other)]

    assert same == [True] * len(STORIES)


def test_one_text_with_another_end_beyond_the_window_is_a_reprint():
    begins = " ".join(f"word{number}" for number in range(WINDOW))

    one = f"{begins} {' '.join(f'one{number}' for number in range(WINDOW))}"
    other = f"{begins} {' '.join(f'other{number}' for number in range(WINDOW))}"

    assert alike(one, other)


def test_a_common_end_makes_no_reprint_of_two_long_reports():
    about = " ".join(f"about{number}" for number in range(WINDOW))

    one = f"{' '.join(f'one{number}' for number in range(WINDOW))} {about}"
    other = f"{' '.join(f'other{number}' for number in range(WINDOW))} {about}"

    assert not alike(one, other)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("Almaty airport is closed.", "ALMATY  airport is closed", True, id="typed"),
        pytest.param("Almaty airport is closed.", "Almaty airport is open.", False, id="a word"),
        pytest.param("أُغْلِقَ مطار الماتي", "أغلق مطار الماتى", True, id="vowel marks"),
        pytest.param("阿拉木图机场已经关闭。", "阿拉木图机场已经关闭", True, id="no spaces"),
        pytest.param("阿拉木图机场已经关闭。", "阿拉木图机场已经开放", False, id="another sign"),
        pytest.param("Closed " * (SHORT - 1), "Closed " * SHORT, False, id="short and long"),
        pytest.param("", "", False, id="nothing is no reprint of nothing"),
        pytest.param("…!", "?", False, id="no words"),
    ],
)
def test_short_texts_are_reprints_only_of_the_same_words(one, other, expected):
    assert alike(one, other) is expected


def test_signatures_of_another_version_are_never_alike():
    signature = fingerprint("Almaty airport is closed.").signature

    assert not same_story(signature, bytes([signature[0] + 1]) + signature[1:])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Almaty airport is closed.", "ac704b52ca524f6490332a542f3f121f", id="short"),
        pytest.param(" ".join(STORIES["en"][1:3]), "20b94677a499eaa5453e6bb6c270536c", id="long"),
    ],
)
def test_a_change_of_what_stores_have_kept_is_noticed(text, expected):
    found = fingerprint(text)

    # Another digest here, as after an update of the library, asks for another version.
    assert digest(found.signature.hex(), *map(str, found.bands)) == expected


@given(st.text(), st.sampled_from(["NFC", "NFD", "NFKC"]))
def test_a_text_that_can_be_found_at_all_is_a_reprint_of_itself(text, form):
    printed = fingerprint(text)

    assert alike(text, f"\n {unicodedata.normalize(form, text)} ") or not printed.bands
    assert len(printed.signature) <= 200
    assert all(-(2**63) <= band < 2**63 for band in printed.bands)


def test_marks_beyond_ascii_around_a_text_do_not_change_its_fingerprint():
    text = "The airport_of Almaty\twas closed at 9:30, staff said; it re-opened on the 13th. " * 3

    assert fingerprint(f"«{text}»") == fingerprint(text)
