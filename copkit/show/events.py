"""What workbook 2 shows: the calendar and its rhythm, the run sheets to come, and who comes."""

from __future__ import annotations

import pandas as pd

from copkit.functions import events
from copkit.place.schema.people import ROLES
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show import figures
from copkit.show.next_steps import steps
from copkit.show.page import Figure, Finding, Needs, Section
from copkit.show.sentences import count, date, listing, month, people, percent
from copkit.show.tables import Table

BACK, AHEAD = 12, 6
"""Months looked back and ahead."""

MOST_DOTS = 150

_IN_ROLE = {
    "coordinator": "the coordinators",
    "core": "the core group",
    "active": "the active members",
    "peripheral": "the peripheral members",
    "outside": "those outside",
}

_NO_EVENTS = Needs(
    "No event is in the calendar yet.",
    "Write the next one into the form 'Events', or load those of the last year with the spreadsheet.",
)
_NOBODY = Needs(
    "Nobody has noted who came.",
    "At the next event, note who came in the form 'Attendance', or in the sheet Attendance.",
)


def calendar(here: View) -> Section:
    """What was held in the last year, and what is planned for the next half year."""
    plan = _year_around(here)
    if plan.empty:
        return Section([_NO_EVENTS])
    now = _now(here)
    held, planned = plan[plan["date"] <= now], plan[plan["date"] > now]
    told = f"{count(len(held), 'event was', 'events were')} held in the last year"
    ahead = f"{count(len(planned), 'is', 'are')} planned for the next six months"
    nearest = f", the next on {date(planned['date'].iloc[0])}" if len(planned) else ""
    coming = planned.head(30)
    table = Table(
        "The next events",
        pd.DataFrame(
            {
                "Day": coming["date"],
                "Event": coming["name"],
                "Kind": coming["kind"],
                "Starts": coming["starts"],
                "Where": coming["venue"],
                "Open to": coming["openness"].map({"open": "anyone", "private": "the community"}),
            }
        ),
        here.audience,
    )
    parts: list[Table | Figure] = [_picture(here, plan, f"{told}; {ahead}", now)]
    return Section([Finding(f"{told}; {ahead}{nearest}.", [*parts, table] if len(coming) else parts)])


def _picture(here: View, plan: pd.DataFrame, title: str, now: pd.Timestamp) -> Figure:
    lane = "kind" if here.community else "community"
    lanes = plan[lane].astype("object").fillna("no kind given" if here.community else "the whole place")
    if len(plan) <= MOST_DOTS and lanes.nunique() <= figures.MOST_ROWS:
        named = "Kind" if here.community else "Community"
        frame = pd.DataFrame({"Day": plan["date"], named: lanes, "Event": plan["name"]})
        return figures.timeline(title, Table("The calendar", frame, here.audience), "Day", named, upto=now)
    months = plan["date"].dt.to_period("M").dt.to_timestamp().value_counts().sort_index()
    frame = pd.DataFrame({"Month": months.index, "Events": months.to_numpy()})
    table = Table("Events in each month", frame, here.audience, formats={"Month": "month"})
    return figures.line(title, table, "Month", ["Events"])


def rhythm(here: View) -> Section:
    """Whether the community meets steadily, and whether there is room for both open and private talk."""
    plan = _year_around(here)
    now = _now(here)
    held = plan[plan["date"] <= now]
    if held.empty:
        return Section([_NO_EVENTS if plan.empty else Needs("No event was held in the last year.", "")])
    first = now - pd.DateOffset(months=BACK) + pd.Timedelta(days=1)
    rows = []
    for name in here["communities"]["name"]:
        own, next_ones = (
            held[held["community"] == name],
            plan[(plan["community"] == name) & (plan["date"] > now)],
        )
        begun = here["communities"].set_index("name").loc[name, "started"]
        since = max(first, begun) if pd.notna(begun) else first
        gaps = events.months_without(own["date"], since, now)
        rows.append((name, len(own), len(gaps), next_ones["date"].min() if len(next_ones) else pd.NaT))
    frame = pd.DataFrame(rows, columns=["Community", "Events held", "Months without", "Next event"])
    frame["Next event"] = [date(day) if pd.notna(day) else "none planned" for day in frame["Next event"]]
    frame = frame.sort_values(["Months without", "Community"], ascending=[False, True], kind="stable")
    table = Table(f"The year to {date(now)}", frame, here.audience)
    method = (
        "A month counts from the first day of the community, or from a year ago. A steady beat, neither too "
        "fast nor too slow, keeps a community alive."
    )
    source = "Wenger, McDermott and Snyder 2002, Cultivating Communities of Practice, chapter 3"
    return Section([Finding(_rhythm_in_words(here, frame), [table], method, source), *_balance(here, held)])


def _rhythm_in_words(here: View, frame: pd.DataFrame) -> str:
    if here.community:
        gaps = int(frame["Months without"].iloc[0])
        if not gaps:
            return f"{here.community} met in every month of the last year since it began."
        return f"{here.community} did not meet in {count(gaps, 'month')} of the last year."
    quiet = frame[frame["Months without"] >= 3]
    unplanned = frame[frame["Next event"] == "none planned"]["Community"]
    if len(quiet):
        told = f"{listing(quiet['Community'], 4)} went without a meeting for three months or more"
    else:
        told = "Every community met in at least nine months of the last year"
    return told + (
        f"; {listing(unplanned, 4)} {_has(unplanned)} no event planned." if len(unplanned) else "."
    )


def _has(names: pd.Series) -> str:
    return "has" if len(names) == 1 else "have"


def _balance(here: View, held: pd.DataFrame) -> list[Finding]:
    said = held["openness"].dropna()
    if said.empty:
        return []
    share = float((said == "private").mean())
    if share < 0.1:
        told = (
            "Nearly all events of the last year were open to anyone, so there is little room to think aloud"
        )
    elif share > 0.6:
        told = f"{percent(share)} of the events of the last year were private, so newcomers find no way in"
    else:
        told = f"{percent(share)} of the events of the last year were private, the others open to anyone"
    method = (
        "A community needs public events, where anyone sees what it does, and private spaces, where members "
        "think aloud."
    )
    source = "Wenger, McDermott and Snyder 2002, chapter 3: open a dialogue, public and private spaces"
    return [Finding(f"{told}.", (), method, source)]


def run_sheets(here: View) -> Section:
    """The run sheets of the next events that have an agenda."""
    plan = here["events"]
    now = _now(here)
    coming = plan[(plan["date"] > now) & plan["name"].isin(here["agenda_items"]["event"])]
    coming = coming.sort_values(["date", "name"], kind="stable").head(1 if here.community else 3)
    if coming.empty:
        how = "Write its steps into the form 'Agenda items': what happens, for how long, and who leads."
        return Section([Needs("No event to come has an agenda yet.", how)])
    return Section([_run_sheet(here, event) for _, event in coming.iterrows()])


def _run_sheet(here: View, event: pd.Series) -> Finding:
    sheet = events.run_sheet(event, here["agenda_items"])
    frame = sheet.items.rename(
        columns={"starts": "From", "ends": "To", "title": "What happens", "kind": "Kind", "lead": "Who leads"}
    )[["From", "To", "What happens", "Kind", "Who leads"]]
    if here.audience.is_public:
        frame = frame.drop(columns="Who leads")
    told = f"The run sheet of {sheet.event} takes {count(sheet.planned, 'minute')}"
    if sheet.spare is None:
        told += "."
    elif sheet.spare < 0:
        told += f": {-sheet.spare:,} more than there are. Cut or shorten a step."
    elif sheet.spare:
        told += f" and leaves {count(sheet.spare, 'minute')} to spare."
    else:
        told += ", which fits."
    return Finding(told, [Table(f"{sheet.event}: run sheet", frame, here.audience)])


def attendance(here: View) -> Section:
    """How many came to each event, or in each month, over the last year."""
    counted = _counted(here)
    if counted.empty:
        return Section([_NOBODY])
    mean = float(counted["came"].mean())
    half = len(counted) // 2
    if here.audience.hides(mean):
        trend = "Few people come to an event: too few to show the number"
    elif half >= 3:
        before, lately = counted["came"].iloc[:half].mean(), counted["came"].iloc[half:].mean()
        word = (
            "more than"
            if lately > before * 1.1
            else "fewer than"
            if lately < before * 0.9
            else "about as many as"
        )
        trend = f"An event draws {people(here.audience, round(mean))} on average: lately {word} before"
    else:
        trend = f"An event draws {people(here.audience, round(mean))} on average"
    if len(counted) <= 60:
        frame = pd.DataFrame(
            {
                "Day": counted["date"],
                "Event": counted["event"],
                "Came": counted["came"],
                "Sent apologies": counted["apologies"],
            }
        )
        table = Table("Who came", frame, here.audience, people=["Came", "Sent apologies"])
        picture = figures.line(trend, table, "Day", ["Came"])
    else:
        months = counted.groupby(counted["date"].dt.to_period("M").dt.to_timestamp())["came"].agg(
            ["size", "sum"]
        )
        frame = pd.DataFrame({"Month": months.index, "Events": months["size"], "Visits": months["sum"]})
        table = Table(
            "Visits in each month", frame, here.audience, people=["Visits"], formats={"Month": "month"}
        )
        picture = figures.line(trend, table, "Month", ["Visits"])
    method = "Events of the last year at which somebody noted who came. 'Lately' is the later half of them."
    return Section([Finding(f"{trend}.", [picture], method)])


def who_comes(here: View) -> Section:
    """Which roles and organisations come, who is new, and who stopped coming."""
    counted = _counted(here)
    members = here["members"]
    if counted.empty or members.empty:
        return Section([_NOBODY])
    came = _own_attendance(here)
    came = came[(came["presence"] == "came") & came["event"].isin(counted["event"])]
    standing = current_at(here["memberships"], here.as_of, "since", "until")
    standing = standing.sort_values("role", kind="stable").drop_duplicates("member")
    people = standing.assign(came=standing["member"].isin(came["member"]))
    people = people.merge(members[["name", "organisation"]], left_on="member", right_on="name", how="left")
    parts = []
    if len(people):
        parts = [_by(here, people, "role", "Role"), _by(here, people, "organisation", "Organisation")]
    return Section([*parts, _new_and_gone(here)])


def _by(here: View, people: pd.DataFrame, column: str, label: str) -> Finding:
    counted = people.groupby(people[column].astype("object"))["came"].agg(["size", "sum"])
    counted["share"] = counted["sum"] / counted["size"]
    if column == "role":
        counted = counted.reindex([role for role in ROLES if role in counted.index])
    else:
        counted = counted.sort_values(["size", "sum"], ascending=False, kind="stable")
    frame = pd.DataFrame(
        {
            label: counted.index,
            "Members": counted["size"],
            "Came": counted["sum"],
            "Share who came": counted["share"],
        }
    )
    table = Table(
        f"Members who came at least once in the last year, by {column}",
        frame.head(40),
        here.audience,
        people=["Members", "Came"],
        parts_of={"Came": "Members"},
        follows={"Share who came": "Came"},
        formats={"Share who came": "percent"},
    )
    shown = table.values.dropna(subset=["Share who came"])
    shown = shown[shown["Members"] >= here.audience.threshold]
    if shown.empty:
        return Finding(f"Too few people in each {column} to say who comes.", [table])
    if column == "role":
        shares = zip(shown[label], shown["Share who came"], strict=True)
        told = [f"{percent(share)} of {_IN_ROLE[role]}" for role, share in shares]
        title = f"{listing(told)} came at least once in the last year"
        return Finding(f"{title}.", [table])
    low, high = shown.loc[shown["Share who came"].idxmin()], shown.loc[shown["Share who came"].idxmax()]
    title = (
        f"Members from {high[label]} came most ({percent(high['Share who came'])}), "
        f"those from {low[label]} least ({percent(low['Share who came'])})"
    )
    if len(shown) == 1:
        title = f"{percent(high['Share who came'])} of the members from {high[label]} came at least once"
    elif high["Share who came"] == low["Share who came"]:
        title = f"{percent(high['Share who came'])} of the members from each organisation came"
    return Finding(f"{title}.", [figures.bars(title, table, label, "Share who came", as_percent=True)])


def _new_and_gone(here: View) -> Finding:
    new, gone = events.newcomers_and_leavers(here["events"], _own_attendance(here), here.as_of)
    came, stopped = people(here.audience, len(new)), people(here.audience, len(gone))
    told = f"In the last six months {came} came for the first time, and {stopped} stopped coming."
    method = (
        "Somebody stopped who came to two events or more in the half year before, and to none since. "
        "A friendly call helps to find out why."
    )
    if here.audience.is_public or not gone:
        return Finding(told, (), method)
    table = Table("Who stopped coming", pd.DataFrame({"Member": gone[:50]}), here.audience)
    return Finding(told, [table], method)


def next_steps(here: View) -> Section:
    """What the calendar and the attendance ask for."""
    plan = _year_around(here)
    now = _now(here)
    coming = plan[plan["date"] > now]
    proposals: list[str] = []
    quiet = [name for name in here["communities"]["name"] if name not in set(coming["community"])]
    if quiet:
        proposals.append(f"Set the date of the next event of {listing(quiet, 3)}.")
    planned = coming.drop_duplicates("name")
    bare = planned[~planned["name"].isin(here["agenda_items"]["event"])]
    soon = bare[bare["date"] <= now + pd.DateOffset(months=2)]
    if len(soon):
        proposals.append(f"Write the run sheet of {soon['name'].iloc[0]}.")
    for event in planned["name"].head(5):
        sheet = events.run_sheet(planned[planned["name"] == event].iloc[0], here["agenda_items"])
        if sheet.spare is not None and sheet.spare < 0 and len(sheet.items):
            proposals.append(f"Shorten {event} by {count(-sheet.spare, 'minute')}.")
            break
    past = plan[plan["date"] <= now]
    unknown = past[~past["name"].isin(here["attendance"]["event"])]
    if len(unknown):
        proposals.append(f"Note who came to {unknown['name'].iloc[-1]} ({month(unknown['date'].iloc[-1])}).")
    _, gone = events.newcomers_and_leavers(here["events"], _own_attendance(here), here.as_of)
    if gone:
        proposals.append("Ring those who stopped coming, and ask what would bring them back.")
    return steps(here, "plan events", proposals)


def _now(here: View) -> pd.Timestamp:
    """The day of the page; in a place that has only plans, the day before the first of them."""
    if pd.notna(here.as_of):
        return here.as_of
    first = here["events"]["date"].min()
    return first - pd.Timedelta(days=1) if pd.notna(first) else pd.Timestamp("2000-01-01")


def _year_around(here: View) -> pd.DataFrame:
    """The events of the last year and of the next half year, with their repetitions."""
    now = _now(here)
    first, last = now - pd.DateOffset(months=BACK) + pd.Timedelta(days=1), now + pd.DateOffset(months=AHEAD)
    return events.occurrences(here["events"], first, last)


def _counted(here: View) -> pd.DataFrame:
    """The attendance of each event of the last year."""
    counted = events.attendance_by_event(here["events"], _own_attendance(here))
    if pd.isna(here.as_of):
        return counted.head(0)
    first = here.as_of - pd.DateOffset(months=BACK)
    return counted[(counted["date"] > first) & (counted["date"] <= here.as_of)].reset_index(drop=True)


def _own_attendance(here: View) -> pd.DataFrame:
    """Who came to the community's own events. Those of the whole place would bring in all others."""
    rows = here["attendance"]
    if not here.community:
        return rows
    plan = here["events"]
    return rows[rows["event"].isin(plan.loc[plan["community"] == here.community, "name"])]
