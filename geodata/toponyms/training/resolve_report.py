"""
How good the ranker is on reports it has not seen, as tables for docs/accuracy.md.

``python -m geodata.toponyms.training.resolve_report`` reads what `resolve_train` learns from.
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
from geodata.toponyms.training.resolve_train import (
    CORPORA,
    confidence_rows,
    fitted_confidence,
    read_examples,
)
from geodata.toponyms.trees import probabilities

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
STEPS = 10
SURE = 0.7


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


def reliability(found: Sequence[Example]) -> Iterator[str]:
    """Yield rows of a table: what is said of how sure it is, beside how often it is right."""
    rows = rows_of(found, folds_of(found))
    learned = crossed(rows)
    sure, right, weight = confidence_rows(rows, learned.scores, learned.matrix)
    fold = rows.fold[rows.starts]
    said = np.zeros(len(sure))
    for one in sorted(set(fold.tolist()) - {-1}):
        others = (fold != one) & (weight > 0)
        model = fitted_confidence(sure[others], right[others], weight[others])
        said[fold == one] = probabilities(model.predict(sure[fold == one]))
    said, right, weight = said[weight > 0], right[weight > 0], weight[weight > 0]
    step = np.minimum((said * STEPS).astype(int), STEPS - 1)
    error = 0.0
    for one in range(STEPS):
        if (here := step == one).any():
            mean, share = (np.average(of[here], weights=weight[here]) for of in (said, right))
            error += weight[here].sum() / weight.sum() * abs(mean - share)
            low, high = one / STEPS, (one + 1) / STEPS
            yield f"| {low:.1f}–{high:.1f} | {weight[here].sum():.0f} | {mean:.2f} | {share:.2f} |"
    sure_enough = said >= SURE
    correct = np.average(right[sure_enough], weights=weight[sure_enough])
    yield (
        f"\nExpected calibration error {error:.3f}; at {SURE} and above "
        f"({weight[sure_enough].sum() / weight.sum():.0%} of the names) {correct:.1%} right."
    )


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
    found = read_examples(folder, default_gazetteer())
    for line in (*rank_rows(found, totals), "", *reliability(found)):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
