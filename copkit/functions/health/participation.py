"""Who takes part: shares, months, and how much rests on a few."""

from __future__ import annotations

import numpy as np
import pandas as pd


def visits(events: pd.DataFrame, attendance: pd.DataFrame) -> pd.DataFrame:
    """Every visit: who came to which community's event on which day. Columns member, community, date."""
    came = attendance[attendance["presence"] == "came"]
    about = events.drop_duplicates("name").set_index("name")[["community", "date"]].reindex(came["event"])
    return pd.DataFrame(
        {
            "member": came["member"].to_numpy(),
            "community": about["community"].to_numpy(),
            "date": pd.to_datetime(about["date"].to_numpy()),
        }
    )


def by_month(found: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Different people who came and visits made in each month after ``first`` up to ``last``.

    Gives the columns month (its first day), people, visits; months without a visit have 0 in both.
    """
    months = pd.date_range((first + pd.Timedelta(days=1)).normalize().replace(day=1), last, freq="MS")
    within = found[(found["date"] > first) & (found["date"] <= last)]
    when = within["date"].dt.to_period("M").dt.to_timestamp()
    counted = within.groupby(when)["member"].agg(["nunique", "size"]).reindex(months, fill_value=0)
    return counted.rename_axis("month").reset_index().set_axis(["month", "people", "visits"], axis=1)


def share_of_most_active(counts: pd.Series, share: float = 0.1) -> float | None:
    """What share of all visits the most active tenth of the people made, 0 to 1; None without a visit.

    At least one person counts as the most active. It is no target: what is usual differs widely (van
    Mierlo 2014, Journal of Medical Internet Research 16: e33).

    >>> share_of_most_active(pd.Series([6, 1, 1, 1, 1]), share=0.2)
    0.6
    """
    ranked = np.sort(counts.dropna().to_numpy(dtype=float))[::-1]
    if not ranked.sum():
        return None
    return float(ranked[: max(1, round(len(ranked) * share))].sum() / ranked.sum())
