from __future__ import annotations

import pytest

from mapapp.further import NO_FURTHER, Further, further_from_query, query_of

EVERYTHING = Further(
    source="Al Jazeera, الجزيرة & Co", language="ar", score=75, confirmations=3, text="a=b"
)


def test_what_is_written_is_read_back():
    assert further_from_query(query_of(EVERYTHING)) == EVERYTHING
    assert further_from_query(query_of(NO_FURTHER)) == NO_FURTHER


def test_what_does_not_filter_is_not_written():
    assert query_of(NO_FURTHER) == {}
    assert query_of(Further(score=75)) == {"score": "75"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("score", "101"),
        ("score", "-1"),
        ("score", "½"),
        ("score", ""),
        ("confirmations", "0"),
        ("confirmations", "1e9"),
        ("language", "English"),
        ("language", "<b>"),
        ("source", "x" * 201),
        ("text", "x" * 201),
    ],
)
def test_what_is_not_understood_is_refused(name, value):
    with pytest.raises(ValueError, match=f"`{name}` must"):
        further_from_query({name: value})
