"""How a value stands in a cell, and how text that looks like a formula is kept as text."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

KEPT_ASIDE = "Kept aside"
"""The sheet (or file) of cells that no declared column takes."""

ASIDE_COLUMNS = ("source", "sheet", "row", "column", "value")

READ_ME = "Read me"

_FORMULA = re.compile(r"'*[=+\-@\t]")


def plain(value: object) -> object:
    """A value of a data frame as a plain one: None, text, number, yes or no, or a date."""
    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value


def as_csv(value: object) -> str:
    """A plain value as the text of a CSV cell. A spreadsheet would run text that begins with = + - or
    @ as a formula: such text gets an apostrophe in front.

    >>> as_csv("=1+1"), as_csv("'=1+1"), as_csv("it's"), as_csv(-2)
    ("'=1+1", "''=1+1", "it's", '-2')
    """
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str) and _FORMULA.match(value):
        return f"'{value}"
    return str(value)


def from_csv(text: str) -> str:
    """Takes off the apostrophe that `as_csv` put in front.

    >>> from_csv("'=1+1"), from_csv("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text
