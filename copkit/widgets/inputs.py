"""One input for each kind of column. Each holds text, a date or a choice: the rules read it on saving."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import ipywidgets as ipw
import pandas as pd

from copkit.place.columns import Field

WIDE = ipw.Layout(width="min(34rem, 100%)")
_LABEL = {"description_width": "9rem"}


def input_for(field: Field, names: Sequence[str] = ()) -> ipw.ValueWidget:
    """An empty input for a column. ``names`` are what a reference may name."""
    common = {
        "description": field.label.capitalize() + (" (needed)" if field.required else ""),
        "tooltip": field.hint,
        "style": _LABEL,
        "layout": WIDE,
    }
    hint = f"{field.hint}. For example: {field.example}"
    if field.kind == "choice":
        return ipw.Dropdown(options=["", *field.choices], value="", **common)
    if field.kind == "yes or no":
        return ipw.Dropdown(options=["", "yes", "no"], value="", **common)
    if field.kind == "day":
        return ipw.DatePicker(value=None, **common)
    if field.kind == "reference":
        return ipw.Combobox(options=list(names), value="", placeholder="Type a few letters", **common)
    if field.kind == "words":
        return ipw.Textarea(value="", placeholder=hint, rows=3, **common)
    return ipw.Text(value="", placeholder=hint, **common)


def fill(widget: ipw.ValueWidget, value: object) -> None:
    """Puts a stored value into an input; nothing if the value is empty."""
    empty = value is None or value is pd.NaT or value is pd.NA or value != value
    if isinstance(widget, ipw.DatePicker):
        widget.value = None if empty else pd.Timestamp(value).date()
    elif empty:
        widget.value = ""
    elif isinstance(value, bool):
        widget.value = "yes" if value else "no"
    elif isinstance(value, float) and value.is_integer():
        widget.value = str(int(value))
    else:
        widget.value = str(value)


def typed_in(widget: ipw.ValueWidget) -> str | dt.date | None:
    """What stands in an input, for the rules to read."""
    return widget.value
