from __future__ import annotations

import datetime as dt

from geodata.situations import situations_between
from mapapp.map.interval_columns import held
from mapapp.page.filters import summary_line
from mapapp.page.listing import status_counts
from mapapp.page.tables import shown_table, undated_table
from mapapp.palette import MARKS
from mapapp.view import View
from tests.mapapp.world import LAST_DAY

EVERYTHING = View(LAST_DAY, LAST_DAY, tuple(MARKS))


def found(data):
    return situations_between(data.intervals, since=LAST_DAY, until=LAST_DAY)


def counts(data, view=EVERYTHING):
    holding = held(data.columns, since=view.since, until=view.until, statuses=view.statuses)
    return status_counts(data.columns, holding)


def test_the_summary_counts_what_is_shown(data):
    assert summary_line(EVERYTHING, counts(data)) == (
        "**9 Jan 2022** · ▲ 2 unrest · ■ 1 airport closed · ● 4 calm · ◇ 1 airport reopened"
    )


def test_the_summary_leaves_out_what_is_not_chosen(data):
    view = View(dt.date(2022, 1, 5), LAST_DAY, ("unrest",))

    assert summary_line(view, counts(data, view)) == "**5 Jan 2022 – 9 Jan 2022** · ▲ 2 unrest"


def test_the_summary_says_that_no_status_is_chosen(data):
    view = View(LAST_DAY, LAST_DAY, ())

    assert "no status is chosen" in summary_line(view, counts(data, view))


def test_the_table_has_a_row_for_every_mark(data):
    table = shown_table(found(data))

    assert len(table) == len(found(data))
    almaty = table.set_index("Place").loc["Almaty"]
    assert almaty["Status"] == "▲ Unrest"
    assert almaty["Disputed"]
    assert not almaty["Whole area"]
    assert table.set_index("Place").loc["Kazakhstan", "Whole area"]


def test_the_undated_are_listed_with_their_words(data):
    assert undated_table(data.undated)["Words"].tolist() == ["There were riots in Shymkent."]
