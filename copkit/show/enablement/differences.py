"""Whether organisations differ by more than chance, on conditions or on single statements."""

from __future__ import annotations

import pandas as pd

from copkit.functions.enablement.group_differences import group_differences
from copkit.place.view import View
from copkit.show.enablement import audit
from copkit.show.page import Finding
from copkit.show.sentences import capital, count, listing
from copkit.show.tables import Table

SURE = 0.05
FEWEST_TO_COMPARE = 5
"""A group of fewer is left out of a comparison of groups."""

HOLM = (
    " p says how often chance alone would give such a difference; 'p, of all' allows for how many "
    "comparisons were made. Below 0.05 it is a hint, and below 0.01 more than chance would give."
)


def beyond_chance(here: View, scores: pd.DataFrame, what: str = "condition") -> Finding:
    """On which conditions, or statements (``what``), the organisations differ beyond chance."""
    fewest = max(FEWEST_TO_COMPARE, audit.fewest(here))
    found = group_differences(scores, "organisation", fewest)
    tested = found[found["p"].notna()].sort_values(["p", "condition"], ignore_index=True)
    if tested.empty:
        return Finding(
            f"Too few organisations have {FEWEST_TO_COMPARE} raters or more to say whether they differ "
            "beyond chance."
        )
    told = f"On no {what} do organisations differ by more than chance could give."
    sure, hints = (
        tested[tested["p_adjusted"] < SURE / 5],
        tested[tested["p_adjusted"].between(SURE / 5, SURE)],
    )
    if len(sure):
        told = f"Organisations differ by more than chance would give on {_quoted(sure['condition'])}."
    if len(hints):
        told = f"{told} " if len(sure) else ""
        told += "There is a hint, to be looked at again, that organisations differ on "
        told += f"{_quoted(hints['condition'])}."
    left_out = sorted({name for names in found["left_out"] for name in names})
    if left_out and not here.audience.is_public:
        told += (
            f" {capital(count(len(left_out), 'organisation is', 'organisations are'))} left out where fewer "
        )
        told += f"than {fewest} people rated."
    table = results_table(
        here, tested, "effect", "Size, 0 to 1", f"Do organisations differ, {what} by {what}?", what
    )
    method = (
        "The test of Kruskal and Wallis, by permutation where few answered; its size is epsilon squared."
        + HOLM
    )
    shown = [] if here.audience.is_public else [table]
    return Finding(told, shown, method, "Kruskal and Wallis 1952; Tomczak and Tomczak 2014; Holm 1979")


def _quoted(names: pd.Series) -> str:
    return listing([f"'{str(name).rstrip('.')}'" for name in names], 7)


def results_table(
    here: View, tested: pd.DataFrame, effect: str, label: str, caption: str, what: str = "condition"
) -> Table:
    """The results of tests, a row each: what was tested, of how many, the size of it, and p."""
    ends = ["low", "high"] if "low" in tested else []
    frame = tested[["condition", "groups", "n", effect, *ends, "p", "p_adjusted"]].set_axis(
        [capital(what), "Groups", "Raters", label, *(["From", "To"] if ends else []), "p", "p, of all"],
        axis=1,
    )
    for name in ("p", "p, of all"):
        frame[name] = [p_in_words(p) for p in frame[name]]
    formats = dict.fromkeys([label, *(["From", "To"] if ends else [])], "two decimals")
    return Table(caption, frame, here.audience, formats=formats)


def p_in_words(p: float) -> str:
    """A p for a table: '0.031', 'below 0.001'; nothing where there is none.

    >>> p_in_words(0.0312), p_in_words(0.0004), p_in_words(float("nan"))
    ('0.031', 'below 0.001', '')
    """
    if pd.isna(p):
        return ""
    return "below 0.001" if p < 0.001 else f"{p:.3f}" if p < 0.1 else f"{p:.2f}"
