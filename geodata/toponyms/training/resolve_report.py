"""
How good the ranker is on reports it has not seen, as tables for docs/accuracy.md.

``python -m geodata.toponyms.training.resolve_report`` reads what `resolve_train` learns from; the
spans are given. `geodata.evaluate.crossed` measures recognised names, and the whole confidence.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.gazetteer.index import default_gazetteer
from geodata.toponyms.resolve_features import FEATURES
from geodata.toponyms.training.corpora import corpora_folder
from geodata.toponyms.training.resolve_corpora import known_places, read_placed
from geodata.toponyms.training.resolve_model import crossed, folds_of, rows_of
from geodata.toponyms.training.resolve_train import CORPORA, read_examples

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.toponyms.training.resolve_corpora import Example
    from geodata.toponyms.training.resolve_model import Rows

    Array = np.ndarray[Any, Any]

FAMILIES = {
    "distances to the other places": (
        *("near_40", "near_150", "near_500", "nearest"),
        *("second_nearest", "mean_distance", "beside", "dateline_distance"),
    ),
    "countries and divisions of the other places": (
        *("country_share", "division_share", "country_named", "division_named", "inside_any"),
    ),
    "what stands right before and behind": (
        *("inside_following", "holds_preceding", "closing", "inside_closing"),
        *("has_following", "has_preceding", "kind_said", "kind_said_of_any"),
    ),
    "adjectives and names not recognised": (
        *("country_spoken", "country_written", "division_spoken", "division_written"),
    ),
    "prominence": (
        *("points", "points_behind", "points_ahead", "position", "prior", "rank"),
        *("people", "people_behind"),
    ),
    "namesakes": (
        *("near_namesakes", "near_prior", "country_namesakes", "country_prior"),
        *("division_namesake", "town_namesake", "candidates"),
    ),
    "how it is written": (*("canonical", "exact", "foreign", "inflected", "adjective", "words"),),
    "the language's own countries": ("home",),
}
FAMILIES["both of these"] = (
    *FAMILIES["distances to the other places"],
    *FAMILIES["countries and divisions of the other places"],
)


def rank_rows(found: Sequence[Example], totals: dict[str, int]) -> Iterator[str]:
    """Yield rows of a table: share of the corpora's names placed right, by what is left out."""
    for by_corpus in (False, True):
        rows = rows_of(found, folds_of(found, by_corpus=by_corpus))
        told = "all, learned without the corpus" if by_corpus else "all"
        yield _row(told, crossed(rows).scores, rows, totals)
    rows = rows_of(found, folds_of(found))
    for family, names in FAMILIES.items():
        left_out = {*names, *(f"{name}_behind" for name in names)}
        without = np.flatnonzero([name in left_out for name in FEATURES])
        scores = crossed(rows, without=without).scores
        yield _row(f"without {family}", scores, rows, totals)
    yield _row("prominence alone", rows.matrix(rows.priors)[:, 0], rows, totals)
    yield _row("any candidate right", rows.near, rows, totals)


def _row(told: str, scores: Array, rows: Rows, totals: dict[str, int]) -> str:
    best = np.maximum.reduceat(scores, rows.starts)[rows.owner]
    at = np.flatnonzero(scores == best)
    picked = at[np.unique(rows.owner[at], return_index=True)[1]]
    corpus = np.array([one.corpus for one in rows.examples])[rows.example[picked]]
    known = rows.mentions[picked] > 0
    cells = []
    for name, total in totals.items():
        own = picked[known & (corpus == name)]
        near, exact = (
            float((of[own] * rows.mentions[own]).sum()) for of in (rows.near, rows.exact)
        )
        cells.append(f"{near / total:.3f} ({exact / total:.3f})")
    return f"| {told} | {' | '.join(cells)} |"


def main() -> None:
    """Print the tables."""
    folder = corpora_folder()
    totals = {
        corpus: sum(map(known_places, read_placed(folder / "toponyms" / f"{corpus}.jsonl")))
        for corpus in CORPORA
    }
    found = [one for one in read_examples(folder, default_gazetteer()) if not one.recognised]
    for line in rank_rows(found, totals):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
