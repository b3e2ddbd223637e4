"""
How fast the place index opens and finds names, beside flashgeotext and pyahocorasick.

    pip install -r benchmarks/requirements.txt
    python -m benchmarks.gazetteer_speed

Each is measured in a process of its own, all in one run, on the same texts: the reports of the
corpora that SITUATION_MAP_CORPORA names, or else the project's own passages. Prints a table in
Markdown. ``MB/s`` is UTF-8 text per second of processor time on one core; ``resident`` is the
memory of the process at the end, of which ``imports`` is what its libraries take alone.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[1]
SUBJECTS = ("situation map", "pyahocorasick", "flashgeotext")


def main() -> None:
    """Measure every subject, or the one that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--subject", choices=SUBJECTS, help="measure one, and print JSON")
    chosen = parser.parse_args().subject
    if chosen:
        print(json.dumps(_measure(chosen)))
        return
    print("| matcher | names | open, ms | first answer, ms | MB/s | imports, MB | resident, MB |")
    print("|---|---|---|---|---|---|---|")
    for subject in SUBJECTS:
        command = [sys.executable, "-m", "benchmarks.gazetteer_speed", "--subject", subject]
        row = json.loads(subprocess.run(command, check=True, capture_output=True, cwd=ROOT).stdout)
        print(
            f"| {subject} | {row['names']:,} | {row['open_ms']:.0f} | {row['first_ms']:.1f} | "
            f"{row['speed']:.2f} | {row['imports_mb']:.0f} | {row['resident_mb']:.0f} |"
        )


def _measure(subject: str) -> dict[str, Any]:
    measure = {
        "situation map": _situation_map,
        "pyahocorasick": _pyahocorasick,
        "flashgeotext": _flashgeotext,
    }[subject]
    return {**measure(), "resident_mb": _resident_mb()}


def _situation_map() -> dict[str, Any]:
    from geodata.gazetteer.index import Gazetteer
    from geodata.toponyms.matching import find_matches

    def open_it() -> Gazetteer:
        return Gazetteer()

    def find(gazetteer: Gazetteer, text: str, language: str) -> object:
        return find_matches(text, language, gazetteer)

    return _run(open_it, find, lambda gazetteer: gazetteer.spellings)


def _pyahocorasick() -> dict[str, Any]:
    import ahocorasick
    import marisa_trie

    from geodata.gazetteer.index import DATA_FOLDER
    from geodata.gazetteer.spelling import normalise_text

    def open_it() -> Any:
        automaton = ahocorasick.Automaton()
        for key in marisa_trie.Trie().mmap(str(DATA_FOLDER / "names-00.marisa")):
            automaton.add_word(key, key)
        automaton.make_automaton()
        return automaton

    def find(automaton: Any, text: str, _: str) -> object:
        return list(automaton.iter_long(normalise_text(text)[0]))

    return _run(open_it, find, len)


def _flashgeotext() -> dict[str, Any]:
    from flashgeotext.geotext import GeoText

    def find(geotext: Any, text: str, _: str) -> object:
        return geotext.extract(text)

    return _run(GeoText, find, lambda geotext: sum(map(len, geotext.pool.values())))


def _run(
    open_it: Callable[[], Any],
    find: Callable[[Any, str, str], object],
    count: Callable[[Any], int],
) -> dict[str, Any]:
    imports = _resident_mb()
    began = time.perf_counter()
    matcher = open_it()
    opened = time.perf_counter()
    find(matcher, "Almaty", "en")
    answered = time.perf_counter()
    return {
        "names": count(matcher),
        "imports_mb": imports,
        "open_ms": 1000 * (opened - began),
        "first_ms": 1000 * (answered - opened),
        "speed": _speed(matcher, find),
    }


def _speed(matcher: Any, find: Callable[[Any, str, str], object]) -> float:
    size, seconds = 0, 0.0
    for text, language in _texts():
        began = time.process_time()
        find(matcher, text, language)
        seconds += time.process_time() - began
        size += len(text.encode())
    return size / 1e6 / seconds


def _texts() -> Iterator[tuple[str, str]]:
    corpora = os.environ.get("SITUATION_MAP_CORPORA")
    files = sorted(Path(corpora, "toponyms").glob("*.jsonl")) if corpora else []
    for file in files or sorted((ROOT / "tests/geodata/passages").glob("*.jsonl")):
        with file.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                yield row["text"], row.get("lang", file.stem)


def _resident_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
