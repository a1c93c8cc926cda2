"""How members move in and out over the years: the transition matrix, and how long it takes."""

from __future__ import annotations

import pandas as pd

from copkit.functions import development
from copkit.place.view import View
from copkit.show.development.contributions import contributions
from copkit.show.development.roles import NO_ROLES
from copkit.show.page import Figure, Finding, Needs, Section
from copkit.show.sentences import capital, count, date, listing, number, people, percent
from copkit.show.survival_figure import survival_curve
from copkit.show.tables import Table

TIMES = (3, 6, 12, 24, 36)
MOST_YEARS = 12
NO_DAYS = Needs(
    "How members' paths go on is not known yet.",
    "Tick off who comes to events: from a member's second event on, this page can say how long it takes.",
)


def paths(here: View) -> Section:
    """Who moves from which level to which in a year, how soon people come again, and how long they stay."""
    rows = here["memberships"]
    if rows.empty:
        return Section([NO_ROLES])
    if pd.isna(here.as_of):
        return Section([NO_DAYS])
    did = contributions(here)
    sectors = development.sector_of_members(here["members"], here.whole["organisations"])
    # the years of few people add up to numbers that look large: the room alone sees them
    found = [] if here.audience.is_public else _transitions(here)
    found += _leaving_roles(here)
    if did["member"].nunique() < 2:
        return Section([*found, NO_DAYS])
    second = development.time_to_second_contribution(did, here.as_of, sectors=sectors)
    silence = development.time_to_silence(did, here.as_of, sectors=sectors)
    return Section(
        [
            *found,
            *_how_long(here, second, "come a second time", "have not come a second time", _SECOND),
            *_how_long(here, silence, "fall silent for a year", "are still there", _SILENCE),
        ]
    )


_BY_ACTIVITY = (
    "Nobody wrote down when roles began and ended, so activity stands in for them: who did something in six "
    "months of a year or more counts as core, in two or more as active, in one as peripheral. Where the "
    "lines are drawn is a choice. "
)
_SECOND = (
    "From the month in which somebody first did anything here (came to an event, led a part of it, wrote, "
    "raised an issue and the like) to the next month in which they did. Who has not come again by now is "
    "counted for as long as they could have."
)
_SILENCE = (
    f"Somebody has left who did nothing here for {development.SILENT_MONTHS} whole months, with the last "
    "month in which they did. That can only be seen once so much time has passed: who was still there "
    "before it is counted up to then."
)


def _transitions(here: View) -> list[Finding]:
    rows, how = here["memberships"], ""
    if rows["since"].isna().all():
        # nobody wrote down when roles began: how often people did anything stands in for it
        rows, how = development.levels_by_activity(contributions(here), here.as_of), _BY_ACTIVITY
        if rows.empty:
            return []
    found = development.transition_matrix(rows, here.as_of)
    years = found.by_year["last"].nunique() if len(found.by_year) else 0
    if not years:
        return []
    counts, at_risk = found.counts, found.person_years
    moving = counts.loc[counts.sum(axis=1) > 0, counts.sum() > 0]
    frame = moving.rename_axis("At the beginning of a year").reset_index()
    table = Table(
        f"Roles a year apart, in {number(years)} years up to {date(here.as_of)}: from (rows) to (columns)",
        frame,
        here.audience,
        people=list(moving.columns),
        crossed=True,
    )
    told = []
    for role in ("peripheral", "active"):
        begun = int(at_risk.get(role, 0))
        if begun:
            inward = int(counts.loc[role, list(counts.columns[: list(counts.columns).index(role)])].sum())
            left = int(counts.loc[role, development.LEFT])
            told.append(
                f"Of {begun:,} {role} memberships {percent(inward / begun)} were further in a year later, "
                f"and {percent(left / begun)} had ended."
            )
    sentence = " ".join(told) or "Who moved to where is in the table."
    method = (
        f"{how}Each year counts by itself: the role at its beginning against that at its end, all years "
        "added up. Somebody in two communities counts in each. What happens within a year, there and "
        "back, is not seen. 'Not a member' stands for joining and leaving."
    )
    return [Finding(sentence, [table], method, "Anderson and Goodman 1957, for the transition matrix")]


def _leaving_roles(here: View) -> list[Finding]:
    spells = development.role_spells(here["memberships"], here.as_of)
    found = development.where_people_leave(spells)
    left = int(found["left"].sum())
    if not left:
        return []
    frame = found.loc[found["left"] > 0, ["role", "left", "median_months"]].set_axis(
        ["Role at leaving", "Left", "Months from joining, median"], axis=1
    )
    table = Table(
        "In which role people left",
        frame,
        here.audience,
        people=["Left"],
        follows={"Months from joining, median": "Left"},
        formats={"Months from joining, median": "whole"},
    )
    if table.hides or here.audience.hides(left):
        return [Finding("In which role people left is in the table, where enough did.", [table])]
    most = found.loc[found["left"].idxmax()]
    part = "all" if most["left"] == left else f"{int(most['left']):,}"
    told = f"{count(left, 'membership has', 'memberships have')} ended, {part} of them as {most['role']}."
    method = "Many leave where many are. A break of up to a month is none."
    return [Finding(told, [table], method)]


def _how_long(here: View, durations: pd.DataFrame, happens: str, still: str, how: str) -> list[Finding]:
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
    shown: list[Table | Figure] = (
        [table]
        if here.audience.is_public
        else [survival_curve(title, table, curve, "Months after the first time")]
    )
    method = (
        f"{how}{tested} The curve is cut where fewer than {development.FEWEST_AT_RISK} people are left to "
        "follow; the band is the 95% interval."
    )
    source = "Kaplan and Meier 1958; log-log band as in Kalbfleisch and Prentice 2002; Mantel 1966 (log-rank)"
    return [Finding(f"{told}.", shown, method, source)]


def _within(months: float) -> str:
    if months == 0:
        return "right after their first month"
    return f"within {count(months, 'month')}" if months == int(months) else f"within {number(months)} months"


def _differences(durations: pd.DataFrame) -> tuple[str, str]:
    """Which grouping tells people apart, for the headline, and all that was tested, for the method."""
    differs, tested = [], []
    for column, words in (("joining_year", "by the year in which people came"), ("sector", "by sector")):
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
