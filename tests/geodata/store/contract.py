"""
What every store must do, whatever it keeps its rows in.

A backend's tests derive a class from `StoreContract` and give it the fixture ``store``, a new and
empty one open for writing, and the method ``open_again``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pandas.testing import assert_frame_equal

from geodata.errors import StoreError
from geodata.models import Decision, NamingRule, Place, Toponym
from geodata.schema import CLAIM_COLUMNS, INTERVAL_COLUMNS, validate
from geodata.situations import intervals
from geodata.store import Added, Export
from geodata.taxonomy import load_taxonomy
from tests.geodata.examples import (
    ALMATY,
    ALMATY_AIRPORT,
    ASTANA,
    LEARNT,
    SHYMKENT,
    january,
    reading,
    said,
)

FIJI = Place("geonames:2205218", "Fiji", "country", "FJ", "", -18.0, 178.0)
SAMOA = Place("geonames:4034894", "Samoa", "country", "WS", "", -13.8, -172.1)

UNREST = reading(
    "Unrest in Almaty.", said(ALMATY, "unrest", january(5)), source="Tengri",
    toponyms=(Toponym(10, 16, "Almaty", ALMATY, 0.9), Toponym(20, 24, "aul")),
)  # fmt: skip
CLOSED = reading(
    "The airport is closed.", said(ALMATY_AIRPORT, "airport_closed", january(6)), source="Orda"
)
UNDATED = reading("Calm in Shymkent.", said(SHYMKENT, "calm", None), source="Orda")
ISLANDS = reading(
    "Calm on the islands.", said(FIJI, "calm", january(7)), said(SAMOA, "calm", january(7))
)


def add(store, *readings, version="1", at=LEARNT) -> Added:
    return store.add(readings, reader_version=version, recorded_at=at)


def decision(verdict: str, **more) -> Decision:
    return Decision(
        report_id=UNREST.report.report_id,
        quote_start=0,
        quote_end=1,
        place_id=ALMATY.place_id,
        status="unrest",
        verdict=verdict,
        author="a reader",
        decided_at=more.pop("at", LEARNT + timedelta(days=1)),
        **more,
    )


class StoreContract(ABC):
    """Tests of one backend; see the module."""

    @abstractmethod
    def open_again(self, store):
        """Open another connection to the same store."""

    @pytest.fixture
    def filled(self, store):
        add(store, UNREST, CLOSED, UNDATED, ISLANDS)
        return store

    def places(self, found) -> list[str]:
        assert len(validate(found, CLAIM_COLUMNS)) == len(found)
        return found["place"].tolist()

    # What was added is there, once.

    def test_known_are_the_reports_that_this_version_has_read(self, filled):
        ids = [one.report.report_id for one in (UNREST, CLOSED)]

        assert filled.known([*ids, "none"], "1") == set(ids)
        assert filled.known(ids, "2") == set()
        assert filled.known([], "1") == set()

    def test_what_was_added_is_there_after_the_store_is_opened_again(self, filled):
        before = filled.claims(), filled.intervals()

        again = self.open_again(filled)

        assert_frame_equal(again.claims(), before[0])
        assert_frame_equal(again.intervals(), before[1])
        assert add(again, UNREST) == Added(known=1)

    def test_one_report_given_twice_at_once_is_added_once(self, store):
        assert add(store, UNREST, CLOSED, UNREST) == Added(reports=2, known=1, claims=2)

    def test_toponyms_are_those_of_the_current_reading(self, filled):
        assert filled.toponyms(UNREST.report.report_id) == list(UNREST.toponyms)

        add(filled, reading("Unrest in Almaty.", source="Tengri"), version="2")

        assert filled.toponyms(UNREST.report.report_id) == []
        assert filled.toponyms("none") == []

    # Queries.

    def test_a_query_gives_the_newest_first_and_the_undated_last(self, filled):
        assert self.places(filled.query())[2:] == [ALMATY_AIRPORT.name, "Almaty", "Shymkent"]
        assert self.places(filled.query(limit=3))[2:] == [ALMATY_AIRPORT.name]
        assert self.places(filled.query(limit=0)) == []

    def test_a_query_by_days_includes_both_and_no_undated_claims(self, filled):
        assert self.places(filled.query(since=january(6), until=january(6))) == [
            ALMATY_AIRPORT.name
        ]
        assert self.places(filled.query(until=january(5))) == ["Almaty"]
        assert len(filled.query(since=january(6))) == 3

    def test_a_query_by_box_includes_its_edges(self, filled):
        box = (76.9115, 43.2525, 76.9115, 43.2525)

        assert self.places(filled.query(bbox=box)) == ["Almaty"]
        assert self.places(filled.query(bbox=(0, 0, 10, 10))) == []

    def test_a_box_may_cross_the_antimeridian(self, filled):
        assert sorted(self.places(filled.query(bbox=(170, -30, -170, 0)))) == ["Fiji", "Samoa"]
        assert sorted(filled.intervals(bbox=(170, -30, -170, 0))["place"]) == ["Fiji", "Samoa"]
        assert self.places(filled.query(bbox=(170, -30, 180, 0))) == ["Fiji"]

    def test_a_query_by_status_place_or_source(self, filled):
        assert self.places(filled.query(statuses=["unrest", "airport_closed"]))[1:] == ["Almaty"]
        assert self.places(filled.query(statuses=[])) == []
        assert self.places(filled.query(statuses=["'; DROP TABLE claims; --"])) == []
        assert self.places(filled.query(place_id=SHYMKENT.place_id)) == ["Shymkent"]
        assert self.places(filled.query(source="Tengri")) == ["Almaty"]
        assert self.places(filled.query(source="tengri")) == []

    @pytest.mark.parametrize(
        ("quote", "text"),
        [
            ("В АЛМАТЫ стреляли", "в алматы"),
            ("北京一切平静", "北京"),
            ("Die Straße ist gesperrt", "STRASSE"),
            ("Στους δρόμους", "ΔΡΌΜΟΥΣ"),
            ("100 % of %_ them", "%_"),
            ("a \ud800 surrogate", "a \ufffd s"),
        ],
    )
    def test_text_is_found_in_any_script_whatever_its_case(self, store, quote, text):
        claim = said(ALMATY, "unrest", january(5))
        add(store, reading("One.", type(claim)("There", ALMATY, "unrest", january(5), quote, 0, 9)))
        add(store, reading("Two.", said(SHYMKENT, "unrest", january(5))))

        assert self.places(store.query(text=text)) == ["Almaty"]

    def test_the_origins_say_who_says_each_dated_claim(self, filled):
        claims = filled.claims().set_index("claim_id").sort_index()

        told = filled.origins().set_index("claim_id").sort_index()

        dated = claims[claims["date"].notna()]
        assert len(told) > 0
        assert_frame_equal(told, dated[["source", "language", "confidence"]])

    def test_the_origins_of_a_text_are_those_of_the_claims_it_finds(self, filled):
        assert filled.origins(text="AIRPORT")["claim_id"].tolist() == (
            filled.query(text="airport")["claim_id"].tolist()
        )
        assert filled.origins(text="no such words").empty

    def test_the_sources_are_told_with_their_reports_and_the_newest_day(self, filled):
        told = filled.sources()

        assert told["reports"].sum() == filled.summary().reports
        assert told["reports"].is_monotonic_decreasing
        assert told["source"].is_unique
        written = filled.claims().groupby("source")["published"].max().dt.date.dropna()
        latest = told.set_index("source")["latest"].dt.date
        assert latest.loc[written.index].tolist() == written.tolist()

    def test_text_is_looked_for_in_place_and_toponym_too(self, filled):
        assert self.places(filled.query(text="shYM")) == ["Shymkent"]
        assert self.places(filled.query(text="nowhere")) == []

    def test_counts_are_those_of_current_dated_claims(self, filled):
        add(filled, reading("Unrest in Almaty.", source="Tengri"), version="2")

        counts = filled.counts()

        assert counts.to_numpy().tolist()[0][1:] == ["airport_closed", 1]
        assert counts["claims"].sum() == 3
        assert filled.counts(january(7), january(7))["claims"].tolist() == [2]
        assert len(filled.counts(january(8))) == 0

    # Spans.

    def test_intervals_are_those_that_are_derived_from_the_claims(self, filled):
        derived = intervals(filled.claims(), taxonomy=load_taxonomy())

        assert_frame_equal(validate(filled.intervals(), INTERVAL_COLUMNS), derived)

    def test_intervals_without_the_claims_have_their_days_alone(self, store):
        add(
            store,
            reading("One.", said(ALMATY, "unrest", january(5)), source="AP"),
            reading("Two.", said(ALMATY, "calm", january(5)), source="AFP"),
            reading("Three.", said(ALMATY, "unrest", january(8)), source="dpa"),
        )
        names = ["claim_ids", "claim_days"]

        bare, whole = store.intervals(explained=False), store.intervals()

        assert_frame_equal(bare.drop(columns=names), whole.drop(columns=names))
        assert set(bare["claim_ids"]) == {()}
        days = [tuple(dict.fromkeys(days)) for days in whole["claim_days"]]
        assert bare["claim_days"].tolist() == days

    def test_intervals_of_a_range_are_those_that_overlap_it(self, store):
        add(
            store,
            reading("One.", said(ALMATY, "unrest", january(5), date_end=january(7))),
            reading("Two.", said(SHYMKENT, "unrest", january(9))),
        )

        def places(**days):
            return sorted(store.intervals(**days)["place"])

        assert places(since=january(7), until=january(8)) == ["Almaty"]
        assert places(since=january(8), until=january(8)) == []
        assert places(since=january(8)) == ["Shymkent"]
        assert places(until=january(9)) == ["Almaty", "Shymkent"]
        assert store.intervals(place_id=SHYMKENT.place_id)["place"].tolist() == ["Shymkent"]

    # Time and change.

    def test_what_was_known_stays_known_as_of_then(self, store):
        add(store, UNREST)
        later = LEARNT + timedelta(days=9)
        add(store, reading("Unrest in Almaty.", said(ALMATY, "calm", january(6)), source="Tengri"),
            version="2", at=later)  # fmt: skip

        def statuses(at):
            return store.claims(known_by=at)["status"].tolist()

        assert statuses(LEARNT - timedelta(microseconds=1)) == []
        assert statuses(LEARNT) == statuses(later - timedelta(microseconds=1)) == ["unrest"]
        assert statuses(later) == store.claims()["status"].tolist() == ["calm"]

    def test_a_claim_that_was_gone_for_a_while_is_not_known_as_of_then(self, store):
        days = [LEARNT + timedelta(days=day) for day in range(3)]
        for version, (at, one) in enumerate(zip(days, (UNREST, None, UNREST), strict=True)):
            again = one or reading("Unrest in Almaty.", source="Tengri")
            add(store, again, version=str(version), at=at)

        assert [len(store.claims(known_by=at)) for at in days] == [1, 0, 1]

    def test_an_instant_without_a_time_zone_is_refused(self, store):
        with pytest.raises(StoreError, match="time zone"):
            store.claims(known_by=datetime(2022, 1, 1))  # noqa: DTZ001 - it is the point

    def test_changes_tell_what_was_added_and_retired_since(self, store):
        add(store, UNREST)
        seen = store.revision()
        add(store, CLOSED)
        store.decide(decision("reject"))

        changes = store.changes(seen)

        assert changes[["status", "change"]].to_numpy().tolist() == [
            ["airport_closed", "added"],
            ["unrest", "retired"],
        ]
        assert changes["revision"].tolist() == [seen + 1, seen + 2]
        assert len(store.changes(store.revision())) == 0

    # Decisions.

    def test_a_rejected_claim_is_gone_until_that_is_undone(self, filled):
        filled.decide(decision("reject"))
        rejected = filled.claims()
        filled.decide(decision("undo", at=LEARNT + timedelta(days=2)))

        assert "unrest" not in set(rejected["status"])
        assert "unrest" in set(filled.claims()["status"])
        kept = filled.claims(known_by=LEARNT + timedelta(days=1, hours=1))
        assert "unrest" not in set(kept["status"])

    def test_an_edited_claim_stands_beside_what_was_read(self, filled):
        filled.decide(decision("edit", place=ASTANA, new_status="calm", date=january(8)))

        edited = filled.claims().set_index("reviewed").loc["edited"]
        assert (edited["place"], edited["status"], edited["date"].day) == ("Astana", "calm", 8)
        before = filled.claims(known_by=LEARNT)
        assert "unrest" in set(before["status"])
        assert filled.intervals(place_id=ALMATY.place_id).empty
        assert filled.intervals(place_id=ASTANA.place_id)["status"].tolist() == ["calm"]

    @pytest.mark.parametrize("verdict", ["accept", "reject"])
    def test_decisions_survive_a_new_reading(self, filled, verdict):
        filled.decide(decision(verdict))

        add(filled, UNREST, version="2", at=LEARNT + timedelta(days=3))
        found = filled.claims()

        assert found["status"].tolist().count("unrest") == (verdict == "accept")
        assert found["claim_id"].is_unique

    def test_an_accepted_claim_stays_though_a_new_reading_loses_it(self, filled):
        filled.decide(decision("accept"))

        add(filled, reading("Unrest in Almaty.", source="Tengri"), version="2")

        assert filled.query(statuses=["unrest"])["reviewed"].tolist() == ["accepted"]

    def test_a_decision_on_no_claim_is_refused(self, filled):
        before = filled.revision()

        with pytest.raises(StoreError, match="has no claim"):
            filled.decide(replace(decision("reject"), place_id=ASTANA.place_id))

        assert filled.decisions() == []
        assert filled.revision() == before

    def test_decisions_and_rules_and_exports_come_back(self, filled):
        rule = NamingRule("Fiji", "Tengri", FIJI, "a reader", LEARNT, "it is \ud800")
        export = Export("/tmp/claims.csv", "csv", '{"since": null}', LEARNT)

        filled.decide(decision("edit", place=FIJI, reason="It was there."))
        filled.add_rule(rule)
        filled.record_export(export)

        again = self.open_again(filled)
        [decided] = again.decisions(UNREST.report.report_id)
        assert (decided.decision.place, decided.decision.reason) == (FIJI, "It was there.")
        assert decided.claim["status"] == "unrest"
        assert again.decisions("none") == []
        assert again.rules() == [rule]
        assert again.exports() == [export]

    # Redaction.

    def test_a_redacted_report_says_nothing_any_more(self, filled):
        filled.decide(decision("accept"))

        filled.redact(UNREST.report.report_id, author="a", reason="order", at=datetime.now(UTC))

        assert "Almaty" not in set(filled.claims()["place"])
        assert filled.report(UNREST.report.report_id) is None
        assert filled.toponyms(UNREST.report.report_id) == []
        assert filled.intervals(place_id=ALMATY.place_id).empty
        assert filled.known([UNREST.report.report_id], "9") == {UNREST.report.report_id}
        assert add(filled, UNREST, version="2") == Added(known=1)
        assert set(filled.claims(known_by=LEARNT)["quote"]) == {"", "…"}
