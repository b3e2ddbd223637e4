"""
Which status holds where: claims become intervals, and intervals the situations of a day.

A claim is what one report says; a situation is what the map shows. `intervals` weighs the claims
of each place and aspect into spans of one status; `situations` and `situations_between` read the
spans that hold on a day or within a range of days.

Whoever keeps intervals up to date takes the steps of `intervals` one by one: `votes.known`,
`votes.votes`, `verdicts.verdicts`, `spans.placed`, `spans.spans`, `interval_rows.interval_rows`.
"""

from geodata.situations.days import situations, situations_between
from geodata.situations.interval_rows import intervals

__all__ = ["intervals", "situations", "situations_between"]
