from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

import geodata.status
from geodata.evaluate.status import score_passages
from geodata.gazetteer.index import great_circle_km
from geodata.parsing import parse_line
from geodata.pipeline import reader_version
from geodata.status.lexicon import load_lexicon
from geodata.taxonomy import chosen_files, load_taxonomy, optional_files

PASSAGES_FOLDER = Path(__file__).parent / "passages"
LEXICON_FOLDER = Path(geodata.status.__file__).parent / "lexicon"
MEASURED_LANGUAGES = (
    "ar", "bg", "bn", "cs", "de", "el", "en", "es", "fa", "fr", "he", "hi", "id", "it", "ja",
    "kk", "ko", "nl", "pl", "pt", "ro", "ru", "sl", "sr", "sw", "tr", "uk", "ur", "zh",
)  # fmt: skip
UNMEASURED_LANGUAGES: tuple[str, ...] = (
)  # fmt: skip
"""Written before their word lists: no floor holds for them before their blind run is noted."""
LATER_FOLDER = PASSAGES_FOLDER / "later"
"""Written after the word lists, without sight of them."""
OPTIONAL_FOLDER = PASSAGES_FOLDER / "optional"
FURTHER = (LATER_FOLDER, OPTIONAL_FOLDER)
NEAR_KM, SAME_KM = 50, 5
LEAST_F1 = 0.74
LEAST_OPTIONAL_F1 = 0.7
CACHES = (load_taxonomy, chosen_files, load_lexicon, reader_version)
MOST_FALSE_ALARMS = 0.12
"""Share of the silent passages; each was written to mislead."""


@pytest.fixture(scope="module")
def passages():
    return _passages(MEASURED_LANGUAGES)


@pytest.fixture(scope="module")
def all_passages():
    return _passages(MEASURED_LANGUAGES + UNMEASURED_LANGUAGES)


@pytest.fixture(scope="module")
def claims(passages):
    return {passage["id"]: _claims(passage) for passage in passages}


def test_every_file_of_passages_is_known_here():
    files = {path.stem for path in PASSAGES_FOLDER.glob("*.jsonl")}

    assert files == {*MEASURED_LANGUAGES, *UNMEASURED_LANGUAGES}


def test_every_gold_claim_quotes_its_passage(all_passages):
    further = [one for folder in FURTHER for one in _of_files(folder.glob("*.jsonl"))]

    assert further
    for passage in all_passages + further:
        for gold in passage["gold"]:
            start, end = gold["quote_span"]
            assert passage["text"][start:end] == gold["quote"], passage["id"]
            assert gold["place"] in passage["text"], passage["id"]


@pytest.mark.parametrize("language", MEASURED_LANGUAGES + UNMEASURED_LANGUAGES)
def test_every_language_has_claims_and_silence(all_passages, language):
    own = [passage for passage in all_passages if passage["lang"] == language]
    silent = [passage for passage in own if not _required(passage)]

    assert len(silent) >= 10
    assert len(own) - len(silent) >= 14


def test_every_word_list_is_measured_by_passages():
    # Note the blind run of a new word list, then move its language to MEASURED_LANGUAGES.
    assert {path.stem for path in LEXICON_FOLDER.glob("*.toml")} == set(MEASURED_LANGUAGES)


def test_the_right_status_is_claimed_of_the_right_place(passages, claims):
    hits = wanted = found = 0
    for passage in passages:
        matched, counted = _score(passage, claims[passage["id"]])
        hits += matched
        found += counted
        wanted += len(_required(passage))

    assert 2 * hits / (wanted + found) >= LEAST_F1


def test_silent_passages_rarely_raise_an_alarm(passages, claims):
    silent = [passage for passage in passages if passage["hard_negative"]]
    alarms = [one["id"] for one in silent if _score(one, claims[one["id"]])[1]]

    assert len(alarms) <= MOST_FALSE_ALARMS * len(silent), alarms


def test_later_passages_are_read_as_well():
    scored = score_passages(sorted(LATER_FOLDER.glob("*.jsonl")))

    assert _f1(scored) >= LEAST_F1
    assert sum(one.silent and bool(one.undated.wrong) for one in scored) <= 2


def test_optional_statuses_are_read_when_they_are_on(monkeypatch):
    monkeypatch.setenv("SITUATION_MAP_STATUSES", ",".join(optional_files()))
    for cache in CACHES:
        cache.cache_clear()

    scored = score_passages(sorted(OPTIONAL_FOLDER.glob("*.jsonl")))

    monkeypatch.undo()
    for cache in CACHES:
        cache.cache_clear()
    assert _f1(scored) >= LEAST_OPTIONAL_F1
    assert sum(one.silent and bool(one.undated.wrong) for one in scored) <= 2


def _f1(scored):
    hits = [one.undated for one in scored]
    right = sum(one.right for one in hits)
    return 2 * right / sum(one.wanted + one.right + len(one.wrong) for one in hits)


def _passages(languages):
    return _of_files(PASSAGES_FOLDER / f"{language}.jsonl" for language in languages)


def _of_files(paths):
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]


def _claims(passage):
    record = {"id": passage["id"], "text": passage["text"], "published": passage["pub_date"]}
    return _distinct(parse_line(json.dumps(record))["claims"])


def _required(passage):
    return _distinct([gold for gold in passage["gold"] if not gold.get("optional")])


def _score(passage, found):
    """How many required statuses were found, and how many claims count for or against."""
    left = list(found)
    hits = 0
    for gold in _required(passage):
        near = [claim for claim in left if _matches(claim, gold)]
        if near:
            hits += 1
            left.remove(min(near, key=partial(_km, gold)))
    optional = [gold for gold in passage["gold"] if gold.get("optional")]
    wrong = [one for one in left if not any(_matches(one, gold) for gold in optional)]
    return hits, hits + len(wrong)


def _distinct(statuses):
    kept = []
    for one in statuses:
        if not any(one["status"] == two["status"] and _km(one, two) < SAME_KM for two in kept):
            kept.append(one)
    return kept


def _matches(claim, gold):
    return claim["status"] == gold["status"] and _km(claim, gold) <= gold.get("radius_km", NEAR_KM)


def _km(one, two):
    return great_circle_km(one["lat"], one["lon"], two["lat"], two["lon"])
