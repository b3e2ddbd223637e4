from __future__ import annotations

from datetime import date

import geopandas as gpd
import pytest

from geodata.errors import ExchangeError
from geodata.exchange.selection import Selection, select
from geodata.situations import intervals, situations
from geodata.taxonomy import load_taxonomy
from tests.geodata.examples import january
from tests.geodata.exchange.hostile_claims import plain_claims

CLAIMS = plain_claims()


def chosen(**parts: object) -> list[tuple[str, str]]:
    found = select(CLAIMS, Selection(**parts))
    days = found["date"].dt.strftime("%m-%d").fillna("")
    return sorted(zip(found["place"], days, strict=True))


def test_nothing_asked_for_is_everything():
    assert select(CLAIMS, Selection()).equals(CLAIMS)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"since": january(6)}, [("Almaty International Airport", "01-06")]),
        ({"until": january(1)}, [("Astana", "12-30")]),
        ({"since": january(5), "until": january(5)}, [("Almaty", "01-05")]),
        ({"statuses": ("unrest",)}, [("Almaty", "01-05")]),
        ({"statuses": ("calm",)}, [("Astana", ""), ("Astana", "12-30")]),
        ({"places": ("almaty",)}, [("Almaty", "01-05")]),
        ({"places": ("icao:uaaa",)}, [("Almaty International Airport", "01-06")]),
        ({"sources": ("Tribune",), "since": date(1, 1, 1)}, [("Astana", "12-30")]),
        ({"text": "UNREST IN"}, [("Almaty", "01-05")]),
        ({"text": "international"}, [("Almaty International Airport", "01-06")]),
        ({"text": ".*"}, []),
        ({"bbox": (77, 43, 78, 44)}, [("Almaty International Airport", "01-06")]),
        ({"bbox": (77, 43, -170, 44)}, [("Almaty International Airport", "01-06")]),
        ({"bbox": (78, 43, 77, 44)}, [("Almaty", "01-05")]),
        ({"statuses": ("calm",), "places": ("Almaty",)}, []),
    ],
)
def test_every_part_must_be_met(parts, expected):
    assert chosen(**parts) == expected


def test_a_box_across_the_antimeridian_holds_both_sides():
    frame = plain_claims()
    frame["geometry"] = gpd.points_from_xy([179, -179, 180, 0], [0, 0, 0, 0], crs=frame.crs)

    found = select(frame, Selection(bbox=(178, -1, -178, 1)))

    assert sorted(found.geometry.x) == [-179, 179, 180]


def test_situations_are_chosen_by_place_but_not_by_report():
    held = situations(intervals(CLAIMS, taxonomy=load_taxonomy()), on=january(6))

    assert select(held, Selection(places=("Almaty",)))["place"].tolist() == ["Almaty"]
    for parts in ({"since": january(1)}, {"sources": ("x",)}, {"text": "x"}):
        with pytest.raises(ExchangeError, match="are for claims"):
            select(held, Selection(**parts))
