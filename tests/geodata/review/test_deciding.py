from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from geodata.errors import ReviewError
from geodata.review import Edit, decide
from geodata.review.deciding import LONGEST_WORDS, find_report
from geodata.store import open_store
from tests.geodata.examples import ALMATY, ASTANA, LEARNT, SHYMKENT, january, reading, said

if TYPE_CHECKING:
    from geodata.models import Claim
    from geodata.store import Store

RIOTS = reading(
    "Riots in Almaty, quiet in Astana.",
    said(ALMATY, "unrest", january(5)),
    said(ASTANA, "calm", january(5), at=20),
    source="KazTAG",
)
REPORT = RIOTS.report.report_id
RIOT, QUIET = (claim.claim_id(REPORT) for claim in RIOTS.claims)


@pytest.fixture
def store(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'map.db'}") as opened:
        opened.add([RIOTS], reader_version="1", recorded_at=LEARNT)
        yield opened


def later(hours: int):
    return LEARNT + timedelta(hours=hours)


def by_ann(store: Store, claim_id: str, verdict, hours: int = 1, **options):
    return decide(store, claim_id, verdict, author="Ann", at=later(hours), **options)


def shown(store: Store) -> list[tuple[str, str, int, str]]:
    claims = store.claims().sort_values("quote_start")
    return [
        (row.place, row.status, row.date.day, row.reviewed)
        for row in claims.itertuples(index=False)
    ]


AS_READ = ("Almaty", "unrest", 5, "")
ASTANA_AS_READ = ("Astana", "calm", 5, "")


def test_an_accepted_claim_says_so(store):
    by_ann(store, RIOT, "accept")

    assert shown(store) == [(*AS_READ[:3], "accepted"), ASTANA_AS_READ]


def test_a_rejected_claim_is_shown_no_more(store):
    by_ann(store, RIOT, "reject")

    assert shown(store) == [ASTANA_AS_READ]


def test_an_edited_claim_says_what_the_person_said(store):
    by_ann(store, RIOT, "edit", edit=Edit(SHYMKENT, "calm", january(6)))

    assert shown(store) == [("Shymkent", "calm", 6, "edited"), ASTANA_AS_READ]


def test_a_few_digits_of_an_id_are_enough(store):
    by_ann(store, f" {RIOT[:8].upper()} ", "reject")

    assert shown(store) == [ASTANA_AS_READ]


@pytest.mark.parametrize("claim_id", [RIOT, "edited"])
def test_undo_shows_the_claim_as_it_was_read(store, claim_id):
    by_ann(store, RIOT, "edit", edit=Edit(SHYMKENT))
    [edited] = set(store.claims()["claim_id"]) - {QUIET}

    by_ann(store, edited if claim_id == "edited" else claim_id, "undo", 2)

    assert shown(store) == [AS_READ, ASTANA_AS_READ]


def test_a_rejected_claim_can_be_found_again(store):
    by_ann(store, RIOT, "reject")

    by_ann(store, RIOT, "undo", 2)

    assert shown(store) == [AS_READ, ASTANA_AS_READ]


def test_an_edit_goes_on_from_the_edit_in_force(store):
    by_ann(store, RIOT, "edit", edit=Edit(SHYMKENT))
    [edited] = set(store.claims()["claim_id"]) - {QUIET}

    by_ann(store, edited, "edit", 2, edit=Edit(date=january(7)))
    by_ann(store, RIOT, "edit", 3, edit=Edit(status="calm"))

    assert shown(store)[0] == ("Shymkent", "calm", 7, "edited")


def test_accepting_an_edited_claim_keeps_the_edit(store):
    by_ann(store, RIOT, "edit", edit=Edit(SHYMKENT))

    decision = decide(store, RIOT, "accept", author="Ben", at=later(2))

    assert (decision.verdict, decision.author) == ("edit", "Ben")
    assert shown(store)[0] == ("Shymkent", "unrest", 5, "edited")


def test_an_edit_after_undo_starts_from_the_claim_as_it_was_read(store):
    by_ann(store, RIOT, "edit", edit=Edit(SHYMKENT))
    by_ann(store, RIOT, "undo", 2)

    by_ann(store, RIOT, "edit", 3, edit=Edit(status="calm"))

    assert shown(store)[0] == ("Almaty", "calm", 5, "edited")


def test_decisions_survive_a_new_reading_of_the_report(store):
    by_ann(store, RIOT, "edit", edit=Edit(SHYMKENT))
    by_ann(store, QUIET, "reject")
    moved = replace(RIOTS, claims=tuple(replace(one, quote_end=99) for one in RIOTS.claims))

    store.add([moved], reader_version="2", recorded_at=later(2))

    assert shown(store) == [("Shymkent", "unrest", 5, "edited")]


def test_what_a_better_version_reads_in_other_words_is_not_shown_twice(store):
    by_ann(store, RIOT, "accept")
    by_ann(store, QUIET, "reject")
    longer = tuple(
        replace(one, quote_start=max(0, one.quote_start - 2), quote_end=one.quote_end + 9, date=day)
        for one, day in zip(RIOTS.claims, (january(6), january(5)), strict=True)
    )
    more = said(SHYMKENT, "unrest", january(5), at=50)

    store.add([replace(RIOTS, claims=(*longer, more))], reader_version="2", recorded_at=later(2))

    assert shown(store) == [("Almaty", "unrest", 5, "accepted"), ("Shymkent", "unrest", 5, "")]
    spans = store.intervals()
    assert sorted(spans["place"]) == ["Almaty", "Shymkent"]
    assert spans["reports"].tolist() == [1, 1]
    as_of_first = store.claims(known_by=LEARNT)
    assert sorted(as_of_first["claim_id"]) == sorted([RIOT, QUIET])


def test_every_decision_is_kept_with_who_when_and_why(store):
    by_ann(store, RIOT, "reject", reason=" Old news. ")
    by_ann(store, RIOT, "undo", 2)

    kept = [one.decision for one in store.decisions(REPORT)]

    assert [(one.verdict, one.author, one.decided_at, one.reason) for one in kept] == [
        ("reject", "Ann", later(1), "Old news."),
        ("undo", "Ann", later(2), ""),
    ]


def test_the_day_of_an_edit_may_have_a_last_day(store):
    by_ann(store, RIOT, "edit", edit=Edit(date_end=january(9)))

    claim = store.claims().set_index("place").loc["Almaty"]
    assert (claim["date"].date(), claim["date_end"].date()) == (january(5), january(9))


@pytest.mark.parametrize(
    ("claim_id", "message"),
    [
        ("f" * 32, "There is no claim"),
        (RIOT[:5], "6 or more must be given"),
        ("'; DROP--", "hexadecimal digits"),
        ("%%%%%%%%", "hexadecimal digits"),
        ("", "hexadecimal digits"),
    ],
)
def test_what_is_no_id_of_a_claim_is_refused(store, claim_id, message):
    with pytest.raises(ReviewError, match=message):
        by_ann(store, claim_id, "reject")

    assert store.decisions() == []


def test_digits_that_fit_two_claims_are_refused(store):
    many = reading("Many.")
    begun: dict[str, Claim] = {}
    for at in range(40_000):
        claim = said(ALMATY, "unrest", january(5), at=at)
        shared = claim.claim_id(many.report.report_id)[:6]
        if shared in begun:
            break
        begun[shared] = claim
    twins = replace(many, claims=(begun[shared], claim))
    store.add([twins], reader_version="1", recorded_at=LEARNT)

    with pytest.raises(ReviewError, match="2 claims have ids that begin"):
        by_ann(store, shared, "reject")


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (Edit(), "nothing to change"),
        (Edit(ALMATY, "unrest", january(5)), "nothing to change"),
        (Edit(status="riot"), "must be one of unrest, calm"),
        (Edit(date=january(9), date_end=january(8)), "must not be before"),
        (Edit(date_end=january(4)), "must not be before"),
    ],
)
def test_an_edit_that_cannot_be_is_refused(store, edit, message):
    with pytest.raises(ReviewError, match=message):
        by_ann(store, RIOT, "edit", edit=edit)

    assert store.decisions() == []


def test_a_last_day_needs_a_first(store):
    undated = reading("Riots.", said(ALMATY, "unrest", None))
    store.add([undated], reader_version="1", recorded_at=LEARNT)
    claim_id = undated.claims[0].claim_id(undated.report.report_id)

    with pytest.raises(ReviewError, match="needs a first one"):
        by_ann(store, claim_id, "edit", edit=Edit(date_end=january(9)))

    by_ann(store, claim_id, "edit", edit=Edit(date=january(8), date_end=january(9)))
    assert ("Almaty", "unrest", 8, "edited") in shown(store)


@pytest.mark.parametrize("author", ["", "  ", "x" * (LONGEST_WORDS + 1)])
def test_a_decision_needs_an_author_of_some_length(store, author):
    with pytest.raises(ReviewError, match=r"author|Author"):
        decide(store, RIOT, "reject", author=author, at=LEARNT)


def test_a_report_is_told_by_its_id_or_by_one_of_its_claims(store):
    assert find_report(store, REPORT) == find_report(store, REPORT[:8]) == REPORT
    assert find_report(store, RIOT[:8]) == REPORT
    with pytest.raises(ReviewError, match="no report and no claim"):
        find_report(store, "abcdef0")


def test_hostile_reasons_are_kept_as_they_are(store):
    for reason in ("{{7*7}}", "\ud800", "a\x00b", "'); DROP TABLE decisions; --"):
        by_ann(store, RIOT, "accept", reason=reason)

        assert store.decisions(REPORT)[-1].decision.reason == reason
