"""The calendar and its rhythm."""

from __future__ import annotations

import pandas as pd

from copkit.functions import events
from copkit.functions.events.calendar import balance
from copkit.place.view import View
from copkit.show import figures
from copkit.show.events.about_now import BACK, NO_EVENTS, now_of, year_around
from copkit.show.free_text import TextsFor
from copkit.show.on_paper.paper import A_VENUE
from copkit.show.page import Figure, Finding, Needs, Section
from copkit.show.sentences import count, date, listing
from copkit.show.tables import Table

MOST_DOTS = 150


def calendar(here: View) -> Section:
    """What was held in the last year, and what is planned for the next half year."""
    plan = year_around(here)
    if plan.empty:
        return Section([NO_EVENTS])
    now = now_of(here)
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
                "Where": TextsFor(here).fit(coming["venue"], A_VENUE),
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
    plan = year_around(here)
    now = now_of(here)
    held = plan[plan["date"] <= now]
    if held.empty:
        return Section([NO_EVENTS if plan.empty else Needs("No event was held in the last year.", "")])
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
    return Section([Finding(_rhythm_in_words(here, frame), [table], method, source), *_balance(held)])


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


def _balance(held: pd.DataFrame) -> list[Finding]:
    found = balance(held)
    if found.share_open is None:
        return []
    method = (
        "A community needs public events, where anyone sees what it does, and private spaces, where members "
        "think aloud. From four fifths of one kind on, the other is missed: this limit is our own."
    )
    source = "Wenger, McDermott and Snyder 2002, chapter 3: open a dialogue, public and private spaces"
    return [Finding(found.reason, (), method, source)]
