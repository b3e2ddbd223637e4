"""The page's own style sheet."""

from __future__ import annotations

import streamlit as st

from mapapp.assets import STATIC


def show_style() -> None:
    """Put the style sheet on the page; it takes no room."""
    st.html(STATIC / "page.css")
