from __future__ import annotations

import pytest

from geodata.errors import CorpusError, ReportError
from geodata.evaluate.status import (
    compare,
    read_passage,
    score_passages,
    status_figures,
)
from tests.geodata.evaluate.corpora import write
from tests.geodata.examples import ALMATY, ASTANA, SHYMKENT, january
from tests.geodata.examples import said as claim


def noted(place, status="unrest", date="2022-01-08", **more):
    return {"lat": place.lat, "lon": place.lon, "status": status, "date": date, **more}


def passage(*gold, traps=()):
    values = {"lang": "en", "text": "…", "pub_date": "2022-01-10", "gold": list(gold)}
    return read_passage({**values, "traps": list(traps)}, "own")


def test_a_claim_is_right_with_its_status_place_and_day():
    one = compare(passage(noted(ALMATY)), [claim(ALMATY, "unrest", january(8))])

    assert (one.undated.right, one.undated.wrong) == (1, ())
    assert one.dated.right == 1


@pytest.mark.parametrize(
    ("other", "dated"),
    [
        (claim(ALMATY, "calm", january(8)), False),
        (claim(SHYMKENT, "unrest", january(8)), False),
        (claim(ALMATY, "unrest", january(9)), True),
    ],
)
def test_another_status_place_or_day_is_wrong(other, dated):
    one = compare(passage(noted(ALMATY)), [other])

    assert one.undated.right == dated
    assert (one.dated.right, len(one.dated.wrong)) == (0, 1)


def test_every_noted_day_is_right_and_any_where_none_is_noted():
    two_days = passage(noted(ALMATY, date_alt=["2022-01-07"]))
    no_day = passage(noted(ALMATY, date=None))

    assert compare(two_days, [claim(ALMATY, "unrest", january(7))]).dated.right == 1
    assert compare(no_day, [claim(ALMATY, "unrest", january(3))]).dated.right == 1


def test_two_claims_of_one_place_are_one_without_their_days():
    said = [claim(ALMATY, "unrest", january(8)), claim(ALMATY, "unrest", january(9))]

    one = compare(passage(noted(ALMATY)), said)

    assert (one.undated.right, len(one.undated.wrong)) == (1, 0)
    assert (one.dated.right, len(one.dated.wrong)) == (1, 1)


def test_an_area_has_a_wider_radius():
    far = {**noted(ALMATY), "lat": ALMATY.lat + 1}

    assert compare(passage(far), [claim(ALMATY, "unrest", None)]).undated.right == 0
    far["radius_km"] = 150
    assert compare(passage(far), [claim(ALMATY, "unrest", None)]).undated.right == 1


def test_an_optional_status_is_neither_wanted_nor_wrong():
    one = compare(passage(noted(ALMATY, optional=True)), [claim(ALMATY, "unrest", None)])

    assert (one.undated.wanted, one.undated.wrong) == (0, ())
    assert one.silent


def test_a_claim_of_a_silent_passage_is_a_false_alarm_and_may_hit_a_trap():
    traps = [{"lat": ALMATY.lat, "lon": ALMATY.lon}, {"lat": ASTANA.lat, "lon": ASTANA.lon}]
    alarmed = compare(passage(traps=traps), [claim(ALMATY, "unrest", None)])
    quiet = compare(passage(traps=traps), [])

    figures = status_figures([alarmed, quiet])

    assert figures["false_alarms"].value == 1 / 2
    assert figures["traps_hit"].value == 1 / 4


def test_figures_of_two_passages_worked_out_by_hand():
    # Wanted 3, found 2 right and 1 wrong; with the date only one of them is right.
    first = compare(
        passage(noted(ALMATY), noted(SHYMKENT)),
        [claim(ALMATY, "unrest", january(8)), claim(SHYMKENT, "unrest", january(9))],
    )
    second = compare(passage(noted(ASTANA)), [claim(ASTANA, "calm", january(8))])

    figures = status_figures([first, second])

    undated, dated = figures["place_and_status"], figures["with_date"]
    assert [undated[k].value for k in ("precision", "recall")] == [2 / 3, 2 / 3]
    assert [dated[k].value for k in ("precision", "recall")] == [1 / 3, 1 / 3]
    assert undated["f1"].items == 3


@pytest.mark.parametrize(
    "gold",
    [{"status": "unrest"}, noted(ALMATY, radius_km="wide"), noted(ALMATY, date_alt="2022-01-08")],
)
def test_a_wrong_status_is_refused(gold):
    with pytest.raises(ReportError, match="of a noted status"):
        passage(gold)


def test_a_wrong_day_of_publication_is_named_with_its_line(tmp_path):
    line = {"lang": "en", "text": "…", "pub_date": "yesterday", "gold": [noted(ALMATY)]}

    with pytest.raises(CorpusError, match=r"own\.jsonl, line 1: published must be ISO 8601"):
        score_passages([write(tmp_path / "own.jsonl", line)])
