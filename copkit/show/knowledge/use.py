"""What is put to use, by whom, and what lies unused."""

from __future__ import annotations

import pandas as pd

from copkit.functions import knowledge
from copkit.functions.knowledge.uses_by_group import uses_by
from copkit.place.view import View
from copkit.show import figures
from copkit.show.knowledge.shelf import none_here, resources
from copkit.show.members_now import members_now
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import count, listing
from copkit.show.tables import Table

_MOST = 50


def in_use(here: View) -> Section:
    """What is put to use, what is opened and no more, and what lies unused."""
    rows = resources(here)
    if rows.empty:
        return Section([none_here(here)])
    if here["resource_use"].empty:
        how = (
            "When somebody says 'I used that', note it in the form 'Resource use', or in the sheet "
            "Resource use of the spreadsheet."
        )
        return Section([Needs("Nobody has noted that a resource was used.", how)])
    found = used(here, rows)
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
        rounded=True,
    )
    top = table.values[table.values["Put to use by"].fillna(0) > 0]
    told = "What was put to use most is not shown here, as so few did"
    if len(top):
        most = top["Put to use by"].iloc[0]
        by = "1 person" if most == 1 else f"{here.audience.about(most)} people"
        told = f"{top['Resource'].iloc[0]} was put to use most, by {by}"
    elif not found["applied"].any():
        told = "Nothing was put to use"
    rest = f"{count(unused, 'resource was', 'resources were')} not used at all" if unused else ""
    title = f"{told}; {rest}" if rest else told
    if not len(top):
        return Section([Finding(f"{title}.", [table], method, source)])
    return Section(
        [Finding(f"{title}.", [figures.bars(told, table, "Resource", "Put to use by")], method, source)]
    )


def used(here: View, rows: pd.DataFrame) -> pd.DataFrame:
    year = here.as_of - pd.DateOffset(years=1)
    return knowledge.usage(rows, here["resource_use"], year, here.as_of)


def users(here: View) -> Section:
    """Who used resources in the last year: by sector and by organisation."""
    uses = here["resource_use"]
    uses = uses[uses["resource"].isin(resources(here)["name"])]
    members = here.whole["members"]
    organisation = members.drop_duplicates("name").set_index("name")["organisation"]
    sector = organisation.map(here.whole["organisations"].set_index("name")["sector"].astype("object"))
    year = here.as_of - pd.DateOffset(years=1)
    by_sector = uses_by(uses, sector, year, here.as_of)
    by_organisation = uses_by(uses, organisation, year, here.as_of)
    if by_sector.empty:
        how = "Note who used what, in 'Resource use'."
        return Section([Needs("It is not known who uses the resources.", how)])
    labels = ["People", "Who put something to use", "Resources put to use"]
    tables = [
        Table(
            f"Who used resources in the last year, by {name}",
            found.set_axis([name.capitalize(), *labels], axis=1),
            here.audience,
            people=labels[:2],
            follows={labels[2]: labels[1]},
            rounded=True,
        )
        for name, found in (("sector", by_sector), ("organisation", by_organisation))
    ]
    first = tables[0].values.dropna(subset=["People"])
    told = "Too few people used resources to say of which sector."
    if len(first):
        told = f"The largest group of those who used a resource is of the {first['Sector'].iloc[0]} sector: "
        most = first["People"].iloc[0]
        told += f"{'1 person' if most == 1 else f'{here.audience.about(most)} people'}."
    silent = sorted(
        set(organisation.reindex(sorted(members_now(here))).dropna()) - set(by_organisation["group"])
    )
    if silent and not here.audience.is_public:
        told += f" Nobody of {listing(silent, 3)} is known to have used any."
    return Section([Finding(told, tables)])
