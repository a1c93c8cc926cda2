"""How a value stands in a cell, and how text that looks like a formula is kept as text."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

KEPT_ASIDE = "Kept aside"
"""The sheet (or file) of cells that no declared column takes."""

ASIDE_COLUMNS = ("source", "sheet", "row", "column", "value")

READ_ME = "Read me"

LONGEST_CELL = 32_767
"""Characters that Excel holds in a cell."""

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x0d\x0e-\x1f\ufffe\uffff]")
_ESCAPE = re.compile(r"_x(00[01][0-9A-F]|005F|FFF[EF])_", re.IGNORECASE)


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


def as_words(value: object) -> str:
    """What stands in a cell, as the text by which it is kept aside.

    >>> as_words(3.0), as_words(True), as_words(dt.datetime(2026, 4, 3)), as_words(" as typed ")
    ('3', 'yes', '2026-04-03', ' as typed ')
    """
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(plain(value))


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


def as_excel(text: str) -> str:
    """Text as Excel keeps it: what XML cannot hold is escaped as ``_x0007_`` (ECMA-376, part 1,
    ST_Xstring), and so is text that looks like such an escape.

    >>> as_excel("a\\rb"), as_excel("_x0041_")
    ('a_x000D_b', '_x005F_x0041_')
    """
    return _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", _LIKE_AN_ESCAPE.sub("_x005F_", text))


def from_excel(text: str) -> str:
    """Undoes the escapes of `as_excel`.

    >>> from_excel("a_x000D_b"), from_excel("_x005F_x0041_")
    ('a\\rb', '_x0041_')
    """
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
