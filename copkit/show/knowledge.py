"""What workbook 6 shows: resources by issue, gaps, what is out of date, what is used, how it is described.

The public sees resources that are open to the public.
"""

from __future__ import annotations

import pandas as pd

from copkit.functions import issue_map, knowledge
from copkit.place.view import View
from copkit.show import figures
from copkit.show.next_steps import steps
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count, listing, percent
from copkit.show.tables import Table

LEARNING_KINDS = ("workshop", "site visit", "peer assist", "after-action review", "case clinic")
"""Kinds of event that should leave something behind."""

_NO_RESOURCES = Needs(
    "The knowledge base is empty.",
    "Ask: what do you send to a new colleague? Write each guide, tool and story into the form 'Resources'.",
)


def _resources(here: View) -> pd.DataFrame:
    rows = here["resources"]
    return rows[rows["open_to"] == "public"] if here.audience.is_public else rows


def base(here: View) -> Section:
    """What the knowledge base holds, by kind."""
    rows = _resources(here)
    if rows.empty:
        return Section([_NO_RESOURCES if here["resources"].empty else _none_open()])
    kinds = rows["kind"].astype("object").value_counts()
    ranked = sorted(kinds.index, key=lambda kind: (-kinds[kind], kind))
    frame = pd.DataFrame({"Kind": ranked, "Resources": [int(kinds[kind]) for kind in ranked]})
    listed = rows.sort_values(["kind", "name"], kind="stable").head(50)
    names = pd.DataFrame(
        {
            "Resource": listed["name"],
            "Kind": listed["kind"],
            "Kept by": listed["community"].fillna("all communities"),
            "Made": listed["made"],
        }
    )
    title = f"{count(len(rows), 'resource')}, most of them of the kind '{ranked[0]}' ({kinds[ranked[0]]:,})"
    if len(ranked) == 1:
        title = f"{count(len(rows), 'resource')}, all of the kind '{ranked[0]}'"
    caption = "The resources" if len(rows) <= 50 else f"The first 50 of {len(rows):,} resources"
    picture = figures.bars(title, Table("Resources by kind", frame, here.audience), "Kind", "Resources")
    shown = [picture] if len(ranked) > 1 else []
    return Section([Finding(f"{title}.", [*shown, Table(caption, names, here.audience)])])


def _none_open() -> Needs:
    return Needs(
        "No resource is open to the public.", "Those that may be shared are marked so in their form."
    )


def gaps(here: View) -> Section:
    """Which issues have no resource yet."""
    issues = here["issues"]
    if issues.empty:
        return Section([Needs("No issues are written down yet.", "Name them in workbook 1, Map the issues.")])
    if here["resource_issues"].empty:
        how = "Say which resource helps with which issue, in the form 'Resource issues'."
        return Section([Needs("No resource is linked to an issue yet.", how)])
    counted = knowledge.resources_by_issue(
        list(issues["name"]), here.whole["resource_issues"], list(_resources(here.whole)["name"])
    )
    weight = _dots(here).reindex(counted.index, fill_value=0)
    order = sorted(counted.index, key=lambda name: (counted[name], -weight[name], name))
    frame = pd.DataFrame({"Issue": order, "Resources": [int(counted[name]) for name in order]})
    table = Table("Resources for each issue, the gaps first", frame, here.audience)
    bare = [name for name in order if not counted[name]]
    if bare:
        title = f"{count(len(bare), 'issue has', 'issues have')} no resource yet, first of all {bare[0]}"
    else:
        title = "Every issue has at least one resource"
    told = f"{title}."
    if here.audience.is_public:
        told += " Only resources open to the public count here."
    method = (
        "Issues without a resource come first, those with the most dots in the last vote before the others."
    )
    return Section([Finding(told, [figures.bars(title, table, "Issue", "Resources")], method)])


def _dots(here: View) -> pd.Series:
    votes = here.whole["votes"]
    cast = votes[votes["round"] == issue_map.latest_round(votes)]
    return issue_map.dot_votes(cast).set_index("issue")["dots"]


def out_of_date(here: View) -> Section:
    """What should be checked, because its day is past or it is old."""
    rows = _resources(here)
    if rows.empty:
        return Section([_NO_RESOURCES if here["resources"].empty else _none_open()])
    if rows[["made", "review"]].isna().all(axis=None):
        how = "Write down when each was made, and when to check it again."
        return Section([Needs("No resource says when it was made or is to be checked.", how)])
    found = knowledge.stale(rows, here.as_of)
    undated = int(rows[["made", "review"]].isna().all(axis=1).sum())
    told = f"{len(found):,} of {count(len(rows), 'resource')} should be checked"
    if found.empty:
        told = "Nothing is out of date"
    told += f"; {count(undated, 'has', 'have')} no date at all." if undated else "."
    method = "To be checked: its day of review is past, or it has none and was made over two years ago."
    if found.empty:
        return Section([Finding(told, (), method)])
    frame = pd.DataFrame(
        {
            "Resource": found["name"],
            "Owner": found["owner"],
            "Made": found["made"],
            "To be checked since": found["since"],
        }
    )
    if here.audience.is_public:
        frame = frame.drop(columns="Owner")
    return Section([Finding(told, [Table("To be checked", frame.head(50), here.audience)], method)])


def in_use(here: View) -> Section:
    """What is used, and what lies unused."""
    rows = _resources(here)
    if rows.empty:
        return Section([_NO_RESOURCES if here["resources"].empty else _none_open()])
    if here["resource_use"].empty:
        how = "When somebody says 'I used that', note it in the form 'Resource use'."
        return Section([Needs("Nobody has noted that a resource was used.", how)])
    found = knowledge.usage(rows, here["resource_use"], here.as_of - pd.DateOffset(years=1), here.as_of)
    used = found[found["put_to_use"] > 0]
    never = int(((found["opened"] == 0) & (found["put_to_use"] == 0)).sum())
    frame = found.set_axis(["Resource", "Opened", "Put to use"], axis=1)
    table = Table("Use over the last year", frame.head(40), here.audience, people=["Opened", "Put to use"])
    top = table.values.dropna(subset=["Put to use"])
    top = top[top["Put to use"] > 0]
    first = f"{top['Resource'].iloc[0]} was put to use most" if len(top) else "Little was put to use"
    title = f"{first}; {count(never, 'resource was', 'resources were')} not used at all"
    if not never:
        title = f"{first}; every resource was used"
    if used.empty and never == len(found):
        title = "No resource was used in the last year"
    method = "Put to use is applied, adapted or shared. To open something is not yet to use it."
    picture = figures.bars(title, table, "Resource", "Put to use")
    return Section(
        [Finding(f"{title}.", [picture], method, "Wenger, Trayner and de Laat 2011: applied value")]
    )


def description(here: View) -> Section:
    """How well the resources are described, so that others can find and use them."""
    rows = _resources(here)
    if rows.empty:
        return Section([_NO_RESOURCES if here["resources"].empty else _none_open()])
    rows = rows.assign(**{c: rows[c].where(rows[c] != "(not shown)") for c in ("description", "creator")})
    shares = knowledge.completeness(rows)
    frame = pd.DataFrame({"Element": shares.index, "Filled in": shares.to_numpy()})
    table = Table("Dublin Core elements", frame, here.audience, formats={"Filled in": "percent"})
    low = shares[shares < 0.8]
    if low.empty:
        told = "At least eight in ten resources fill in every element."
    else:
        names = listing([f"{name} ({percent(share)})" for name, share in low.items()], 3)
        told = capital(f"{names} {'is' if len(low) == 1 else 'are'} filled in too seldom.")
    source = "DCMI Metadata Terms 2020, the fifteen elements"
    return Section(
        [Finding(told, [table], "The share of resources in which each element is filled in.", source)]
    )


def left_behind(here: View) -> Section:
    """Which events to learn from left no resource behind."""
    plan = here["events"]
    past = plan[(plan["date"] <= here.as_of) & (plan["date"] > here.as_of - pd.DateOffset(years=1))]
    learning = past[past["kind"].isin(LEARNING_KINDS)]
    if learning.empty:
        how = (
            "After a workshop, visit or case clinic, write up what was learnt and name the event in its form."
        )
        return Section([Needs("No event to learn from was held in the last year.", how)])
    found = knowledge.events_without_resource(learning, here["resources"], LEARNING_KINDS)
    told = f"{len(found):,} of {count(len(learning), 'event')} to learn from left no resource behind."
    if found.empty:
        return Section([Finding("Every event to learn from left a resource behind.")])
    frame = pd.DataFrame({"Event": found["name"], "Kind": found["kind"], "Day": found["date"]})
    method = "Workshops, site visits, peer assists, after-action reviews and case clinics of the last year."
    return Section(
        [Finding(told, [Table("Events that left nothing", frame.head(30), here.audience)], method)]
    )


def next_steps(here: View) -> Section:
    """What the knowledge base asks for."""
    rows = _resources(here)
    if rows.empty:
        return steps(here, "build knowledge", ["Collect ten things that you would send to a new colleague."])
    proposals: list[str] = []
    counted = knowledge.resources_by_issue(
        list(here["issues"]["name"]), here.whole["resource_issues"], list(here.whole["resources"]["name"])
    )
    weight = _dots(here).reindex(counted.index, fill_value=0)
    bare = sorted(
        (name for name in counted.index if not counted[name]), key=lambda name: (-weight[name], name)
    )
    if bare and len(here["resource_issues"]):
        proposals.append(f"Write or find a first guide on {bare[0]}.")
    found = knowledge.stale(rows, here.as_of)
    if len(found):
        proposals.append(f"Check {listing(found['name'], 2)}.")
    orphaned = rows[rows["owner"].isna()]["name"]
    if len(orphaned) and len(orphaned) < len(rows):
        proposals.append(f"Find somebody who looks after {listing(sorted(orphaned), 2)}.")
    plan = here["events"]
    past = plan[(plan["date"] <= here.as_of) & (plan["date"] > here.as_of - pd.DateOffset(months=3))]
    left = knowledge.events_without_resource(past, here["resources"], LEARNING_KINDS)
    if len(left):
        proposals.append(f"Write up {left['name'].iloc[0]} while people remember it.")
    return steps(here, "build knowledge", proposals)
