from __future__ import annotations

from geodata.ingest.progress import Progress, total_bytes


def test_the_time_left_follows_from_the_bytes_through():
    progress = Progress(1_000, now=0.0)

    for second in range(1, 11):
        progress.take(20, now=float(second))

    assert progress.percent == 20
    assert progress.text(now=10.0) == "10 reports, 1.0/s, about 40.0 s left"


def test_the_rate_is_that_of_the_last_minute():
    progress = Progress(1_000_000, now=0.0)
    for _ in range(10_000):
        progress.take(10, now=1.0)

    for second in range(2, 200):
        progress.take(10, now=float(second))

    assert "10,198 reports, 1.0/s" in progress.text(now=199.0)


def test_nothing_is_said_of_the_time_left_before_anything_is_through():
    assert Progress(1_000, now=0.0).text(now=5.0) == "0 reports, 0.0/s"


def test_files_that_grow_meanwhile_are_never_more_than_all():
    progress = Progress(10, now=0.0)

    progress.take(25, now=1.0)

    assert (progress.done, progress.percent) == (10, 100)
    assert progress.text(now=2.0).endswith("about 0.0 s left")


def test_the_bytes_are_those_of_the_files_that_are_read(tmp_path):
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "a.txt").write_text("12345")
    (tmp_path / "b.jsonl").write_text("123")
    (tmp_path / "c.png").write_text("no report")

    assert total_bytes([tmp_path, tmp_path / "missing.txt"]) == 8
