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
    if rows.empty:
        return Section([NO_ROLES])
    standing = current_at(rows, here.as_of, "since", "until")
    counted = standing["role"].value_counts().reindex(list(ROLES), fill_value=0)
    frame = pd.DataFrame({"Role": list(ROLES), "Memberships": counted.to_numpy()})
    who = standing.groupby("role", observed=False)["member"].nunique()
    behind = pd.DataFrame({"Memberships": who.reindex(list(ROLES), fill_value=0).to_numpy()})
    table = Table("Levels of participation now", frame, here.audience, behind=behind, rounded=True)
    total = len(standing)
    if here.audience.is_public:
        told = capital(f"{_memberships(here, standing)} now")
        told += "; the smaller groups are too small to show." if table.hides else "."
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


def _memberships(here: View, standing: pd.DataFrame) -> str:
    """'about 60 memberships'; 'fewer than 5 memberships' where fewer than five people hold them."""
    few = here.audience.hides(standing["member"].nunique())
    number = here.audience.about(standing["member"].nunique() if few else len(standing))
    return f"{number} {'membership' if number == '1' else 'memberships'}"


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
