"""Command line: ``python -m geodata``."""

from __future__ import annotations

from geodata.cli import main

if __name__ == "__main__":
    main()
