"""
Boosted oblivious trees, evaluated with numpy alone.

An oblivious tree asks the same question of every row at each of its levels, so the answers are the
bits of a leaf's number, and all rows of all trees are answered at once.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

DEEPEST = 8
"""Levels of a tree: its answers must fit into one byte."""
_AT_ONCE = 4096
"""Rows answered at once, so that many rows need no more memory."""


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees with the features they ask about; a row scores the sum of the leaves it falls into."""

    names: tuple[str, ...]
    """The features, in the order of a row's columns."""
    asked: np.ndarray[Any, Any]
    """For each tree and level the number of a feature."""
    thresholds: np.ndarray[Any, Any]
    """For each tree and level what the feature must exceed; the first level is the lowest bit."""
    leaves: np.ndarray[Any, Any]
    """For each tree the value of each leaf."""
    bias: float = 0.0
    _asked: np.ndarray[Any, Any] = field(init=False, repr=False)
    """`asked` with as many levels as fit into a byte: packing all at once is by far faster."""
    _thresholds: np.ndarray[Any, Any] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        levels = ((0, 0), (0, DEEPEST - self.asked.shape[1]))
        never = np.pad(self.thresholds, levels, constant_values=np.inf)
        object.__setattr__(self, "_asked", np.pad(self.asked, levels).ravel())
        object.__setattr__(self, "_thresholds", never.ravel().astype(np.float32))

    def scores(self, rows: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """
        Score rows of features.

        Parameters
        ----------
        rows
            One row for each case, one column for each of `names`.

        Returns
        -------
        scores
            One per row; of a classifier the logarithm of the odds.
        """
        rows = np.asarray(rows, np.float32)
        scores = np.empty(len(rows))
        trees, leaves = self.leaves.shape
        first = np.arange(trees) * leaves
        for start in range(0, len(rows), _AT_ONCE):
            answers = rows[start : start + _AT_ONCE].take(self._asked, axis=1) > self._thresholds
            reached = np.packbits(answers, bitorder="little").reshape(-1, trees)
            values = self.leaves.ravel().take(first + reached)
            scores[start : start + _AT_ONCE] = values.sum(axis=1) + self.bias
        return scores

    def write(self, path: Path) -> None:
        """Write the trees to a file of a few hundred kilobytes."""
        np.savez_compressed(
            path,
            names=np.array(self.names),
            asked=self.asked.astype(np.int16),
            thresholds=self.thresholds.astype(np.float32),
            leaves=self.leaves.astype(np.float32),
            bias=np.float64(self.bias),
        )


def read_trees(path: Path, names: Sequence[str]) -> Trees:
    """
    Read trees that were learned over given features.

    Raises
    ------
    LexiconError
        If the file is missing or damaged, or its trees were learned over other features.
    """
    try:
        with np.load(path, allow_pickle=False) as arrays:
            trees = Trees(
                tuple(map(str, arrays["names"])),
                arrays["asked"].astype(np.intp),
                arrays["thresholds"],
                arrays["leaves"],
                float(arrays["bias"]),
            )
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise LexiconError(f"{path.name} cannot be read: {error}.") from error
    if trees.names != tuple(names):
        raise LexiconError(
            f"{path.name} was learned over {len(trees.names)} features, "
            f"expected the {len(names)} of this version; train it anew."
        )
    if trees.asked.ndim != 2 or trees.leaves.shape != (
        len(trees.asked),
        1 << trees.asked.shape[1],
    ):
        raise LexiconError(f"{path.name} has leaves of shape {trees.leaves.shape}.")
    return trees


def probabilities(scores: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Probabilities of scores that are logarithms of odds."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -30.0, 30.0))))
