"""The hours that organisations promised and gave, what they cost, what came of them, and who is stretched."""

from __future__ import annotations

import pandas as pd

from copkit.functions.enablement import hours as counted
from copkit.functions.enablement import load
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show import figures
from copkit.show.development.contributions import GIVEN, contributions
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count, listing, month, number
from copkit.show.tables import Table

MOST = 40
MONTHS_SHOWN = 12
NO_HOURS = Needs(
    "No hours are known yet.",
    "Tick off who comes to events and say how long they last, and write other hours in 'Hours given'.",
)
_METHOD = (
    "Given are the hours at events, for each member who came, and those written down in 'Hours given'. "
    "What was not written down is not in it. A promise counts from the first whole month after its day. "
    "Only months that are over count."
)


def recorded(here: View) -> counted.Recorded:
    """The hours recorded until the day of the view."""
    return counted.recorded_hours(
        here["events"], here["attendance"], here["members"], here["hours_given"], _day(here)
    )


def _day(here: View) -> pd.Timestamp:
    return here.as_of if pd.notna(here.as_of) else pd.Timestamp.max.normalize()


def hours(here: View) -> Section:
    """Hours promised and given by organisation and month; what they cost, and what came of them."""
    known = recorded(here)
    grid = counted.hours_by_month(known, here["commitments"], here.as_of) if len(known.hours) else None
    if grid is None or grid.empty:
        return Section([NO_HOURS])
    grid = grid[grid["month"].isin(sorted(grid["month"].unique())[-MONTHS_SHOWN:])]
    enough = _organisations_to_show(here, known)
    return Section(
        [
            _by_month(here, grid),
            *_by_organisation(here, grid, enough),
            *_cost(here, known, grid, enough),
        ]
    )


def _organisations_to_show(here: View, known: counted.Recorded) -> set[str]:
    """Those whose hours this reader may see: in public, where enough people gave them."""
    people = known.hours.dropna(subset=["member"]).groupby("organisation")["member"].nunique()
    names = set(known.hours["organisation"].dropna()) | set(here["commitments"]["organisation"])
    return {
        name
        for name in names
        if not here.audience.is_public or people.get(name, 0) >= here.audience.threshold
    }


def _by_month(here: View, grid: pd.DataFrame) -> Finding:
    months = grid.groupby("month")[["given", "promised"]].sum().reset_index()
    frame = months.set_axis(["Month", "Given", "Promised"], axis=1)
    table = Table(
        "Hours of all organisations by month", frame, here.audience, formats={"Month": "month"} | _WHOLE
    )
    last = months.iloc[-1]
    given, promised = float(months["given"].sum()), float(months["promised"].sum())
    title = f"{number(given, 0)} hours were given in {count(len(months), 'month')}"
    told = f"{title}, to {month(last['month'])}"
    told += (
        f"; {number(promised, 0)} were promised for them." if promised else "; none were promised for them."
    )
    shown = figures.line(title, table, "Month", ["Given", "Promised"]) if len(months) > 1 else table
    return Finding(told, [shown], _METHOD)


_WHOLE = dict.fromkeys(["Given", "Promised", "Hours"], "whole")


def _by_organisation(here: View, grid: pd.DataFrame, enough: set[str]) -> list[Finding]:
    """What each gave, and, in the months for which it promised hours, how far it is behind."""
    grid = grid[grid["organisation"].isin(enough)]
    if grid.empty:
        return []
    bound = grid[grid["promised"] > 0].groupby("organisation")[["given", "promised"]].sum()
    sums = grid.groupby("organisation")["given"].sum().to_frame("all")
    sums = sums.join(bound.rename(columns={"given": "then"}))
    sums["behind"] = (sums["promised"] - sums["then"]).clip(lower=0)
    sums = sums.sort_values(["behind", "all"], ascending=[False, False], kind="stable").reset_index()
    frame = sums.set_axis(
        ["Organisation", "Given", "Given in months with a promise", "Promised", "Still to come"], axis=1
    )
    table = Table(
        f"Hours by organisation in {count(grid['month'].nunique(), 'month')}",
        frame.head(MOST),
        here.audience,
        formats=dict.fromkeys(list(frame)[1:], "whole"),
    )
    promised = sums[sums["promised"].notna()]
    behind = promised[promised["behind"] >= 1]
    if promised.empty:
        told = "No organisation has promised hours that count by now."
    elif behind.empty:
        told = (
            "Every organisation that promised hours gave at least as many in the months that they were for."
        )
    else:
        first = behind.iloc[0]
        told = f"{first['organisation']} is furthest behind what it promised"
        told += f": {number(first['then'], 0)} of {number(first['promised'], 0)} hours"
        told += f"; {len(behind) - 1:,} more behind." if len(behind) > 1 else "."
    return [Finding(told, [table], "More than was promised in one month makes up for less in another.")]


def _cost(here: View, known: counted.Recorded, grid: pd.DataFrame, enough: set[str]) -> list[Finding]:
    """What the hours are worth, and what came of them in the same months."""
    inside = known.hours[known.hours["month"].isin(grid["month"]) & known.hours["organisation"].isin(enough)]
    costs = counted.hours_cost(inside, here.whole["organisations"])
    worth = counted.total_cost(costs)
    if not worth.priced:
        return []
    frame = costs[costs["cost"].notna()][["organisation", "hours", "hour_costs", "cost"]]
    table = Table(
        "What the hours are worth",
        frame.set_axis(["Organisation", "Hours", "An hour costs (£)", "Worth (£)"], axis=1).head(MOST),
        here.audience,
        formats={"Hours": "whole", "An hour costs (£)": "two decimals", "Worth (£)": "whole"},
    )
    told = f"The time given is worth about £{number(round(worth.cost, -1), 0)}"
    if worth.unpriced:
        told += f"; {number(worth.unpriced, 0)} hours more have no price"
    told += f". {_came_of_it(here, grid)}"
    method = (
        "An hour is worth what it costs the employer. What came of it is what was written down for the same "
        "months; that it came because of these hours is for those who were there to say."
    )
    return [Finding(told.strip(), [table], method, "2 CFR 200.306, for time that employers give in kind")]


def _came_of_it(here: View, grid: pd.DataFrame) -> str:
    did = contributions(here)
    first, last = grid["month"].min(), grid["month"].max() + pd.offsets.MonthEnd(1)
    did = did[(did["date"] >= first) & (did["date"] <= last)]
    did = did[did["kind"].isin(_CAME)]
    if here.audience.is_public:
        people = did.groupby("kind")["member"].nunique()
        did = did[~did["kind"].map(people).map(here.audience.hides).astype(bool)]
    counts = did["kind"].value_counts()
    parts = [count(int(counts[kind]), *words) for kind, words in _CAME.items() if kind in counts]
    return f"In the same months: {listing(parts, 6)}." if parts else ""


_CAME = {
    "hosted": ("part of an event led", "parts of events led"),
    "wrote": ("resource made", "resources made"),
    "taught": ("mentoring begun", "mentorings begun"),
    "introduced": ("introduction made", "introductions made"),
    "did": ("action done", "actions done"),
    "told": ("story told", "stories told"),
}
assert set(_CAME) <= set(GIVEN)


def stretched(here: View) -> Section:
    """Who gives more than their manager agreed to, or carries far more than most. For the room alone."""
    if pd.isna(here.as_of) or here["members"].empty:
        return Section([NO_HOURS])
    if here.audience.is_public:
        return Section([Finding("Who is stretched is for those in the room to see.")])
    known = recorded(here)
    beyond = load.beyond_agreed(known.hours, here["members"], here.as_of)
    return Section([_beyond(here, beyond), _much(here)])


def _beyond(here: View, beyond: pd.DataFrame) -> Finding | Needs:
    if beyond.empty:
        return Needs(
            "For nobody it is known how many hours their manager agreed to.",
            "Write it in the sheet Members, under 'hours a month'.",
        )
    over = beyond[beyond["stretched"]]
    who = count(len(over), "member gives", "members give")
    told = f"{capital(who)} more hours than were agreed, in {load.AT_LEAST} or more of the last "
    told += f"{load.MONTHS} months, of {len(beyond):,} for whom hours are agreed."
    frame = over[["member", "organisation", "agreed", "given", "months_beyond"]].set_axis(
        ["Member", "Organisation", "Agreed a month", "Given a month", "Months beyond"], axis=1
    )
    decimals = dict.fromkeys(["Agreed a month", "Given a month"], "one decimal")
    evidence = [Table("Who gives more than was agreed", frame.head(MOST), here.audience, formats=decimals)]
    method = (
        "Hours at events and those written down under a member's name. Only that person can say whether "
        "it is too much: ask, and do not praise it."
    )
    source = "Kahn and others 1964, Organizational Stress, on role overload"
    return Finding(told, evidence if len(over) else [], method, source)


def _much(here: View) -> Finding:
    standing = current_at(here.whole["memberships"], here.as_of, "since", "until")
    standing = standing[standing["role"] != "outside"]
    names = sorted(set(here["memberships"]["member"]) & set(standing["member"]))
    actions = here.whole["actions"]
    open_ones = actions[actions["state"].isin(["open", "under way"])]
    frame = pd.DataFrame({"member": names})
    for thing, rows in (("communities", standing["member"]), ("open actions", open_ones["who"])):
        frame[thing] = frame["member"].map(rows.value_counts()).fillna(0).astype("int64")
    found = load.carrying_much(frame)
    method = "Far more than most: above Tukey's upper fence for those who take part, and three or more."
    source = "Tukey 1977; O'Leary, Mortensen and Woolley 2011 on belonging to many groups"
    if found.empty:
        return Finding("Nobody has far more communities or open actions than others.", [], method, source)
    told = (
        f"{capital(count(found['member'].nunique(), 'member carries', 'members carry'))} far more than most."
    )
    table = Table(
        "Who carries far more than most",
        found[["member", "carries", "count", "median"]].set_axis(
            ["Member", "What", "How many", "Half of the members have at most"], axis=1
        ),
        here.audience,
    )
    return Finding(told, [table], method, source)
