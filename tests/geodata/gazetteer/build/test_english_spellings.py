from __future__ import annotations

import pytest

from geodata.gazetteer.build.english_spellings import english_spellings


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Mount Pleasant", "Mt. Pleasant"),
        ("Mt. Pleasant", "Mount Pleasant"),
        ("St. Louis", "Saint Louis"),
        ("Saint Louis", "St Louis"),
        ("East St. Louis", "East Saint Louis"),
        ("Sault Sainte Marie", "Sault Ste. Marie"),
        ("Fort Worth", "Ft. Worth"),
        ("Plymouth County", "Plymouth Co."),
        ("Cook Co.", "Cook County"),
        ("Hamilton Twp.", "Hamilton Township"),
        ("Readington Township", "Readington Twp."),
        ("West Columbia", "W. Columbia"),
    ],
)
def test_a_word_for_the_kind_of_place_is_written_short_or_long(name, other):
    assert other in list(english_spellings(name))


@pytest.mark.parametrize(
    "name", ["Mount", "St", "North", "County Cork", "Rocky Mount", "Frankfort", "saint louis", ""]
)
def test_no_other_spelling_where_the_word_is_the_name_itself(name):
    assert list(english_spellings(name)) == []
