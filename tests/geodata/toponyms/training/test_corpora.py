from __future__ import annotations

import unicodedata

import pytest

from geodata.toponyms.training.corpora import WRITTEN_FOLDER, written, written_languages
from geodata.toponyms.training.examples import with_excerpts

FILES = sorted(WRITTEN_FOLDER.glob("*.txt"))


def test_reports_are_written_in_all_29_languages():
    assert len(written_languages()) >= 29


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_mark_of_a_written_report_is_closed(path):
    text = path.read_text(encoding="utf-8")

    assert unicodedata.normalize("NFC", text) == text
    for report in written(path.stem.partition("-")[0]):
        assert not any(mark in report.text for mark in ("[[", "]]", "<<", ">>")), report.text


def test_the_marks_of_a_written_report_become_spans():
    report = next(report for report in written("de") if report.adjectives and report.places)

    for start, end in (*report.places, *report.adjectives):
        assert report.text[start:end].strip() == report.text[start:end] != ""


def test_a_sentence_by_itself_keeps_its_places():
    report = next(report for report in written("en") if len(report.places) > 3)

    excerpts = list(with_excerpts([report]))

    assert excerpts[0] == report
    assert len(excerpts) > 2
    for excerpt in excerpts[1:]:
        for start, end in excerpt.places:
            assert excerpt.text[start:end] in report.text
    assert {e.text[a:b] for e in excerpts[1:] for a, b in e.places} <= {
        report.text[a:b] for a, b in report.places
    }
