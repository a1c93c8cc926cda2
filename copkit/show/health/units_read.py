"""The figures that several units have, read over the newest twelve months, each held in a funnel."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from copkit.functions.health.control_chart import Better
from copkit.functions.health.funnel import Funnel, Kind, Widened, funnel
from copkit.functions.health.funnel_flags import DIFFERS, WITHIN
from copkit.functions.health.pooled_groups import pooled_groups
from copkit.place.view import View
from copkit.show.free_text import TextsFor

FEWEST_UNITS = 3

FEWEST_TO_WIDEN = 10
"""Of fewer units, how much they differ anyway cannot be told from one that stands out: winsorising a tenth
would trim none of them. Their limits are those of chance alone."""

_MONTHS = pd.DateOffset(months=12)


@dataclass(frozen=True)
class UnitsRead:
    """An indicator with the funnel of its units. Values are to be multiplied by ``times``; ``issue`` is what
    it tells about, or ''; ``uneven_months`` whether some units have figures for fewer periods."""

    name: str
    measure: str
    issue: str
    times: float
    as_percent: bool
    made: Funnel
    uneven_months: bool

    def names(self, way: str, flag: str = "") -> list[str]:
        """The units that are 'better' or 'worse', by name; with a flag, those with that flag."""
        units = self.made.units
        chosen = (units["way"] == way) & ((units["flag"] == flag) if flag else (units["flag"] != WITHIN))
        return sorted(units.loc[chosen, "unit"].astype(str))


@dataclass(frozen=True)
class NotCompared:
    """An indicator whose units cannot be compared: why, and how they could be."""

    name: str
    why: str
    how: str


def read_units(here: View) -> tuple[tuple[UnitsRead, ...], tuple[NotCompared, ...]]:
    """The indicators that three units or more have: those that could be compared, the ones with a unit that
    differs beyond chance first, and those that could not.

    For a community its own indicators alone. In public, units of a few cases are left out, and units and
    indicators that are named after a person who did not agree. Worked out once for a view.
    """
    return here.kept("units of figures", lambda: _read(here))


def newest_period(here: View) -> pd.Timestamp:
    """The newest period of which three units or more have a figure that could be compared; NaT if none."""
    observed = here["observations"]
    mine = observed[observed["indicator"].isin(_indicators(here)["name"]) & observed["denominator"].notna()]
    units = mine.groupby(["indicator", "period"])["unit"].nunique()
    periods = units[units >= FEWEST_UNITS].index.get_level_values("period")
    return pd.NaT if periods.empty else periods.max()


def _indicators(here: View) -> pd.DataFrame:
    rows = here["indicators"]
    return rows[rows["community"].notna()] if here.community else rows


def _read(here: View) -> tuple[tuple[UnitsRead, ...], tuple[NotCompared, ...]]:
    if pd.isna(here.as_of):
        return (), ()
    rows, observed = _indicators(here), here["observations"]
    newest = observed[observed["period"] > here.as_of - _MONTHS].astype({"unit": "object"})
    if here.audience.is_public and len(newest):
        texts = TextsFor(here)
        rows = rows[texts.may(rows["name"])]
        units = pd.Series(newest["unit"].unique(), dtype="object")
        newest = newest[newest["unit"].isin(units[texts.may(units)])]
    found: list[UnitsRead] = []
    not_compared: list[NotCompared] = []
    by_indicator = dict(list(newest.groupby(newest["indicator"].astype("object"))))
    for row in rows.to_dict("records"):
        figures = by_indicator.get(row["name"])
        if figures is None or figures["unit"].nunique() < FEWEST_UNITS:
            continue
        one = _compared(here, row, figures)
        if isinstance(one, UnitsRead):
            found.append(one)
        elif one is not None:
            not_compared.append(one)
    flags = [set(one.made.units["flag"]) for one in found]
    order = sorted(range(len(found)), key=lambda at: (DIFFERS not in flags[at], flags[at] <= {WITHIN}))
    return tuple(found[at] for at in order), tuple(not_compared)


def _compared(here: View, row: dict[str, object], figures: pd.DataFrame) -> UnitsRead | NotCompared | None:
    name = str(row["name"])
    said = row["kind"] if isinstance(row["kind"], str) else ""
    known = figures[figures["denominator"] > 0]
    if said == "count" or known.empty:
        return NotCompared(
            name,
            "It is a plain count, and large units have more of it than small ones.",
            "Type in as well out of how many each count is, and choose the kind 'proportion' or 'rate'.",
        )
    try:
        kind, units = _units(said, known)
        units = _told(here, kind, units)
        if len(units) < FEWEST_UNITS:
            return None
        if kind == "mean" and units["sd"].isna().all():
            return NotCompared(
                name,
                "How far its single values spread is not known, so a mean cannot be told from chance.",
                "Give the standard deviation of the values of each month: a spreadsheet has it as STDEV.",
            )
        widened: Widened = "where found" if len(units) >= FEWEST_TO_WIDEN else "never"
        better: Better = "higher" if row["better"] == "higher" else "lower"
        made = funnel(units, kind, better, widened=widened)
    except ValueError as wrong:
        why = "Its figures cannot be right as they are." if here.audience.is_public else str(wrong)
        return NotCompared(name, why, "Put it right under 'Type in the figure', or choose another kind.")
    if made is None:
        return None
    times = float(str(row["multiplier"])) if pd.notna(row["multiplier"]) else 1.0
    as_percent = kind == "proportion" and times == 100
    periods = known.groupby("unit")["period"].nunique()[list(made.units["unit"])]
    return UnitsRead(
        name,
        row["unit_of_measure"] if isinstance(row["unit_of_measure"], str) else "",
        row["issue"] if isinstance(row["issue"], str) else "",
        1.0 if as_percent else times,
        as_percent,
        made,
        bool(periods.min() < periods.max()),
    )


def _units(said: str, figures: pd.DataFrame) -> tuple[Kind, pd.DataFrame]:
    """The kind, as it was said or else told from the figures, and the figures as `funnel` takes them."""
    if said == "mean" or (not said and figures["sd"].notna().any()):
        columns = {"numerator": "total", "denominator": "n"}
        return "mean", pooled_groups(figures.rename(columns=columns))
    summed = figures.groupby("unit", sort=False)[["numerator", "denominator"]].sum().reset_index()
    if said == "rate":
        return "rate", summed
    numbers = summed[["numerator", "denominator"]]
    whole = bool((numbers == numbers.round()).all(axis=None))
    part = whole and bool((summed["numerator"] <= summed["denominator"]).all())
    return ("proportion" if part or said == "proportion" else "rate"), summed


def _told(here: View, kind: Kind, units: pd.DataFrame) -> pd.DataFrame:
    """The units that this reader may see: in public none with few cases, or few of the rest."""
    if not here.audience.is_public:
        return units
    if kind == "mean":
        return _no_lone_gap(units, units["n"] < here.audience.least_rounded, "n")
    few = (units["denominator"] < here.audience.least_rounded) | units["numerator"].map(here.audience.hides)
    if kind == "proportion":
        few |= (units["denominator"] - units["numerator"]).map(here.audience.hides)
    return _no_lone_gap(units, few, "denominator")


def _no_lone_gap(units: pd.DataFrame, few: pd.Series, size: str) -> pd.DataFrame:
    """Without those of few; if only one would be left out, without the smallest other, too: the figure of all
    units together would tell the one."""
    if few.sum() == 1:
        few = few | (units.index == units.loc[~few, size].idxmin()) if (~few).any() else few
    return units[~few]
