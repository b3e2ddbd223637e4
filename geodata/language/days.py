"""Calendar arithmetic that answers None where the calendar ends instead of raising."""

from __future__ import annotations

import datetime as dt

UPCOMING_DAYS = 31
"""A day without a year this little ahead is meant to come, not a year ago: nobody writes of
eleven months ago without naming the year."""


_WEEKS = {"last_week": -1, "this_week": 0, "next_week": 1}


def day_or_none(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None if the calendar has no such day (31 February)."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def shifted(day: dt.date, days: int) -> dt.date | None:
    """The day so many days later, or None beyond the years 1 to 9999."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return None


def weekday_near(anchor: dt.date, weekday: int, *, cue: str) -> dt.date | None:
    """
    The weekday that a report of the anchor day means.

    Parameters
    ----------
    anchor
        Usually the day of publication.
    weekday
        0 is Monday.
    cue
        ``"next"``: strictly after the anchor; ``"last"``: strictly before; ``"coming"``: on or
        after; ``"next_week"``, ``"last_week"``, ``"this_week"``: in that week, which begins on
        Monday; otherwise the most recent one, the anchor included.
    """
    if cue in _WEEKS:
        return shifted(anchor, weekday - anchor.weekday() + 7 * _WEEKS[cue])
    back = (anchor.weekday() - weekday) % 7
    if cue == "next":
        return shifted(anchor, 7 - back)
    if cue == "coming":
        return shifted(anchor, (7 - back) % 7)
    if cue == "last":
        return shifted(anchor, -(back or 7))
    return shifted(anchor, -back)


def yearless_near(anchor: dt.date, month: int, day: int, *, cue: str) -> dt.date | None:
    """
    The day and month that a report of the anchor day means.

    The most recent one, the anchor included, unless it is at most `UPCOMING_DAYS` ahead; with
    the cue ``"next"`` or ``"coming"`` the nearest on or after the anchor; with ``"last"`` the
    nearest strictly before it.
    """
    # Eight years hold a 29 February even around 1900.
    years = range(anchor.year - 8, anchor.year + 9)
    days = [found for year in years if (found := day_or_none(year, month, day))]
    past = [found for found in days if found <= anchor]
    ahead = [found for found in days if found >= anchor]
    if cue in ("next", "coming"):
        return ahead[0] if ahead else None
    if cue == "last":
        earlier = [found for found in past if found < anchor]
        return earlier[-1] if earlier else None
    if ahead and (ahead[0] - anchor).days <= UPCOMING_DAYS:
        return ahead[0]
    return past[-1] if past else None


def monthless_near(anchor: dt.date, day: int, *, cue: str) -> dt.date | None:
    """The most recent such day of a month, or with ``"next"`` or ``"coming"`` the nearest ahead."""
    ahead = cue in ("next", "coming")
    first = anchor.year * 12 + anchor.month - 1
    for step in range(3):
        count = first + step if ahead else first - step
        found = day_or_none(count // 12, count % 12 + 1, day)
        if found and (found >= anchor if ahead else found <= anchor):
            return found
    return None


def month_near(anchor: dt.date, month: int, *, cue: str) -> dt.date | None:
    """First day of the month meant: the most recent or current one, or with a cue the next."""
    year = anchor.year
    if cue in ("next", "coming"):
        return day_or_none(year + (month < anchor.month), month, 1)
    if cue == "last":
        return day_or_none(year - (month >= anchor.month), month, 1)
    return day_or_none(year - (month > anchor.month), month, 1)


def month_shifted(anchor: dt.date, months: int) -> dt.date | None:
    """First day of the month so many months away."""
    count = anchor.year * 12 + anchor.month - 1 + months
    return day_or_none(count // 12, count % 12 + 1, 1)


def weekday_dated(anchor: dt.date, weekday: int, day: int) -> dt.date | None:
    """The nearest "Monday the 10th" within a month of the anchor, or None if there is none."""
    near = (shifted(anchor, days) for back in range(32) for days in (-back, back))
    return next((d for d in near if d and d.day == day and d.weekday() == weekday), None)
