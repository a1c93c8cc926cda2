"""What workbook 6 shows: resources by issue, gaps, what is out of date, what is used, how it is described.

The public sees resources that are open to the public, and no other, in any list or count.
"""

from __future__ import annotations

import pandas as pd

from copkit.functions import issue_map, knowledge
from copkit.place.view import View
from copkit.show import figures
from copkit.show.issue_map.on_the_map import problems
from copkit.show.keeping import LEARNING_KINDS, left_behind, lost_owners, out_of_date, resources
from copkit.show.keeping import none_here as _none
from copkit.show.next_steps import steps
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count, listing
from copkit.show.tables import Table

__all__ = ["base", "description", "gaps", "in_use", "left_behind", "next_steps", "out_of_date"]

_MOST = 50
_MOST_MISSING = 15


def base(here: View) -> Section:
    """What the knowledge base holds: by kind, and where there is but one kind by community."""
    rows = resources(here)
    if rows.empty:
        return Section([_none(here)])
    kinds = _counted(rows["kind"].astype("object"), "Kind")
    first = kinds.iloc[0]
    title = f"{count(len(rows), 'resource')} of the kind '{first['Kind']}'"
    if len(kinds) > 1:
        title = (
            f"{count(len(rows), 'resource')} of {len(kinds)} kinds; '{first['Kind']}' is the most frequent "
        )
        title += f"({first['Resources']:,})"
    communities = _counted(rows["community"].astype("object").fillna("all communities"), "Community")
    if len(kinds) == 1 and len(communities) > 1:
        title += f", kept by {len(communities):,} communities"
    told = f"{title}."
    if not here.audience.is_public:
        told += f" {_openness(rows)}"
    parts: list[Table | figures.Figure] = []
    if len(kinds) > 1:
        table = Table("Resources by kind", kinds, here.audience)
        parts.append(figures.bars(title, table, "Kind", "Resources"))
    elif len(communities) > 1:
        table = Table("Resources by community that keeps them", communities, here.audience)
        parts.append(figures.bars(title, table, "Community", "Resources"))
    return Section([Finding(told, [*parts, _listed(here, rows)])])


def _counted(said: pd.Series, label: str) -> pd.DataFrame:
    counts = said.value_counts()
    ranked = sorted(counts.index, key=lambda name: (-counts[name], name))
    return pd.DataFrame({label: ranked, "Resources": [int(counts[name]) for name in ranked]})


def _openness(rows: pd.DataFrame) -> str:
    """Who may see them, in a sentence."""
    said = [
        (int((rows["open_to"] == "public").sum()), "open to the public"),
        (int((rows["open_to"] == "members").sum()), "for members only"),
    ]
    parts = [f"{total:,} {'is' if total == 1 else 'are'} {how}" for total, how in said if total]
    for total, how in said:
        if total == len(rows) > 1:
            return f"All are {how}."
    unsaid = int(rows["open_to"].isna().sum())
    if unsaid == len(rows):
        return "Nobody has said yet who may see them; until then a public page shows none."
    if unsaid:
        parts.append(f"{unsaid:,} {'does' if unsaid == 1 else 'do'} not say")
    return capital(f"{listing(parts)}.")


def _listed(here: View, rows: pd.DataFrame) -> Table:
    listed = rows.sort_values(["kind", "name"], kind="stable").head(_MOST)
    columns = {"Resource": listed["name"], "Kind": listed["kind"]}
    if here.audience.is_public:
        columns |= {"What is in it": listed["description"], "Where to find it": listed["link"]}
    else:
        columns |= {"Open to": listed["open_to"], "Where to find it": listed["link"]}
    if not here.community:
        columns["Kept by"] = listed["community"].fillna("all communities")
    columns["Made"] = listed["made"]
    frame = pd.DataFrame({label: said for label, said in columns.items() if said.notna().any()})
    caption = "The resources" if len(rows) <= _MOST else f"The first {_MOST} of {len(rows):,} resources"
    return Table(caption, frame, here.audience)


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
    covered = _by_issue(here)
    bare = covered[covered["Resources"] == 0]
    if bare.empty:
        told = "Every issue has at least one resource"
    else:
        first = bare["Issue"].iloc[0]
        told = f"{count(len(bare), 'issue has', 'issues have')} no resource yet, first of all {first}"
        if len(bare) == 1:
            told = f"1 issue has no resource yet: {first}"
    method = (
        "Issues without a resource come first: those with the most dots in the last vote, and then those "
        "with the strongest links to other issues."
    )
    parts: list[Table | figures.Figure] = []
    if len(bare):
        shown = ["Issue", "Links"] if here.audience.is_public else ["Issue", "Dots", "Links"]
        caption = "Issues without a resource; links are the sum of their strengths"
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


def _by_issue(here: View) -> pd.DataFrame:
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


def in_use(here: View) -> Section:
    """What is put to use, what is opened and no more, and what lies unused."""
    rows = resources(here)
    if rows.empty:
        return Section([_none(here)])
    if here["resource_use"].empty:
        how = (
            "When somebody says 'I used that', note it in the form 'Resource use', or in the sheet "
            "Resource use of the spreadsheet."
        )
        return Section([Needs("Nobody has noted that a resource was used.", how)])
    found = _used(here, rows)
    unused = int((found[["opened", "applied", "shared"]].sum(axis=1) == 0).sum())
    method = (
        "Different people in the last 12 months. Put to use is applied or adapted: to open something is not "
        "yet to use it."
    )
    source = "Wenger, Trayner and de Laat 2011: applied value"
    if unused == len(found):
        return Section([Finding("No resource was used in the last year.", (), method, source)])
    labels = {"resource": "Resource", "opened": "Opened by", "applied": "Put to use by"}
    frame = found.rename(columns=labels | {"shared": "Passed on by"}).head(_MOST)
    table = Table(
        "How many people put each resource to use, opened it and passed it on",
        frame,
        here.audience,
        people=list(frame)[1:],
    )
    top = table.values[table.values["Put to use by"].fillna(0) > 0]
    told = "What was put to use most is not shown here, as so few did"
    if len(top):
        people = (
            "1 person" if top["Put to use by"].iloc[0] == 1 else f"{top['Put to use by'].iloc[0]:,.0f} people"
        )
        told = f"{top['Resource'].iloc[0]} was put to use most, by {people}"
    elif not found["applied"].any():
        told = "Nothing was put to use"
    rest = f"{count(unused, 'resource was', 'resources were')} not used at all" if unused else ""
    title = f"{told}; {rest}" if rest else told
    if not len(top):
        return Section([Finding(f"{title}.", [table], method, source)])
    return Section(
        [Finding(f"{title}.", [figures.bars(told, table, "Resource", "Put to use by")], method, source)]
    )


def _used(here: View, rows: pd.DataFrame) -> pd.DataFrame:
    year = here.as_of - pd.DateOffset(years=1)
    return knowledge.usage(rows, here["resource_use"], year, here.as_of)


def description(here: View) -> Section:
    """How well the resources are described, so that others can find and use them."""
    rows = resources(here)
    if rows.empty:
        return Section([_none(here)])
    shares = knowledge.completeness(rows)
    frame = pd.DataFrame({"Element": shares.index, "Filled in": shares.to_numpy()})
    table = Table("Dublin Core elements", frame, here.audience, formats={"Filled in": "percent"})
    never, seldom = list(shares[shares == 0].index), list(shares[(shares > 0) & (shares < 0.8)].index)
    parts = [
        f"{listing(never)} {'is' if len(never) == 1 else 'are'} never filled in" if never else "",
        f"{listing(seldom)} {'is' if len(seldom) == 1 else 'are'} often left empty" if seldom else "",
    ]
    told = "; ".join(part for part in parts if part)
    if len(never) > len(shares) / 2:
        told = f"no resource says more than its {listing(sorted(shares[shares > 0].index), 10)}"
    told = told or "at least eight in ten resources fill in every element"
    shown: list[Table | figures.Figure] = [table]
    if seldom:
        title = f"{capital(shares.index[0])} is left empty most often"
        shown = [figures.bars(title, table, "Element", "Filled in", as_percent=True)]
    lacking = knowledge.missing_elements(rows)
    lacking = lacking[lacking.map(len) > 0].head(_MOST_MISSING)
    if len(lacking) and not here.audience.is_public:
        still = pd.DataFrame(
            {"Resource": lacking.index, "Still empty": [", ".join(each) for each in lacking]}
        )
        shown.append(Table("The least well described", still, here.audience))
    method = (
        "The share of resources in which each element is filled in, for the ten elements that the form asks "
        "for. 'Rights' is the licence; 'identifier' is where to find it."
    )
    source = "DCMI Metadata Terms 2020; completeness after Bruce and Hillmann 2004"
    return Section([Finding(capital(f"{told}."), shown, method, source)])


def next_steps(here: View) -> Section:
    """What the knowledge base asks for."""
    rows = resources(here)
    if rows.empty:
        return steps(here, "build knowledge", ["Collect ten things that you would send to a new colleague."])
    proposals: list[str] = []
    if len(here["issues"]) and len(here["resource_issues"]):
        covered = _by_issue(here)
        if covered["Resources"].iloc[0] == 0:
            proposals.append(f"Write or find a first guide on {covered['Issue'].iloc[0]}.")
    elif len(here["issues"]):
        proposals.append("Go through the resources and say which issue each helps with.")
    found = knowledge.stale(rows, here.as_of)
    if len(found):
        proposals.append(f"Check {listing(found['name'], 2)}.")
    orphaned = rows[rows["owner"].isna()]["name"]
    left = [] if here.audience.is_public else lost_owners(here, rows)
    if left:
        proposals.append(f"Find a new owner for {listing(left, 2)}: the one before has left.")
    elif len(orphaned) and len(orphaned) < len(rows):
        proposals.append(f"Find somebody who looks after {listing(sorted(orphaned), 2)}.")
    if len(here["resource_use"]) and not here.audience.is_public:
        used = _used(here, rows)
        opened = used[(used["opened"] > 0) & (used["applied"] == 0)].sort_values(
            ["opened", "resource"], ascending=[False, True]
        )
        if len(opened):
            proposals.append(f"Ask those who opened {opened['resource'].iloc[0]} why they did not use it.")
    plan = here["events"]
    past = plan[(plan["date"] <= here.as_of) & (plan["date"] > here.as_of - pd.DateOffset(months=3))]
    silent = knowledge.events_without_resource(past, here["resources"], LEARNING_KINDS)
    if len(silent):
        proposals.append(f"Write up {silent['name'].iloc[0]} while people remember it.")
    shares = knowledge.completeness(rows)
    if min(shares["description"], shares["identifier"]) < 0.5:
        proposals.append("Write down for each resource what is in it and where to find it.")
    if here["resource_use"].empty:
        proposals.append("Ask at the next meeting who used which resource, and note it.")
    return steps(here, "build knowledge", proposals)
