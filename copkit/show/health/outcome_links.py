"""The way from an activity to the outcome, link by link, for each project."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health.outcome_chain import HOLDS, LINKS, MISSING, UNSURE, first_not_backed
from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.health.shareable_stories import titles_for
from copkit.show.health.value_read import (
    HOW_FIGURES_ARE_READ,
    WAYS_SAID,
    called,
    read_initiatives,
    ways_of_figures,
)
from copkit.show.page import Finding
from copkit.show.sentences import capital, count, listing
from copkit.show.tables import Table

MOST_SHOWN = 6
"""Projects of a community of which each link is shown; the others stand in one table."""

CALLED = {
    "event": "Event to story",
    "story": "Story to project",
    "indicator": "Project to figure",
    "issue": "Figure to issue",
    "outcome": "Issue to outcome",
}
LACKS = {
    "event": "No story of it names the event where it began.",
    "story": "No story of it is written down.",
    "indicator": "No figure since it began is tied to it.",
    "issue": "No issue is named, neither of its figure nor of the project.",
    "outcome": "The map of issues has no way from its issue to the outcome.",
}

_METHOD = (
    "An event leads to a story, the story tells of the project, a figure shows whether it works, the figure "
    "is about an issue, and the map of issues leads from there to the outcome. A link holds if it is written "
    "down; that of a figure, if the figure got better. 'Not sure' are stories that name no project but may "
    "belong to it, and figures that do not tell. A chain that holds says that nothing is missing on the way. "
    "It does not show that the project brought the change: the figure may have got better before it began, "
    "or by something else. " + HOW_FIGURES_ARE_READ
)
_SOURCE = "W. K. Kellogg Foundation 2004, Logic Model Development Guide; Mayne 2001, contribution analysis"


def from_activity_to_outcome(here: View) -> list[Finding]:
    """Which links from an activity to the outcome are backed: of one community link by link, of a place one
    line for each project. Nothing without a project that has begun."""
    found = read_initiatives(here)
    if found.rows.empty:
        return []
    names = called(here, found.rows["name"], "a project")
    first = first_not_backed(found.links)
    holds = found.links[found.links["state"] == HOLDS].groupby("initiative").size().reindex(first.index)
    whole = int((first == "").sum())
    sentence = (
        f"Of {count(len(first), 'project')} under way or ended, {whole or 'none'} "
        f"{'has' if whole == 1 else 'have'} every link backed from an activity to the outcome"
    )
    broken = first[first != ""].value_counts()
    if len(broken):
        weakest = max(broken.index, key=lambda link: (broken[link], -LINKS.index(link)))
        sentence += f"; the first link that does not hold is most often '{CALLED[weakest].lower()}'"
    tables = []
    shown = list(first.index)[:MOST_SHOWN] if here.community else []
    for name in shown:
        own = found.links[found.links["initiative"] == name]
        frame = pd.DataFrame(
            {
                "Link": own["link"].map(CALLED),
                "Is it backed?": own["state"].map(capital),
                "By what": [
                    _by(here, *row) for row in own[["link", "state", "what"]].itertuples(index=False)
                ],
            }
        )
        tables.append(Table(f"From activity to outcome: {names[str(name)]}", frame, here.audience))
    rest = [name for name in first.index if name not in shown]
    if rest:
        frame = pd.DataFrame(
            {
                "Project": [names[str(name)] for name in rest],
                "Links that hold": [f"{int(holds.fillna(0)[name])} of {len(LINKS)}" for name in rest],
                "First that does not": [CALLED.get(str(first[name]), "All hold") for name in rest],
            }
        )
        tables.append(Table("From activity to outcome, by project", frame, here.audience))
    return [Finding(f"{sentence}.", tables, _METHOD, _SOURCE)]


def _by(here: View, link: str, state: str, what: tuple[str, ...]) -> str:
    if state == MISSING:
        return LACKS[link]
    if link == "story":
        told = f"{capital(titles_for(here, what))}."
        return f"{told} No project is named in it." if state == UNSURE else told
    names = list(TextsFor(here).fit(pd.Series(what, dtype="object"), "one that may not be named here"))
    if link == "indicator":
        ways = ways_of_figures(here)
        said = [WAYS_SAID.get(str(ways.get(name)), "") for name in what]
        return "; ".join(f"{name}: {way}" for name, way in zip(names, said, strict=True)) + "."
    if link == "outcome":
        way = " → ".join(names)
        return (
            f"{way}." if state == HOLDS else f"{way}. This issue seems to lessen what the outcome is about."
        )
    if link == "issue" and state == UNSURE:
        return f"The project works on '{names[0]}'; no figure tells of it."
    doubt = " The story names no project." if state == UNSURE else ""
    return f"{listing(names)}.{doubt}"
