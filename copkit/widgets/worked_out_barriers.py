"""The ladder of the barriers, and which of them read like one that is being typed, when an editor asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd

from copkit.place.rules import fold
from copkit.place.store import Place

Answer = dict[str, Any]

_TOLD = ("barrier", "level", "answer", "days", "overdue", "stuck", "next_level", "next_step")


def barriers_standing(place: Place, community: str, question: Mapping[str, Any]) -> Answer:
    """How each barrier that is still there stands today, in ``standings``: the overdue ones first, those
    longest overdue at the top; then as `copkit.functions.enablement.escalation.standing` puts them.

    >>> from copkit.place.view import demo_place
    >>> list(barriers_standing(demo_place(), "", {}))
    ['standings']
    """
    from copkit.functions.enablement.escalation import standing

    today = pd.Timestamp(dt.date.today())
    found = standing(place.read("barriers"), place.read("barrier_steps"), today)
    told = found[list(_TOLD)].sort_values("overdue", ascending=False, na_position="last", kind="stable")
    rows = told.astype("object").where(told.notna(), None).to_dict("records")
    return {"standings": [{str(name): _plain(value) for name, value in row.items()} for row in rows]}


def barriers_alike(place: Place, community: str, question: Mapping[str, Any]) -> Answer:
    """The names of barriers that read like ``name``, the nearest first, in ``alike``.

    >>> from copkit.place.view import demo_place
    >>> barriers_alike(demo_place(), "", {"name": "Rooms cannot be booked"})["alike"]
    ['Rooms cannot be booked by outside bodies']
    """
    from copkit.functions.likeness.near_duplicates import near_duplicates

    typed, names = str(question["name"]).strip(), list(place.read("barriers")["name"])
    same = [name for name in names if fold(name) == fold(typed)]
    pairs = near_duplicates([typed, *(name for name in names if name not in same)])
    return {"alike": [*same, *pairs.loc[pairs["one"] == typed, "other"]] if typed else []}


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
