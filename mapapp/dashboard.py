"""The page's script, which Streamlit runs from the top at every change."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from mapapp.page.layout import show_page  # noqa: E402  # the root must be on the path first

show_page()
