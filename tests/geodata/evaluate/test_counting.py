from __future__ import annotations

import pytest

from geodata.errors import ReportError
from geodata.evaluate.counting import GoldToponym, count, read_document
from geodata.models import Toponym
from tests.geodata.examples import ALMATY, SHYMKENT

ALMATY_POINT = (ALMATY.lat, ALMATY.lon)
FAR = (0.0, 0.0)


def gold(start, end, point=ALMATY_POINT, geonameid=None):
    return GoldToponym(start, end, point, geonameid)


def found(start, end, place=ALMATY, confidence=0.9):
    return Toponym(start, end, "…", place, confidence)


def test_a_span_counts_as_exact_or_as_overlapping():
    counts = count([gold(0, 6), gold(10, 20)], [found(0, 6), found(12, 25), found(30, 36)])

    assert (counts.gold, counts.found) == (2, 3)
    assert (counts.exact, counts.overlap) == (1, 2)


def test_spans_that_only_touch_do_not_overlap():
    assert count([gold(0, 6)], [found(6, 12)]).overlap == 0


def test_each_toponym_goes_with_one_that_was_found_the_likest_first():
    # "New York Times": the gold toponym is "New York"; "York Times" overlaps it less.
    counts = count([gold(0, 8)], [found(4, 14, SHYMKENT), found(0, 8)])

    assert counts.overlap == 1
    assert counts.errors_km == (pytest.approx(0.0),)
    assert counts.answers == ((0.9, False), (0.9, True))


def test_a_span_found_twice_counts_once():
    counts = count([gold(0, 6)], [found(0, 6), found(0, 6, SHYMKENT)])

    assert (counts.found, counts.right) == (1, 1)


def test_a_place_within_161_km_is_right_and_one_beyond_is_wrong():
    # A degree of latitude is 111.2 km.
    near = gold(0, 6, (ALMATY.lat - 1.44, ALMATY.lon))
    beyond = gold(10, 16, (ALMATY.lat - 1.46, ALMATY.lon))

    counts = count([near, beyond], [found(0, 6), found(10, 16)])

    assert counts.errors_km == (pytest.approx(160.1, abs=0.2), pytest.approx(162.3, abs=0.2))
    assert [right for _, right in counts.answers] == [True, False]


def test_the_same_geonames_id_is_right_wherever_its_point_is():
    place = type(ALMATY)("geonames:7", "Kazakhstan", "country", "KZ", "", 48.0, 67.0, 0, 7)

    counts = count([gold(0, 6, FAR, 7)], [found(0, 6, place)])

    assert counts.errors_km == (0.0,)
    assert counts.right == 1


def test_a_place_for_what_is_no_toponym_is_wrong():
    counts = count([], [found(0, 6)])

    assert counts.answers == ((0.9, False),)
    assert counts.errors_km == ()


def test_an_unresolved_toponym_is_recognised_but_no_answer():
    counts = count([gold(0, 6)], [found(0, 6, None)])

    assert (counts.overlap, counts.answers) == (1, ())


def test_a_toponym_whose_place_nobody_noted_cannot_be_judged():
    counts = count([gold(0, 6, None)], [found(0, 6)])

    assert (counts.overlap, counts.located, counts.answers) == (1, 0, ())


def test_a_line_is_read_with_offsets_in_code_points():
    document = read_document(
        {
            "lang": "kk",
            "text": "🙂 Almaty",
            "toponyms": [
                {"start": 2, "end": 8, "lat": 43.25, "lon": 76.9, "geonameid": "1526384"},
                {"start": 2, "end": 4, "lat": None, "lon": None, "geonameid": None},
            ],
        },
        "own",
    )

    assert document.toponyms == (
        GoldToponym(2, 8, (43.25, 76.9), 1526384),
        GoldToponym(2, 4, None, None),
    )
    assert (document.corpus, document.language, document.report.language) == ("own", "kk", "")


@pytest.mark.parametrize(
    ("toponym", "message"),
    [
        ({"start": 0, "end": 9}, "within 0 and 6, got 0 and 9"),
        ({"start": 3, "end": 3}, "got 3 and 3"),
        ({"start": True, "end": 3}, "got True and 3"),
        ({"end": 3}, "got None and 3"),
        ({"start": 0, "end": 6, "lat": 91, "lon": 0}, "lat must be from -90 to 90, got 91"),
        ({"start": 0, "end": 6, "lat": 0, "lon": "x"}, "lon must be from -180 to 180, got 'x'"),
    ],
)
def test_a_wrong_toponym_is_refused(toponym, message):
    with pytest.raises(ReportError, match=message):
        read_document({"lang": "en", "text": "Almaty", "toponyms": [toponym]}, "own")
