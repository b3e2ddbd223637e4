"""How claims are meant, from whole texts."""

from __future__ import annotations

import json

import pytest

from geodata.parsing import parse_line


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        # What is only referred to may be told before or behind its words.
        ("Okullar Diyarbakır'da çatışmalar nedeniyle tatil edildi.", []),
        ("Diyarbakır'da polis ile göstericiler arasında çatışmalar çıktı.", ["unrest"]),
        # A day long past is history, but not if something has lasted since then.
        ("Riots broke out in Almaty in Kazakhstan on 5 January.", []),
        ("Almaty International Airport has been closed since 5 January.", ["airport_closed"]),
    ],
)
def test_background_and_history_are_no_claims(text, statuses):
    record = {"id": "one", "text": text, "published": "2022-03-20"}

    assert [claim["status"] for claim in parse_line(json.dumps(record))["claims"]] == statuses
