"""
The whole map: the page and the HTTP routes beside it, for ``streamlit run mapapp/app.py``.

``streamlit run mapapp/dashboard.py`` serves the page alone, where routes cannot be had.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import streamlit as st
from streamlit import config

from geodata.settings import Settings
from mapapp.assets import ROUTED_VARIABLE
from mapapp.routes import guard, routes

os.environ[ROUTED_VARIABLE] = "1"

_routes = routes(str(config.get_option("server.baseUrlPath") or ""))

app = st.App(
    ROOT / "mapapp" / "dashboard.py",
    routes=_routes,
    middleware=[guard(Settings(), _routes)],
)
