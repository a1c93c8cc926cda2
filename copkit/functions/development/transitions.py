"""Moves between the levels of participation: the transition matrix of years, and rates of moving.

The matrix sets the role at the end of a year against that at its beginning: the maximum-likelihood estimate
of a Markov chain is the share of each row (Anderson and Goodman 1957, Statistical inference about Markov
chains, Annals of Mathematical Statistics 28: 89-110). What happens within a year, there and back, it does
not see; rates of moving do: they set every move against the person-years spent in the role.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import chi2

from copkit.functions.development.roles import LEFT, movement
from copkit.place.schema.people import ROLES

NAMES = (*ROLES, LEFT)
YEAR_IN_DAYS = 365.25


@dataclass(frozen=True)
class Transitions:
    """Who was what at the beginning (rows) and at the end (columns) of a year.

    ``counts`` adds up all years; rows and columns are those of `movement`, with 'not a member' for joining
    and leaving. ``person_years`` says how many began a year in each role (those are at risk). ``shares`` is
    counts over person_years: each row adds up to 1, the diagonal is staying; missing where nobody was, and
    for 'not a member', of whom nobody knows how many there are. ``by_year`` has the columns first and last
    (the days compared), from, to, people, at_risk and share, for each year.
    """

    counts: pd.DataFrame
    person_years: pd.Series
    shares: pd.DataFrame
    by_year: pd.DataFrame


def transition_matrix(
    memberships: pd.DataFrame, last: pd.Timestamp | str, years: int | None = None
) -> Transitions:
    """The transition matrix of each of the ``years`` up to ``last``, and of all of them together.

    ``memberships`` has the columns member, community, role, since, until. Without ``years``, all whole years
    since the first date that is known. Members of two communities count in each. Raises ValueError for fewer
    than one year.

    >>> rows = pd.DataFrame({"member": ["Ann", "Ann", "Bo"], "community": "Homes",
    ...     "role": ["peripheral", "core", "peripheral"],
    ...     "since": pd.to_datetime(["2024-01-01", "2025-07-01", "2024-01-01"]),
    ...     "until": pd.to_datetime(["2025-06-30", None, None])})
    >>> found = transition_matrix(rows, "2025-12-31", years=1)
    >>> float(found.shares.loc["peripheral", "core"])
    0.5
    """
    day = pd.Timestamp(last)
    if years is None:
        years = _whole_years(memberships, day)
    elif years < 1:
        raise ValueError(f"The matrix is to cover {years} years. Ask for at least 1.")
    counts = pd.DataFrame(0, index=list(NAMES), columns=list(NAMES), dtype="int64")
    frames = []
    for back in range(years, 0, -1):
        first = day - pd.DateOffset(years=back)
        end = day - pd.DateOffset(years=back - 1)
        moves = movement(memberships, first, end)
        counts = counts + moves
        long = moves.rename_axis(index="from", columns="to").stack().rename("people").reset_index()
        long.insert(0, "first", first)
        long.insert(1, "last", end)
        at_risk, shares = _shares(moves)
        long["at_risk"] = long["from"].map(at_risk).astype("int64")
        long["share"] = shares.to_numpy().ravel()
        frames.append(long)
    at_risk, shares = _shares(counts)
    columns = ["first", "last", "from", "to", "people", "at_risk", "share"]
    by_year = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=columns)
    return Transitions(counts, at_risk.rename("person_years"), shares, by_year)


def move_rates(
    spells: pd.DataFrame, first: pd.Timestamp | str, last: pd.Timestamp | str, confidence: float = 0.95
) -> pd.DataFrame:
    """How often people move from each role to each other, or leave, in a year spent in it.

    ``spells`` is that of `role_spells` up to ``last``. Counts the moves after ``first`` up to ``last`` and
    the time spent in between; who was there from a day that nobody knows was there at ``first``. Gives a row
    for each two roles between which somebody moved: from, to ('not a member' is leaving), moves,
    person_years (in the role that they move from), rate (moves in a person-year), low and high (exact
    Poisson interval: Garwood 1936, Biometrika 28: 437-442). Joining has no rate.

    >>> spells = pd.DataFrame({"role": ["active"], "since": [pd.NaT], "until": ["2025-07-01"],
    ...                        "next": ["core"]}).astype({"since": "datetime64[ns]",
    ...                        "until": "datetime64[ns]"})
    >>> found = move_rates(spells, "2024-12-31", "2025-12-31")
    >>> int(found["moves"][0]), round(float(found["person_years"][0]), 2)
    (1, 0.5)
    """
    begin, end = (pd.Timestamp(day) + pd.Timedelta(days=1) for day in (first, last))
    since = spells["since"].fillna(begin).clip(lower=begin)
    until = (spells["until"] + pd.Timedelta(days=1)).fillna(end).clip(upper=end)
    spent = ((until - since) / pd.Timedelta(days=YEAR_IN_DAYS)).clip(lower=0)
    years = spent.groupby(spells["role"]).sum()
    change = spells["until"] + pd.Timedelta(days=1)
    moved = spells[spells["next"].notna() & (change > begin) & (change <= end)]
    found = moved.groupby(["role", "next"]).size().rename("moves").reset_index()
    found.columns = pd.Index(["from", "to", "moves"])
    order = {name: place for place, name in enumerate(NAMES)}
    found = found.sort_values(["from", "to"], key=lambda names: names.map(order), ignore_index=True)
    exposure = found["from"].map(years).astype("float64")
    moves = found["moves"].to_numpy(dtype=float)
    tail = (1 - confidence) / 2
    return found.assign(
        person_years=exposure,
        rate=moves / exposure,
        low=chi2.ppf(tail, 2 * moves) / 2 / exposure,
        high=chi2.ppf(1 - tail, 2 * (moves + 1)) / 2 / exposure,
    )


def _shares(counts: pd.DataFrame) -> tuple[pd.Series, pd.DataFrame]:
    at_risk = counts.sum(axis=1)
    at_risk[LEFT] = 0
    return at_risk, counts.div(at_risk.where(at_risk > 0, np.nan), axis=0)


def _whole_years(memberships: pd.DataFrame, day: pd.Timestamp) -> int:
    dates = pd.concat([memberships["since"], memberships["until"]]).dropna()
    if not len(dates):
        return 0
    years = 0
    while day - pd.DateOffset(years=years + 1) >= dates.min():
        years += 1
    return years
