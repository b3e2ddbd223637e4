"""Reports to be read, and what a store came to hold of them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from geodata.reports.record import Record, report_from

if TYPE_CHECKING:
    from geodata.store import Store

RECORDED_AT = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
TOWNS = ("Almaty", "Lima", "Cusco", "Qyzylorda", "Nairobi", "Santiago")


def clock() -> dt.datetime:
    return RECORDED_AT


def report_text(number: int) -> str:
    town, other = TOWNS[number % 6], TOWNS[number % 5]
    return f"Riots broke out in {town} on Sunday, witness {number} said. {other} remained calm."


def records(count: int, *, texts: dict[int, str] | None = None) -> list[Record]:
    """Reports with numbers for ids, some of them with another text."""
    values = {number: report_text(number) for number in range(count)} | (texts or {})
    return [
        Record(
            number,
            "2022-01-10",
            report_from(
                {
                    "text": text,
                    "published": "2022-01-10",
                    "language": "en",
                    "source": f"Agency {number % 7}",
                }
            ),
            origin=f"reports.jsonl, line {number + 1}",
        )
        for number, text in values.items()
    ]


def contents(store: Store) -> str:
    """All that a store holds of claims, in an order that does not depend on that of arrival."""
    claims = pd.DataFrame(store.claims().to_wkt()).sort_values("claim_id")
    return claims.to_csv(index=False) + store.unresolved().to_csv(index=False)
