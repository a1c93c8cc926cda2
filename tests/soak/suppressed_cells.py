"""Every table of people of the public packs, read by somebody who wants to know the cells that are hidden.

    python tests/soak/suppressed_cells.py [place] [day]

The cells of the workbooks are run for the place and each of its communities, as the packs run them. Each
table is then an integer programme: what is hidden are its unknowns, and what is shown, the total of each
column, the total of each row where the columns part the same people, and that a part is no more than its
whole, are what the reader knows. No hidden count of one to four may have one solution alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import nbformat
import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

from copkit.packs.library import WORKBOOKS, Workbook
from copkit.place.privacy import PUBLIC, Audience
from copkit.place.view import view

MOST = 10_000


@dataclass(frozen=True)
class Hiding:
    """A table of people as it is, and what of it is hidden."""

    counts: pd.DataFrame
    hidden: pd.DataFrame
    crossed: bool
    parts_of: dict[str, str]

    @property
    def small(self) -> list[tuple[str, int]]:
        """The hidden counts of one to four: a column or the rest of a part, and the row."""
        return [
            (column, row)
            for column, (true, covered) in self.unknowns().items()
            for row in np.flatnonzero(covered & (true > 0) & (true < PUBLIC.threshold))
        ]

    def unknowns(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Each column, and the rest that each part leaves of its whole, with what of it is hidden."""
        counts = self.counts.fillna(0)
        found = {str(name): (counts[name].to_numpy(), self.hidden[name].to_numpy()) for name in counts}
        for part, whole in self.parts_of.items():
            covered = (self.hidden[part] | self.hidden[whole]).to_numpy()
            found[f"{whole} but {part}"] = ((counts[whole] - counts[part]).to_numpy(), covered)
        return found


def could_be(table: Hiding, column: str, row: int) -> tuple[int, int]:
    """The least and the most that a hidden count can be for a reader who knows the totals."""
    unknowns = table.unknowns()
    names, rows = list(unknowns), len(table.counts)
    true = np.concatenate([unknowns[name][0] for name in names]).astype(float)
    covered = np.concatenate([unknowns[name][1] for name in names])

    def at(name: str, of: slice | int) -> np.ndarray:
        line = np.zeros((len(names), rows))
        line[names.index(name), of] = 1
        return line.ravel()

    known = [at(name, slice(None)) for name in names]
    if table.crossed:
        known += [np.sum([at(str(name), each) for name in table.counts], axis=0) for each in range(rows)]
    for part, whole in table.parts_of.items():
        known += [at(whole, each) - at(part, each) - at(f"{whole} but {part}", each) for each in range(rows)]
    limits = Bounds(np.where(covered, 0, true), np.where(covered, MOST, true))
    sums = [LinearConstraint(line, line @ true, line @ true) for line in known]
    ends = [
        milp(sign * at(column, row), constraints=sums, bounds=limits, integrality=np.ones(len(true))).fun
        for sign in (1, -1)
    ]
    return round(ends[0]), round(-ends[1])


def worked_out(table: Hiding) -> list[tuple[str, int]]:
    """The hidden counts of one to four that have one solution alone; of a table that is all hidden, none."""
    if table.hidden.to_numpy().all():
        return []
    found = []
    for column, row in table.small:
        low, high = could_be(table, column, row)
        if low == high:
            found.append((column, row))
    return found


@contextmanager
def listening() -> Iterator[list[Hiding]]:
    """Inside, every table of people that is hidden in part is kept, as it is and as it is shown."""
    heard: list[Hiding] = []
    usual = Audience.hidden_cells

    def kept(self: Audience, counts: pd.DataFrame, *, crossed: bool = False, parts_of: Any = None) -> Any:
        hidden = usual(self, counts, crossed=crossed, parts_of=parts_of)
        if self.is_public:
            heard.append(Hiding(counts, hidden, crossed and counts.shape[1] > 1, dict(parts_of or {})))
        return hidden

    Audience.hidden_cells = kept  # type: ignore[method-assign]
    try:
        yield heard
    finally:
        Audience.hidden_cells = usual  # type: ignore[method-assign]


def tables(workbook: Workbook, place: str, community: str, day: str) -> list[Hiding]:
    """The tables of people of one public pack."""
    names: dict[str, Any] = {"__name__": "__main__"}
    given = {"place": place, "community": community, "as_of": day, "audience": "public"}
    with listening() as heard:
        for cell in nbformat.read(workbook.path, as_version=4).cells:
            if cell.cell_type != "code":
                continue
            exec(compile(cell.source, workbook.name, "exec"), names)
            if "parameters" in cell.metadata.get("tags", []):
                names.update({name: value for name, value in given.items() if name in names})
    return heard


def main(place: str = "demo", day: str = "2026-06-30") -> int:
    communities = ["", *view(place, "", day, "public").stored("communities")["name"]]
    looked, small, found = 0, 0, 0
    for community in communities:
        for workbook in WORKBOOKS:
            for table in tables(workbook, place, community, day):
                looked, small = looked + 1, small + len(table.small)
                for column, row in worked_out(table):
                    found += 1
                    print(f"{community or 'whole place'}, {workbook.name}: '{column}', row {row}", flush=True)
    print(f"{looked} tables of people, {small} hidden counts of one to four, {found} worked out")
    return found


if __name__ == "__main__":
    sys.exit(1 if main(*sys.argv[1:]) else 0)
