"""How like the place a community is in the sectors of those who come.

One minus half the sum of the absolute differences between two sets of shares is the part that they have in
common: 1 if they are alike, 0 if they share no sector (one minus the index of dissimilarity of Duncan and
Duncan 1955, A methodological analysis of segregation indexes, American Sociological Review 20: 210-217). If
few people come, it is below 1 by chance alone.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from copkit.functions.health.by_month import every_month, month_number


def sector_mix(
    visits: pd.DataFrame, members: pd.DataFrame, organisations: pd.DataFrame, last: int
) -> pd.DataFrame:
    """How far the sectors of the people who came in each month are those of the place; see `every_month`.

    ``visits`` has the columns community, member, date, none missing; ``members`` name, organisation;
    ``organisations`` name, sector. The place is all members whose sector is known, as they are now, in every
    month. The denominator is the people who came whose sector is known; the numerator how many of them the
    two mixes have in common, with parts of people. Without a known sector there are no rows.

    >>> people = pd.DataFrame({"name": ["Ann", "Bo"], "organisation": ["Council", "Shop"]})
    >>> bodies = pd.DataFrame({"name": ["Council", "Shop"], "sector": ["public", "business"]})
    >>> came = pd.DataFrame({"community": ["Homes"], "member": ["Ann"], "date": ["2026-01-02"]})
    >>> sector_mix(came, people, bodies, 24312)["value"].tolist()
    [0.5]
    """
    sectors = organisations.drop_duplicates("name").set_index("name")["sector"].astype("object")
    people = members.drop_duplicates("name").set_index("name")["organisation"].astype("object")
    sector = people.map(sectors).dropna()
    place = sector.value_counts(normalize=True).sort_index()
    rows = visits.assign(month=month_number(visits["date"]), sector=visits["member"].map(sector))
    first = rows.groupby("community")["month"].min()
    rows = rows.drop_duplicates(["community", "month", "member"]).dropna(subset=["sector"])
    if rows.empty:
        first = first[:0]
    counts = rows.groupby(["community", "month", "sector"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=place.index, fill_value=0)
    came = counts.sum(axis=1)
    common = np.minimum(counts.to_numpy(), np.outer(came, place)).sum(axis=1)
    found = pd.DataFrame({"numerator": common, "denominator": came}, index=counts.index)
    return every_month(found.reset_index(), first, last)
