from __future__ import annotations

import numpy as np
import pytest

from geodata.gazetteer.index import default_gazetteer
from geodata.toponyms.features import NAMES, feature_rows
from geodata.toponyms.matching import find_matches


def features(text, written, language="en"):
    """Features of the first match that is written so, by name."""
    gazetteer = default_gazetteer()
    matches = find_matches(text, language, gazetteer)
    rows = feature_rows(text, language, matches, gazetteer)
    number = [text[match.start : match.end] for match in matches].index(written)
    return dict(zip(NAMES, rows[number].tolist(), strict=True))


def test_every_feature_has_a_name_of_its_own():
    assert len(set(NAMES)) == len(NAMES)


def test_a_text_without_matches_has_no_rows():
    assert feature_rows("", "en", [], default_gazetteer()).shape == (0, len(NAMES))


def test_every_feature_of_every_match_is_a_number():
    text = "Ω\u202eParis\x00 (Lyon)--Пари́ж’s… \ud800 LONDON\n\nBerlin,,, 東京 और दिल्ली"
    gazetteer = default_gazetteer()

    rows = feature_rows(text, "en", find_matches(text, "en", gazetteer), gazetteer)

    assert len(rows) > 3
    assert np.isfinite(rows).all()


@pytest.mark.parametrize(
    ("language", "text", "written", "feature"),
    [
        ("en", "He lives in Paris today.", "Paris", "before_place_before"),
        ("en", "It was Israel Concha who came.", "Israel", "given_name"),
        ("en", "Last night Kevin Paris won.", "Paris", "run_given_name"),
        ("en", "Shares of the Bank of Georgia fell.", "Georgia", "two_organisation_before"),
        ("en", "The mayor of Paris's suburb left.", "Paris", "possessive"),
        ("en", "RIOTS IN PARIS TODAY", "PARIS", "sentence_in_capitals"),
        ("en", "Yes. Paris was calm.", "Paris", "first_in_sentence"),
        ("de", "Das Treffen in Essen.", "Essen", "nouns_capital"),
        ("ru", "Президент Парижа уехал.", "Парижа", "before_person_before"),
        ("ru", "Об этом сказал в Париже мэр.", "Париже", "inflected"),
        ("zh", "他在巴黎工作。", "巴黎", "before_place_before"),
    ],
)
def test_what_stands_beside_a_name_is_seen(language, text, written, feature):
    assert features(text, written, language)[feature] > 0


def test_places_joined_by_a_conjunction_are_no_longer_name():
    assert features("Between Nice and Lyon it rained.", "Lyon", "en")["run_before"] == 0
    assert features("The Nice Lyon it rained.", "Lyon", "en")["run_before"] > 0


def test_repetition_is_seen():
    text = "Kevin Paris won. Nobody saw how Paris did it. He left Paris."

    assert features(text, "Paris")["times"] == 3
    assert features(text, "Paris")["times_in_person"] == pytest.approx(1 / 3)


def test_places_of_one_country_support_each_other():
    beside = features("Riots in Peru: Arequipa and Cusco burned.", "Arequipa")
    alone = features("Riots: Arequipa burned.", "Arequipa")

    assert beside["country_named"] > alone["country_named"] == 0
    assert beside["nearest"] < alone["nearest"]


def test_what_a_place_lies_in_is_seen_behind_it():
    assert features("Fire in Paris, Texas, went on.", "Paris")["lies_in_next"] == 1
    assert features("A quake hit Palu in Indonesia.", "Palu")["lies_in_next"] == 1
    assert features("Fire in Paris. Texas burned.", "Paris")["lies_in_next"] == 0
