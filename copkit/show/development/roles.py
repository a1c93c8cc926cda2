"""Levels of participation now, and who moved."""

from __future__ import annotations

import pandas as pd

from copkit.functions import development
from copkit.place.schema.people import ROLES
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show import figures
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import count, date, listing, people
from copkit.show.tables import Table

_ROLE_WORDS = {
    "coordinator": ("coordinator", "coordinators"),
    "core": ("core member", "core members"),
    "active": ("active member", "active members"),
    "peripheral": ("peripheral member", "peripheral members"),
    "outside": ("outside", "outside"),
}

NO_ROLES = Needs(
    "Nobody belongs to a community yet.",
    "Say who takes part in which community, and how strongly, in the form 'Memberships'.",
)


def roles(here: View) -> Section:
    """Members by level of participation now, and how they moved over the last year."""
    rows = here["memberships"]
    if rows.empty:
        return Section([NO_ROLES])
    standing = current_at(rows, here.as_of, "since", "until")
    counted = standing["role"].value_counts().reindex(list(ROLES), fill_value=0)
    frame = pd.DataFrame({"Role": list(ROLES), "Memberships": counted.to_numpy()})
    table = Table("Levels of participation now", frame, here.audience, people=["Memberships"])
    total = len(standing)
    if table.hides:
        told = f"{people(here.audience, total)} take part; the smaller groups are too small to show."
    else:
        parts = [count(counted[role], *_ROLE_WORDS[role]) for role in ROLES if counted[role]]
        told = f"{count(total, 'membership')} now: {listing(parts, 6)}."
    method = (
        "Participation has a core that leads, active members, peripheral members who watch and learn, and "
        "people outside who take an interest. Moving inwards should be easy; staying at the edge is fine."
    )
    source = "Wenger, McDermott and Snyder 2002, chapter 3: invite different levels of participation"
    picture = figures.bars("Memberships by level of participation", table, "Role", "Memberships")
    return Section([Finding(told, [picture], method, source), *_movement(here)])


def _movement(here: View) -> list[Finding]:
    if pd.isna(here.as_of):
        return []
    first = here.as_of - pd.DateOffset(years=1)
    moves = development.movement(here["memberships"], first, here.as_of)
    if here["memberships"]["since"].isna().all():
        return []
    inward, outward = development.inward_and_outward(moves)
    away = development.LEFT
    joined, left = int(moves.loc[away].sum()), int(moves[away].sum())
    frame = moves.rename_axis("Role a year ago").reset_index()
    table = Table(
        f"Roles on {date(first)} (rows) and now (columns)",
        frame,
        here.audience,
        people=list(moves.columns),
        crossed=True,
    )
    if table.hides:
        direction = (
            "more moved inwards than outwards" if inward > outward else "as many or more moved outwards"
        )
        told = f"Over the last year {direction} among those who stayed."
        return [Finding(told, [table], "Somebody in two communities counts in each.")]
    told = (
        f"Over the last year {people(here.audience, joined)} joined and {people(here.audience, left)} left; "
        f"{people(here.audience, inward)} moved inwards, {people(here.audience, outward)} outwards."
    )
    return [Finding(told, [table], "Somebody in two communities counts in each.")]
