"""What if: a fuzzy cognitive map, run from a start until it settles, repeats itself, or does neither.

Written here and not taken from a library: FCMpy, the only kept one, pins old versions of pandas and
networkx; the method is a dozen lines of arithmetic and has published cases to hold it to.

Sources: Kosko 1986, Fuzzy cognitive maps, International Journal of Man-Machine Studies 24: 65-75;
Stylios and Groumpos 2004 (the modified rule); Papageorgiou 2011 (the rescaled rule); Tsadiras 2008,
Information Sciences 178: 3880-3894 (transfer functions, and how a map can behave).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict, Unpack

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

Inference = Literal["kosko", "modified kosko", "rescaled"]
Transfer = Literal["sigmoid", "hyperbolic tangent", "bivalent", "trivalent"]
Behaviour = Literal["settles", "repeats", "does not settle"]


class How(TypedDict, total=False):
    """How a map is run: see `simulate`."""

    inference: Inference
    transfer: Transfer
    slope: float
    steps: int
    tolerance: float


MOST_STEPS = 200
TOLERANCE = 0.001

_TRANSFERS: Mapping[str, Callable[[np.ndarray, float], np.ndarray]] = {
    "sigmoid": lambda values, slope: 1 / (1 + np.exp(-np.clip(slope * values, -700, 700))),
    "hyperbolic tangent": lambda values, slope: np.tanh(slope * values),
    "bivalent": lambda values, _: (values > 0).astype(float),
    "trivalent": lambda values, _: np.sign(values),
}


class UnknownIssue(ValueError):
    """An issue that the map does not have."""


@dataclass(frozen=True)
class Run:
    """The levels of the issues, step by step, and how they behave in the end.

    ``states`` has a row for each step (0 is the start) and a column for each issue. A run that
    ``repeats`` goes round in ``period`` steps: its last levels are then the mean of one round.
    """

    states: pd.DataFrame
    behaviour: Behaviour
    period: int = 1

    @property
    def end(self) -> pd.Series:
        return self.states.tail(self.period if self.behaviour == "repeats" else 1).mean()


def weight_matrix(links: pd.DataFrame, issues: Sequence[str] = ()) -> pd.DataFrame:
    """The strengths of the links as a square frame: rows act on columns; 0 where there is no link."""
    names = sorted({*issues, *links["cause"], *links["effect"]})
    matrix = pd.DataFrame(0.0, index=names, columns=names)
    for cause, effect, strength in links[["cause", "effect", "strength"]].itertuples(index=False):
        matrix.loc[cause, effect] = float(strength)
    return matrix


def simulate(
    weights: pd.DataFrame,
    start: Mapping[str, float],
    *,
    held: Mapping[str, float] | None = None,
    inference: Inference = "modified kosko",
    transfer: Transfer = "sigmoid",
    slope: float = 1.0,
    steps: int = MOST_STEPS,
    tolerance: float = TOLERANCE,
) -> Run:
    """Runs a map from the levels in ``start`` (0 where not given).

    ``weights`` is square; rows act on columns, whatever the order of either. ``held`` keeps issues at
    a level throughout: an intervention. The run ends at the step whose largest change is at most
    ``tolerance``. Raises `UnknownIssue` for a name that the map does not have.

    >>> weights = pd.DataFrame([[0.0, 1.0], [0.0, 0.0]], index=["a", "b"], columns=["a", "b"])
    >>> run = simulate(weights, {"a": 1}, inference="kosko", transfer="bivalent")
    >>> run.behaviour, run.end.to_dict()
    ('settles', {'a': 0.0, 'b': 0.0})
    """
    names = list(weights.index)
    if set(names) != set(weights.columns):
        raise UnknownIssue("The rows and the columns of the map name different issues.")
    held = dict(held or {})
    _must_know(names, {*start, *held})
    into = csr_array(weights.reindex(columns=names).to_numpy(dtype=float).T)
    level = np.array([held.get(name, start.get(name, 0.0)) for name in names], dtype=float)
    fixed = np.array([name in held for name in names])
    states = [level]
    settled = steps == 0
    for _ in range(steps):
        following = _step(into, states[-1], inference, transfer, slope)
        following[fixed] = level[fixed]
        states.append(following)
        if np.abs(following - states[-2]).max(initial=0.0) <= tolerance:
            settled = True
            break
    frame = pd.DataFrame(np.array(states), columns=names)
    if settled:
        return Run(frame, "settles")
    period = _period(np.array(states), tolerance)
    return Run(frame, "repeats", period) if period else Run(frame, "does not settle")


def _must_know(names: Sequence[str], asked: Iterable[str]) -> None:
    if unknown := sorted(set(asked) - set(names)):
        raise UnknownIssue(f"The map has no issue called '{unknown[0]}'.")


def _step(
    into: csr_array, level: np.ndarray, inference: Inference, transfer: Transfer, slope: float
) -> np.ndarray:
    if inference == "kosko":
        drive = into @ level
    elif inference == "modified kosko":
        drive = into @ level + level
    else:
        drive = into @ (2 * level - 1) + (2 * level - 1)
    return _TRANSFERS[transfer](drive, slope)


def _period(states: np.ndarray, tolerance: float) -> int:
    """In how many steps the end of a run goes round: seen twice in a row; 0 if it does not."""
    for period in range(2, len(states) // 3 + 1):
        last, before = states[-period:], states[-2 * period : -period]
        if np.abs(last - before).max() <= tolerance:
            return period
    return 0


def compare(
    weights: pd.DataFrame,
    scenarios: Mapping[str, Mapping[str, float]],
    start: Mapping[str, float] | None = None,
    **how: Unpack[How],
) -> pd.DataFrame:
    """How far each scenario moves each issue from where it would be if nothing is done.

    ``scenarios`` maps a name to the levels at which issues are held. Gives a frame by issue with the
    column baseline and one column of differences for each scenario. ``how`` goes to `simulate`; runs
    go on until they stand much stiller than there, so that no difference is one of when they ended.
    """
    how.setdefault("tolerance", TOLERANCE / 1000)
    begun = start if start is not None else dict.fromkeys(weights.index, 0.5)
    frame = pd.DataFrame({"baseline": simulate(weights, begun, **how).end})
    for name, held in scenarios.items():
        frame[name] = simulate(weights, begun, held=held, **how).end - frame["baseline"]
    return frame.rename_axis("issue")


def sensitivity(
    weights: pd.DataFrame,
    held: Mapping[str, float],
    *,
    spread: float = 0.2,
    runs: int = 200,
    seed: int = 0,
    **how: Unpack[How],
) -> pd.DataFrame:
    """How sure the effect of a scenario is when the strengths of the links are uncertain.

    In each run every link's strength is drawn evenly from its own, plus and minus ``spread``, within
    -1 to 1; links that are not there stay away. Gives a frame by issue with the columns low, middle
    and high (the 5th, 50th and 95th percentiles of the difference to the baseline) and same_sign (the
    share of runs whose difference has the sign of the middle one).
    """
    chance = np.random.default_rng(seed)
    names = list(weights.index)
    _must_know(names, held)
    values = weights.reindex(columns=names).to_numpy(dtype=float)
    linked = np.nonzero(values)
    shifts = np.array([chance.uniform(-spread, spread, linked[0].size) for _ in range(runs)])
    strengths = np.clip(values[linked] + shifts.reshape(runs, -1), -1, 1)
    how.setdefault("tolerance", TOLERANCE / 1000)
    begun = np.full(len(names), 0.5)
    without = _ends_together(linked, strengths, begun, np.zeros(len(names), dtype=bool), **how)
    fixed = np.array([name in held for name in names])
    begun[fixed] = [held[name] for name in names if name in held]
    drawn = _ends_together(linked, strengths, begun, fixed, **how) - without
    for run in np.nonzero(np.isnan(drawn).any(axis=1))[0]:
        shaken = values.copy()
        shaken[linked] = strengths[run]
        drawn[run] = compare(pd.DataFrame(shaken, names, names), {"scenario": held}, **how)["scenario"]
    found = pd.DataFrame(drawn.T, index=names)
    frame = pd.DataFrame({name: found.quantile(q, axis=1) for name, q in _PERCENTILES.items()})
    signs = np.sign(found.round(6)).eq(np.sign(frame["middle"].round(6)), axis=0)
    return frame.assign(same_sign=signs.mean(axis=1)).rename_axis("issue")


def _ends_together(
    linked: tuple[np.ndarray, ...],
    strengths: np.ndarray,
    begun: np.ndarray,
    fixed: np.ndarray,
    *,
    inference: Inference = "modified kosko",
    transfer: Transfer = "sigmoid",
    slope: float = 1.0,
    steps: int = MOST_STEPS,
    tolerance: float = TOLERANCE,
) -> np.ndarray:
    """Where maps with the same links and other strengths (a row each) settle, run side by side as one map
    that falls apart into them; NaN for each that does not settle, of which `simulate` tells more."""
    runs, issues = strengths.shape[0], begun.size
    offsets = np.arange(runs)[:, None] * issues
    rows, columns = ((offsets + linked[side]).ravel() for side in (1, 0))
    into = csr_array((strengths.ravel(), (rows, columns)), shape=(runs * issues, runs * issues))
    level = np.tile(begun, runs)
    ends = np.full((runs, issues), np.nan)
    if steps == 0:
        ends[:] = begun
    for _ in range(steps):
        following = _step(into, level, inference, transfer, slope)
        following.reshape(runs, issues)[:, fixed] = begun[fixed]
        moved = np.abs(following - level).reshape(runs, issues).max(axis=1, initial=0.0)
        settled = (moved <= tolerance) & np.isnan(ends).any(axis=1)
        ends[settled] = following.reshape(runs, issues)[settled]
        level = following
        if not np.isnan(ends).any():
            break
    return ends


_PERCENTILES = {"low": 0.05, "middle": 0.5, "high": 0.95}
