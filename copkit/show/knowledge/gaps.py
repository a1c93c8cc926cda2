"""Issues that have no resource, or none of a kind; skills that are wanted with nothing to learn from."""

from __future__ import annotations

import pandas as pd

from copkit.functions import issue_map, knowledge
from copkit.functions.development import skills_held_and_wanted
from copkit.functions.knowledge.kinds_by_issue import kinds_by_issue
from copkit.place.schema.knowledge import RESOURCE_KINDS
from copkit.place.view import View
from copkit.show import figures
from copkit.show.issue_map.on_the_map import problems
from copkit.show.knowledge.shelf import resources
from copkit.show.members_now import skills_now
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count, listing
from copkit.show.tables import Table

_MOST = 50


def gaps(here: View) -> Section:
    """Which issues have no resource yet, the weightiest first; and how many the others have."""
    issues = problems(here)
    if issues.empty:
        return Section([Needs("No issues are written down yet.", "Name them in workbook 1, Map the issues.")])
    if here["resource_issues"].empty:
        how = (
            "Say which resource helps with which issue: fill in the form 'Resource issues', or the "
            "sheet Resource issues of the spreadsheet."
        )
        return Section([Needs("No resource is linked to an issue yet.", how)])
    covered = by_issue(here)
    bare = covered[covered["Resources"] == 0]
    if bare.empty:
        told = "Every issue has at least one resource"
    else:
        first = bare["Issue"].iloc[0]
        told = f"{count(len(bare), 'issue has', 'issues have')} no resource yet, first of all '{first}'"
        if len(bare) == 1:
            told = f"1 issue has no resource yet: '{first}'"
    method = (
        "Issues without a resource come first: those with the most dots in the last vote, and then those "
        "with the strongest links to other issues."
    )
    parts: list[Table | figures.Figure] = []
    if len(bare):
        shown = ["Issue", "Links"] if here.audience.is_public else ["Issue", "Dots", "Links"]
        by = "links" if here.audience.is_public else "dots, then links"
        caption = f"Issues without a resource, by {by} (the sum of their strengths)"
        parts.append(Table(caption, bare[shown].head(_MOST), here.audience, formats={"Links": "one decimal"}))
    some = covered[covered["Resources"] > 0].sort_values(["Resources", "Issue"], ascending=[False, True])
    if some.empty:
        return Section([Finding(f"{told}.{_open_only(here)}", parts, method)])
    most = int(some["Resources"].iloc[0])
    top = list(some.loc[some["Resources"] == most, "Issue"])
    title = f"{listing(top, 2)} {'has' if len(top) == 1 else 'have'} the most resources: {most:,}"
    table = Table("Resources for each issue that has any", some[["Issue", "Resources"]], here.audience)
    picture = figures.bars(title, table, "Issue", "Resources")
    if bare.empty:
        return Section([Finding(f"{told}.{_open_only(here)}", [picture], method)])
    return Section([Finding(f"{told}.{_open_only(here)}", parts, method), Finding(f"{title}.", [picture])])


def _open_only(here: View) -> str:
    return " Only resources open to the public count here." if here.audience.is_public else ""


def by_issue(here: View) -> pd.DataFrame:
    """Issue, Resources, Dots, Links: the gaps first, and among them the weightiest."""
    names = list(problems(here)["name"])
    votes = here.whole["votes"]
    cast = votes[votes["round"] == issue_map.latest_round(votes)]
    links = here.whole["issue_links"]
    graph = issue_map.causal_graph(links)
    ranked = issue_map.degrees(graph).set_index("issue")["centrality"]
    frame = pd.DataFrame(
        {
            "Issue": names,
            "Resources": knowledge.resources_by_issue(
                names, here.whole["resource_issues"], list(resources(here.whole)["name"])
            ).to_numpy(),
            "Dots": issue_map.dot_votes(cast).set_index("issue")["dots"].reindex(names).fillna(0).to_numpy(),
            "Links": ranked.reindex(names).fillna(0.0).to_numpy(),
        }
    )
    return frame.sort_values(
        ["Resources", "Dots", "Links", "Issue"], ascending=[True, False, False, True], ignore_index=True
    )


def kinds(here: View) -> Section:
    """Which kinds of resource there are for each issue, and which skills have nothing to learn from."""
    issues = problems(here)
    rows = resources(here.whole)
    if issues.empty or rows.empty or here["resource_issues"].empty:
        how = "Name issues in workbook 1, and say which resource helps with which issue."
        return Section([Needs("It is not known yet which kinds of resource issues have.", how)])
    there = [kind for kind in RESOURCE_KINDS if (rows["kind"] == kind).any()]
    found = kinds_by_issue(list(issues["name"]), here.whole["resource_issues"], rows, there)
    some = found[found.sum(axis=1) > 0]
    if some.empty:
        return Section([Finding("No issue has a resource yet."), *_skills(here, rows)])
    empty = int((some == 0).to_numpy().sum())
    title = f"Of {some.size:,} places on the shelf {empty:,} are empty"
    frame = some.rename_axis("Issue").reset_index()
    told = f"{title}: kinds of resource that an issue with something on it does not have. "
    lone = [kind for kind in ("guide", "case", "tool") if kind in found and (found[kind] > 0).sum() <= 1]
    told += f"Rarest of guides, cases and tools: {listing(f'{kind}s' for kind in lone)}." if lone else ""
    table = Table("Resources by issue and kind, for issues that have any", frame, here.audience)
    source = "Ermine, Boughzala and Tounkara 2006, on knowledge maps"
    method = "Not every issue needs every kind: the map shows where to ask."
    shown = Finding(told.strip(), [figures.matrix(title, table, "Issue")], method, source)
    return Section([shown, *_skills(here, rows)])


def _skills(here: View, rows: pd.DataFrame) -> list[Finding]:
    """Skills that members want to learn and that no resource helps to learn."""
    wants = skills_held_and_wanted(skills_now(here))
    wants = wants[wants["learners"] > 0] if len(wants) else wants
    if here.audience.is_public and len(wants):
        wants = wants[wants["learners"] >= here.audience.threshold]
    if not len(wants):
        return []
    teaches = here.whole["resource_skills"]
    taught = set(teaches.loc[teaches["resource"].isin(rows["name"]), "skill"])
    bare = [skill for skill in wants["skill"] if skill not in taught]
    if not bare:
        return [Finding("For every skill that members want to learn there is something to learn from.")]
    told = f"{capital(count(len(bare), 'skill that members want', 'skills that members want'))} to learn "
    told += f"{'has' if len(bare) == 1 else 'have'} nothing to learn from: {listing(bare)}."
    return [Finding(told)]
