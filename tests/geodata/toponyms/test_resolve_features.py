from __future__ import annotations

import numpy as np
import pytest

from geodata.gazetteer.index import default_gazetteer
from geodata.toponyms.matching import match_span
from geodata.toponyms.outlets import Home
from geodata.toponyms.resolve_features import FEATURES, features, prior_shares, shares_of
from geodata.toponyms.resolve_groups import MOST_NEIGHBOURS, group_of
from geodata.toponyms.surroundings import surroundings


def around(text, names, language="en", **options):
    gazetteer = default_gazetteer()
    starts, end = [], 0
    for name in names:
        starts.append(text.index(name, end))
        end = starts[-1] + len(name)
    matches = [
        match_span(text, (start, start + len(name)), language, gazetteer)
        for start, name in zip(starts, names, strict=True)
    ]
    return surroundings(text, matches, language, gazetteer, **options)


def column(text, names, feature, *, place, of=0, language="en", **options):
    """Value of a feature for the candidate of a name that lies in a country."""
    found = around(text, names, language, **options)
    group = group_of(found, 0)
    matrix = features(group, prior_shares(group))
    gazetteer = default_gazetteer()
    rows = np.concatenate([name.candidates.rows for name in group.names])
    here = [
        index
        for index, row in enumerate(rows.tolist())
        if group.owner[index] == of and gazetteer.country(row) == place
    ]
    return float(matrix[here[0], FEATURES.index(feature)])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Fire in Tripoli, Lebanon, again.", ["Tripoli", "Lebanon"]),
        ("Fire in Tripoli (Lebanon) again.", ["Tripoli", "Lebanon"]),
        ("Fire in Tripoli in Lebanon again.", ["Tripoli", "Lebanon"]),
    ],
)
def test_a_place_lies_in_what_stands_behind_it(text, names):
    assert column(text, names, "inside_following", place="LB") > 0.8
    assert column(text, names, "inside_following", place="LY") < 0.1


def test_what_stands_in_another_sentence_holds_nothing():
    text = "Fire in Tripoli. Lebanon sent help."

    assert column(text, ["Tripoli", "Lebanon"], "inside_following", place="LB") == 0


def test_an_adjective_speaks_of_its_country():
    text = "In Tripoli the Lebanese army said so."

    assert column(text, ["Tripoli"], "country_spoken", place="LB") == 1
    assert column(text, ["Tripoli"], "country_spoken", place="LY") == 0


def test_a_country_that_is_no_toponym_is_still_written():
    text = "In Tripoli the Bank of Lebanon said so."

    assert column(text, ["Tripoli"], "country_written", place="LB") == 1


def test_the_country_of_the_source_is_spoken_of():
    text = "Fire in Tripoli again."

    assert column(text, ["Tripoli"], "country_spoken", place="LB", home=Home("LB")) == 2


def test_neighbours_are_near():
    text = "From Tripoli to Beirut."

    near = column(text, ["Tripoli", "Beirut"], "near_150", place="LB")
    far = column(text, ["Tripoli", "Beirut"], "near_150", place="LY")
    assert near > 0.4 > far


def test_a_name_is_no_neighbour_of_itself():
    text = "Tripoli, then Tripoli again."

    assert column(text, ["Tripoli", "Tripoli"], "near_40", place="LB") == 0


def test_a_name_has_one_place_in_a_text_but_not_behind_a_comma():
    found = around("Buffalo, New York. New York. New York.", ["Buffalo", *["New York"] * 3])

    assert found.of_match == [0, 1, 2, 2]
    assert [name.closing for name in found.names] == [False, True, False]


def test_a_town_called_like_an_adjective_may_be_the_country():
    found = around("The Canadian government.", ["Canadian"])

    kinds = {default_gazetteer().kind(int(row)) for row in found.names[0].candidates.rows}
    assert "country" in kinds


def test_features_are_finite_for_one_name_alone():
    group = group_of(around("Paris", ["Paris"]), 0)

    assert np.isfinite(features(group, prior_shares(group))).all()


def test_shares_add_up_by_name():
    group = group_of(around("Paris and London", ["Paris", "London"]), 0)

    shares = shares_of(group, np.arange(len(group.owner), dtype=float))

    assert np.allclose(np.add.reduceat(shares, group.starts), 1.0)


def test_a_long_list_is_weighed_in_parts():
    gazetteer = default_gazetteer()
    rows = [int(row) for row in gazetteer.rows_of_kind("country")]
    names = [gazetteer.place(row).name for row in rows]
    text = "; ".join(names)
    matches, end = [], 0
    for name in names:
        start = text.index(name, end)
        end = start + len(name)
        matches.append(match_span(text, (start, end), "en", gazetteer))
    found = surroundings(text, [match for match in matches if match], "en", gazetteer)

    assert len(found.names) > MOST_NEIGHBOURS
    assert len(group_of(found, 0).names) == MOST_NEIGHBOURS
    assert len(group_of(found, MOST_NEIGHBOURS).names) == len(found.names) - MOST_NEIGHBOURS
