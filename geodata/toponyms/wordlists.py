"""
Derive the recogniser's word lists from tagged corpora; users never run it.

``python -m geodata.toponyms.wordlists FOLDER`` reads ``wikiann_<lang>_*.tsv`` (Wikipedia, CC BY-SA)
in the folder and writes, beside this file, ``data/common_words.tsv`` (words that bear the name of
a place but mostly mean something else) and ``data/given_names.txt``. The lists hold single words
and no text of the corpora.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.gazetteer.index import default_gazetteer
from geodata.gazetteer.spelling import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA_FOLDER = Path(__file__).parent / "data"
LEAST_SEEN = 2


def derive(folder: Path) -> tuple[dict[str, list[str]], list[str]]:
    """Return common words by language, and given names, both sorted, from a folder of corpora."""
    gazetteer = default_gazetteer()
    common: dict[str, list[str]] = {}
    given: Counter[str] = Counter()
    for language, paths in sorted(_corpora(folder).items()):
        as_word: Counter[str] = Counter()
        as_place: Counter[str] = Counter()
        for path in paths:
            for sentence in _sentences(path):
                for (word, tag), (_, following) in zip(
                    sentence, [*sentence[1:], ("", "O")], strict=True
                ):
                    key = normalise(word)
                    as_place[key] += tag.endswith("LOC")
                    as_word[key] += tag == "O"
                    given[key] += tag == "B-PER" and following == "I-PER"
        common[language] = sorted(
            word
            for word, seen in as_word.items()
            if seen >= LEAST_SEEN and seen > 2 * as_place[word] and word in gazetteer
        )
    names = sorted(name for name, seen in given.items() if seen > LEAST_SEEN and len(name) > 2)
    return common, names


def _corpora(folder: Path) -> dict[str, list[Path]]:
    corpora = defaultdict(list)
    for path in sorted(folder.glob("wikiann_*.tsv")):
        corpora[path.name.split("_")[1]].append(path)
    return corpora


def _sentences(path: Path) -> Iterator[list[tuple[str, str]]]:
    sentence: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            word, tag = line.split("\t")
            sentence.append((word.partition(":")[2], tag))
        elif sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def main() -> None:
    """Write the lists that the corpora in the folder named on the command line give."""
    common, names = derive(Path(sys.argv[1]))
    lines = [f"{language}\t{word}" for language, words in common.items() for word in words]
    (DATA_FOLDER / "common_words.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (DATA_FOLDER / "given_names.txt").write_text("\n".join(names) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
