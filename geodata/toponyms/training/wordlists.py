"""
The recogniser's word lists, derived from tagged corpora and from lists of names.

``common_words.tsv``
    Words that bear the name of a place but mostly mean something else, with how many times more
    often they did in WikiANN (Wikipedia), as a power of two.
``given_names.txt``, ``surnames.txt``
    Names of persons: those of WikiANN, of the package Faker, and the most frequent surnames of
    the census of the United States (1990), by way of the package names.
``stop_words.tsv``
    The most frequent words of languages, of the package stopwordsiso, and the names of months and
    days of Unicode CLDR, by way of the package Babel.
``frequencies/<language>.tsv``
    How often words that are also a place's name, or a form of one, stand in a language's texts:
    of the package wordfreq.

The lists hold single words and no text of the corpora.
"""

from __future__ import annotations

import importlib
import math
import pkgutil
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import wordfreq
from babel import Locale, UnknownLocaleError

from geodata.gazetteer.spelling import normalise
from geodata.toponyms.matching import find_matches
from geodata.toponyms.training.corpora import WIKIANN_LANGUAGES, wikiann
from geodata.toponyms.words import DATA_FOLDER, FREQUENCIES_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geodata.gazetteer.index import Gazetteer

LEAST_SEEN = 2
LEAST_SEEN_NAME = 3
MOST_CENSUS_SURNAMES = 12_000
MOST_TIMES = 8
LEAST_LETTERS = 2
LEAST_ZIPF = 3.2
"""Rarer words say nothing: names of towns are among them."""
FREQUENCY_LANGUAGES = {
    **{language: language for language in wordfreq.available_languages()},
    **dict.fromkeys(("sr", "hr", "bs"), "sh"),
    "no": "nb",
}
"""Languages with the list of words that stands for them."""
_TO_CYRILLIC = (
    {"lj": "љ", "nj": "њ", "dž": "џ"},
    str.maketrans("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш"),
)

_WORD = re.compile(r"[^\W\d_][^\W\d_]+(?:['-][^\W\d_]+)*")


def write_word_lists(folder: Path, gazetteer: Gazetteer) -> None:
    """Write all lists; ``folder`` holds the corpora."""
    given, last = _wikiann_names(folder)
    faker_given, faker_last = _faker_names()
    given |= faker_given
    last |= faker_last | set(_census_surnames())
    _write("common_words.tsv", _common_words(folder, gazetteer))
    _write("given_names.txt", sorted(given))
    _write("surnames.txt", sorted(last))
    _write("stop_words.tsv", _stop_words())
    FREQUENCIES_FOLDER.mkdir(exist_ok=True)
    for language in sorted(FREQUENCY_LANGUAGES):
        _write(f"frequencies/{language}.tsv", _frequencies(language, gazetteer))


def _common_words(folder: Path, gazetteer: Gazetteer) -> Iterator[str]:
    for language in WIKIANN_LANGUAGES:
        as_word: Counter[str] = Counter()
        as_place: Counter[str] = Counter()
        for sentence in wikiann(folder, language, "train"):
            for word, tag in sentence:
                as_place[normalise(word)] += tag.endswith("LOC")
                as_word[normalise(word)] += tag == "O"
        for word, seen in sorted(as_word.items()):
            times = round(math.log2((seen + 0.5) / (as_place[word] + 0.5)))
            if seen >= LEAST_SEEN and times >= 1 and word in gazetteer:
                yield f"{language}\t{word}\t{min(times, MOST_TIMES)}"


def _wikiann_names(folder: Path) -> tuple[set[str], set[str]]:
    given: Counter[str] = Counter()
    last: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for language in WIKIANN_LANGUAGES:
        for sentence in wikiann(folder, language, "train"):
            following = [*sentence[1:], ("", "O")]
            for (word, tag), (_, next_tag) in zip(sentence, following, strict=True):
                key = normalise(word)
                given[key] += tag == "B-PER" and next_tag == "I-PER"
                last[key] += tag == "I-PER" and next_tag != "I-PER"
                other[key] += not tag.endswith("PER")
    return (
        {name for name in _often(given) if _WORD.fullmatch(name)},
        {name for name in _often(last) if _WORD.fullmatch(name) and last[name] > other[name]},
    )


def _often(seen: Counter[str]) -> list[str]:
    return [name for name, times in seen.items() if times >= LEAST_SEEN_NAME]


def _faker_names() -> tuple[set[str], set[str]]:
    people: Any = importlib.import_module("faker.providers.person")
    given: set[str] = set()
    last: set[str] = set()
    for module in sorted(one.name for one in pkgutil.iter_modules(people.__path__)):
        provider = importlib.import_module(f"{people.__name__}.{module}").Provider
        for attribute, values in vars(provider).items():
            if attribute.startswith("first_name"):
                given.update(_names(values))
            elif attribute.startswith("last_name"):
                last.update(_names(values))
    return given, last


def _names(values: object) -> Iterable[str]:
    if not isinstance(values, list | tuple | dict):
        return []
    spelt = [normalise(value) for value in values if isinstance(value, str)]
    return [name for name in spelt if _WORD.fullmatch(name)]


def _census_surnames() -> Iterator[str]:
    package: Any = importlib.import_module("names")
    path = Path(package.__file__).parent / "dist.all.last"
    for line in path.read_text(encoding="ascii").splitlines()[:MOST_CENSUS_SURNAMES]:
        yield line.split()[0].lower()


def _stop_words() -> Iterator[str]:
    package: Any = importlib.import_module("stopwordsiso")
    for language in sorted(package.langs()):
        words = {normalise(word) for word in package.stopwords(language)} | _calendar(language)
        yield from (f"{language}\t{word}" for word in sorted(words) if " " not in word)


def _frequencies(language: str, gazetteer: Gazetteer) -> Iterator[str]:
    """Words that bear a place's name or are a form of one, with their frequency on Zipf's scale."""
    listed = wordfreq.get_frequency_dict(FREQUENCY_LANGUAGES[language], "best")
    if language == "sr":
        listed |= {_cyrillic(word): frequency for word, frequency in listed.items()}
    found: dict[str, float] = {}
    for written, frequency in listed.items():
        zipf, word = round(math.log10(frequency) + 9, 1), normalise(written)
        if zipf >= LEAST_ZIPF and " " not in word and _bears_name(word, language, gazetteer):
            found[word] = max(zipf, found.get(word, 0.0))
    yield from (f"{word}\t{zipf}" for word, zipf in sorted(found.items()))


def _bears_name(word: str, language: str, gazetteer: Gazetteer) -> bool:
    if len(word) < LEAST_LETTERS:
        return False
    matches = find_matches(word[:1].upper() + word[1:], language, gazetteer)
    return word in gazetteer or any(match.end - match.start == len(word) for match in matches)


def _cyrillic(word: str) -> str:
    """A Serbian word in Cyrillic letters."""
    pairs, letters = _TO_CYRILLIC
    for pair, letter in pairs.items():
        word = word.replace(pair, letter)
    return word.translate(letters)


def _calendar(language: str) -> set[str]:
    """Return the names of months and days of the week in a language."""
    try:
        locale = Locale.parse(language)
    except UnknownLocaleError:
        return set()
    return {
        normalise(word)
        for named in (locale.months, locale.days)
        for context in ("format", "stand-alone")
        for word in named[context]["wide"].values()
    }


def _write(name: str, lines: Iterable[str]) -> None:
    (DATA_FOLDER / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
