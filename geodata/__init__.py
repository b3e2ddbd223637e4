"""Situation Map's library: reports in, dated claims about places out."""

from __future__ import annotations

__version__ = "0.1.0"
