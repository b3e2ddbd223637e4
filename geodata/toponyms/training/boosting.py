"""Trees learned with CatBoost, in the form that `geodata.toponyms.trees` evaluates."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.toponyms.trees import DEEPEST, Trees

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_DIFFERENT = 1e-4
"""How far our scores may lie from CatBoost's own."""


def exported(model: Any, names: Sequence[str], rows: np.ndarray[Any, Any]) -> Trees:
    """
    Trees of a fitted CatBoost model of one output.

    Parameters
    ----------
    model
        Fitted with symmetric trees over numeric features without missing values.
    names
        The features, in the order of the columns.
    rows
        Some rows on which both must agree.

    Raises
    ------
    ValueError
        If they do not.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        learned = json.loads(path.read_text(encoding="utf-8"))
    trees = _trees(learned, names)
    ours, theirs = trees.scores(rows), model.predict(rows, prediction_type="RawFormulaVal")
    apart = float(np.abs(ours - np.asarray(theirs).ravel()).max(initial=0.0))
    if not apart <= MOST_DIFFERENT:
        raise ValueError(f"Scores differ by {apart} from CatBoost's, expected {MOST_DIFFERENT}.")
    return trees


def _trees(learned: dict[str, Any], names: Sequence[str]) -> Trees:
    grown = learned["oblivious_trees"]
    depth = max(1, *(len(tree["splits"] or ()) for tree in grown))
    if depth > DEEPEST:
        raise ValueError(f"Trees are {depth} levels deep, expected at most {DEEPEST}.")
    asked = np.zeros((len(grown), depth), np.intp)
    thresholds = np.full((len(grown), depth), np.inf, np.float32)
    leaves = np.zeros((len(grown), 1 << depth), np.float32)
    column = [
        feature["flat_feature_index"] for feature in learned["features_info"]["float_features"]
    ]
    for number, tree in enumerate(grown):
        for level, split in enumerate(tree["splits"] or ()):
            asked[number, level] = column[split["float_feature_index"]]
            thresholds[number, level] = split["border"]
        leaves[number, : len(tree["leaf_values"])] = tree["leaf_values"]
    scale, (bias, *_) = learned["scale_and_bias"]
    return Trees(tuple(names), asked, thresholds, leaves * np.float32(scale), float(bias))
