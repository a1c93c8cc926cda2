"""The funnel plot: whether the figures of units differ by more than chance, given how large each unit is.

One idea in each file: ``funnel_limits`` how far chance reaches, ``funnel_overdispersion`` what to do when
nearly all units lie outside it, ``funnel_flags`` which units to look at.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd
from scipy.stats import norm

from copkit.functions.health.control_chart import Better
from copkit.functions.health.funnel_flags import flags
from copkit.functions.health.funnel_limits import TAILS, mean_limits, proportion_limits, rate_limits
from copkit.functions.health.funnel_overdispersion import (
    TRIM,
    Overdispersion,
    Scale,
    from_scale,
    overdispersion,
    to_scale,
)
from copkit.functions.health.funnel_units import pooled_sd, pooled_target, tidy

Kind = Literal["rate", "proportion", "mean"]
"""A count over what is expected or exposed, a part of a whole, or a mean."""

Widened = Literal["where found", "additive", "multiplicative", "never"]
"""Whether limits are widened for overdispersion: by the variance between units (additive) where it is found,
or always; by the factor phi (multiplicative); or never."""


@dataclass(frozen=True)
class Funnel:
    """A funnel plot.

    ``units`` has a row for each unit, in the order in which they came, with the columns unit, value, size
    (exposure, whole or number of values), lower_998, lower_95, upper_95, upper_998 (the limits in force, at
    its size), flag and way (see `flags`).

    ``target`` is the line in the middle, ``is_pooled`` whether it is that of all units together. ``found`` is
    the overdispersion, None for fewer than 3 units; ``widened`` how the limits in force were widened for it:
    'additive', 'multiplicative', or 'never' for limits of chance alone. ``sd`` is the standard deviation of
    one value (means only), ``degrees`` its degrees of freedom.
    """

    units: pd.DataFrame
    kind: Kind
    target: float
    is_pooled: bool
    found: Overdispersion | None
    widened: Widened
    better: Better
    sd: float = float("nan")
    degrees: float = float("inf")

    def limits(self, sizes: np.ndarray) -> pd.DataFrame:
        """The limits in force at any sizes, to draw the curves: the columns size, lower_998, lower_95,
        upper_95, upper_998.
        """
        return self._limits(sizes, self.widened)

    def limits_of_chance(self, sizes: np.ndarray) -> pd.DataFrame:
        """The limits of chance alone, whether or not those in force are wider; columns as of `limits`."""
        return self._limits(sizes, "never")

    def flagged_by_chance_limits(self) -> int:
        """How many units would lie outside the 95% limits of chance alone."""
        chance = self.limits_of_chance(self.units["size"].to_numpy())
        chance.index = self.units.index
        marked = flags(chance.assign(value=self.units["value"]), self.better)
        return int((marked["way"] != "").sum())

    def _limits(self, sizes: np.ndarray, widened: Widened) -> pd.DataFrame:
        at = np.asarray(sizes, dtype=float)
        lines = {name: self._limit(at, name, widened) for name in TAILS}
        return pd.DataFrame({"size": at, **lines})

    def _limit(self, sizes: np.ndarray, name: str, widened: Widened) -> np.ndarray:
        tail, side = TAILS[name], 0 if name.startswith("lower") else 1
        if widened == "never" or self.found is None:
            if self.kind == "rate":
                return rate_limits(sizes, self.target, tail)[side]
            if self.kind == "proportion":
                return proportion_limits(sizes, self.target, tail)[side]
            return mean_limits(sizes, self.target, tail, self.sd, self.degrees)[side]
        scale = self.found.scale
        error = standard_errors(sizes, self.kind, scale, self.target, self.sd)
        if widened == "additive":
            error = np.sqrt(error**2 + self.found.tau2)
        else:
            error = error * np.sqrt(max(1.0, self.found.phi))
        reach = norm.isf(tail) * error
        middle = to_scale(np.array([self._middle]), scale)
        return from_scale(middle - reach if side == 0 else middle + reach, scale) * self._times

    @property
    def _middle(self) -> float:
        return 1.0 if self.kind == "rate" else self.target

    @property
    def _times(self) -> float:
        return self.target if self.kind == "rate" else 1.0


def funnel(
    units: pd.DataFrame,
    kind: Kind,
    better: Better = "neither",
    *,
    target: float | None = None,
    widened: Widened = "where found",
    scale: Scale | None = None,
    trim: float = TRIM,
    sd: float | None = None,
) -> Funnel | None:
    """The funnel plot of units; None if no unit has a figure.

    ``units`` has the columns unit, numerator and denominator (several rows of a unit are added up): counts
    over what is expected or exposed (a 'rate'), or whole numbers out of whole numbers (a 'proportion'). For a
    'mean' it has unit, mean, n and sd, the standard deviation within the unit, one row for each unit; or give
    the known one of all as ``sd``. Rows with something missing or a size of 0 are left out.

    ``target`` is the line in the middle; without one, that of all units together. Give 1 where the
    denominator is the number expected. ``widened`` says what to do about overdispersion; 'where found' widens
    by the variance between units where phi passes its test. ``scale`` is where it is worked out: for rates
    'log' (the default, if no count is 0) or 'square root'; the others have one each. ``trim`` is what is
    winsorised at each end.

    Raises ValueError, in words, for figures that cannot be.

    >>> seen = {"unit": list("abcdef"), "numerator": [100, 150, 180, 80, 120, 225],
    ...     "denominator": [108, 112, 165, 95, 100, 220]}
    >>> made = funnel(pd.DataFrame(seen), "rate", "lower", target=1)
    >>> round(made.found.phi, 6), round(made.found.tau2, 8), made.widened
    (2.149053, 0.01211849, 'additive')
    >>> made.units["flag"].value_counts().to_dict()
    {'within chance': 5, 'worth a look': 1}
    >>> made.flagged_by_chance_limits()
    1
    """
    rows = tidy(units, kind)
    if rows.empty:
        return None
    is_pooled = target is None
    middle = pooled_target(rows) if target is None else float(target)
    _check_target(middle, kind)
    spread, degrees = (float("nan"), float("inf")) if kind != "mean" else pooled_sd(rows, sd)
    scale = scale or _usual_scale(rows, kind)
    found = _scatter(rows, kind, middle, scale, spread, is_pooled, trim)
    if widened == "where found":
        widened = "additive" if found is not None and found.is_found else "never"
    if found is None:
        widened = "never"
    made = Funnel(rows, kind, middle, is_pooled, found, widened, better, spread, degrees)
    lines = made.limits(rows["size"].to_numpy()).drop(columns="size")
    full = pd.concat([rows[["unit", "value", "size"]], lines], axis=1)
    full = pd.concat([full, flags(full, better)], axis=1)
    return replace(made, units=full)


def standard_errors(
    sizes: np.ndarray, kind: Kind, scale: Scale, target: float, sd: float = float("nan")
) -> np.ndarray:
    """The standard errors of units on the target, on the ``scale`` on which they are compared.

    Those of a rate are of its ratio to the target. ``sd`` is that of one value, for means.

    >>> standard_errors(np.array([25.0]), "proportion", "arcsine", 0.2).tolist()
    [0.1]
    """
    if kind == "mean":
        return sd / np.sqrt(sizes)
    root = np.sqrt(sizes * target) if kind == "rate" else np.sqrt(sizes)
    return 1 / root if scale == "log" else 1 / (2 * root)


def _scatter(
    rows: pd.DataFrame, kind: Kind, target: float, scale: Scale, sd: float, pooled: bool, trim: float
) -> Overdispersion | None:
    if len(rows) < 3 or (kind != "mean" and target in (0, 1 if kind == "proportion" else np.inf)):
        return None
    if kind == "mean" and not sd > 0:
        return None
    value, size = rows["value"].to_numpy(), rows["size"].to_numpy()
    middle = target
    if kind == "rate":
        value, middle = value / target, 1.0
    if scale == "log" and (value == 0).any():
        raise ValueError("A count is 0, which has no logarithm. Choose the scale 'square root'.")
    error = standard_errors(size, kind, scale, target, sd)
    difference = to_scale(value, scale) - to_scale(np.array([middle]), scale)
    return overdispersion(difference, error, scale, pooled=pooled, trim=trim)


def _usual_scale(rows: pd.DataFrame, kind: Kind) -> Scale:
    if kind == "rate":
        return "square root" if (rows["value"] == 0).any() else "log"
    return "arcsine" if kind == "proportion" else "as it is"


def _check_target(target: float, kind: Kind) -> None:
    if kind == "proportion" and not 0 <= target <= 1:
        raise ValueError(f"The target {target:g} is no proportion. Give a number from 0 to 1, such as 0.95.")
    if kind == "rate" and target < 0:
        raise ValueError(f"The target {target:g} is below 0. Counts cannot be: give 0 or more.")
