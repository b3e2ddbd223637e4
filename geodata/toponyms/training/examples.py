"""Labelled texts as rows of features: what the recogniser learns from."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.gazetteer.spelling import normalise
from geodata.toponyms.features import NAMES, feature_rows
from geodata.toponyms.matching import find_matches
from geodata.toponyms.training.corpora import Labelled, joined

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from geodata.gazetteer.index import Gazetteer
    from geodata.toponyms.matching import Match
    from geodata.toponyms.training.corpora import Tagged

MOST_SENTENCES = 8
SHORTEST_EXCERPT = 15
"""Characters of a sentence that is learned by itself, too."""
SHARE_LOUD = 0.03
"""Share of the texts that are also learned in capitals."""

_SENTENCE_END = re.compile(r"(?<=[.!?।؟])[\"”»]?\s+(?=[^a-zа-яё])|(?<=[。！？])|\n")


@dataclass(frozen=True, slots=True)
class Examples:
    """Matches of labelled texts."""

    rows: np.ndarray[Any, Any]
    """One column for each feature."""
    labels: np.ndarray[Any, Any]
    """1 where a place is meant."""
    texts: np.ndarray[Any, Any]
    """The number of the text that each match stands in."""


def examples(
    texts: Iterable[Labelled],
    gazetteer: Gazetteer,
    *,
    adjectives: bool,
    allowed: Callable[[str, str, Sequence[Match], Gazetteer], list[bool]] | None = None,
) -> Examples:
    """
    Matches of texts with what they are.

    Parameters
    ----------
    texts
        Texts whose places are known.
    gazetteer
        The place index.
    adjectives
        Whether the texts say of adjectives, too, whether they stand for places; if not, these
        are left out.
    allowed
        Which matches of a text in a language to keep; all by default.
    """
    rows, labels, numbers = [np.empty((0, len(NAMES)), np.float32)], [], []
    for number, labelled in enumerate(texts):
        matches = find_matches(labelled.text, labelled.language, gazetteer)
        text, language = labelled.text, labelled.language
        may_be = allowed(text, language, matches, gazetteer) if allowed else None
        kept = [
            i
            for i, match in enumerate(matches)
            if (adjectives or not (match.adjective or _overlaps(match, labelled.adjectives)))
            and (may_be is None or may_be[i])
        ]
        rows.append(feature_rows(labelled.text, labelled.language, matches, gazetteer)[kept])
        for i in kept:
            labels.append(_overlaps(matches[i], (*labelled.places, *labelled.adjectives)))
            numbers.append(number)
    return Examples(np.vstack(rows), np.array(labels, np.int8), np.array(numbers, np.int32))


def _overlaps(match: Match, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < match.end and match.start < end for start, end in spans)


def pseudo_reports(
    sentences: Sequence[Tagged], language: str, corpus: str, chance: random.Random
) -> Iterator[Labelled]:
    """
    Sentences that name the same place, joined to texts of one to `MOST_SENTENCES`.

    Single sentences would teach that nothing in a report is ever repeated.
    """
    order = list(range(len(sentences)))
    chance.shuffle(order)
    by_place: dict[str, list[int]] = defaultdict(list)
    for i in order:
        for place in _places(sentences[i]):
            by_place[place].append(i)
    used: set[int] = set()
    for i in order:
        if i in used:
            continue
        alike = [j for place in _places(sentences[i]) for j in by_place[place]]
        wanted = chance.choice((1, 2, 3, 4, 6, MOST_SENTENCES))
        chosen = [i, *dict.fromkeys(j for j in alike if j != i and j not in used)][:wanted]
        if len(chosen) < min(wanted, 3):
            spare = (chance.randrange(len(sentences)) for _ in range(wanted))
            chosen += [j for j in spare if j not in used and j not in chosen][
                : wanted - len(chosen)
            ]
        used.update(chosen)
        chance.shuffle(chosen)
        yield joined([sentences[j] for j in chosen], language, corpus)


def with_excerpts(texts: Iterable[Labelled]) -> Iterator[Labelled]:
    """Texts, and each of their sentences by itself, as headlines and short notes are."""
    for one in texts:
        yield one
        edges = [0, *(end.end() for end in _SENTENCE_END.finditer(one.text)), len(one.text)]
        for start, end in pairwise(edges):
            if SHORTEST_EXCERPT <= end - start < len(one.text):
                yield replace(
                    one,
                    text=one.text[start:end],
                    places=_within(one.places, start, end),
                    adjectives=_within(one.adjectives, start, end),
                )


def _within(spans: Iterable[tuple[int, int]], start: int, end: int) -> tuple[tuple[int, int], ...]:
    return tuple((a - start, b - start) for a, b in spans if start <= a and b <= end)


def with_loud(texts: Iterable[Labelled], chance: random.Random) -> Iterator[Labelled]:
    """Texts, and some of them again in capitals, as headlines are."""
    for one in texts:
        yield one
        loud = one.text.upper()
        if chance.random() < SHARE_LOUD and len(loud) == len(one.text):
            yield replace(one, text=loud)


def _places(sentence: Tagged) -> list[str]:
    # No set: its order would change from one run to the next.
    return list(dict.fromkeys(normalise(word) for word, tag in sentence if tag == "B-LOC"))
