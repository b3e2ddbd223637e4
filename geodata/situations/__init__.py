"""
Which status holds where: claims become intervals, and intervals the situations of a day.

A claim is what one report says; a situation is what the map shows. `intervals` weighs the claims
of each place and aspect into spans of one status; `situations` and `situations_between` read the
spans that hold on a day or within a range of days, `changes` what changed from one day to another,
and `timeline` all that is known of one place.

Whoever keeps intervals up to date takes the steps of `intervals` one by one: `votes.known`,
`votes.votes`, `verdicts.verdicts`, `spans.placed`, `spans.spans`, `interval_rows.interval_rows`.
"""

from geodata.situations.changes import changes
from geodata.situations.days import situations, situations_between
from geodata.situations.interval_rows import intervals
from geodata.situations.timeline import timeline

__all__ = ["changes", "intervals", "situations", "situations_between", "timeline"]
