from __future__ import annotations

import datetime as dt

from geodata.situations import situations_between
from mapapp.page.filters import filtered, summary_line
from mapapp.page.tables import shown_table, undated_table
from mapapp.palette import MARKS
from mapapp.view import View
from tests.mapapp.world import LAST_DAY

EVERYTHING = View(LAST_DAY, LAST_DAY, tuple(MARKS))


def found(data):
    return situations_between(data.intervals, since=LAST_DAY, until=LAST_DAY)


def test_only_the_chosen_statuses_are_left(data):
    calm = filtered(found(data), View(LAST_DAY, LAST_DAY, ("calm",)))

    assert set(calm["place"]) == {"Astana", "Aktau", "Shymkent", "Bishkek"}


def test_the_frame_given_is_not_changed(data):
    situations = found(data)
    before = situations.copy()

    filtered(situations, View(LAST_DAY, LAST_DAY, ()))

    assert situations.equals(before)


def test_the_summary_counts_what_is_shown(data):
    assert summary_line(EVERYTHING, found(data)) == (
        "**9 Jan 2022** · ▲ 2 unrest · ■ 1 airport closed · ● 4 calm · ◇ 1 airport reopened"
    )


def test_the_summary_leaves_out_what_is_not_chosen(data):
    view = View(dt.date(2022, 1, 5), LAST_DAY, ("unrest",))

    assert summary_line(view, filtered(found(data), view)) == (
        "**5 Jan 2022 – 9 Jan 2022** · ▲ 2 unrest"
    )


def test_the_summary_says_that_no_status_is_chosen(data):
    view = View(LAST_DAY, LAST_DAY, ())

    assert "no status is chosen" in summary_line(view, filtered(found(data), view))


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
