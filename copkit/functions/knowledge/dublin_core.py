"""How well resources are described: the elements of Dublin Core that are filled in."""

from __future__ import annotations

import pandas as pd

DUBLIN_CORE = {
    "name": "title",
    "creator": "creator",
    "subject": "subject",
    "description": "description",
    "publisher": "publisher",
    "made": "date",
    "kind": "type",
    "link": "identifier",
    "language": "language",
    "licence": "rights",
}
"""Columns of a resource and the Dublin Core element that each holds (DCMI Metadata Terms 2020, section
3). Of the fifteen elements contributor, coverage, format, relation and source have no column."""


def completeness(resources: pd.DataFrame) -> pd.Series:
    """The share of resources that fill in each Dublin Core element: 0 to 1 by element, the emptiest
    first. NaN for every element where there are no resources.

    Completeness as Bruce and Hillmann 2004 define it (The continuum of metadata quality), over the
    elements of DCMI Metadata Terms 2020.
    """
    shares = pd.Series(
        {element: float(resources[column].notna().mean()) for column, element in DUBLIN_CORE.items()},
        dtype="float64",
    )
    return shares.sort_values(kind="stable")


def missing_elements(resources: pd.DataFrame) -> pd.Series:
    """The Dublin Core elements that each resource leaves empty: a tuple of them by the name of the
    resource, those that miss most first, equal ones by name."""
    empty = resources[list(DUBLIN_CORE)].isna().rename(columns=DUBLIN_CORE)
    lacking = {
        str(name): tuple(element for element in empty if row[element])
        for name, (_, row) in zip(resources["name"], empty.iterrows(), strict=True)
    }
    ranked = sorted(lacking, key=lambda name: (-len(lacking[name]), name))
    return pd.Series({name: lacking[name] for name in ranked}, dtype="object")
