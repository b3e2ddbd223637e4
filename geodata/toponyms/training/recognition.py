"""
Learning the recogniser's weights.

Everything is seeded: the same corpora, gazetteer and package versions give the same weights.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import numpy as np
from catboost import CatBoostClassifier

from geodata.toponyms.features import NAMES
from geodata.toponyms.recognise import (
    ADJECTIVE_LANGUAGES,
    CALIBRATION_FILE,
    THRESHOLD,
    TREES_FILE,
    Calibration,
    may_be_toponyms,
)
from geodata.toponyms.training.boosting import exported
from geodata.toponyms.training.corpora import (
    WIKIANN_LANGUAGES,
    kaznerd,
    reports,
    wikiann,
    written,
    written_languages,
)
from geodata.toponyms.training.examples import (
    Examples,
    examples,
    pseudo_reports,
    with_excerpts,
    with_loud,
)
from geodata.toponyms.training.invent import invented, invented_languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from geodata.gazetteer.index import Gazetteer
    from geodata.toponyms.training.corpora import Labelled
    from geodata.toponyms.trees import Trees

SEED = 20261122
ITERATIONS = 300
DEPTH = 6
LEARNING_RATE = 0.1
LEAF_REGULARISATION = 5.0

INVENTED_REPORTS = {"en": 3000}
"""How many reports are invented, by language."""
INVENTED_REPORTS_ELSEWHERE = 600
CORPUS_WEIGHTS = {"wikiann": 0.35, "kaznerd": 2.0, "germeval": 1.5, "written": 2.0, "invented": 0.3}
"""What a match of a corpus counts; an encyclopaedia and templates are less like news."""
SHARE_WITHOUT_COMMON_WORDS = 0.3
"""Share of the tagged matches that are learned as if no list of common words were at hand."""

NEWS_CORPORA = ("lgl", "trnews", "geowebnews")
"""Corpora that only calibrate: two numbers are fitted to them."""
NEWS_LANGUAGE = "en"
FOLDS = 5


def train_recognition(folder: Path, gazetteer: Gazetteer) -> Iterator[str]:
    """Learn the weights from the corpora in a folder, write them, and yield a protocol."""
    learned = dict(learning_examples(folder, gazetteer))
    for name, some in learned.items():
        share = some.labels.mean()
        yield f"{name}: {len(some.labels)} matches, {share:.3f} of them places"
    model, trees = learn(learned)
    trees.write(TREES_FILE)
    importance = model.get_feature_importance()
    for i in np.argsort(-importance).tolist():
        yield f"{NAMES[i]}: {importance[i]:.2f}"
    yield from _calibrate(folder, trees, gazetteer)


def learn(learned: dict[str, Examples], *, without: Sequence[str] = ()) -> tuple[Any, Trees]:
    """
    Return CatBoost's model and its trees, learned from examples.

    Parameters
    ----------
    learned
        Examples by the name of their corpus.
    without
        Features that are blanked.
    """
    rows, labels, weights = _weighted(learned)
    rows[:, [NAMES.index(name) for name in without]] = 0.0
    model = CatBoostClassifier(
        iterations=ITERATIONS,
        depth=DEPTH,
        learning_rate=LEARNING_RATE,
        l2_leaf_reg=LEAF_REGULARISATION,
        random_seed=SEED,
        thread_count=2,
        verbose=False,
        allow_writing_files=False,
    )
    model.fit(rows, labels, sample_weight=weights)
    return model, exported(model, NAMES, rows[:2000])


def learning_examples(folder: Path, gazetteer: Gazetteer) -> Iterator[tuple[str, Examples]]:
    """Yield each corpus's name and examples."""
    for language in WIKIANN_LANGUAGES:
        chance = _chance(f"wikiann-{language}")
        # The other part, "train", made the word lists: they must not be at their best here.
        sentences = list(wikiann(folder, language, "dev"))
        texts = pseudo_reports(sentences, language, "wikiann", chance)
        yield (
            f"wikiann-{language}",
            examples(with_loud(texts, chance), gazetteer, adjectives=False),
        )
    chance = _chance("kaznerd")
    texts = pseudo_reports(list(kaznerd(folder)), "kk", "kaznerd", chance)
    yield "kaznerd", examples(with_loud(texts, chance), gazetteer, adjectives=False)
    germeval = reports(folder / "toponyms" / "germeval_de_dev.jsonl")
    yield "germeval", examples(germeval, gazetteer, adjectives=False)
    for language in written_languages():
        chance = _chance(f"written-{language}")
        texts = with_excerpts(written(language))
        adjectives = language in ADJECTIVE_LANGUAGES
        yield (
            f"written-{language}",
            examples(with_loud(texts, chance), gazetteer, adjectives=adjectives),
        )
    for language in invented_languages():
        chance = _chance(f"invented-{language}")
        count = INVENTED_REPORTS.get(language, INVENTED_REPORTS_ELSEWHERE)
        texts = invented(gazetteer, language, count, seed=SEED)
        adjectives = language in ADJECTIVE_LANGUAGES
        yield (
            f"invented-{language}",
            examples(with_loud(texts, chance), gazetteer, adjectives=adjectives),
        )


def _weighted(learned: dict[str, Examples]) -> tuple[Any, Any, Any]:
    generator = np.random.default_rng(SEED)
    rows, weights = [], []
    for name, some in learned.items():
        own = some.rows.copy()
        if not name.startswith(("invented", "written")):
            without = generator.random(len(own)) < SHARE_WITHOUT_COMMON_WORDS
            own[without, NAMES.index("common_word")] = 0.0
        rows.append(own)
        weights.append(np.full(len(own), CORPUS_WEIGHTS[name.partition("-")[0]]))
    labels = np.concatenate([some.labels for some in learned.values()])
    return np.vstack(rows), labels, np.concatenate(weights)


def _calibrate(folder: Path, trees: Trees, gazetteer: Gazetteer) -> Iterator[str]:
    """Fit slope and offset to news, write them, and yield what cross-validation says."""
    judged = {
        name: _judged(reports(folder / "toponyms" / f"{name}.jsonl"), trees, gazetteer)
        for name in NEWS_CORPORA
    }
    for name, (scores, labels, texts) in judged.items():
        likely = np.empty(len(scores))
        for fold in range(FOLDS):
            held = texts % FOLDS == fold
            others = [both[:2] for other, both in judged.items() if other != name]
            one = fitted([*others, (scores[~held], labels[~held])])
            likely[held] = one(scores[held])
        kept = likely >= THRESHOLD
        precision, recall = labels[kept].mean(), labels[kept].sum() / labels.sum()
        yield (
            f"{name}, cross-validated: of the matches kept {precision:.3f} are places, of the "
            f"places matched {recall:.3f} are kept, calibration error "
            f"{_calibration_error(likely, labels):.3f}"
        )
    final = fitted([both[:2] for both in judged.values()])
    CALIBRATION_FILE.write_text(
        "# Written by geodata.toponyms.training: what makes scores the logarithms of odds in the\n"
        "# news of a language.\n"
        f"[{NEWS_LANGUAGE}]\n"
        f"slope = {final.slope:.4f}\n"
        f"offset = {final.offset:.4f}\n",
        encoding="utf-8",
    )
    yield f"{final}"


def _judged(
    texts: Iterable[Labelled], trees: Trees, gazetteer: Gazetteer
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Scores, labels and texts of the matches that may be toponyms."""
    found = examples(texts, gazetteer, adjectives=True, allowed=may_be_toponyms)
    return trees.scores(found.rows), found.labels, found.texts


def fitted(judged: list[tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]]) -> Calibration:
    """Fit a logistic regression on the scores alone, each corpus with the same weight."""
    scores = np.concatenate([scores for scores, _ in judged])
    labels = np.concatenate([labels for _, labels in judged]).astype(float)
    weights = np.concatenate([np.full(len(scores), 1.0 / len(scores)) for scores, _ in judged])
    columns = np.stack([scores, np.ones(len(scores))])
    line = np.array([1.0, 0.0])
    for _ in range(50):
        likely = 1.0 / (1.0 + np.exp(-line @ columns))
        gradient = columns @ (weights * (labels - likely))
        curvature = (columns * (weights * likely * (1.0 - likely))) @ columns.T
        line += np.linalg.solve(curvature + 1e-6 * np.eye(2), gradient)
    slope, offset = line.tolist()
    return Calibration(slope, offset)


def _calibration_error(likely: np.ndarray[Any, Any], labels: np.ndarray[Any, Any]) -> float:
    bins = np.minimum((likely * 10).astype(int), 9)
    gaps = [abs(float((likely[bins == one] - labels[bins == one]).sum())) for one in range(10)]
    return sum(gaps) / len(labels)


def _chance(name: str) -> random.Random:
    return random.Random(f"{name}-{SEED}")  # noqa: S311 - nothing secret
