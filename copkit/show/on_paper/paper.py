"""Sheets of paper for one event: the next one to come, unless another is named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from copkit.functions import events
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.page import Needs, Shown
from copkit.show.sentences import date


@dataclass(frozen=True, repr=False)
class Paper(Shown):
    """Sheets to print and cut, fold or fill in. ``leaves`` begin on a new page each."""

    title: str
    how: str
    leaves: Sequence[Markup]

    def html(self) -> Markup:
        leaves = Markup("\n").join(Markup('<div class="leaf">{}</div>').format(leaf) for leaf in self.leaves)
        return Markup(
            '<section class="paper"><p class="told"><strong>{0}.</strong> {1}</p>'
            '<div class="leaves" role="region" aria-label="{0}, to print" tabindex="0">{2}</div></section>'
        ).format(self.title, self.how, leaves)

    def plain(self) -> str:
        return f"[On paper: {self.title}]\n{self.how}"


A_STEP = "a step that names somebody"
A_VENUE = "a place that is not named here"
"""Stand where the reader may not see the text."""


def next_event(here: View) -> pd.Series | None:
    """The nearest event to come, on the day of its next occurrence; the last one held if none is to come;
    None if there is none. An event of the day itself is to come until somebody has noted who came.

    >>> from copkit.place.view import view
    >>> next_event(view("demo", "Warm Homes"))["name"]
    'Warm Homes, 28 July 2026'
    """
    plan = here["events"]
    plan = plan[plan["date"].notna()]
    if plan.empty:
        return None
    first, last = plan["date"].min(), plan["date"].max()
    now = first if pd.isna(here.as_of) else here.as_of.normalize()
    coming = events.occurrences(plan, now, max(now, last) + pd.DateOffset(years=1))
    held = set(here["attendance"]["event"])
    coming = coming[(coming["date"] > now) | ~coming["name"].isin(held)]
    if len(coming):
        return coming.iloc[0]
    gone = events.occurrences(plan, first, now)
    return gone.iloc[-1] if len(gone) else None


NOBODY = Needs(
    "Nobody is a member yet.",
    "Write down who takes part in the forms 'Members' and 'Memberships', or load them with the spreadsheet.",
)


def not_for_the_public(what: str) -> Needs:
    verb = "names" if what.startswith("The ") else "name"
    return Needs(f"{what} {verb} people, and so stay in the workshop.", "Print from the workshop's own pack.")


def for_event(here: View, name: str, make: Callable[[View, pd.Series], Paper | Needs]) -> Paper | Needs:
    """What is made for the event of that name, or for the next one."""
    found = next_event(here)
    if name and (found is None or found["name"] != name):
        called = here["events"][here["events"]["name"] == name]
        if called.empty:
            return Needs(f"No event is called '{name}'.", "Use its name as it stands in the sheet Events.")
        found = called.iloc[0]
    if found is None:
        return Needs("No event is in the calendar yet.", "Write the next one into the form 'Events'.")
    texts = TextsFor(here)
    if not texts.may(found[["purpose"]]).all():
        found = found.mask(found.index == "purpose", None)
    if not texts.may(found[["venue"]]).all():
        found = found.mask(found.index == "venue", A_VENUE)
    return make(here, found)


def places_of(here: View, event: pd.Series) -> pd.DataFrame:
    places = here["group_places"]
    return places[places["event"] == event["name"]].sort_values(["round", "group", "member"], kind="stable")


def expected(here: View, event: pd.Series) -> pd.DataFrame:
    """The members of the event's community; for an event of the whole place, of the community looked at;
    all members if none is."""
    members = here["members"]
    if pd.isna(event["community"]) and not here.community:
        return members
    standing = current_at(here["memberships"], here.as_of, "since", "until")
    if pd.notna(event["community"]):
        standing = standing[standing["community"] == event["community"]]
    return members[members["name"].isin(standing["member"])]


def in_order(people: pd.DataFrame) -> pd.DataFrame:
    return people.sort_values("name", key=lambda names: names.str.casefold(), kind="stable")


def when_of(event: pd.Series) -> str:
    """'Tuesday 28 July 2026, 10:00 to 12:00, Library, room 2', as far as it is known."""
    day, starts, minutes = event["date"], event["starts"], event["minutes"]
    parts = [f"{day:%A} {date(day)}"] if pd.notna(day) else []
    if isinstance(starts, str) and ":" in starts:
        begins = pd.Timestamp(f"2000-01-01 {starts}")
        known = pd.notna(minutes) and minutes < 24 * 60
        ends = f" to {begins + pd.Timedelta(minutes=int(minutes)):%H:%M}" if known else ""
        parts.append(f"{starts}{ends}")
    if isinstance(event["venue"], str) and event["venue"]:
        parts.append(event["venue"])
    return ", ".join(parts)


def sheet_table(
    event: pd.Series, columns: Sequence[str], rows: Sequence[Markup], kind: str, above: Markup
) -> Markup:
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(label) for label in columns)
    return Markup(
        '<p class="title">{name}</p><p>{when}</p>{above}<table class="{kind}"><thead><tr>{head}</tr></thead>'
        "<tbody>{rows}</tbody></table>"
    ).format(
        name=event["name"],
        when=when_of(event),
        above=above,
        kind=kind,
        head=head,
        rows=Markup("\n").join(rows),
    )
