from __future__ import annotations

from geodata.gazetteer.build.divisions import iso_subdivisions, plain, read_divisions

NAMES = {
    "MA-06": [("en", "Meknès-Tafilalet"), ("ru", "Мекнес — Тафилалет")],
    "KZ-75": [("en", "Almaty"), ("de", "Almaty")],
}


class Names:
    """Stands for Exonyms with the names of two codes."""

    def of(self, code):
        return iter(NAMES.get(code, ()))


def test_names_of_an_iso_code_that_was_given_out_again_are_left_out():
    listed = {division.code: division for division in read_divisions(Names())}

    assert listed["MA.06"].name == "Casablanca-Settat"
    assert listed["MA.06"].named == ()
    assert ("de", "Almaty") in listed["KZ.02"].named


def test_first_order_divisions_come_before_those_within_them():
    orders = [division.first_order for division in read_divisions(Names())]

    assert orders == sorted(orders, reverse=True)
    assert orders.count(True) > 3800


def test_a_department_is_part_of_its_region_for_iso():
    assert iso_subdivisions()["FR-75C"]["parentCode"] == "FR-IDF"


def test_what_stands_in_brackets_is_no_part_of_a_name():
    assert plain("Bayern (Freistaat) [BY]") == "Bayern"
