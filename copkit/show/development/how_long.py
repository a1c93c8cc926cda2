"""How long something takes on members' paths: Kaplan-Meier curves, and the same by group."""

from __future__ import annotations

from collections.abc import Hashable

import pandas as pd

from copkit.functions import development
from copkit.place.view import View
from copkit.show.page import Figure, Finding
from copkit.show.sentences import capital, count, listing, number, people, percent
from copkit.show.survival_figure import survival_curve
from copkit.show.tables import Table

TIMES = (3, 6, 12, 24, 36)
GROUP_TIMES = (6, 12)
ROLE_TIMES = (12, 24)
GROUPS = {"joining_year": "Year of joining", "sector": "Sector"}
TESTED = {"joining_year": "by the year in which people came", "sector": "by sector"}
SOURCE = "Kaplan and Meier 1958; log-log band as in Kalbfleisch and Prentice 2002; Mantel 1966 (log-rank)"
_ROLE_IN_WORDS = {"active": "active members", "core": "members of the core"}


def how_long(here: View, durations: pd.DataFrame, happens: str, still: str, how: str) -> list[Finding]:
    """The Kaplan-Meier curve of one kind of path, and whether cohorts or sectors differ."""
    if len(durations) < 2 or here.audience.hides(len(durations)):
        return []
    curve = development.kaplan_meier(durations)
    at = development.survival_at(curve, TIMES)
    at = at[~at["few"].astype(bool)]
    gone = int(durations["event"].sum())
    if at.empty or here.audience.hides(gone) or here.audience.hides(len(durations) - gone):
        return []
    frame = pd.DataFrame(
        {
            "Months after the first time": at["time"].astype(int),
            capital(still): at["surviving"],
            "From": at["low"],
            "To": at["high"],
            "Followed so long": at["at_risk"],
        }
    )
    share = dict.fromkeys([capital(still), "From", "To"], "percent")
    table = Table(
        f"How many {still}, with 95% intervals",
        frame,
        here.audience,
        people=["Followed so long"],
        formats=share,
        follows=dict.fromkeys(share, "Followed so long"),
    )
    half = development.median_time(curve)
    if half.median is None:
        told = f"More than half of {people(here.audience, len(durations))} never {happens} in the time seen"
    else:
        told = f"Half of {people(here.audience, len(durations))} {happens} {_within(half.median)}"
        if half.low is not None and half.high is not None and half.low < half.high:
            told += f" (95% interval {number(half.low)} to {number(half.high)})"
    differs, tested = _differences(durations)
    told += differs
    title = f"How many {still}, by months after their first time"
    # from step to step the table tells how few there are: the public gets the sentence alone
    shown: list[Table | Figure] = []
    if not here.audience.is_public:
        shown = [survival_curve(title, table, curve, "Months after the first time")]
    method = (
        f"{how}{tested} The curve is cut where fewer than {development.FEWEST_AT_RISK} people are left to "
        "follow; the band is the 95% interval."
    )
    if not here.audience.is_public:
        shown += _by_group(here, durations, still)
    return [Finding(f"{told}.", shown, method, SOURCE)]


def _by_group(here: View, durations: pd.DataFrame, still: str) -> list[Table]:
    """The curve of each joining year and of each sector at half a year and a year, with its interval."""
    found = []
    for column, words in GROUPS.items():
        rows = []
        for name, own in durations.groupby(column):
            if len(own) < development.FEWEST_AT_RISK:
                continue
            at = development.survival_at(development.kaplan_meier(own), GROUP_TIMES)
            shares = [
                _with_interval(row) if not row["few"] else "too few are left to follow"
                for row in at.to_dict("records")
            ]
            rows.append((str(name), len(own), *shares))
        if len(rows) > 1:
            labels = [f"After {months} months" for months in GROUP_TIMES]
            frame = pd.DataFrame(rows, columns=[words, "People", *labels])
            found.append(Table(f"How many {still}, by {words.lower()}", frame, here.audience))
    return found


def _with_interval(row: dict[Hashable, float]) -> str:
    share = percent(row["surviving"])
    if pd.isna(row["low"]) or row["low"] == row["high"]:
        return share
    return f"{share} ({percent(row['low'])} to {percent(row['high'])})"


def time_to_roles(here: View, spells: pd.DataFrame) -> list[Finding]:
    """How long it takes from joining further out to becoming active, and to the core."""
    rows, told = [], []
    for role in ("active", "core"):
        durations = development.time_to_role(spells, role, here.as_of)
        reached = int(durations["event"].sum())
        small = here.audience.hides(reached) or here.audience.hides(len(durations) - reached)
        if len(durations) < development.FEWEST_AT_RISK or not reached or small:
            continue
        at = development.survival_at(development.kaplan_meier(durations), ROLE_TIMES)
        shares = [
            "too few are left to follow" if row["few"] else percent(1 - row["surviving"])
            for row in at.to_dict("records")
        ]
        rows.append((role, len(durations), reached, *shares))
        usual = durations.loc[durations["event"], "months"].median()
        sentence = f"{reached:,} of {len(durations):,} who joined further out became {_ROLE_IN_WORDS[role]}"
        if reached >= development.FEWEST_AT_RISK:
            sentence += f"; half of those who did took {count(round(usual), 'month')} or less"
        told.append(sentence)
    if not rows:
        return []
    labels = [f"Within {months} months" for months in ROLE_TIMES]
    frame = pd.DataFrame(rows, columns=["Role", "Joined further out", "Reached it", *labels])
    table = Table(
        "How long it takes to a role further in",
        frame,
        here.audience,
        people=["Joined further out", "Reached it"],
    )
    method = (
        "From the first day in a community to the first day in the role or one further in. The shares are 1 "
        "less the Kaplan-Meier curve: what they would be if nobody left before."
    )
    return [Finding(f"{'. '.join(told)}.", [table], method, SOURCE)]


def _within(months: float) -> str:
    if months == 0:
        return "right after their first month"
    return f"within {count(months, 'month')}" if months == int(months) else f"within {number(months)} months"


def _differences(durations: pd.DataFrame) -> tuple[str, str]:
    """Which grouping tells people apart, for the headline, and all that was tested, for the method."""
    differs, tested = [], []
    for column, words in TESTED.items():
        sizes = durations[column].value_counts()
        large = durations[durations[column].isin(sizes.index[sizes >= development.FEWEST_AT_RISK])]
        if large[column].nunique() < 2:
            continue
        test = development.log_rank(large, column)
        if test.p is not None:
            tested.append(f"{words} (p {_p(test.p)})")
            if test.p < 0.05:
                differs.append(words)
    headline = f"; it differs {listing(differs, 2)}" if differs else ""
    return headline, f" Log-rank test of differences: {listing(tested, 2)}." if tested else ""


def _p(value: float) -> str:
    return "below 0.001" if value < 0.001 else f"= {value:.2g}"
