"""How members move in and out over the years: the transition matrix, and how long it takes."""

from __future__ import annotations

import pandas as pd

from copkit.functions import development
from copkit.place.view import View
from copkit.show.development.contributions import contributions
from copkit.show.development.how_long import how_long, time_to_roles
from copkit.show.development.roles import NO_ROLES
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import count, date
from copkit.show.tables import Table

FEWEST_TOLD = 5
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
    if not here.audience.is_public:
        spells = development.role_spells(rows, here.as_of)
        found += [*_leaving_roles(here, spells), *time_to_roles(here, spells)]
    if did["member"].nunique() < 2:
        return Section([*found, NO_DAYS])
    second = development.time_to_second_contribution(did, here.as_of, sectors=sectors)
    silence = development.time_to_silence(did, here.as_of, sectors=sectors)
    return Section(
        [
            *found,
            *how_long(here, second, "come a second time", "have not come a second time", _SECOND),
            *how_long(here, silence, "fall silent for a year", "are still there", _SILENCE),
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
        f"Roles a year apart, in {count(years, 'year')} up to {date(here.as_of)}: from (rows) to (columns)",
        frame,
        here.audience,
        people=list(moving.columns),
        crossed=True,
    )
    told = []
    for role in ("peripheral", "active"):
        begun = int(at_risk.get(role, 0))
        if begun >= FEWEST_TOLD:
            inward = int(counts.loc[role, list(counts.columns[: list(counts.columns).index(role)])].sum())
            left = int(counts.loc[role, development.LEFT])
            told.append(
                f"A year later {inward:,} of {begun:,} {role} memberships {'was' if inward == 1 else 'were'} "
                f"further in, and {left:,} had ended."
            )
    sentence = " ".join(told) or "Who moved to where is in the table."
    method = (
        f"{how}Each year counts by itself: the role at its beginning against that at its end, all years "
        "added up. Somebody in two communities counts in each. What happens within a year, there and "
        "back, is not seen. 'Not a member' stands for joining and leaving."
    )
    return [Finding(sentence, [table], method, "Anderson and Goodman 1957, for the transition matrix")]


def _leaving_roles(here: View, spells: pd.DataFrame) -> list[Finding]:
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
