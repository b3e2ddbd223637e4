from __future__ import annotations

import pytest

from geodata.gazetteer.nominatim import configured_geocoder, remembered_answers
from geodata.settings import Settings


@pytest.fixture
def geocoder(nominatim, tmp_path):
    settings = Settings(geocoder=nominatim.url)
    return configured_geocoder(settings, folder=tmp_path, interval_seconds=0.01)


def test_forgotten_names_leave_no_byte_behind_and_are_asked_anew(geocoder, nominatim, tmp_path):
    for name in ("John Q. Doe", "Berlin"):
        geocoder.geocode(name, exactly_one=False)
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())

    forgotten = remembered_answers(tmp_path).forget(["John \n Q. Doe", "Paris"])

    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert forgotten == 1
    assert (b"John Q. Doe" in kept, b"John Q. Doe" in left, b"Berlin" in left) == (
        True,
        False,
        True,
    )
    for name in ("John Q. Doe", "Berlin"):
        geocoder.geocode(name, exactly_one=False)
    assert nominatim.queries() == ["John Q. Doe", "Berlin", "John Q. Doe"]


def test_names_in_the_parts_of_a_question_are_forgotten_too(geocoder, tmp_path):
    geocoder.geocode({"city": "Berlin", "country": "Germany"})

    assert remembered_answers(tmp_path).forget(["Berlin"]) == 1


def test_no_part_of_a_name_is_taken_for_it(geocoder, tmp_path):
    geocoder.geocode("Berlin")

    assert remembered_answers(tmp_path).forget(["Ber", "lin", "%", "", "geocode\ud800"]) == 0


def test_where_nothing_is_remembered_nothing_is_made(tmp_path):
    assert remembered_answers(tmp_path).forget(["Berlin"]) == 0
    assert list(tmp_path.iterdir()) == []
