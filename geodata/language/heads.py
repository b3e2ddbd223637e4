"""
How the matches of a regular expression begin: its *heads*.

Trying a long list of words at every position of a text is slow. The heads of a pattern, its first
letters, tell the few positions where it can match at all. They are read from the pattern's own
source, and whatever this module does not understand counts as "may begin with anything".
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

LONGEST_HEAD = 6
"""Letters of a head; what follows them is left to the pattern."""

_MOST_HEADS = 20_000
_MOST_ALIKE = 40
"""Characters of a class that is still spelt out."""
_INDIC = r"\u0900-\u0963\u0966-\u0dff"
_NO_WORD_BEFORE = frozenset({r"\w", r"[^\W_]", rf"[\w{_INDIC}]"})
_ALIKE = dict(zip("ıİأإآىیکة", "iiاااييكه", strict=True))
"""The letters "i" that ``re`` takes for one another, and those that Arabic words vary in."""
_TOKEN = re.compile(
    r"\(\?(?P<look><?[=!])|\(\?(?P<plain>(?:-i)?:)|\(\?P<\w+>|(?P<again>\(\?P=\w+\))|(?P<other>\(\?)"
    r"|(?P<open>\()|(?P<close>\))"
    r"|(?P<bar>\|)|\[(?P<class>\^?\]?(?:\\.|[^\]\\])*)\]|\\(?P<escape>u[0-9a-fA-F]{4}"
    r"|x[0-9a-fA-F]{2}|.)|(?P<edge>[\^$])|(?P<any>\.)|(?P<literal>.)",
    re.DOTALL,
)
_QUANTIFIER = re.compile(r"(\?|\*|\+|\{(\d*)(,?)(\d*)\})[?+]?")


class Head(NamedTuple):
    """One way in which matches of a pattern begin."""

    letters: str
    """As `folded` spells them."""
    whole: bool
    """Whether these letters are all that has been read, so that more may be added."""
    at_word: bool
    """Whether no word character may stand before it."""


_EMPTY = Head("", whole=True, at_word=False)
_AT_WORD = Head("", whole=True, at_word=True)
_ANYTHING = Head("", whole=False, at_word=False)


class _UnknownSyntaxError(ValueError):
    """A pattern has a construct that this module does not read."""


def heads(pattern: str) -> frozenset[Head] | None:
    """
    Heads of a pattern, or None if its matches may begin with anything, or be empty.

    Parameters
    ----------
    pattern
        The source of a regular expression, whatever its flags, the verbose one excepted.

    Returns
    -------
    heads
        Every match begins with the letters of one of them, once both are `folded`.
    """
    try:
        found, end = _alternatives(pattern, 0)
    except _UnknownSyntaxError:
        return None
    if end < len(pattern) or not all(head.letters for head in found):
        return None
    return frozenset(found)


@cache
def folded(character: str) -> str:
    """
    Return the same letter for all that a pattern that ignores case takes for one another.

    All digits count as one, and all white space.
    """
    if character.isspace():
        return " "
    if character.isdecimal():
        return "0"
    return _ALIKE.get(character) or character.casefold()[0]


def _alternatives(pattern: str, position: int) -> tuple[set[Head], int]:
    """Heads of what stands up to the closing bracket or the end, and where that is."""
    found: set[Head] = set()
    sequence = {_EMPTY}
    while position < len(pattern):
        token = _TOKEN.match(pattern, position)
        if token is None or token["close"]:
            break
        if token["bar"]:
            found |= sequence
            sequence, position = {_EMPTY}, token.end()
            continue
        item, position = _item(token)
        item, position = _repeated(item, pattern, position)
        sequence = _joined(sequence, item)
    found |= sequence
    if len(found) > _MOST_HEADS:
        raise _UnknownSyntaxError
    return found, position


def _item(token: re.Match[str]) -> tuple[set[Head], int]:
    """Heads of one item of a sequence, and where it ends."""
    pattern, end = token.string, token.end()
    kind = token.lastgroup
    if kind == "other":
        raise _UnknownSyntaxError
    if kind == "look":
        return _of_look(token)
    if kind in ("plain", "open", None):
        found, closed = _alternatives(pattern, end)
        if pattern[closed : closed + 1] != ")":
            raise _UnknownSyntaxError
        return found, closed + 1
    if kind in ("any", "again"):
        found = {_ANYTHING}
    elif kind == "class":
        found = _of_class(token["class"])
    elif kind == "escape":
        found = _of_escape(token["escape"])
    else:
        found = {_EMPTY} if kind == "edge" else _of_letter(token[0])
    return found, end


def _of_look(token: re.Match[str]) -> tuple[set[Head], int]:
    """Heads of a look ahead or behind: none, but it may say that a word begins here."""
    closed = _closed(token.string, token.end())
    inside = token.string[token.end() : closed - 1]
    if token["look"] == "!" and not inside:
        return set(), closed  # what matches nothing begins with nothing
    no_word = token["look"] == "<!" and inside in _NO_WORD_BEFORE
    return {_AT_WORD if no_word else _EMPTY}, closed


def _closed(pattern: str, position: int) -> int:
    """Return where the group that is open at a position ends."""
    depth = 1
    while depth and (token := _TOKEN.match(pattern, position)):
        opens = token.lastgroup in ("look", "plain", "other", "open", None)
        depth += opens - bool(token["close"])
        position = token.end()
    if depth:
        raise _UnknownSyntaxError
    return position


def _repeated(item: set[Head], pattern: str, position: int) -> tuple[set[Head], int]:
    """Heads of an item with the quantifier that follows it."""
    quantifier = _QUANTIFIER.match(pattern, position)
    if quantifier is None:
        return item, position
    mark, least, comma, most = quantifier.groups()
    if mark == "?":
        return item | {_EMPTY}, quantifier.end()
    if mark.startswith("{") and not (least or comma):
        raise _UnknownSyntaxError
    once = mark.startswith("{") and least == "1" and (most if comma else "1") == "1"
    found = item if once else {head._replace(whole=False) for head in item if head.letters}
    optional = mark == "*" or (mark.startswith("{") and int(least or 0) == 0)
    empty = optional or any(not head.letters for head in item)
    if any(not head.letters and not head.whole for head in item):
        return {_ANYTHING}, quantifier.end()
    return found | {_EMPTY} if empty and not once else found, quantifier.end()


def _of_class(members: str) -> set[Head]:
    if members.startswith("^"):
        return {_ANYTHING}
    found: set[Head] = set()
    characters: list[str] = []
    tokens = list(re.finditer(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)|(.)", members, re.DOTALL))
    for token in tokens:
        if token[1] and token[1][0] in "dswDSWbB":
            found |= _of_escape(token[1])
            characters.append("")
        else:
            characters.append(_escaped(token[1]) if token[1] else token[2])
    at = 0
    while at < len(characters):
        ranged = characters[at + 1 : at + 2] == ["-"] and tokens[at + 1][1] is None
        if ranged and characters[at] and at + 2 < len(characters):
            first, last = ord(characters[at]), ord(characters[at + 2])
            if last - first >= _MOST_ALIKE:
                return {_ANYTHING}
            found.update(*(_of_letter(chr(code)) for code in range(first, last + 1)))
            at += 3
        else:
            found |= _of_letter(characters[at]) if characters[at] else set()
            at += 1
    return found


def _of_escape(escape: str) -> set[Head]:
    if escape == "d":
        return _of_letter("0")
    if escape == "s":
        return _of_letter(" ")
    if escape in ("w", "W", "S", "D"):
        return {_ANYTHING}
    if escape in ("b", "B", "A", "Z"):
        return {_EMPTY}
    return _of_letter(_escaped(escape))


def _escaped(escape: str) -> str:
    if len(escape) > 1:
        return chr(int(escape[1:], 16))
    if escape.isalnum():
        named = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v"}
        if escape not in named:
            raise _UnknownSyntaxError
        return named[escape]
    return escape


def _of_letter(letter: str) -> set[Head]:
    return {Head(folded(letter), whole=True, at_word=False)}


def _joined(sequence: set[Head], item: set[Head]) -> set[Head]:
    """Heads of a sequence with one more item."""
    growing = [head for head in sequence if head.whole and len(head.letters) < LONGEST_HEAD]
    if not growing:
        return sequence
    if len(growing) * len(item) > _MOST_HEADS:
        return {head._replace(whole=False) for head in sequence}
    longer = {
        Head(
            (head.letters + added.letters)[:LONGEST_HEAD],
            whole=added.whole,
            at_word=head.at_word or (not head.letters and added.at_word),
        )
        for head in growing
        for added in item
    }
    return longer.union(sequence.difference(growing))
