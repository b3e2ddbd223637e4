"""Where a report's source is at home, as far as its name and its address tell."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geodata.errors import LexiconError
from geodata.gazetteer.candidates import ADJECTIVES
from geodata.gazetteer.names import NAMES
from geodata.gazetteer.spelling import normalise

if TYPE_CHECKING:
    from geodata.gazetteer.index import Gazetteer

OUTLETS_FILE = Path(__file__).with_name("outlets.toml")
LONGEST_SOURCE = 100
"""Characters of a source's name that are read."""
MOST_WORDS = 3
LEAST_PEOPLE = 50_000
"""A smaller town is not what a paper of its name is mostly called after."""
OUTSHINES = 3.0
"""How many times the people of its namesakes in other countries a place must have."""
LEAST_LETTERS = 4
_REMEMBERED = 5_000
_WORD = re.compile(r"[^\W\d_][^\W_]*")
_UNDER_COUNTRY = frozenset({"ac", "co", "com", "edu", "go", "gob", "gov", "net", "or", "org"})


@dataclass(frozen=True, slots=True)
class Home:
    """Where a source is at home; both are empty where nobody knows."""

    country: str = ""
    """ISO 3166-1 alpha-2."""
    division: str = ""
    """Country and code of the first-order division: ``US.TX``."""


NOWHERE = Home()


@lru_cache(_REMEMBERED)
def home_of(source: str, url: str, gazetteer: Gazetteer) -> Home:
    """
    Home of a source.

    Parameters
    ----------
    source
        Its name, such as ``"Nairobi Star"``, or its host; may be empty.
    url
        Of the report; may be empty.
    gazetteer
        The place index.

    Returns
    -------
    home
        By the list of hosts; else by the place in its name, or in its host's; else by the
        country of its domain.

    Raises
    ------
    LexiconError
        If the list is missing or damaged.
    """
    source = source[:LONGEST_SOURCE]
    hosts = [host for text in (url, source) if (host := _host(text))]
    for host in hosts:
        listed = _listed(host)
        if listed is not None:
            return listed
    name = "" if _host(source) else source
    named = [_in_name(name, gazetteer), *(_in_host(host, gazetteer) for host in hosts)]
    countries = [Home(code) for host in hosts if (code := _domain(host, gazetteer))]
    for home in named:
        if home.country and (not countries or home.country == countries[0].country):
            return home
    return countries[0] if countries else NOWHERE


def _host(text: str) -> str:
    text = text.strip().lower()
    if not text or any(map(str.isspace, text)) or "." not in text:
        return ""
    try:
        host = urlsplit(text if "://" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _listed(host: str) -> Home | None:
    labels = host.split(".")
    for first in range(len(labels) - 1):
        home = _outlets().hosts.get(".".join(labels[first:]))
        if home is not None:
            return Home(home.partition(".")[0], home if "." in home else "")
    return None


def _domain(host: str, gazetteer: Gazetteer) -> str:
    """Country of a host's top-level domain; empty if it says nothing."""
    *_, second, last = ("", *host.split("."))
    code = _outlets().domains.get(last, last.upper())
    if last in _outlets().generic and second not in _UNDER_COUNTRY:
        return ""
    return code if code in _countries(gazetteer) else ""


def _in_host(host: str, gazetteer: Gazetteer) -> Home:
    """Home by a place with which a part of the host's name begins: "thejakartapost"."""
    for label in host.split(".")[:-1]:
        parts = label.split("-")
        for part in (" ".join(parts[:MOST_WORDS]), *parts) if len(parts) > 1 else parts:
            rest = part.removeprefix("the")
            for key in reversed(gazetteer.prefixes(rest)):
                left = rest.removeprefix(key).strip()
                if (not left or left in _outlets().words) and (home := _of(key, gazetteer)).country:
                    return home
    return NOWHERE


def _in_name(name: str, gazetteer: Gazetteer) -> Home:
    """Home by the longest place in the name, the first of equals."""
    words = _WORD.findall(name)
    for length in range(min(MOST_WORDS, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            some = words[first : first + length]
            if some[0][0].isupper() or not some[0].isascii():
                home = _of(normalise(" ".join(some)), gazetteer)
                if home.country:
                    return home
    return NOWHERE


def _of(key: str, gazetteer: Gazetteer) -> Home:
    """Home by a place's name or adjective, if one place outshines all others of the name."""
    if len(key) < LEAST_LETTERS or key in _outlets().words:
        return NOWHERE
    entries = [e for e in gazetteer.entries(key, "", NAMES | ADJECTIVES) if e.exact]
    known = [entry for entry in entries if gazetteer.kind(entry.row) != "airport"]
    if not known:
        return NOWHERE
    best = max(known, key=gazetteer.standing)
    country, people = gazetteer.country(best.row), gazetteer.population[best.row]
    others = [e.row for e in known if gazetteer.country(e.row) != country]
    elsewhere = max((float(gazetteer.population[row]) for row in others), default=0.0)
    if people < LEAST_PEOPLE or people < OUTSHINES * elsewhere:
        return NOWHERE
    code = "" if gazetteer.kind(best.row) == "country" else gazetteer.admin1_code(best.row)
    return Home(country, f"{country}.{code}" if code else "")


@dataclass(frozen=True, slots=True)
class _Outlets:
    generic: frozenset[str]
    domains: dict[str, str]
    words: frozenset[str]
    hosts: dict[str, str]


@cache
def _outlets() -> _Outlets:
    try:
        table = tomllib.loads(OUTLETS_FILE.read_text(encoding="utf-8"))
        generic = frozenset(table["generic_domains"].split())
        return _Outlets(
            generic - frozenset(table["home_domains"].split()),
            dict(table["domains"]),
            frozenset(table["words"]["outlet"].split()),
            dict(table["hosts"]),
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise LexiconError(f"{OUTLETS_FILE.name} cannot be read: {error!r}.") from error


@lru_cache(8)
def _countries(gazetteer: Gazetteer) -> frozenset[str]:
    return frozenset(map(gazetteer.country, gazetteer.rows_of_kind("country").tolist()))
