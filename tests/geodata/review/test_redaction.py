from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from geodata.cli import cli
from geodata.errors import ReviewError, StoreError
from geodata.exchange import format_of, read, write
from geodata.gazetteer.nominatim import configured_geocoder, remembered_answers
from geodata.models import Candidate, Place, Toponym
from geodata.reports.files import read_path
from geodata.review import Edit, decide
from geodata.review.redaction import redact
from geodata.settings import SAMPLES_FOLDER, Settings
from geodata.store import Export, open_store
from geodata.store.counts import Redacted
from tests.geodata.examples import ALMATY, ASTANA, LEARNT, january, reading, said

if TYPE_CHECKING:
    from pathlib import Path

SECRETS = ("Xenophona Quibble", "xqtitle", "xqaddress", "Xqname", "xqnowhere", "xqcandidate")
"""Words of the report that stand nowhere else."""

PRIVATE = replace(
    reading(
        "Riots in Xqname. Xenophona Quibble of 5 Mill Lane was hurt. " * 40,
        replace(said(ALMATY, "unrest", january(5)), quote="Xenophona Quibble", toponym="Xqname"),
        replace(said(ASTANA, "calm", None, at=20), quote="Xenophona Quibble of 5 Mill Lane"),
        source="KazTAG",
    ),
    toponyms=(
        Toponym(
            *(9, 15, "Xqname", ALMATY, 0.9),
            (Candidate(Place("x:1", "xqcandidate", "site", "", "", 0.0, 0.0), 1.0),),
        ),
        Toponym(17, 26, "xqnowhere"),
    ),
)
PRIVATE = replace(
    PRIVATE,
    report=replace(PRIVATE.report, title="xqtitle", url="https://example.org/xqaddress"),
)
OTHER = reading("Calm in Astana.", said(ASTANA, "calm", january(6)), source="Vesti")
REPORT = PRIVATE.report.report_id
NOW = datetime(2022, 3, 1, tzinfo=UTC)


@pytest.fixture
def url(tmp_path):
    (tmp_path / "store").mkdir()
    return f"sqlite:///{tmp_path / 'store' / 'map.db'}"


@pytest.fixture
def store(url):
    """Holds the report as two versions read it, a decision on it, and another report."""
    with open_store(url) as opened:
        opened.add([PRIVATE, OTHER], reader_version="1", recorded_at=LEARNT)
        opened.add([PRIVATE], reader_version="2", recorded_at=LEARNT + timedelta(hours=1))
        claim_id = PRIVATE.claims[0].claim_id(REPORT)
        decide(
            opened,
            claim_id,
            "edit",
            author="Ann",
            at=LEARNT + timedelta(hours=2),
            edit=Edit(date=january(7)),
        )
        yield opened


def redacted(store, tmp_path, **options):
    caches = tmp_path / "caches"
    given = {"author": "Ann", "reason": "Court order 5/22", "at": NOW, "caches": caches, **options}
    return redact(store, REPORT, **given)


def found(folder: Path) -> list[tuple[str, str]]:
    """Which of the secret words stand in which files below a folder."""
    return [
        (path.name, secret)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for secret in SECRETS
        for encoding in ("utf-8", "utf-16-le")
        if secret.encode(encoding) in path.read_bytes()
    ]


def test_the_secrets_are_found_where_they_are(store, tmp_path):
    """Else no other test here would mean anything."""
    assert {secret for _, secret in found(tmp_path / "store")} == set(SECRETS)


def test_no_byte_of_the_report_is_left_in_any_file_of_the_store(store, tmp_path):
    redacted(store, tmp_path)

    assert found(tmp_path) == []


def test_no_byte_is_left_after_the_store_is_closed_and_opened_again(store, url, tmp_path):
    redacted(store, tmp_path)
    store.close()

    with open_store(url) as again:
        assert again.report(REPORT) is None
    assert found(tmp_path) == []


def test_what_is_left_are_the_other_reports(store, tmp_path):
    redacted(store, tmp_path)

    assert set(store.claims()["report_id"]) == {OTHER.report.report_id}
    assert set(store.intervals()["place"]) == {"Astana"}
    assert store.report(OTHER.report.report_id) == OTHER.report
    assert len(store.undated()) == len(store.unresolved()) == 0
    assert store.toponyms(REPORT) == []


def test_nothing_of_it_is_known_as_of_earlier_either(store, tmp_path):
    redacted(store, tmp_path)

    known = store.claims(known_by=LEARNT + timedelta(hours=3))
    text = known.to_csv()
    assert not any(secret in text for secret in SECRETS)


def test_the_same_report_is_refused_from_then_on(store, tmp_path):
    redacted(store, tmp_path)

    added = store.add([PRIVATE], reader_version="3", recorded_at=NOW)

    assert (added.reports, added.claims) == (0, 0)
    assert store.known([REPORT], "4") == {REPORT}
    assert found(tmp_path) == []


def test_who_redacted_when_and_why_is_kept_as_it_was_at_first(store, url, tmp_path):
    assert store.redactions() == []
    redacted(store, tmp_path)
    redacted(store, tmp_path, author="Ben", reason="Again", at=NOW + timedelta(days=1))
    store.close()

    with open_store(url) as again:
        assert again.redactions() == [Redacted(REPORT, "Ann", "Court order 5/22", NOW)]
    done = CliRunner().invoke(cli, ["review", "log", "--store", url], catch_exceptions=False)
    assert f"2022-03-01 00:00 UTC  Ann  {REPORT}  Court order 5/22" in done.output
    assert "(redacted)" in done.output


def test_that_there_were_decisions_is_kept_but_not_on_what(store, tmp_path):
    redacted(store, tmp_path)

    [decided] = store.decisions(REPORT)

    assert (decided.decision.author, dict(decided.claim)) == ("Ann", {})


@pytest.mark.parametrize("suffix", [".csv", ".geojson", ".gpkg", ".parquet", ""])
def test_it_is_erased_from_recorded_exports(store, tmp_path, suffix):
    path = tmp_path / f"export{suffix}"
    write(store.claims(), path)
    store.record_export(Export(str(path), format_of(path), "", NOW))

    done = redacted(store, tmp_path)

    assert any(str(path) in what for what in done.erased)
    assert found(tmp_path) == []
    assert set(read(path)["report_id"]) == {OTHER.report.report_id}


def test_an_export_that_is_gone_is_named_as_out_of_reach(store, tmp_path):
    path = tmp_path / "gone.csv"
    store.record_export(Export(str(path), "csv", "", NOW))

    done = redacted(store, tmp_path)

    assert any(str(path) in what for what in done.out_of_reach)
    assert not path.exists()


def test_backups_and_the_original_are_always_named_as_out_of_reach(store, tmp_path):
    done = redacted(store, tmp_path)

    assert any("backups" in what and "read from" in what for what in done.out_of_reach)


def test_names_that_a_web_geocoder_was_asked_for_are_forgotten(store, tmp_path, nominatim):
    caches = tmp_path / "caches"
    geocoder = configured_geocoder(
        Settings(geocoder=nominatim.url), folder=caches, interval_seconds=0.01
    )
    geocoder.geocode("xqnowhere", exactly_one=False)
    assert ("geocoder.db", "xqnowhere") in found(caches)

    redacted(store, tmp_path)

    assert found(tmp_path) == []
    assert remembered_answers(caches).forget(["xqnowhere"]) == 0


def test_a_reader_that_holds_an_old_state_does_not_keep_the_words_for_good(store, url, tmp_path):
    path = tmp_path / "store" / "map.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM reports").fetchone()
        done = redacted(store, tmp_path)
        reader.execute("COMMIT")
    assert any("is being read" in what for what in done.out_of_reach)
    assert found(tmp_path) != []

    again = redacted(store, tmp_path)

    assert not any("is being read" in what for what in again.out_of_reach)
    assert found(tmp_path) == []


def test_redacting_again_changes_nothing_and_reaches_what_it_could_not(store, tmp_path):
    path = tmp_path / "late.csv"
    write(store.claims(), path)
    redacted(store, tmp_path)
    store.record_export(Export(str(path), "csv", "", NOW))

    redacted(store, tmp_path, author="Ben", at=NOW + timedelta(days=1))

    assert found(tmp_path) == []
    assert set(store.claims()["report_id"]) == {OTHER.report.report_id}


def test_a_sample_report_is_erased_from_the_cache_and_named(tmp_path):
    [first, *_] = [record.report for record in read_path(SAMPLES_FOLDER) if record.report]
    caches = tmp_path / "caches"
    caches.mkdir()
    with open_store(f"sqlite:///{caches / 'samples-old.db'}") as old:
        old.add([replace(OTHER, report=first)], reader_version="1", recorded_at=LEARNT)
    with open_store(f"sqlite:///{tmp_path / 'own.db'}") as store:
        store.add([replace(OTHER, report=first)], reader_version="1", recorded_at=LEARNT)

        done = redact(store, first.report_id, author="Ann", reason="Why", at=NOW, caches=caches)

    assert list(caches.glob("samples-*")) == []
    assert any("come with the program" in what for what in done.out_of_reach)


@pytest.mark.parametrize(("author", "reason"), [("", "Why"), ("Ann", " ")])
def test_a_redaction_needs_an_author_and_a_reason(store, tmp_path, author, reason):
    with pytest.raises(ReviewError, match="must have an author and a reason"):
        redacted(store, tmp_path, author=author, reason=reason)

    assert store.report(REPORT) == PRIVATE.report


def test_a_report_that_never_was_cannot_be_redacted(store, tmp_path):
    with pytest.raises(StoreError):
        redact(store, "f" * 32, author="Ann", reason="Why", at=NOW, caches=tmp_path)


def test_the_command_says_what_it_erased_and_what_it_could_not_reach(store, url, tmp_path):
    store.close()
    done = CliRunner().invoke(
        cli,
        ["redact", REPORT[:8], "--reason", "Mistake", "--store", url],
        env={"XDG_CACHE_HOME": str(tmp_path / "caches")},
        catch_exceptions=False,
    )

    assert done.exit_code == 0
    assert f"Redacted the report {REPORT}." in done.output
    assert "backups of the store" in done.output
    assert found(tmp_path) == []


def test_no_scrap_is_left_where_rows_were_moved_in_the_file(tmp_path):
    """SQLite leaves scraps of rows behind where it moves them to other pages."""

    def marked(number: int, version: int):
        words = f"mark{number:03}q "
        quote = words * (1, 5, 40)[number % 3]
        claims = [
            replace(said(ALMATY, "unrest", january(1 + (number + at) % 30), at=at), quote=quote)
            for at in range(number % 7)
        ]
        places = [Toponym(at, at + 1, f"{words}{at}") for at in range(number * version % 40)]
        one = reading(words * (1, 50, 300, 1500)[number % 4], *claims, source=f"{number % 3}")
        return replace(one, toponyms=tuple(places))

    with open_store(f"sqlite:///{tmp_path / 'map.db'}") as store:
        for version in (1, 2, 3):
            for first in range(version - 1, 60, 3):
                batch = [marked(number, version) for number in range(first, 60, 7)]
                store.add(
                    batch,
                    reader_version=f"{version}/{first}",
                    recorded_at=LEARNT + timedelta(hours=100 * version + first),
                )

        for number in range(0, 60, 11):
            report_id = marked(number, 1).report.report_id
            redact(store, report_id, author="Ann", reason="Why", at=NOW, caches=tmp_path / "none")

            words = f"mark{number:03}q".encode()
            assert [path.name for path in tmp_path.iterdir() if words in path.read_bytes()] == []
