from __future__ import annotations

import dataclasses
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.models import Report, digest
from tests.geodata.examples import ALMATY, SHYMKENT, january, said


def test_a_report_keeps_its_id_if_only_white_space_and_composition_change():
    report = Report(text="Unrest in  Shymkent\n", source="KazTAG")

    assert Report(text="Unrest in Shymkent", source="KazTAG ").report_id == report.report_id
    assert Report(text="e\u0301").report_id == Report(text="\u00e9").report_id


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Unrest in Almaty"},
        {"source": "Tengrinews"},
        {"published_day": january(6)},
        {"published_precision": "month"},
    ],
)
def test_a_report_of_other_text_source_or_day_is_another_report(change):
    report = Report(
        text="Unrest in Shymkent",
        source="KazTAG",
        published_day=january(5),
        published_precision="day",
    )

    assert dataclasses.replace(report, **change).report_id != report.report_id


def test_title_and_address_do_not_make_another_report():
    report = Report(text="Unrest in Shymkent")

    titled = dataclasses.replace(report, title="Unrest", url="https://example.org/1")

    assert titled.report_id == report.report_id


@given(st.text(st.characters(), min_size=1))
def test_every_text_has_a_report_id_even_lone_surrogates(text):
    assert len(Report(text=text + "\ud800\x00").report_id) == 32


@given(st.lists(st.text(), min_size=2), st.data())
def test_moving_text_from_one_part_to_the_next_changes_the_digest(parts, data):
    joined = "".join(parts)
    cuts = st.lists(st.integers(0, len(joined)), min_size=len(parts) - 1, max_size=len(parts) - 1)
    bounds = [0, *sorted(data.draw(cuts)), len(joined)]
    moved = [joined[start:end] for start, end in pairwise(bounds)]

    assert (digest(*moved) == digest(*parts)) == (moved == parts)


@pytest.mark.parametrize(
    "other",
    [
        said(SHYMKENT, "unrest", january(5)),
        said(ALMATY, "calm", january(5)),
        said(ALMATY, "unrest", january(6)),
        said(ALMATY, "unrest", None),
        said(ALMATY, "unrest", january(5), at=7),
    ],
)
def test_a_claim_id_depends_on_place_status_day_and_position(other):
    claim = said(ALMATY, "unrest", january(5))

    assert other.claim_id("r1") != claim.claim_id("r1")
    assert claim.claim_id("r1") != claim.claim_id("r2")


def test_a_claim_keeps_its_id_if_only_its_score_or_hedge_changes():
    claim = said(ALMATY, "unrest", january(5))

    surer = dataclasses.replace(claim, confidence=0.9, hedged=True)

    assert surer.claim_id("r1") == claim.claim_id("r1")
