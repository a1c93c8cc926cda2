"""Facets: choosing among what a search found by kind, community, issue or openness, with the counts.

A count tells how many would be shown if its value were chosen: the choices within other facets hold,
those within the same facet do not (Hearst 2009, Search User Interfaces, chapter 8).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

COLUMNS = {"kind": "kind", "community": "community", "issue": "issues", "open": "open_to"}
"""Name of each facet, and the column of a document with its value or values."""


def several(value: object) -> tuple[str, ...]:
    """The names in a cell: none where it is missing, one, or several of a tuple, list or set."""
    if isinstance(value, (tuple, list, set, frozenset)):
        return tuple(dict.fromkeys(str(one) for one in value if not pd.isna(one)))
    return () if value is None or pd.isna(value) else (str(value),)


class Facets:
    """The values of each facet over some documents, and which documents have them.

    >>> facets = Facets(pd.DataFrame({"kind": ["guide", "tool"], "issues": [("damp", "cold"), ()]}))
    >>> counts = facets.counts(np.array([True, True]), {"kind": ["guide"]})
    >>> counts["kind"].to_dict(), counts["issue"].to_dict()
    ({'guide': 1, 'tool': 1}, {'cold': 1, 'damp': 1})
    """

    def __init__(self, documents: pd.DataFrame) -> None:
        self._length = len(documents)
        self.values: dict[str, list[str]] = {}
        self._pairs: dict[str, tuple[np.ndarray, np.ndarray]] = {}
        for name, column in COLUMNS.items():
            cells = documents[column] if column in documents else [None] * len(documents)
            pairs = [(row, value) for row, cell in enumerate(cells) for value in several(cell)]
            self.values[name] = sorted({value for _, value in pairs})
            codes = {value: code for code, value in enumerate(self.values[name])}
            self._pairs[name] = (
                np.array([row for row, _ in pairs], dtype=np.intp),
                np.array([codes[value] for _, value in pairs], dtype=np.intp),
            )

    def chosen(self, choices: Mapping[str, Collection[str]], but: str = "") -> np.ndarray:
        """Which documents have one of the values chosen in every facet but ``but``: True or False for each.

        A facet without a choice lets all pass; a value that no document has lets none.
        """
        passing = np.ones(self._length, dtype=bool)
        for name, wanted in choices.items():
            if name == but or not wanted:
                continue
            rows, codes = self._pairs[name]
            these = np.isin(np.array(self.values[name], dtype=object), list(wanted))
            has = np.zeros(self._length, dtype=bool)
            has[rows[these[codes]] if len(codes) else rows] = True
            passing &= has
        return passing

    def counts(self, found: np.ndarray, choices: Mapping[str, Collection[str]]) -> dict[str, pd.Series]:
        """How many found documents have each value: by facet, a series of whole numbers by value, the
        largest first, equal ones by name; without the values that none has."""
        told = {}
        for name, (rows, codes) in self._pairs.items():
            kept = found & self.chosen(choices, but=name) if any(choices.values()) else found
            number = np.bincount(codes[kept[rows]], minlength=len(self.values[name]))
            series = pd.Series(number, index=pd.Index(self.values[name], dtype=object), dtype="int64")
            order = np.argsort(-number, kind="stable")
            told[name] = series.iloc[order[number[order] > 0]]
        return told
