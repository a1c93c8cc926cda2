"""What the knowledge base holds, and how well it is described."""

from __future__ import annotations

import pandas as pd

from copkit.functions import knowledge
from copkit.place.view import View
from copkit.show import figures
from copkit.show.knowledge.shelf import none_here, resources
from copkit.show.page import Finding, Section
from copkit.show.sentences import capital, count, listing
from copkit.show.tables import Table

_MOST = 50
_MOST_MISSING = 15


def base(here: View) -> Section:
    """What the knowledge base holds: by kind, and where there is but one kind by community."""
    rows = resources(here)
    if rows.empty:
        return Section([none_here(here)])
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


def description(here: View) -> Section:
    """How well the resources are described, so that others can find and use them."""
    rows = resources(here)
    if rows.empty:
        return Section([none_here(here)])
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
