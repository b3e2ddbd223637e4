"""The members of a large JSON object one after the other, a list's elements one at a time."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from geodata.errors import ExchangeError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

LONGEST_VALUE = 16_000_000
"""Characters of one member or element; a feature of ours has about a thousand."""

_BLOCK = 1 << 20
_SPACE = re.compile(r"[ \t\n\r]*")


class JsonStream:
    """
    Reader of one JSON object that may be larger than the memory.

    Parameters
    ----------
    file
        What is read, to its end.
    name
        Of the file, for messages.
    """

    def __init__(self, file: TextIO, name: str) -> None:
        self.seen: set[str] = set()
        """Names of the members read so far."""
        self._file = file
        self._name = name
        self._text = ""
        self._at = 0
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_constant=self._refuse_constant
        )

    def members(self, listed: str) -> Iterator[tuple[str, Any]]:
        """
        Names and values of the object's members.

        Parameters
        ----------
        listed
            A member that must be a list: its elements come one by one under its name.

        Raises
        ------
        ExchangeError
            If the text is no JSON object, is nested too deeply, names a member twice, holds NaN
            or an infinity, or one value is longer than `LONGEST_VALUE`.
        """
        self._take("{")
        if self._peek() == "}":
            self._take("}")
        else:
            while True:
                yield from self._member(listed)
                if self._take(",}") == "}":
                    break
        if self._peek():
            raise self._error("nothing after the object")

    def _member(self, listed: str) -> Iterator[tuple[str, Any]]:
        key = self._value()
        if not isinstance(key, str):
            raise self._error("the name of a member")
        if key in self.seen:
            raise ExchangeError(f"{self._name} has {key!r} twice.")
        self.seen.add(key)
        self._take(":")
        if key != listed:
            yield key, self._value()
            return
        self._take("[")
        if self._peek() == "]":
            self._take("]")
            return
        while True:
            yield key, self._value()
            if self._take(",]") == "]":
                return

    def _value(self) -> Any:
        self._peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                # Perhaps the value only goes on in what was not read yet.
                if self._more():
                    continue
                raise self._error("a JSON value") from error
            except RecursionError as error:
                raise ExchangeError(f"{self._name} is nested too deeply.") from error
            except ValueError as error:
                raise ExchangeError(f"{self._name} holds what is no value: {error}.") from error
            # A number may go on, too.
            if end < len(self._text) or not self._more():
                self._at = end
                return value

    def _peek(self) -> str:
        """Next character that is no space; empty at the end."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _take(self, expected: str) -> str:
        found = self._peek()
        if not found or found not in expected:
            raise self._error(" or ".join(expected))
        self._at += 1
        return found

    def _more(self) -> bool:
        """Read on, each time as much again as still waits to be understood."""
        waiting = self._text[self._at :]
        if len(waiting) > LONGEST_VALUE:
            raise ExchangeError(
                f"{self._name} has a value of more than {LONGEST_VALUE:,} characters."
            )
        block = self._file.read(max(_BLOCK, len(waiting)))
        self._text, self._at = waiting + block, 0
        return bool(block)

    def _error(self, expected: str) -> ExchangeError:
        found = self._text[self._at : self._at + 1]
        return ExchangeError(f"{self._name} is not GeoJSON: expected {expected}, got {found!r}.")

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            [(twice, _)] = Counter(name for name, _ in pairs).most_common(1)
            raise ExchangeError(f"{self._name} has {twice!r} twice in one object.")
        return found

    def _refuse_constant(self, constant: str) -> Any:
        raise ExchangeError(f"{self._name} holds {constant}, which is no JSON value.")
