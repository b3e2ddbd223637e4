"""
How well toponyms are found and placed in reports that the resolver has not learned from.

``python -m geodata.evaluate.crossed`` reads the corpora that `geodata.toponyms.training` learns
from. It learns the resolver's weights anew without each fifth of the documents, and then without
each corpus, and reads what was left out by them. The recogniser learns from none of the three
corpora (they calibrate it), and is as it is shipped.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.evaluate.counting import count, read_document
from geodata.evaluate.labelled import read_labelled
from geodata.evaluate.scores import SURE
from geodata.evaluate.toponyms import Scored, toponym_figures
from geodata.gazetteer.index import default_gazetteer
from geodata.toponyms.matching import match_span
from geodata.toponyms.recognise import recognise
from geodata.toponyms.resolve import read_weights, resolve
from geodata.toponyms.training.corpora import corpora_folder
from geodata.toponyms.training.resolve_corpora import read_placed
from geodata.toponyms.training.resolve_model import folds_of
from geodata.toponyms.training.resolve_train import CORPORA, learn, read_examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.evaluate.counting import Document
    from geodata.evaluate.scores import Share
    from geodata.gazetteer.index import Gazetteer
    from geodata.toponyms.resolve import Weights

HEAD = (
    "| not learned from | corpus | recognised and within 161 km: P | R | F1 "
    "| of given spans, within 161 km |",
    "|---|---|---|---|---|---|",
)
SURE_HEAD = (
    f"| not learned from | corpus | recognised: error | right from {SURE} on "
    f"| given spans: error | right from {SURE} on |",
    "|---|---|---|---|---|---|",
)


def crossed_tables(folder: Path, gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the lines of two tables: what is right, and how far the confidence can be trusted."""
    rows: list[tuple[str, str, dict[str, Any]]] = []
    for told, by_corpus in (("a fifth of the documents", False), ("the corpus", True)):
        scored = list(_crossed(folder, gazetteer, by_corpus=by_corpus))
        for corpus in (*CORPORA, "all"):
            part = [one for one in scored if corpus in (one.corpus, "all")]
            rows.append((told, corpus, toponym_figures(part)))
    yield from HEAD
    for told, corpus, figures in rows:
        shares = figures["end_to_end"] | {"given": figures["resolution"]["given"]["of_gold"]}
        cells = (_cell(shares[key]) for key in ("precision", "recall", "f1", "given"))
        yield f"| {told} | {corpus} | {' | '.join(cells)} |"
    yield ""
    yield from SURE_HEAD
    for told, corpus, figures in rows:
        kinds = (figures["reliability"][kind] for kind in ("recognised", "given"))
        cells = (f"{one['calibration_error']:.3f} | {_cell(one['sure'])}" for one in kinds)
        yield f"| {told} | {corpus} | {' | '.join(cells)} |"


def _crossed(folder: Path, gazetteer: Gazetteer, *, by_corpus: bool) -> Iterator[Scored]:
    """Yield all documents, each read by what was learned without its fold."""
    examples = read_examples(folder, gazetteer)
    fold_of = folds_of(examples, by_corpus=by_corpus)
    documents = list(_documents(folder))
    for fold in sorted(set(fold_of.values())):
        with tempfile.TemporaryDirectory() as weights_folder:
            others = [one for one in examples if fold_of.get(one.report_id, -1) != fold]
            learn(others, Path(weights_folder))
            weights = read_weights(Path(weights_folder))
        for report_id, document in documents:
            # A document without a single candidate is in no fold, and any weights will do.
            if fold_of.get(report_id, 0) == fold:
                yield _scored(document, gazetteer, weights)


def _documents(folder: Path) -> Iterator[tuple[str, Document]]:
    paths = [folder / "toponyms" / f"{corpus}.jsonl" for corpus in CORPORA]
    documents = read_labelled(paths, read_document, gold="toponyms")
    placed = (report.report_id for path in paths for report in read_placed(path))
    yield from zip(placed, documents, strict=True)


def _scored(document: Document, gazetteer: Gazetteer, weights: Weights) -> Scored:
    text, language = document.report.text, document.language
    spans = sorted({(one.start, one.end) for one in document.toponyms})
    found = [match_span(text, span, language, gazetteer) for span in spans]
    given = resolve(
        text,
        [match for match in found if match],
        gazetteer,
        language=language,
        least_confidence=0.0,
        weights=weights,
    )
    recognised = resolve(
        text, recognise(text, language, gazetteer), gazetteer, language=language, weights=weights
    )
    noted = document.toponyms
    return Scored(document.corpus, language, count(noted, given), count(noted, recognised))


def _cell(share: Share) -> str:
    if share.value is None:
        return "–"
    return f"{share.value:.3f} [{share.low:.2f}, {share.high:.2f}]"


def main() -> None:
    """Print the tables."""
    for line in crossed_tables(corpora_folder(), default_gazetteer()):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
