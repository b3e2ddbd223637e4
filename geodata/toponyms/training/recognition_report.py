"""
What each family of features and each source buys the recogniser, as a table for docs/accuracy.md.

``python -m geodata.toponyms.training.recognition_report`` learns the trees anew without each of
them and recognises the corpora that they never learn from; a place that the index lacks counts as
missed. Adjectives that are found without the trees and words that practically never mean a place
are left out. It takes some minutes.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.gazetteer.index import default_gazetteer
from geodata.toponyms import features_around, features_beside, features_place, features_report
from geodata.toponyms.features import NAMES, feature_rows
from geodata.toponyms.matching import find_matches
from geodata.toponyms.recognise import THRESHOLD, Calibration, may_be_toponyms
from geodata.toponyms.training.corpora import corpora_folder, reports
from geodata.toponyms.training.recognition import (
    NEWS_CORPORA,
    fitted,
    learn,
    learning_examples,
)
from geodata.toponyms.words import context_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from geodata.gazetteer.index import Gazetteer
    from geodata.toponyms.trees import Trees

OTHER_CORPORA = ("bsnlp_bg", "bsnlp_cs", "bsnlp_pl", "bsnlp_sl", "bsnlp_uk")
FAMILIES = {
    "the places a name may mean": features_place.NAMES,
    "the words beside it": features_beside.NAMES,
    "what it stands in": tuple(name for name in features_around.NAMES if name != "frequency"),
    "how frequent the word is": ("frequency", "common_word", "stop_word", "never"),
    "the rest of the report": features_report.NAMES,
    "names of persons": tuple(
        name for name in NAMES if "given" in name or "surname" in name or "person" in name
    ),
}
SOURCES: dict[str, tuple[str, ...]] = {
    "reports we wrote": ("written",),
    "invented reports": ("invented",),
    "WikiANN": ("wikiann",),
    "KazNERD and GermEval": ("kaznerd", "germeval"),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """The matches of one text, and its places."""

    rows: np.ndarray[Any, Any]
    allowed: np.ndarray[Any, Any]
    spans: list[tuple[int, int]]
    places: tuple[tuple[int, int], ...]


def ablation_rows(folder: Path, gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the rows of the table: overlap F1 of each corpus, by what is left out."""
    learned = dict(learning_examples(folder, gazetteer))
    judged = {
        name: _judged(folder / "toponyms" / f"{name}.jsonl", gazetteer)
        for name in (*NEWS_CORPORA, *OTHER_CORPORA)
    }
    yield _row("all", learn(learned)[1], judged)
    for told, names in FAMILIES.items():
        yield _row(f"without {told}", learn(learned, without=names)[1], judged)
    for told, corpora in SOURCES.items():
        others = {name: some for name, some in learned.items() if not name.startswith(corpora)}
        yield _row(f"not learned from {told}", learn(others)[1], judged)


def _judged(path: Path, gazetteer: Gazetteer) -> list[Judged]:
    found = []
    for report in reports(path):
        text, language = report.text, report.language
        matches = find_matches(text, language, gazetteer)
        may_be = may_be_toponyms(text, language, matches, gazetteer)
        never = context_words(language).never
        allowed = [
            one and match.key not in never for one, match in zip(may_be, matches, strict=True)
        ]
        found.append(
            Judged(
                feature_rows(text, language, matches, gazetteer),
                np.array(allowed, bool),
                [(match.start, match.end) for match in matches],
                report.places,
            )
        )
    return found


def _row(told: str, trees: Trees, judged: dict[str, list[Judged]]) -> str:
    scores = {name: [trees.scores(one.rows) for one in texts] for name, texts in judged.items()}
    news = fitted([_labelled(scores[name], judged[name]) for name in NEWS_CORPORA])
    plain = Calibration(1.0, 0.0)
    cells = [
        f"{_f1(scores[name], texts, news if name in NEWS_CORPORA else plain):.3f}"
        for name, texts in judged.items()
    ]
    return f"| {told} | {' | '.join(cells)} |"


def _labelled(
    scores: Sequence[np.ndarray[Any, Any]], texts: Sequence[Judged]
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return the scores of a corpus's matches that may be toponyms, and whether they are."""
    labels = [
        [any(a < end and start < b for a, b in one.places) for start, end in one.spans]
        for one in texts
    ]
    return (
        np.concatenate([own[one.allowed] for own, one in zip(scores, texts, strict=True)]),
        np.concatenate(
            [np.array(own)[one.allowed] for own, one in zip(labels, texts, strict=True) if own]
        ),
    )


def _f1(
    scores: Sequence[np.ndarray[Any, Any]], texts: Sequence[Judged], likely: Calibration
) -> float:
    """Overlap F1: each place is found by one match at most."""
    found = right = wanted = 0
    for own, one in zip(scores, texts, strict=True):
        kept = [
            span
            for span, probability, allowed in zip(
                one.spans, likely(own).tolist(), one.allowed.tolist(), strict=True
            )
            if allowed and probability >= THRESHOLD
        ]
        found += len(kept)
        wanted += len(one.places)
        free = set(kept)
        for a, b in one.places:
            over = next((span for span in sorted(free) if a < span[1] and span[0] < b), None)
            if over is not None:
                free.remove(over)
                right += 1
    return 2 * right / (found + wanted)


def main() -> None:
    """Print the table."""
    corpora = (*NEWS_CORPORA, *OTHER_CORPORA)
    sys.stdout.write(f"| | {' | '.join(corpora)} |\n|{'---|' * (len(corpora) + 1)}\n")
    for row in ablation_rows(corpora_folder(), default_gazetteer()):
        sys.stdout.write(f"{row}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
