"""What people make of the claims: what needs their eyes, their decisions, and redaction."""

from geodata.review.deciding import Edit, decide
from geodata.review.queue import Why, waiting

__all__ = ["Edit", "Why", "decide", "waiting"]
