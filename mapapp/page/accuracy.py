"""How far the map can be trusted: what the program read right of texts it had not seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geodata.evaluate.first_blind import LEAST_CLAIMS, first_blind_runs

if TYPE_CHECKING:
    from geodata.evaluate.first_blind import Measured

NOT_MEASURED = "not measured"
CAPTION = (
    "F1 of claims with the right place and status, and with the right day too, on short news "
    "passages that were written before the language's word list, read once; in brackets the 95 % "
    "interval. Afterwards the failures were looked at, so that later figures are better and prove "
    f"less. With fewer than {LEAST_CLAIMS} noted claims a language counts as not measured."
)


def accuracy_table() -> pd.DataFrame:
    """One row per language: how many claims were noted, and how many the program got right."""
    runs = first_blind_runs()
    return pd.DataFrame(
        {
            "Language": [run.name for run in runs],
            "Passages": [run.passages for run in runs],
            "Claims": [run.claims for run in runs],
            "Place and status": [_figure(run.place_and_status) for run in runs],
            "With the day": [_figure(run.with_date) for run in runs],
        }
    )


def show_accuracy() -> None:
    """Show the table, folded up."""
    with st.expander("How well each language is read"):
        st.caption(CAPTION)
        st.dataframe(accuracy_table(), hide_index=True, key="accuracy-table")


def _figure(measured: Measured | None) -> str:
    if measured is None:
        return NOT_MEASURED
    return f"{measured.f1:.2f} [{measured.least:.2f}–{measured.most:.2f}]"
