from __future__ import annotations

import re

from mapapp.page.accuracy import NOT_MEASURED, accuracy_table


def test_every_language_has_a_row_with_a_figure_or_says_that_it_was_not_measured():
    table = accuracy_table()

    assert len(table) >= 29
    assert table["Language"].is_unique
    for figure in (*table["Place and status"], *table["With the day"]):
        assert figure == NOT_MEASURED or re.fullmatch(r"0\.\d\d \[0\.\d\d–[01]\.\d\d\]", figure)
