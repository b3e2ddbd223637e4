from __future__ import annotations

import pytest

from geodata.gazetteer.index import default_gazetteer
from geodata.gazetteer.inflection import inflection


def names(language, written):
    """Names that the whole of a written form may be an inflected form of."""
    found = inflection(language, default_gazetteer())
    return {
        name
        for inflected in found.at(written, 0)
        if inflected.end == len(written)
        for name in inflected.names
    }


@pytest.mark.parametrize(
    ("language", "written", "name"),
    [
        ("de", "kasachstans", "kasachstan"),
        ("de", "vereinigten staaten", "vereinigte staaten"),
        ("ru", "шымкенте", "шымкент"),
        ("ru", "москвы", "москва"),
        ("ru", "египта", "египет"),
        ("ru", "донецкой области", "донецкая область"),
        ("ru", "саудовской аравии", "саудовская аравия"),
        ("ru", "нижнем новгороде", "нижний новгород"),
        ("ru", "соединенных штатов", "соединенные штаты"),
        ("uk", "києві", "київ"),
        ("uk", "харкова", "харків"),
        ("uk", "донецькій області", "донецька область"),
        ("pl", "wielkiej brytanii", "wielka brytania"),
        ("pl", "polsce", "polska"),
        ("pl", "niemczech", "niemcy"),
        ("pl", "nowym jorku", "nowy jork"),
        ("pl", "łodzi", "lodz"),
        ("cs", "praze", "praha"),
        ("cs", "saúdské arábii", "saudska arabie"),
        ("sr", "srbiji", "srbija"),
        ("sl", "ljubljani", "ljubljana"),
        ("bg", "софията", "софия"),
        ("kk", "алматыда", "алматы"),
        ("tr", "ankarada", "ankara"),
        ("fi", "helsingissä", "helsinki"),
        ("hu", "moszkvában", "moszkva"),
        ("el", "αθηνας", "αθηνα"),
        ("ro", "ucrainei", "ucraina"),
        ("bn", "ঢাকায়", "ঢাকা"),
        ("ar", "بكازاخستان", "كازاخستان"),
        ("he", "בירושלים", "ירושלים"),
    ],
)
def test_a_form_leads_to_the_name(language, written, name):
    assert name in names(language, written)


def test_a_language_that_inflects_no_names_has_no_inflection():
    assert inflection("vi", default_gazetteer()) is None


@pytest.mark.parametrize("written", ["", " ", "—", "а", "ы ы"])
def test_what_is_too_short_for_a_form_leads_nowhere(written):
    assert names("ru", written) == set()


def test_the_longest_stretch_comes_first():
    found = inflection("pl", default_gazetteer()).at("nowego jorku i", 0)

    assert found[0].words == 2
