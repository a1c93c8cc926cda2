"""Badges and table cards: who sits where in each round."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from copkit.place.view import View
from copkit.show.on_paper.paper import (
    NOBODY,
    Paper,
    expected,
    for_event,
    in_order,
    not_for_the_public,
    places_of,
)
from copkit.show.page import Needs
from copkit.show.sentences import count

ON_A_SHEET = 10
"""Badges on a sheet of A4: two across and five down."""

MOST_NAMES = 36
"""Names that a table card has room for."""

MOST_ROUNDS = 8
"""Rounds that a badge has room for in large figures."""

_COMFORTABLE, _LONG = 15, 36
"""Letters of a name up to which it stands large, or less large, on a badge."""


def badges(here: View, event: str = "") -> Paper | Needs:
    """A badge for each who is expected, ten on a sheet: the name, the organisation, and the table in each
    round. Expected is who has a place in a group, or, where nobody has, the community. The last sheet is
    filled up with blank ones."""
    if here.audience.is_public:
        return not_for_the_public("Badges")
    return for_event(here, event, _badges)


def _badges(here: View, event: pd.Series) -> Paper | Needs:
    places = places_of(here, event)
    seated = set(places["member"])
    people = here.whole["members"] if seated else expected(here, event)
    people = in_order(people[people["name"].isin(seated)] if seated else people)
    if people.empty:
        return NOBODY
    each = [
        _badge(str(name), organisation, places[places["member"] == name])
        for name, organisation in zip(people["name"], people["organisation"], strict=True)
    ]
    blank = -len(each) % ON_A_SHEET
    lines = Markup('<span class="line">Name</span><span class="line">Organisation</span>')
    each += [Markup('<li class="blank">{}</li>').format(lines)] * blank
    sheets = [each[at : at + ON_A_SHEET] for at in range(0, len(each), ON_A_SHEET)]
    how = (
        f"Print on stiff A4 paper and cut along the lines: {count(len(people), 'badge')}"
        f"{f' and {blank} blank' if blank else ''} on {count(len(sheets), 'sheet')}."
    )
    leaves = [Markup('<ul class="badges">{}</ul>').format(Markup("").join(sheet)) for sheet in sheets]
    return Paper(f"Badges for {event['name']}", how, leaves)


def _badge(name: str, organisation: object, places: pd.DataFrame) -> Markup:
    size = "large" if len(name) <= _COMFORTABLE else "long" if len(name) <= _LONG else "longest"
    return Markup('<li><strong class="{}">{}</strong><span>{}</span>{}</li>').format(
        size, name, "" if pd.isna(organisation) else organisation, _tables(places) if len(places) else ""
    )


def _tables(places: pd.DataFrame) -> Markup:
    """At which table one sits in each round."""
    rounds = Markup("").join(Markup('<th scope="col">{}</th>').format(number) for number in places["round"])
    tables = Markup("").join(Markup("<td>{}</td>").format(group) for group in places["group"])
    return Markup(
        '<table{}><tr><th scope="row">Round</th>{}</tr><tr><th scope="row">Table</th>{}</tr></table>'
    ).format(Markup(' class="many"') if len(places) > MOST_ROUNDS else "", rounds, tables)


def table_cards(here: View, event: str = "") -> Paper | Needs:
    """A card for each table in each round, on a sheet of its own to fold in half, with those who sit there
    and the host first. The public sees no names."""
    return for_event(here, event, _table_cards)


def _table_cards(here: View, event: pd.Series) -> Paper | Needs:
    places = places_of(here, event)
    if places.empty:
        how = "Form the groups first, or write who sits where into the sheet Group places."
        return Needs(f"Nobody has a place in a small group of {event['name']} yet.", how)
    cards = []
    for (number, group), seated in places.groupby(["round", "group"], sort=True):
        half = Markup(
            '<p class="which">Table {}</p><p class="round">Round {}</p>{}<p class="event">{}</p>'
        ).format(group, number, "" if here.audience.is_public else _who_sits(seated), event["name"])
        cards.append(
            Markup(
                '<div class="card"><div class="half turned" aria-hidden="true">{0}</div>'
                '<div class="half">{0}</div></div>'
            ).format(half)
        )
    how = f"Print on stiff A4 paper and fold each along the line: {count(len(cards), 'card')}."
    return Paper(f"Table cards for {event['name']}", how, cards)


def _who_sits(seated: pd.DataFrame) -> Markup:
    seated = seated.assign(hosts=seated["hosts"].fillna(False).astype(bool))
    seated = seated.sort_values(["hosts", "member"], ascending=[False, True], kind="stable")
    names = [
        f"{name} (host)" if hosts else str(name)
        for name, hosts in zip(seated["member"], seated["hosts"], strict=True)
    ]
    if len(names) > MOST_NAMES:
        names = [*names[: MOST_NAMES - 1], f"and {len(names) - MOST_NAMES + 1} more"]
    items = Markup("").join(Markup("<li>{}</li>").format(name) for name in names)
    return Markup('<ul class="{}">{}</ul>').format("many" if len(names) > 12 else "few", items)
