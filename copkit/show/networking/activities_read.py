"""The projects of a place that overlap and have nobody and nothing in common, as a reader may see them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from copkit.functions.activities.alike_in_words import alike_in_words
from copkit.functions.activities.degree_models import MORE
from copkit.functions.activities.initiative_ties import going_on, initiative_ties
from copkit.functions.activities.unconnected import SAME_ISSUE, overlapping_pairs, unconnected
from copkit.functions.activities.who_could_link import who_could_link
from copkit.place.agreed_texts import who_agreed
from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.worked_out import worked_out

_USED = (
    *("issues", "issue_links", "skill_needs", "value_stories", "attendance", "resources"),
    *("resource_issues", "resource_use", "members", "memberships", "ties"),
)

MOST_COMPARED = 250
"""Of more projects those that began last are compared: every two of them are held beside each other."""


MOST_LINKED = 20
"""For so many pairs it is looked up who could link them."""


@dataclass(frozen=True)
class ActivitiesRead:
    """The projects that go on, by name, with ``issue_told``, the issue if the reader may have it; how many
    pairs of them overlap, and which of these are unconnected, as `unconnected` gives them, those on one issue
    first, then those with more in common than chance gives; which read alike; how many projects were not
    compared; who could link the first pairs, as `who_could_link` gives it."""

    projects: pd.DataFrame
    overlapping: int
    apart: pd.DataFrame
    alike: pd.DataFrame
    left_out: int
    linking: pd.DataFrame

    def who_could_link(self, one: str, other: str) -> pd.DataFrame:
        """Those who could link two projects, the nearest first; one of the first pairs."""
        rows = self.linking
        return rows[(rows["one"] == one) & (rows["other"] == other)]


def read_activities(here: View) -> ActivitiesRead:
    """For one community the pairs with a project of its own. In public, projects are left out whose names
    hold that of a member who did not agree, people are those who agreed, and ties of members do not count.

    >>> from copkit.place.view import view
    >>> len(read_activities(view("demo")).projects)
    6
    """
    return here.kept("activities read", lambda: _read(here))


@dataclass(frozen=True)
class _OfThePlace:
    """What is worked out once for all pages of a place; ``ties`` is of `initiative_ties`."""

    projects: pd.DataFrame
    ties: pd.DataFrame
    overlapping: int
    apart: pd.DataFrame
    alike: pd.DataFrame
    left_out: int


def _read(here: View) -> ActivitiesRead:
    place = here.whole.kept("activities of the place", lambda: _of_the_place(here.whole))
    apart, alike = place.apart, place.alike
    if here.community:
        own = set(place.projects.index[place.projects["community"] == here.community])
        apart = apart[apart["one"].isin(own) | apart["other"].isin(own)].reset_index(drop=True)
        alike = alike[alike["one"].isin(own) | alike["other"].isin(own)].reset_index(drop=True)
    agreed = who_agreed(here.stored) if here.audience.is_public else None
    linking = who_could_link(apart.head(MOST_LINKED), place.ties, _frames(here.whole), here.as_of, agreed)
    return ActivitiesRead(place.projects, place.overlapping, apart, alike, place.left_out, linking)


def _frames(whole: View) -> dict[str, pd.DataFrame]:
    frames = {name: whole[name] for name in _USED}
    if whole.audience.is_public:
        frames["ties"] = frames["ties"].head(0)
    return frames


def _of_the_place(here: View) -> _OfThePlace:
    standing = going_on(here["initiatives"], here.as_of)
    newest = standing.sort_values("starts", ascending=False, kind="stable").head(MOST_COMPARED)
    compared = standing.loc[standing.index.intersection(newest.index)]
    texts = TextsFor(here)
    told = set(compared.loc[texts.may(compared["name"]), "name"])
    ties = initiative_ties({**_frames(here), "initiatives": compared})
    pairs = worked_out(overlapping_pairs, ties, compared["name"])
    pairs = pairs[pairs["one"].isin(told) & pairs["other"].isin(told)]
    apart = unconnected(pairs)
    order = apart["verdict"].map({SAME_ISSUE: 0, MORE: 1}).fillna(2)
    apart = apart.iloc[order.argsort(kind="stable")].reset_index(drop=True)
    for column in ("issues", "skills"):
        apart[column] = [
            tuple(name for name in names if texts.may(pd.Series([name])).all()) for names in apart[column]
        ]
    alike = alike_in_words(compared[compared["name"].isin(told)])
    projects = compared[compared["name"].isin(told)].set_index("name")
    issue = projects["issue"].astype("object")
    return _OfThePlace(
        projects.assign(issue_told=issue.where(texts.may(issue))),
        ties,
        len(pairs),
        apart,
        alike,
        len(standing) - len(compared),
    )
