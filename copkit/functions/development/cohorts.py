"""By what durations are compared: the year in which people joined (a cohort), and their sector."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

MONTH_IN_DAYS = 365.25 / 12
UNKNOWN = "not known"


def sector_of_members(members: pd.DataFrame, organisations: pd.DataFrame) -> dict[str, str]:
    """The sector of each member's organisation, by the member's name; who has none is left out.

    ``members`` has the columns name, organisation; ``organisations`` name, sector.

    >>> members = pd.DataFrame({"name": ["Ann", "Bo"], "organisation": ["Council", None]})
    >>> sector_of_members(members, pd.DataFrame({"name": ["Council"], "sector": ["public"]}))
    {'Ann': 'public'}
    """
    sectors = organisations.drop_duplicates("name").set_index("name")["sector"]
    found = members.set_index("name")["organisation"].map(sectors).dropna()
    return {str(name): str(sector) for name, sector in found.sort_index().items()}


def with_cohort(
    durations: pd.DataFrame, joined: pd.Series, sectors: Mapping[str, str] | None
) -> pd.DataFrame:
    """Adds joining_year (a whole number) and sector ('not known' where ``sectors`` says nothing).

    ``durations`` has the column member; ``joined`` the day on which each row began, in its order.
    """
    sector = durations["member"].astype("object").map(dict(sectors or {}))
    return durations.assign(
        joining_year=pd.to_datetime(joined).dt.year.to_numpy(dtype="int64"),
        sector=sector.where(sector.notna(), UNKNOWN),
    )
