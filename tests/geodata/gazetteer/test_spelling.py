from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.gazetteer.spelling import fold, normalise, normalise_text


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("Nur-Sultan", "nur sultan"),
        ("N’Djamena", "n'djamena"),
        ("Орёл", "орел"),
        ("Йошкар-Ола", "йошкар ола"),
        ("القاهرة", "القاهره"),
        ("Düsseldorf", "düsseldorf"),
        ("  Port \n Moresby ", "port moresby"),
        ("İzmir", "izmir"),
    ],
)
def test_normalise_spells_one_name_one_way(name, spelt):
    assert normalise(name) == spelt


def test_fold_takes_accents_off_latin_but_leaves_other_scripts():
    assert fold("nouméa") == "noumea"
    assert fold("йошкар ола") == "йошкар ола"
    assert fold("दिल्ली") == "दिल्ली"


def test_a_normalised_text_points_back_into_the_text():
    text = "Ruhe in  Nur\u00ad-Sultan"

    normal, offsets = normalise_text(text)

    assert normal == "ruhe in nur sultan"
    assert offsets is not None
    assert text[offsets[normal.index("sultan")]] == "S"


@given(st.text(max_size=80))
def test_a_normalised_text_has_one_offset_for_each_character(text):
    normal, offsets = normalise_text(text)

    assert len(normal) == (len(text) if offsets is None else len(offsets))
    assert len(fold(normal)) == len(normal)
    assert "\ud800" not in normalise_text(text + "\ud800")[0]


@pytest.mark.parametrize("name", ["चंडीगढ़", "বগুড়া", "ময়মনসিংহ", "ज़ाहिदान"])
def test_letters_with_a_dot_of_their_own_are_spelt_as_two(name):
    typed = name.replace("ढ\u093c", "\u095d").replace("ज\u093c", "\u095b")
    typed = typed.replace("ড\u09bc", "\u09dc").replace("য\u09bc", "\u09df")

    normal, offsets = normalise_text(f"a {typed} b")

    assert len(typed) < len(name)
    assert normal == f"a {normalise(name)} b"
    assert offsets is not None
    assert len(offsets) == len(normal)
    assert offsets[-1] == len(typed) + 3
