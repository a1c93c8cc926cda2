"""How many people opened a resource, put it to use and passed it on."""

from __future__ import annotations

import pandas as pd

APPLIED = ("applied", "adapted")
"""Uses that put a resource to work: 'applied value' (Wenger, Trayner and de Laat 2011, cycle 3)."""


def usage(
    resources: pd.DataFrame, uses: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp
) -> pd.DataFrame:
    """How many people opened each resource, put it to use (applied or adapted) and passed it on, after
    ``first`` and up to ``last``.

    ``uses`` has the columns resource, member, used and use. A person counts once for each kind of use; a
    use by nobody knows whom counts as a person of its own. Gives the columns resource, opened, applied,
    shared, the most put to use first, equal ones by name; resources without a use have 0.

    >>> uses = pd.DataFrame({"resource": ["Guide"] * 3, "member": ["Ann", "Ann", None],
    ...     "used": pd.to_datetime(["2026-05-01"] * 3), "use": ["opened", "applied", "opened"]})
    >>> shelf = pd.DataFrame({"name": ["Guide"]})
    >>> year = pd.Timestamp("2025-06-30"), pd.Timestamp("2026-06-30")
    >>> usage(shelf, uses, *year).to_dict("records")
    [{'resource': 'Guide', 'opened': 2, 'applied': 1, 'shared': 0}]
    """
    within = uses[(uses["used"] > first) & (uses["used"] <= last)]
    alone = pd.Series(within.index, index=within.index).map(lambda row: f"use {row}")
    rows = pd.DataFrame(
        {
            "resource": within["resource"].astype("object"),
            "use": within["use"].astype("object").replace(dict.fromkeys(APPLIED, "applied")),
            "who": within["member"].astype("object").where(within["member"].notna(), alone),
        }
    ).drop_duplicates()
    counts = rows.groupby(["resource", "use"]).size()
    found = pd.DataFrame({"resource": resources["name"].astype("object")})
    for use in ("opened", "applied", "shared"):
        of_use = counts.xs(use, level="use") if use in counts.index.unique("use") else {}
        found[use] = found["resource"].map(of_use).fillna(0).astype("int64")
    return found.sort_values(
        ["applied", "opened", "shared", "resource"],
        ascending=[False, False, False, True],
        ignore_index=True,
    )
