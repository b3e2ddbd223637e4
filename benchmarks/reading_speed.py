"""
How many news texts of 2,000 characters the library reads in a second of processor time.

    python -m benchmarks.reading_speed
    python -m benchmarks.reading_speed --megabytes

Texts are cut from the reports of the corpora that SITUATION_MAP_CORPORA names, or else from the
project's own passages, each language's one after the other. The first of each language are read
once before, so that its words are loaded. With ``--megabytes`` texts of a megabyte that repeat
themselves are read by ``python -m geodata parse``, each in a process of its own, and at half the
size too: about twice the time is fine, four times is not. Prints tables in Markdown.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.gazetteer.index import default_gazetteer
from geodata.models import Report
from geodata.pipeline import read_report
from geodata.status.assess import assess
from geodata.toponyms.airports import find_airports
from geodata.toponyms.recognise import recognise
from geodata.toponyms.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT = Path(__file__).parents[1]
SIZE = 2_000
MOST_TEXTS = 200
WARMING = 20
DAY = dt.date(2022, 1, 10)
STEPS = ("recognise", "resolve", "recognise + resolve", "airports", "status", "text to claims")

MEGABYTES = {
    "a name": ("en", "Almaty "),
    "a Russian name": ("ru", "в Алматы "),
    "a Chinese airport": ("zh", "阿拉木图机场骚乱"),
    "names in a list": ("en", "Tripoli, Paris and London, "),
    "a trigger": ("en", "riots "),
    "a claim": ("en", "riots broke out in Almaty, "),
    "a weekday": ("en", "on Sunday since Monday "),
    "an airport": ("en", "Almaty airport "),
    "brackets": ("en", "("),
    "names in brackets": ("en", "(Almaty) "),
    "hyphens": ("en", "Al-"),
    "no stop": ("en", "police said that the crowd near the market of Karachi moved on and "),
}
"""Language, and what is repeated up to a megabyte of UTF-8."""


def main() -> None:
    """Measure the steps in several languages, or the megabytes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--megabytes", action="store_true", help="read texts of a megabyte")
    if parser.parse_args().megabytes:
        _measure_megabytes()
    else:
        _measure_steps()


def _measure_steps() -> None:
    print(f"| language | texts | {' | '.join(STEPS)} |")
    print("|---|---" + "|---" * len(STEPS) + "|")
    seconds: dict[str, float] = defaultdict(float)
    count = 0
    for language, texts in sorted(_texts().items()):
        taken = _seconds(language, texts)
        for step in STEPS:
            seconds[step] += taken[step]
        count += len(texts)
        _print_row(language, len(texts), taken)
    _print_row("all", count, seconds)


def _print_row(language: str, count: int, seconds: dict[str, float]) -> None:
    speeds = " | ".join(f"{count / seconds[step]:,.0f}" for step in STEPS)
    print(f"| {language} | {count} | {speeds} |", flush=True)


def _seconds(language: str, texts: list[str]) -> dict[str, float]:
    """Seconds of processor time that each step takes for all the texts of a language."""
    gazetteer = default_gazetteer()

    def read(text: str) -> object:
        report = Report(text, language=language, published_day=DAY, published_precision="day")
        return read_report(report, gazetteer)

    for text in texts[:WARMING]:
        read(text)
    taken = {}
    matches, taken["recognise"] = _timed(lambda text: recognise(text, language, gazetteer), texts)
    toponyms, taken["resolve"] = _timed(
        lambda pair: resolve(pair[0], pair[1], gazetteer, language=language),
        zip(texts, matches, strict=True),
    )
    taken["recognise + resolve"] = taken["recognise"] + taken["resolve"]
    airports, taken["airports"] = _timed(
        lambda pair: find_airports(pair[0], pair[1], language, gazetteer),
        zip(texts, toponyms, strict=True),
    )
    _, taken["status"] = _timed(
        lambda one: assess(
            one[0],
            language=language,
            toponyms=one[1],
            airports=[mention.toponym for mention in one[2]],
            anchor=DAY,
        ),
        zip(texts, toponyms, airports, strict=True),
    )
    _, taken["text to claims"] = _timed(read, texts)
    return taken


def _timed(step: Callable[[Any], Any], inputs: Iterable[Any]) -> tuple[list[Any], float]:
    began = time.process_time()
    found = [step(one) for one in inputs]
    return found, time.process_time() - began


def _texts() -> dict[str, list[str]]:
    """Texts of exactly `SIZE` characters by language."""
    corpora = os.environ.get("SITUATION_MAP_CORPORA")
    passages = sorted((ROOT / "tests/geodata/passages").glob("*.jsonl"))
    files = sorted(Path(corpora, "toponyms").glob("*.jsonl")) if corpora else passages
    written: dict[str, list[str]] = defaultdict(list)
    for file in files:
        with file.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                written[row.get("lang", file.stem)].append(row["text"])
    cut = {}
    for language, texts in written.items():
        joined = "\n\n".join(texts)
        last = min(len(joined) - SIZE, SIZE * (MOST_TEXTS - 1))
        cut[language] = [joined[start : start + SIZE] for start in range(0, last + 1, SIZE)]
    return {language: texts for language, texts in cut.items() if texts}


def _measure_megabytes() -> None:
    print("| text | half a megabyte, s | a megabyte, s | resident, MB |")
    print("|---|---|---|---|")
    for name, (language, piece) in MEGABYTES.items():
        half, _ = _parsed(piece, language, 500_000)
        whole, resident_mb = _parsed(piece, language, 1_000_000)
        print(f"| {name} | {half:.1f} | {whole:.1f} | {resident_mb:.0f} |", flush=True)


def _parsed(piece: str, language: str, size: int) -> tuple[float, float]:
    """Seconds of processor time that parsing a text of so many bytes takes, and megabytes."""
    text = piece * (size // len(piece.encode()))
    line = json.dumps({"text": text, "language": language, "published": DAY.isoformat()})
    command = [sys.executable, "-m", "geodata", "parse"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, cwd=ROOT
    ) as process:
        if process.stdin is None:
            raise AssertionError("The process has no standard input.")
        process.stdin.write(line.encode())
        process.stdin.close()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"Parsing {piece!r} ended with the exit status {process.returncode}.")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


if __name__ == "__main__":
    main()
