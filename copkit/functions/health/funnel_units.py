"""The figures of units as a funnel plot takes them: checked, one row for each unit, in their order."""

from __future__ import annotations

import numpy as np
import pandas as pd


def tidy(units: pd.DataFrame, kind: str) -> pd.DataFrame:
    """One row for each unit, in the order in which they came: the columns unit, value, size, numerator (or,
    for means, sd).

    ``units`` and ``kind`` are as `funnel` takes them. Rows with something missing or a size of 0 are left
    out. Raises ValueError, in words, for figures that cannot be.

    >>> seen = pd.DataFrame({"unit": ["b", "a", "b"], "numerator": [1, 2, 3], "denominator": [4, 4, 4]})
    >>> tidy(seen, "proportion")[["unit", "value", "size"]].values.tolist()
    [['b', 0.5, 8.0], ['a', 0.5, 4.0]]
    """
    if kind == "mean":
        return _means(units)
    rows = units[["unit", "numerator", "denominator"]].dropna()
    rows = rows.astype({"unit": "object", "numerator": "float64", "denominator": "float64"})
    _refuse(rows, ~np.isfinite(rows[["numerator", "denominator"]]).all(axis=1), "has no end (infinity)")
    _refuse(rows, (rows["numerator"] < 0) | (rows["denominator"] < 0), "is below 0")
    found = rows.groupby("unit", sort=False)[["numerator", "denominator"]].sum().reset_index()
    found = found[found["denominator"] > 0].reset_index(drop=True)
    if kind == "proportion":
        whole = (found[["numerator", "denominator"]] % 1 == 0).all(axis=1)
        _refuse(found, ~whole, "is no whole number: a proportion counts cases")
        _refuse(found, found["numerator"] > found["denominator"], "is more than all of them")
    found["value"] = found["numerator"] / found["denominator"]
    return found.rename(columns={"denominator": "size"})[["unit", "value", "size", "numerator"]]


def _means(units: pd.DataFrame) -> pd.DataFrame:
    rows = units.assign(sd=units.get("sd", np.nan))[["unit", "mean", "n", "sd"]]
    rows = rows.dropna(subset=["unit", "mean", "n"])
    rows = rows.astype({"unit": "object", "mean": "float64", "n": "float64", "sd": "float64"})
    rows = rows[rows["n"] != 0].reset_index(drop=True)
    _refuse(rows, ~np.isfinite(rows[["mean", "n"]]).all(axis=1), "has no end (infinity)")
    _refuse(rows, (rows["n"] < 0) | (rows["sd"] < 0), "has a number or a spread below 0")
    _refuse(rows, rows["unit"].duplicated(), "is there twice: give one mean for each unit")
    return rows.rename(columns={"mean": "value", "n": "size"})[["unit", "value", "size", "sd"]]


def pooled_target(rows: pd.DataFrame) -> float:
    """The figure of all units together: the sum of numerators over the sum of sizes, or the mean of all.

    >>> pooled_target(pd.DataFrame({"value": [1.0, 3.0], "size": [10, 30]}))
    2.5
    """
    if "numerator" in rows:
        return float(rows["numerator"].sum() / rows["size"].sum())
    return float(np.average(rows["value"], weights=rows["size"]))


def pooled_sd(rows: pd.DataFrame, known: float | None) -> tuple[float, float]:
    """The standard deviation of one value, and its degrees of freedom: infinite if it is ``known``.

    Else it is pooled from those within units, weighted by n - 1. Raises ValueError if there is none.

    >>> pooled_sd(pd.DataFrame({"size": [11.0, 11.0], "sd": [3.0, 4.0]}), None)
    (3.5355339059327378, 20.0)
    """
    if known is not None:
        if not known > 0:
            raise ValueError("The standard deviation must be above 0.")
        return float(known), float("inf")
    told = rows[rows["sd"].notna() & (rows["size"] > 1)]
    degrees = float((told["size"] - 1).sum())
    if degrees <= 0 or not (told["sd"] > 0).any():
        raise ValueError(
            "How far single values spread is not known. Give the standard deviation within units (column "
            "sd), or that of all."
        )
    return float(np.sqrt(((told["size"] - 1) * told["sd"] ** 2).sum() / degrees)), degrees


def _refuse(rows: pd.DataFrame, wrong: pd.Series, why: str) -> None:
    if wrong.any():
        raise ValueError(f"A figure of the unit '{rows.loc[wrong, 'unit'].iloc[0]}' {why}. Correct it first.")
