"""The further filters: whose word counts, how sure it was read, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PARAMETERS = ("source", "language", "score", "confirmations", "text")
"""Their names in URLs, of the page and of the routes."""

LONGEST_WORDS = 200
"""Characters of a source or a searched text."""

_MOST_CONFIRMATIONS = 99


@dataclass(frozen=True, slots=True)
class Further:
    """
    What a situation must have besides its days and status; the default lets everything pass.

    One and the same claim behind it must pass source, language, score and text.
    """

    source: str = ""
    """The source, exactly; empty for any."""
    language: str = ""
    """ISO 639-1 code of the report's language; empty for any."""
    score: int = 0
    """Least score of the claim, in hundredths."""
    confirmations: int = 1
    """Least number of independent voices that say the status."""
    text: str = ""
    """Stands in the quote, the toponym, the place's name or the title; empty for any."""

    @property
    def asks_of_claims(self) -> bool:
        """Whether it asks anything of single claims."""
        return bool(self.source or self.language or self.score or self.text)


NO_FURTHER = Further()


def further_from_query(query: Mapping[str, str]) -> Further:
    """
    Further filters as the parameters `PARAMETERS` give them; each may be missing.

    Raises
    ------
    ValueError
        If one is not understood; the message may be shown to whoever wrote it.
    """
    return Further(
        source=_words("source", query.get("source", "")),
        language=_language(query.get("language", "")),
        score=_number("score", query.get("score", "0"), least=0, most=100),
        confirmations=_number(
            "confirmations", query.get("confirmations", "1"), least=1, most=_MOST_CONFIRMATIONS
        ),
        text=_words("text", query.get("text", "")).strip(),
    )


def query_of(further: Further) -> dict[str, str]:
    """Parameters that `further_from_query` reads back; only those that filter."""
    return {
        name: str(getattr(further, name))
        for name in PARAMETERS
        if getattr(further, name) != getattr(NO_FURTHER, name)
    }


def _words(name: str, words: str) -> str:
    if len(words) > LONGEST_WORDS:
        raise ValueError(f"`{name}` must have at most {LONGEST_WORDS} characters.")
    return words


def _language(code: str) -> str:
    if code and not (code.isascii() and code.isalpha() and code.islower() and len(code) <= 3):
        raise ValueError(f"`language` must be a code such as en, got {code[:40]!r}.")
    return code


def _number(name: str, text: str, *, least: int, most: int) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 3 and least <= int(text) <= most:
        return int(text)
    raise ValueError(f"`{name}` must be a number from {least} to {most}, got {text[:40]!r}.")
