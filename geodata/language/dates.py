"""The days a report names, and the report's own day where it can be told from them."""

from __future__ import annotations

from geodata.language.date_mention import DateMention
from geodata.language.mentions import find_dates
from geodata.language.published import infer_published

__all__ = ["DateMention", "find_dates", "infer_published"]
