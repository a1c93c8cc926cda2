"""Levels of participation now, and who moved."""

from __future__ import annotations

import pandas as pd

from copkit.functions import development
from copkit.place.schema.people import ROLES
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show import figures
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count, date, listing
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
    if rows.empty and (not here.audience.is_public or here.whole["memberships"].empty):
        return Section([NO_ROLES])
    standing = current_at(rows, here.as_of, "since", "until")
    counted = standing["role"].value_counts().reindex(list(ROLES), fill_value=0)
    frame = pd.DataFrame({"Role": list(ROLES), "Memberships": counted.to_numpy()})
    who = standing.groupby("role", observed=False)["member"].nunique()
    behind = pd.DataFrame({"Memberships": who.reindex(list(ROLES), fill_value=0).to_numpy()})
    table = Table("Levels of participation now", frame, here.audience, behind=behind, rounded=True)
    total = len(standing)
    if here.audience.is_public:
        told = _levels(here, table)
    else:
        parts = [count(counted[role], *_ROLE_WORDS[role]) for role in ROLES if counted[role]]
        told = f"{count(total, 'membership')} now: {listing(parts, 6)}."
    method = (
        "Participation has a core that leads, active members, peripheral members who watch and learn, and "
        "people outside who take an interest. Moving inwards should be easy; staying at the edge is fine."
    )
    source = "Wenger, McDermott and Snyder 2002, chapter 3: invite different levels of participation"
    picture = figures.bars("Memberships by level of participation", table, "Role", "Memberships")
    shown = [picture] if table.values["Memberships"].notna().any() else []
    return Section([Finding(told, shown, method, source), *_movement(here)])


def _levels(here: View, table: Table) -> str:
    """The levels that are large enough to tell. Never their sum: with it, roles and communities would be two
    lines that cross, from which few people can be worked out."""
    told = table.values.dropna(subset=["Memberships"])
    parts = [
        f"{here.audience.about(number)} {_ROLE_WORDS[role][1]}"
        for role, number in zip(told["Role"], told["Memberships"].astype("int64"), strict=True)
    ]
    if not parts:
        return "Each level of participation has too few members to show."
    rest = "; the smaller groups are too small to show." if table.hides else "."
    return f"{capital(listing(parts, 6))} now{rest}"


def _movement(here: View) -> list[Finding]:
    rows = here["memberships"]
    if pd.isna(here.as_of) or rows["since"].isna().all():
        return []
    first = here.as_of - pd.DateOffset(years=1)
    moves = development.movement(rows, first, here.as_of)
    inward, outward = development.inward_and_outward(moves)
    method = "Somebody in two communities counts in each."
    if here.audience.is_public:
        # cells of a crossed table, and its totals, are mostly a few people: the direction alone is told
        told = _direction(here, inward, outward)
        return [Finding(f"Over the last year {told} among those who stayed.", [], method)]
    away = development.LEFT
    joined, left = int(moves.loc[away].sum()), int(moves[away].sum())
    frame = moves.rename_axis("Role a year ago").reset_index()
    table = Table(f"Roles on {date(first)} (rows) and now (columns)", frame, here.audience)
    told = (
        f"Over the last year {joined:,} joined and {left:,} left; "
        f"{inward:,} moved inwards, {outward:,} outwards."
    )
    return [Finding(told, [table], method)]


def _direction(here: View, inward: int, outward: int) -> str:
    if here.audience.hides(inward + outward) or not inward + outward:
        return "few or none changed their role"
    if here.audience.hides(abs(inward - outward)) or inward == outward:
        return "about as many moved inwards as outwards"
    return f"more moved {'inwards than outwards' if inward > outward else 'outwards than inwards'}"
