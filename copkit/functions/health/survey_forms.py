"""Which statements a wave of the survey asks: those of the short pulse, or all."""

from __future__ import annotations

import pandas as pd

PULSE = "pulse"


def statements_of(items: pd.DataFrame, form: object) -> pd.DataFrame:
    """The rows of ``items`` that a wave of this ``form`` asks, in their order.

    ``items`` has the column form: 'pulse', 'full', or empty for a statement that stands in both. A wave of
    the form 'pulse' asks what is not for the full survey alone; any other wave, also one whose form is
    empty, asks all.

    >>> items = pd.DataFrame({"name": ["trust", "focus", "own"], "form": ["pulse", "full", None]})
    >>> statements_of(items, "pulse")["name"].tolist(), len(statements_of(items, None))
    (['trust', 'own'], 3)
    """
    if form != PULSE:
        return items
    own = items["form"].astype("object")
    return items[own.isna() | (own == PULSE)]
