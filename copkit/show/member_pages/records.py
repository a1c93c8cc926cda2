"""What the pages of all members are made from, gathered once and laid out by member."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from copkit.functions import development
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show.development.contributions import contributions
from copkit.show.free_text import FreeText, free_text
from copkit.show.member_pages.matches import Match, introductions_by_member, mentors_by_member

Rows = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Records:
    """The frames of a place by member. ``agreed`` are those who may be named to others; ``texts`` tells which
    texts name nobody else; ``communities`` are the memberships that hold on the day of the view."""

    here: View
    members: pd.DataFrame
    agreed: frozenset[str]
    texts: FreeText
    communities: Rows
    goals: Rows
    skills: Rows
    earlier: Rows
    done: Rows
    mentoring: pd.DataFrame
    mentors: Mapping[str, Match]
    introductions: Mapping[str, Match]

    def of(self, rows: Rows, name: str) -> pd.DataFrame:
        """The rows of one member; an empty frame of the same columns if there are none."""
        if name in rows:
            return rows[name]
        return next(iter(rows.values())).head(0) if rows else pd.DataFrame()


def records_of(here: View) -> Records:
    """Gathers what the pages need. ``here`` is a view of the room, for the whole place or a community."""
    standing = current_at(here["memberships"], here.as_of, "since", "until")
    standing = standing[standing["role"] != "outside"]
    members = here["members"].set_index("name", drop=False)
    agreed = frozenset(map(str, members.index[members["agrees_to_be_named"].fillna(False).astype(bool)]))
    texts = free_text(here, agreed)
    levels = development.latest_levels(here["member_skills"])
    year_ago = here.as_of - pd.DateOffset(years=1) if pd.notna(here.as_of) else pd.NaT
    said = here["member_skills"]
    before = development.latest_levels(said[said["recorded"] <= year_ago])
    return Records(
        here=here,
        members=members,
        agreed=agreed,
        texts=texts,
        communities=_by(standing, "member"),
        goals=_by(here["goals"], "member"),
        skills=_by(levels, "member"),
        earlier=_by(before, "member"),
        done=_by(contributions(here), "member"),
        mentoring=current_at(here["mentoring"], here.as_of, "since", "until"),
        mentors=mentors_by_member(here, texts),
        introductions=introductions_by_member(here, texts),
    )


def _by(frame: pd.DataFrame, column: str) -> dict[str, pd.DataFrame]:
    return {str(name): rows for name, rows in frame.groupby(column)}
