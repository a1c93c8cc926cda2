"""Levels of participation as contributions show them, where nobody wrote down when roles began and ended.

How many months of a year somebody contributed in stands for how near the centre they were. That more activity
is nearer the centre is Wenger, McDermott and Snyder's picture (2002, chapter 3); where the lines are drawn is
a choice, and no standard: say it wherever figures are shown. Who coordinates cannot be seen in this way.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from copkit.functions.development.contributions import PERSON, by_month, first_day

WHOLE_PLACE = "the whole place"
COLUMNS = ["member", "community", "role", "since", "until"]


def levels_by_activity(
    contributions: pd.DataFrame,
    last: pd.Timestamp | str,
    *,
    active: int = 2,
    core: int = 6,
    each: Sequence[str] = PERSON,
) -> pd.DataFrame:
    """The level of each member in each year, by the number of months in which they contributed.

    At least ``core`` months of the twelve are core, at least ``active`` are active, fewer are peripheral; who
    contributed in none is not a member in that year. Years are counted back from the last whole month up to
    ``last``; a first year that the contributions do not cover is left out. ``contributions`` and ``each`` as
    for `time_to_second_contribution`. Gives rows as memberships have them: member, community ('the whole
    place' where ``each`` is the member alone), role, since, until (the first and last day of a year), for
    `transition_matrix` up to the end of the last whole month. Raises ValueError if the lines do not rise
    from 2 to 12.

    >>> rows = pd.DataFrame({"member": "Ann", "community": "Homes",
    ...     "date": ["2025-01-10", "2025-03-02", "2026-02-02"]})
    >>> levels_by_activity(rows, "2026-12-31")[["role", "until"]].astype("str").to_numpy().tolist()
    [['active', '2025-12-31'], ['peripheral', '2026-12-31']]
    """
    if not 2 <= active < core <= 12:
        raise ValueError("The lines must rise: from 2 months for active to at most 12 for core.")
    end, rows = by_month(contributions, last, each)
    whole = (end - int(rows["month"].min()) + 1) // 12 if len(rows) else 0
    rows["back"] = (end - rows["month"]) // 12
    rows = rows[rows["back"] < whole]
    counted = rows.groupby([*each, "back"], as_index=False, observed=True)["month"].count()
    counted = counted.sort_values([*each, "back"], ascending=[*(True for _ in each), False])
    role = pd.Series("peripheral", counted.index, dtype="object")
    role = role.mask(counted["month"] >= active, "active").mask(counted["month"] >= core, "core")
    after = end + 1 - 12 * counted["back"]
    found = pd.DataFrame(
        {
            "member": counted["member"].astype("object"),
            "community": counted["community"] if "community" in each else WHOLE_PLACE,
            "role": role,
            "since": first_day(after - 12),
            "until": first_day(after) - pd.Timedelta(days=1),
        },
        columns=COLUMNS,
    )
    return found.reset_index(drop=True)
