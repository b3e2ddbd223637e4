"""Figures as tables in Markdown whose columns also line up on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodata.evaluate.scores import INTERVAL, LEAST_MEASURED, SURE
from geodata.terminal import columns, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from geodata.evaluate.scores import Share

NOTHING = "–"
NOT_MEASURED = "not measured"
_READINGS = ("recognised", "given")


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]], *, left: int = 1) -> Iterator[str]:
    """Lines of a table; all columns but the first ``left`` are aligned on the right."""
    shown = [[printable(cell).replace("|", r"\|") for cell in row] for row in (head, *rows)]
    widths = [max(3, *map(columns, column)) for column in zip(*shown, strict=True)]
    for number, row in enumerate(shown):
        cells = []
        for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
            space = " " * (width - columns(cell))
            cells.append(cell + space if column < left else space + cell)
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            rules = [
                "-" * width if column < left else "-" * (width - 1) + ":"
                for column, width in enumerate(widths)
            ]
            yield f"| {' | '.join(rules)} |"


def toponym_tables(groups: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Lines that show the figures of toponyms, by name of the group."""
    yield from _section("Recognition", _RECOGNITION, _recognition_rows(groups), left=2)
    yield from _section(
        "Resolution, right within 161 km",
        _RESOLUTION,
        _by_reading(groups, "resolution", _resolution_cells),
        left=2,
    )
    rows = [
        [name, str(one["located"]), *_shares(one["end_to_end"])]
        for name, one in groups.items()
        if one["end_to_end"]
    ]
    yield from _section("End to end, recognised and right within 161 km", _END_TO_END, rows)
    yield from _section(
        "Reliability", _RELIABILITY, _by_reading(groups, "reliability", _reliability_cells), left=2
    )
    whole = list(groups.values())[-1]
    yield from _section("Confidence", _BINS, _bin_rows(whole), left=2)
    yield _NOTE


def status_tables(groups: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Lines that show the figures of statuses, by name of the group."""
    for title, key in (("Place and status", "place_and_status"), ("With the date", "with_date")):
        rows = [
            [name, str(one["documents"]), str(one["gold"]), *_shares(one[key])]
            for name, one in groups.items()
        ]
        yield from _section(title, _STATUS, rows)
    rows = [
        [name, *_counted(one["false_alarms"]), *_counted(one["traps_hit"])]
        for name, one in groups.items()
    ]
    yield from _section("False alarms", _ALARMS, rows)
    yield _NOTE


def cell(share: Share) -> str:
    """Spell a share with its interval, or say that it was not measured."""
    if share.value is None or share.low is None or share.high is None:
        return NOTHING
    if share.items < LEAST_MEASURED:
        return f"{NOT_MEASURED} ({share.items})"
    return f"{share.value:.3f} [{share.low:.3f}, {share.high:.3f}]"


_SCORES = ("precision", "recall", "F1")
_RECOGNITION = ("texts", "match", "documents", "gold", *_SCORES)
_RESOLUTION = (
    *("texts", "spans", "gold", "of all gold", "of those answered"),
    *("median km", "mean km", "AUC"),
)
_END_TO_END = ("texts", "gold", *_SCORES)
_RELIABILITY = ("texts", "spans", "answers", "right", "ECE", f"answers ≥ {SURE}", "of them right")
_BINS = ("spans", "confidence", "answers", "mean confidence", "right")
_STATUS = ("texts", "passages", "gold", *_SCORES)
_ALARMS = ("texts", "silent", "with a false alarm", "traps", "traps hit")
_NOTE = (
    f"In brackets: {INTERVAL:.0%} bootstrap interval over documents. "
    f"{NOT_MEASURED.capitalize()}: fewer than {LEAST_MEASURED} items."
)


def _section(
    title: str, head: Sequence[str], rows: Sequence[Sequence[str]], *, left: int = 1
) -> Iterator[str]:
    if not rows:  # nothing of it was measured
        return
    yield f"### {title}"
    yield ""
    yield from markdown(head, rows, left=left)
    yield ""


def _recognition_rows(groups: Mapping[str, Mapping[str, Any]]) -> list[list[str]]:
    return [
        [name, match, str(one["documents"]), str(one["gold"]), *_shares(one["recognition"][match])]
        for name, one in groups.items()
        if one["recognition"]
        for match in ("exact", "overlap")
    ]


def _by_reading(
    groups: Mapping[str, Mapping[str, Any]],
    key: str,
    cells: Callable[[Mapping[str, Any], Mapping[str, Any]], list[str]],
) -> list[list[str]]:
    return [
        [name, reading, *cells(one, one[key][reading])]
        for name, one in groups.items()
        for reading in _READINGS
        if one[key][reading] and one["located"]
    ]


def _resolution_cells(group: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    return [
        str(group["located"]),
        cell(found["of_gold"]),
        cell(found["of_answered"]),
        _number(found["median_km"], 0),
        _number(found["mean_km"], 0),
        _number(found["auc"], 3),
    ]


def _reliability_cells(_: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    return [
        str(found["answers"]),
        str(found["right"]),
        _number(found["calibration_error"], 3),
        str(found["sure"].items),
        cell(found["sure"]),
    ]


def _bin_rows(group: Mapping[str, Any]) -> list[list[str]]:
    return [
        [
            reading,
            f"{one.low:.1f} to {one.high:.1f}",
            str(one.answers),
            _number(one.confidence, 3),
            _number(one.right / one.answers, 3),
        ]
        for reading in _READINGS
        if group["reliability"][reading]
        for one in group["reliability"][reading]["bins"]
        if one.answers
    ]


def _shares(scores: Mapping[str, Share]) -> list[str]:
    return [cell(scores[name]) for name in ("precision", "recall", "f1")]


def _counted(share: Share) -> list[str]:
    return [str(share.items), cell(share)]


def _number(value: float | None, digits: int) -> str:
    return NOTHING if value is None else f"{value:.{digits}f}"
