"""After the events: was it worth the time, what came of it, who came again, and who never came."""

from __future__ import annotations

import pandas as pd

from copkit.functions.events.attendance import newcomers_and_leavers
from copkit.functions.events.follow_up import (
    WORTH_IT,
    Share,
    feedback_by_event,
    never_came,
    second_visits,
)
from copkit.functions.events.in_common import links_between
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show.events.about_now import NOBODY, counted, own_attendance
from copkit.show.free_text import TextsFor
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count, people, percent
from copkit.show.tables import Table

MOST_SAID = 12

_NO_FEEDBACK = Needs(
    "Nobody has given feedback on an event yet.",
    "Hand out the feedback form at the end, and write the answers into the form 'Feedback'.",
)


def feedback(here: View) -> Section:
    """What those who came thought of each event, with how many of them said so."""
    given = here["feedback"]
    if given.empty:
        return Section([_NO_FEEDBACK])
    visits = here["attendance"]
    came = visits[visits["presence"] == "came"].groupby("event")["member"].nunique()
    dates = here["events"].set_index("name")["date"]
    found = feedback_by_event(given, came)
    found = found.assign(date=found.index.map(dates)).sort_values("date", ascending=False, kind="stable")
    latest = found.iloc[0]
    told = f"After {found.index[0]} {people(here.audience, latest['respondents'])} gave feedback"
    if pd.notna(latest["response_rate"]) and not here.audience.hides(latest["respondents"]):
        told += f", {percent(latest['response_rate'])} of those who came"
    if here.audience.hides(latest["respondents"]):
        told += ": too few to show what they said."
    else:
        worth = here.audience.of(latest["worth_it"], latest["respondents"])
        told += f"; {worth} found it worth their time."
    table = Table(
        "Feedback by event",
        pd.DataFrame(
            {
                "Event": found.index,
                "Gave feedback": found["respondents"],
                "Of those who came": found["response_rate"],
                "Worth the time": found["worth_it"],
                "Mean, 1 to 5": found["mean"],
            }
        ),
        here.audience,
        people=["Gave feedback", "Worth the time"],
        parts_of={"Worth the time": "Gave feedback"},
        follows={"Of those who came": "Gave feedback", "Mean, 1 to 5": "Gave feedback"},
        formats={
            "Gave feedback": "whole",
            "Of those who came": "percent",
            "Worth the time": "whole",
            "Mean, 1 to 5": "one decimal",
        },
    )
    method = (
        f"'Worth the time' counts answers of {WORTH_IT} or 5 on the question whether the event was worth "
        "one's time. Those who did not answer may think otherwise: read a low rate with care."
    )
    return Section([Finding(told, [table], method), *_said(here, given, str(found.index[0]))])


def _said(here: View, given: pd.DataFrame, event: str) -> list[Finding]:
    """What people would keep and change, in their own words; in public only what may be shared."""
    rows = given[given["event"] == event]
    if here.audience.is_public:
        rows = rows[rows["may_be_shared"].fillna(False).astype(bool)]
    texts = TextsFor(here)
    said = [
        (label, words)
        for label, column in (("keep", "keep"), ("change", "change"))
        for words in dict.fromkeys(rows.loc[texts.may(rows[column]), column].dropna())
    ]
    if not said:
        return []
    frame = pd.DataFrame(said[:MOST_SAID], columns=["To", "In their words"])
    return [
        Finding(
            f"What people would keep and change after {event}.",
            [Table("In their words", frame, here.audience)],
        )
    ]


def coming_back(here: View) -> Section:
    """Whether newcomers come again, who never came, and whom the communities have in common."""
    visits = counted(here)
    if visits.empty or here["members"].empty:
        return Section([NOBODY])
    again = second_visits(here["events"], own_attendance(here), here.as_of)
    parts = [_again(here, again), *_never(here)]
    if not here.community:
        parts += _in_common(here)
    return Section(parts)


def _again(here: View, again: Share) -> Finding:
    method = (
        "Those count whose first visit lies six to eighteen months back; they came again if they came within "
        "six months of it. The range is Wilson's interval at 95 per cent. 'First' goes "
        "back as far as somebody noted who came."
    )
    source = "Wilson 1927; Brown, Cai and DasGupta 2001"
    if not again.whole:
        return Finding(
            "Nobody came for the first time long enough ago to have come again.", (), method, source
        )
    if here.audience.hides(again.whole):
        return Finding(
            "Too few people came for the first time to say how many came again.", (), method, source
        )
    told = f"Of those who came for the first time, {here.audience.of(again.part, again.whole)} came again"
    if here.audience.hides(again.part) or here.audience.hides(again.whole - again.part):
        return Finding(f"{told}.", (), method, source)
    return Finding(
        f"{told} within six months ({percent(again.share)}; with chance allowed for, {percent(again.low)} to "
        f"{percent(again.high)}).",
        (),
        method,
        source,
    )


def _never(here: View) -> list[Finding]:
    """Members who stopped coming, and who never came: by sector, and in the room by organisation, too. The
    public could work out the small numbers of the one from the other."""
    standing = current_at(here["memberships"], here.as_of, "since", "until")["member"].drop_duplicates()
    if standing.empty:
        return []
    missing = never_came(standing, here["events"], here["attendance"], here.as_of)
    _, gone = newcomers_and_leavers(here["events"], here["attendance"], here.as_of)
    sector = here.whole["organisations"].set_index("name")["sector"].astype("object")
    organisation = here.whole["members"].set_index("name")["organisation"]
    frame = pd.DataFrame(
        {"member": standing, "never": standing.isin(missing), "stopped": standing.isin(gone)}
    )
    frame["organisation"] = frame["member"].map(organisation).astype("object")
    frame["sector"] = frame["organisation"].map(sector).astype("object")
    by = ["sector"] if here.audience.is_public else ["sector", "organisation"]
    told = f"Of the members, {here.audience.of(len(missing), len(standing))} never came to an event."
    method = (
        "Events at which nobody noted who came do not count: note it at each one. Who stopped came at least "
        "twice in the half year before the last, and not since."
    )
    return [Finding(told, [_away(here, frame, column) for column in by], method)]


def _away(here: View, frame: pd.DataFrame, column: str) -> Table:
    groups = frame[column].fillna("not known")
    counted = frame.groupby(groups).agg(
        members=("member", "size"), stopped=("stopped", "sum"), never=("never", "sum")
    )
    counted["share"] = counted["never"] / counted["members"]
    shown = counted.sort_values(["share", "members"], ascending=False, kind="stable")
    return Table(
        f"Members who stopped coming or never came, by {column}",
        pd.DataFrame(
            {
                column.capitalize(): shown.index,
                "Members": shown["members"],
                "Stopped coming": shown["stopped"],
                "Never came": shown["never"],
                "Share who never came": shown["share"],
            }
        ),
        here.audience,
        people=["Members", "Stopped coming", "Never came"],
        parts_of={"Stopped coming": "Members", "Never came": "Members"},
        follows={"Share who never came": "Never came"},
        formats={"Share who never came": "percent"},
    )


def _in_common(here: View) -> list[Finding]:
    """The people who come to the events of two communities."""
    visits = own_attendance(here)
    came = visits[(visits["presence"] == "came") & visits["event"].isin(counted(here)["event"])]
    community = here["events"].drop_duplicates("name").set_index("name")["community"]
    links = links_between(came[["event", "member"]], community)
    if links.empty:
        return [Finding("No member came to the events of two communities in the last year.")]
    links = links.assign(number=links["people"].map(len))
    frame = pd.DataFrame({"One": links["one"], "Other": links["other"], "People in common": links["number"]})
    table = Table(
        "People who came to the events of both in the last year",
        frame.head(40),
        here.audience,
        people=["People in common"],
    )
    first = links.iloc[0]
    told = (
        f"{count(len(links), 'pair of communities has', 'pairs of communities have')} people in common at "
        f"their events: most of all {first['one']} and {first['other']} "
        f"({people(here.audience, first['number'])})."
    )
    source = "Breiger 1974, The duality of persons and groups"
    method = "Who comes to events of two communities carries what is learnt from the one to the other."
    return [Finding(capital(told), [table], method, source)]
