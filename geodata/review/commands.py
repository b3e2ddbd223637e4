"""The commands of ``review``: what needs eyes, decisions and naming rules."""

from __future__ import annotations

import getpass
import json
import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click

from geodata.errors import ReviewError
from geodata.gazetteer.ids import place_at, place_of_id
from geodata.gazetteer.index import default_gazetteer
from geodata.models import NamingRule
from geodata.review import queue, showing
from geodata.review.deciding import Edit, decide, find_report
from geodata.review.rereading import reread
from geodata.settings import Settings
from geodata.store import open_store
from geodata.terminal import printable
from geodata.toponyms.web import online_names

if TYPE_CHECKING:
    from geodata.models import Place, Verdict

_DAY = click.DateTime(["%Y-%m-%d"])


def login_name() -> str:
    """Name of whoever is logged in; empty if nobody can tell."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


store_option = click.option("--store", "url", default="", help="Address of the store.")
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON Lines instead.")
author_option = click.option(
    "--author", default=login_name, show_default="login name", help="Who decides; kept for ever."
)
_reason = click.option("--reason", default="", help="Why; kept for ever.")
_at = click.option(
    "--at",
    "point",
    type=(float, float, str),
    metavar="LAT LON NAME",
    help="A place that the index lacks: degrees, and what it is called.",
)


@click.group(invoke_without_command=True)
@click.option(
    "--why", type=click.Choice(queue.WHYS), multiple=True, help="Only this; may be repeated."
)
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="Of each.")
@click.option(
    "--below",
    type=click.FloatRange(0, 1),
    default=queue.LOW_SCORE,
    show_default=True,
    help="What a low score is.",
)
@click.option("--since", type=_DAY, help="First day of disputed and low claims.")
@click.option("--until", type=_DAY, help="Last day of these.")
@_json
@store_option
@click.pass_context
def review(
    context: click.Context,
    why: tuple[queue.Why, ...],
    *,
    limit: int,
    below: float,
    since: datetime | None,
    until: datetime | None,
    as_json: bool,
    url: str,
) -> None:
    """List what needs eyes, or decide of it with the commands below."""
    if context.invoked_subcommand is not None:
        return
    days: dict[str, Any] = {"since": _day(since), "until": _day(until)}
    with open_store(url or Settings().store, read_only=True) as store:
        for one in why or queue.WHYS:
            section = queue.waiting(store, one, limit=limit, below=below, **days)
            if as_json:
                for item in section.first:
                    _print_json(showing.waiting_json(item))
            else:
                _print(showing.section_lines(section))


@review.command()
@click.argument("report")
@_json
@store_option
def show(report: str, *, as_json: bool, url: str) -> None:
    """Show a REPORT (its id, or a claim's): text, toponyms, candidates, claims, decisions."""
    with open_store(url or Settings().store, read_only=True) as store:
        report_id = find_report(store, report)
        if as_json:
            _print_json(showing.report_json(store, report_id))
        else:
            _print(showing.report_lines(store, report_id))


@review.command()
@_json
@store_option
def log(*, as_json: bool, url: str) -> None:
    """List all decisions, naming rules and redactions, the oldest of each first."""
    with open_store(url or Settings().store, read_only=True) as store:
        decisions, rules, redactions = store.decisions(), store.rules(), store.redactions()
    if as_json:
        for decision in decisions:
            _print_json({"kind": "decision", **showing.decision_json(decision)})
        for rule_ in rules:
            _print_json({"kind": "rule", **showing.rule_json(rule_)})
        for redaction in redactions:
            _print_json({"kind": "redaction", **showing.redaction_json(redaction)})
        return
    if decisions:
        _print(showing.decision_lines(decisions))
    if rules:
        click.echo("naming rules:")
        _print(showing.rule_lines(rules))
    if redactions:
        click.echo("redactions:")
        _print(showing.redaction_lines(redactions))


def _simple(verdict: Verdict, text: str) -> click.Command:
    """Return a command that decides without changing anything."""

    @author_option
    @_reason
    @store_option
    @click.argument("claim")
    def command(claim: str, *, author: str, reason: str, url: str) -> None:
        _decide(url, claim, verdict, author=author, reason=reason)

    return click.command(verdict, help=text)(command)


review.add_command(_simple("accept", "Say that a CLAIM (its id) is right, as read or as edited."))
review.add_command(_simple("reject", "Say that a CLAIM (its id) is wrong: it is shown no more."))
review.add_command(_simple("undo", "Let nothing count that was decided of a CLAIM (its id)."))


@review.command()
@click.argument("claim")
@click.option("--place", "place_id", default="", help="Id of the place it is about: 1526384.")
@_at
@click.option("--status", default="", help="What the status was.")
@click.option("--date", "day", type=_DAY, help="The day on which it was so.")
@click.option("--date-end", "last", type=_DAY, help="The last such day.")
@author_option
@_reason
@store_option
def edit(
    claim: str,
    *,
    place_id: str,
    point: tuple[float, float, str] | None,
    status: str,
    day: datetime | None,
    last: datetime | None,
    author: str,
    reason: str,
    url: str,
) -> None:
    """Say what a CLAIM (its id) should have said; the claim as it was read is kept."""
    change = Edit(_place(place_id, point), status, _day(day), _day(last))
    _decide(url, claim, "edit", author=author, reason=reason, edit=change)


@review.command()
@click.argument("name")
@click.argument("place", default="")
@_at
@click.option("--source", default="", help="Only in reports of this source; of all by default.")
@click.option("--take-back", is_flag=True, help="Let an earlier rule count no more.")
@click.option("--reread", "again", is_flag=True, help="Read stored reports with NAME again, now.")
@author_option
@_reason
@store_option
def rule(
    name: str,
    place: str,
    *,
    point: tuple[float, float, str] | None,
    source: str,
    take_back: bool,
    again: bool,
    author: str,
    reason: str,
    url: str,
) -> None:
    """From now on always resolve NAME to PLACE (its id, or --at a point)."""
    meant = _place(place, point)
    if (meant is None) != take_back:
        raise click.UsageError("Give a place, --at a point, or --take-back; one of them.")
    if not name.strip() or not author.strip():
        raise ReviewError("A naming rule must have a name and an author.")
    now = datetime.now(UTC)
    made = NamingRule(name, source, meant, author.strip(), now, reason.strip())
    online = online_names(Settings()) if again else None
    with open_store(url or Settings().store) as store:
        store.add_rule(made)
        done = reread(store, made, at=now, online=online) if again else None
    where = f"in reports of {source!r}" if source else "in all reports"
    what = f"means {meant.name} ({meant.place_id})" if meant else "is left to the resolver"
    click.echo(printable(f"{name!r} {what} {where}, from the next `ingest` on."))
    if done is None:
        click.echo("For what is stored already, give --reread, or ingest the same files again.")
        return
    click.echo(f"Read {done.reports} stored reports again.")
    for failure in done.failures:
        click.echo(f"failed: {printable(failure)}", err=True)


def _decide(
    url: str, claim: str, verdict: Verdict, *, author: str, reason: str, edit: Edit | None = None
) -> None:
    at = datetime.now(UTC)
    with open_store(url or Settings().store) as store:
        made = decide(store, claim, verdict, author=author, at=at, reason=reason, edit=edit)
    past = {"accept": "Accepted", "reject": "Rejected", "edit": "Edited", "undo": "Undid"}
    what = showing.change_of(made)
    click.echo(f"{past[made.verdict]} {made.claim_id}{f': {printable(what)}' if what else ''}.")


def _place(place_id: str, point: tuple[float, float, str] | None) -> Place | None:
    if place_id and point:
        raise click.UsageError("Give a place or --at a point, not both.")
    index = default_gazetteer()
    if point is not None:
        try:
            return place_at(*point, index)
        except ValueError as error:
            raise ReviewError(str(error)) from error
    if not place_id:
        return None
    if (place := place_of_id(place_id, index)) is None:
        raise ReviewError(
            f"No place has the id {place_id!r}; `python -m geodata gazetteer lookup NAME` "
            "shows ids."
        )
    return place


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def _print(lines: Any) -> None:
    for line in lines:
        click.echo(line)


def _print_json(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
