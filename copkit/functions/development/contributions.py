"""Paths that contributions tell: how long until somebody comes a second time, and until they fall silent.

Dates count by the calendar month. A person has left when nothing came from them for a number of whole
months; when that was is the month of their last contribution before it, as in studies of open source
(Samoladas, Angelis and Stamelos 2010, Survival analysis on the duration of open source projects, Information
and Software Technology 52: 902-922; Lin, Robles and Serebrenik 2017, Developer turnover in global, industrial
open source projects, IEEE ICGSE: 66-75). Silence can only be seen once it has lasted: nobody can be seen to
leave in the last months of the data, so all who had not left before then are followed up to there and no
further (censored at one date for all, whatever they did after it: anything else would make them look as if
they stayed longer, or shorter).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from copkit.functions.development.cohorts import with_cohort

SILENT_MONTHS = 12
PERSON = ("member",)


def time_to_second_contribution(
    contributions: pd.DataFrame,
    last: pd.Timestamp | str,
    *,
    each: Sequence[str] = PERSON,
    same_month: bool = False,
    sectors: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """How many months passed from the first contribution of each member to the second, or without one.

    ``contributions`` has the columns member, community, date (a day or a month) and, if one row stands for
    several, count. Several in one month are one occasion, unless ``same_month`` is set: then a second one
    in the first month counts, after 0 months. ``each`` is ('member',) for people wherever they contribute,
    or ('member', 'community') for each of their communities apart. ``last`` is the last day of the data: a
    month that is not over by then is left out.

    Gives the columns of ``each``, first (the first day of the month), months, event (whether there was a
    second), joining_year and sector ('not known' where ``sectors``, by member, has none), for
    `kaplan_meier`.

    >>> rows = pd.DataFrame({"member": ["Ann", "Ann", "Bo"], "community": "Homes",
    ...                      "date": ["2026-01-10", "2026-04-02", "2026-05-20"]})
    >>> time_to_second_contribution(rows, "2026-07-31")[["member", "months", "event"]].to_numpy().tolist()
    [['Ann', 3, True], ['Bo', 2, False]]
    """
    end, rows = by_month(contributions, last, each)
    rows["second"] = rows.groupby(list(each))["month"].shift(-1)
    first = rows.drop_duplicates(list(each)).reset_index(drop=True)
    months = first["second"].fillna(end) - first["month"]
    event = first["second"].notna()
    if same_month:
        at_once = first["count"] >= 2
        months, event = months.mask(at_once, 0), event | at_once
    return _durations(first, each, months, event, sectors)


def time_to_silence(
    contributions: pd.DataFrame,
    last: pd.Timestamp | str,
    silent_months: int = SILENT_MONTHS,
    *,
    each: Sequence[str] = PERSON,
    sectors: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """How many months passed from the first contribution of each member to leaving, or without leaving.

    A member has left with the last contribution before ``silent_months`` whole months without one: who came
    once only left after 0 months. All others are censored at the month ``silent_months`` before the end of
    the data; who came first after that month is left out. Arguments as for `time_to_second_contribution`.

    Gives the columns of ``each``, first, months, event (left), came_back (contributed again after the
    silence), joining_year, sector. Raises ValueError if ``silent_months`` is below 1.

    >>> rows = pd.DataFrame({"member": ["Ann", "Ann", "Bo"], "community": "Homes",
    ...                      "date": ["2026-01-10", "2026-04-02", "2026-02-20"]})
    >>> time_to_silence(rows, "2026-07-31", 4)[["member", "months", "event"]].to_numpy().tolist()
    [['Ann', 2, False], ['Bo', 0, True]]
    """
    if silent_months < 1:
        raise ValueError(f"Leaving is to mean {silent_months} months of silence. Ask for at least 1.")
    end, rows = by_month(contributions, last, each)
    horizon = end - silent_months
    rows["next"] = rows.groupby(list(each))["month"].shift(-1)
    rows["joined"] = rows.groupby(list(each))["month"].transform("min")
    rows = rows[rows["joined"] <= horizon]
    silent = (rows["next"].fillna(end + 1) - rows["month"] > silent_months) & (rows["month"] <= horizon)
    left = rows[silent].drop_duplicates(list(each)).set_index(list(each))
    first = rows.drop_duplicates(list(each)).reset_index(drop=True)
    keys = pd.MultiIndex.from_frame(first[list(each)])
    left.index = pd.MultiIndex.from_frame(left.index.to_frame(index=False))
    went = left["month"].reindex(keys).reset_index(drop=True)
    back = left["next"].reindex(keys).notna().to_numpy()
    found = _durations(first, each, went.fillna(horizon) - first["month"], went.notna(), sectors)
    found.insert(found.columns.get_loc("event") + 1, "came_back", back)
    return found


def by_month(
    contributions: pd.DataFrame, last: pd.Timestamp | str, each: Sequence[str]
) -> tuple[int, pd.DataFrame]:
    """The number of the last whole month (12 times the year, and months since its January), and the
    contributions of each up to it: the columns of ``each``, month (its number) and count, sorted."""
    end = _month_number(pd.Series([pd.Timestamp(last) + pd.Timedelta(days=1)])).iloc[0] - 1
    date = pd.to_datetime(contributions["date"])
    count = contributions["count"] if "count" in contributions else pd.Series(1, contributions.index)
    rows = contributions[list(each)].assign(date=date, count=count.fillna(1))
    rows = rows[rows.notna().all(axis=1) & (rows["count"] > 0)]
    rows = rows.assign(month=_month_number(rows["date"]).astype("int64"))
    rows = rows[rows["month"] <= end]
    return int(end), rows.groupby([*each, "month"], as_index=False, observed=True)["count"].sum()


def first_day(month_numbers: pd.Series) -> pd.Series:
    """The first day of each month that is given by its number."""
    since = (month_numbers.to_numpy(dtype="int64") - 12 * 1970).astype("datetime64[M]")
    return pd.Series(since.astype("datetime64[ns]"), month_numbers.index)


def _month_number(dates: pd.Series) -> pd.Series:
    return dates.dt.year * 12 + dates.dt.month - 1


def _durations(
    first: pd.DataFrame,
    each: Sequence[str],
    months: pd.Series,
    event: pd.Series,
    sectors: Mapping[str, str] | None,
) -> pd.DataFrame:
    began = first_day(first["month"])
    found = first[list(each)].assign(
        first=began, months=months.astype("int64").to_numpy(), event=event.to_numpy(dtype=bool)
    )
    return with_cohort(found, began, sectors)
