"""
Which status holds where: claims become intervals, and intervals the situations of a day.

A claim is what one report says; a situation is what the map shows. `intervals` weighs the claims
of each place and aspect into spans of one status; `situations` and `situations_between` read the
spans that hold on a day or within a range of days.
"""

from geodata.situations.days import situations, situations_between
from geodata.situations.spans import intervals

__all__ = ["intervals", "situations", "situations_between"]
