"""The hours that organisations promised and gave, what they cost, what came of them, and who is stretched."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from copkit.functions.enablement import hours as counted
from copkit.functions.enablement import load
from copkit.functions.enablement.commitments import standing_of
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show import figures
from copkit.show.development.contributions import GIVEN, contributions
from copkit.show.for_the_place import is_hidden_part, of_the_place_alone
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
    "What was not written down is not in it. An event of several communities counts in full in each of them, "
    "and once for the place. Only months that are over count."
)
_PROMISES = (
    "A promise counts from the first whole month after its day; more in one month makes up for less in "
    "another. Hours are not all: a promise can be late though they were given, where what was agreed is not "
    "done."
)


_OF_ALL = "Hours given to any community count towards a promise, whichever it was made to."
_OF_ONE = "Hours count that were given to this community; those given to others are seen in the whole place."


def recorded(here: View) -> counted.Recorded:
    """The hours recorded until the day of the view."""
    return counted.recorded_hours(
        here["events"], here["attendance"], here["members"], here["hours_given"], _day(here)
    )


def _day(here: View) -> pd.Timestamp:
    return here.as_of if pd.notna(here.as_of) else pd.Timestamp.max.normalize()


def hours(here: View) -> Section:
    """Hours promised and given by organisation and month; what they cost, and what came of them."""
    if is_hidden_part(here):
        return of_the_place_alone("The hours that organisations gave")
    known = recorded(here)
    grid = counted.hours_by_month(known, here["commitments"], here.as_of) if len(known.hours) else None
    if grid is None or grid.empty:
        return Section([NO_HOURS])
    months = sorted(grid["month"].unique())[-MONTHS_SHOWN:]
    rows = known.hours[known.hours["month"].isin(months)]
    if here.audience.is_public:
        rows = counted.of_enough_people(rows, here.audience.threshold)
        if rows.empty:
            return Section([Finding("Too few people gave hours for them to be shown.")])
        grid = counted.hours_by_month(replace(known, hours=rows), here["commitments"], here.as_of)
        grid = grid[grid["organisation"].isin(rows["organisation"])]
    grid = grid[grid["month"].isin(months)]
    told = grid[grid["month"].isin(rows["month"])] if here.audience.is_public else grid
    return Section(
        [_by_month(here, grid, rows), _by_organisation(here, told, rows), *_cost(here, told, rows)]
    )


def _by_month(here: View, grid: pd.DataFrame, rows: pd.DataFrame) -> Finding:
    months = grid.groupby("month")[["given", "promised"]].sum().reset_index()
    caption, method = "Hours of all organisations by month", _METHOD
    if here.audience.is_public:
        least = f"{here.audience.threshold} or more people"
        caption = f"Hours by month, of organisations of which {least} gave"
        method += f" A month is blank unless {least} gave hours in it; it is in no sum."
        months["given"] = months["given"].where(months["month"].isin(rows["month"]))
    frame = months.set_axis(["Month", "Given", "Promised"], axis=1)
    table = Table(caption, frame, here.audience, formats={"Month": "month"} | _WHOLE)
    shown = months["given"].notna().sum()
    title = f"{number(float(months['given'].sum()), 0)} hours were given in {count(shown, 'month')}"
    title += f" of {len(months):,}" if shown < len(months) else ""
    told = f"{title}, to {month(months['month'].iloc[-1])}."
    line = figures.line(title, table, "Month", ["Given"]) if shown > 1 else table
    return Finding(told, [line], method)


_WHOLE = dict.fromkeys(["Given", "Promised"], "whole")


def _by_organisation(here: View, grid: pd.DataFrame, rows: pd.DataFrame) -> Finding:
    """What each gave, and, in the months for which it promised hours, how far it is behind."""
    bound = grid[grid["promised"] > 0]
    sums = grid.groupby("organisation")["given"].sum().to_frame("all")
    then = bound.groupby("organisation")[["given", "promised"]].sum()
    sums = sums.join(then.rename(columns={"given": "then"}))
    sums["behind"] = (sums["promised"] - sums["then"]).clip(lower=0)
    sums = sums.sort_values(["behind", "all"], ascending=[False, False], kind="stable").reset_index()
    labels = ["Organisation", "Given", "Given in months with a promise", "Promised", "Hours still to come"]
    frame = sums.set_axis(labels, axis=1)
    promised = sums[sums["promised"].notna()]
    inside = rows.merge(bound[["organisation", "month"]], on=["organisation", "month"])
    if here.audience.is_public:
        # what was given in some months, taken from all, would be what few gave: words in its place
        people = inside.groupby("organisation")["member"].nunique().reindex(sums["organisation"])
        promised = promised[(people.fillna(0) >= here.audience.threshold).to_numpy()[promised.index]]
        enough = pd.Series("", index=sums.index, dtype="object")
        enough[promised.index] = ["not yet" if behind >= 1 else "yes" for behind in promised["behind"]]
        frame = frame[["Organisation", "Given", "Promised"]].assign(**{"As much as promised": enough})
        frame = frame.sort_values(["Given", "Organisation"], ascending=[False, True])
    wholes = dict.fromkeys(set(labels[1:]) & set(frame), "whole")
    caption = f"Hours by organisation in {count(grid['month'].nunique(), 'month')}"
    table = Table(caption, frame.head(MOST), here.audience, formats=wholes)
    told = " ".join([_pair(here, bound, rows, inside), *_behind(here, promised), *_late(here, promised)])
    whose = _OF_ONE if here.community else _OF_ALL
    return Finding(told, [table], f"{_PROMISES} {whose}")


def _pair(here: View, bound: pd.DataFrame, rows: pd.DataFrame, inside: pd.DataFrame) -> str:
    """The promised hours beside those that the same organisations gave in the same months."""
    if bound.empty:
        return "No organisation has promised hours that count by now."
    who = capital(count(bound["organisation"].nunique(), "organisation"))
    told = (
        f"{who} promised {number(float(bound['promised'].sum()), 0)} hours from {month(bound['month'].min())}"
    )
    if not _stands_apart(here, bound, rows, inside):
        return f"{told}."
    they = "it" if bound["organisation"].nunique() == 1 else "they"
    told += f"; in those months {they} gave {number(float(bound['given'].sum()), 0)}"
    return f"{told}." if here.community else f"{told}, to any community."


def _stands_apart(here: View, bound: pd.DataFrame, rows: pd.DataFrame, inside: pd.DataFrame) -> bool:
    """Whether the hours in the months of promises may be told: they, and what they leave of the months and
    of the organisations, are each of nobody or of enough people."""
    pairs = pd.MultiIndex.from_frame(rows[["organisation", "month"]])
    rest = rows[~pairs.isin(pd.MultiIndex.from_frame(bound[["organisation", "month"]]))]
    parts = [
        inside,
        rest[rest["month"].isin(bound["month"])],
        rest[rest["organisation"].isin(bound["organisation"])],
    ]
    least = here.audience.threshold if here.audience.is_public else 0
    return all(part.empty or part["member"].nunique() >= least for part in parts)


def _behind(here: View, promised: pd.DataFrame) -> list[str]:
    behind = promised[promised["behind"] >= 1]
    if promised.empty:
        return []
    if behind.empty:
        return ["Each gave at least as many as it promised."] if len(promised) > 1 else []
    first = behind.iloc[0]
    if here.audience.is_public:
        names = listing(sorted(behind["organisation"]))
        return [f"{names} gave fewer than promised."]
    told = f"{first['organisation']} is furthest behind what it promised"
    told += f": {number(first['then'], 0)} of {number(first['promised'], 0)} hours"
    return [told + (f"; {len(behind) - 1:,} more behind." if len(behind) > 1 else ".")]


def _late(here: View, promised: pd.DataFrame) -> list[str]:
    """How many promises of hours are late, though hours were given: the list of promises says so too."""
    rows = here["commitments"]
    of_hours = (rows["hours_a_month"].fillna(0) > 0) & rows["organisation"].isin(promised["organisation"])
    late = int((standing_of(rows, here.as_of)[of_hours] == "late").sum())
    if not late:
        return []
    all_same = " all the same" if (promised["behind"] < 1).all() else ""
    return [f"{capital(count(late, 'promise of hours is', 'promises of hours are'))} late{all_same}."]


def _cost(here: View, grid: pd.DataFrame, rows: pd.DataFrame) -> list[Finding]:
    """What the hours are worth, and what came of them in the same months."""
    costs = counted.hours_cost(rows, here.whole["organisations"])
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
        "An hour is worth what it costs the employer: the pay, with National Insurance, pension and "
        "overheads. What came of it is what was written down for the same months; "
        "that it came because of these hours is for those who were there to say."
    )
    return [Finding(told.strip(), [table], method, _WORTH)]


_WORTH = (
    "HM Treasury, The Green Book, on opportunity cost; NHSScotland's guidance on appraisal, paragraph 2.5.6, "
    "on the time of staff"
)


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
    "taught": ("mentoring pair begun", "mentoring pairs begun"),
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
