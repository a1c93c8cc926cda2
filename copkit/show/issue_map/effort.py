"""How much good it would do to address an issue, by how much effort it takes."""

from __future__ import annotations

from copkit.functions import issue_map
from copkit.functions.issue_map.priorities import SCALE_MIDDLE, impact_by_effort
from copkit.place.view import View
from copkit.show.page import Finding, Needs, Section
from copkit.show.scatter_figure import scatter
from copkit.show.sentences import listing, people
from copkit.show.tables import Table


def effort(here: View) -> Section:
    """The latest round of ratings as four quadrants."""
    ratings = here["issue_ratings"].rename(columns={"rated": "cast"})
    latest = issue_map.latest_round(ratings)
    if latest is None:
        how = "Let each person say how much good it would do to address each issue, and for how much effort."
        return Section([Needs("Nobody has weighed good against effort yet.", how)])
    rated = ratings[ratings["round"] == latest]
    raters = int(rated["rater"].nunique())
    found = impact_by_effort(rated)
    if here.audience.is_public:
        found = found[found["raters"] >= here.audience.threshold].reset_index(drop=True)
    if found.empty:
        return Section([Finding("Too few people rated the issues for the result to be shown here.")])
    wins = list(found.loc[found["quadrant"] == "quick win", "issue"])
    projects = list(found.loc[found["quadrant"] == "major project", "issue"])
    title = _title(wins, projects)
    frame = found.rename(
        columns={
            "issue": "Issue",
            "impact": "Impact",
            "effort": "Effort",
            "raters": "Raters",
            "quadrant": "Quadrant",
        }
    )
    table = Table(
        f"Mean impact and effort, 1 to 5, in the round '{latest}'",
        frame,
        here.audience,
        people=["Raters"],
        formats={"Impact": "one decimal", "Effort": "one decimal"},
    )
    figure = scatter(
        title,
        table,
        "Effort",
        "Impact",
        "Issue",
        split=(SCALE_MIDDLE, SCALE_MIDDLE),
        quadrants=("quick wins", "major projects", "fill-ins", "thankless tasks"),
    )
    return Section(
        [
            Finding(
                f"{title}. {people(here.audience, raters).capitalize()} rated.",
                [figure],
                "Each person rates both from 1 (little) to 5 (a great deal); the dots are means. Top left "
                "are quick wins, top right major projects, bottom left fill-ins, bottom right thankless "
                "tasks.",
                "Impact and effort matrix: Andersen, Fagerhaug and Beltz 2010",
            )
        ]
    )


def _title(wins: list[str], projects: list[str]) -> str:
    if wins:
        are = "is a quick win" if len(wins) == 1 else "are quick wins"
        return f"{listing(wins, 3)} {are}: much good for little effort"
    if projects:
        takes = "takes" if len(projects) == 1 else "take"
        return f"No quick win; {listing(projects, 3)} would do much good and {takes} much effort"
    return "No issue is thought to do much good"
