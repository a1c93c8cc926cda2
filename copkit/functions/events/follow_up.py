"""After an event: was it worth the time, who came again, who never came."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from copkit.functions.events.attendance import visits
from copkit.place.shares import wilson

WORTH_IT = 4
"""From this answer on, of 1 to 5, an event was worth the time."""


@dataclass(frozen=True)
class Share:
    """A share of people with its interval: Wilson's, at 95 per cent (Wilson 1927; Brown, Cai and DasGupta
    2001 advise it for small groups)."""

    part: int
    whole: int
    low: float
    high: float

    @property
    def share(self) -> float:
        return self.part / self.whole if self.whole else float("nan")


def share_of(part: int, whole: int) -> Share:
    """A share with its interval; without anybody the interval is all there is.

    >>> found = share_of(8, 10)
    >>> round(found.low, 2), round(found.high, 2)
    (0.49, 0.94)
    """
    return Share(part, whole, *wilson(part, whole))


def feedback_by_event(feedback: pd.DataFrame, came: pd.Series) -> pd.DataFrame:
    """How many gave feedback on each event, of those who came, and for how many it was worth the time.

    ``feedback`` has the columns event, respondent, worth (1 to 5); ``came`` how many came, by event. Gives
    a frame by event with the columns respondents, came (NA where nobody counted), response_rate, worth_it
    (how many answered `WORTH_IT` or more) and mean.

    >>> given = pd.DataFrame({"event": ["June"] * 3, "respondent": ["a", "b", "c"], "worth": [5, 4, 2]})
    >>> feedback_by_event(given, pd.Series({"June": 6})).loc["June", ["respondents", "worth_it"]].tolist()
    [3.0, 2.0]
    """
    grouped = feedback.groupby("event")
    frame = pd.DataFrame(
        {
            "respondents": grouped["respondent"].nunique(),
            "worth_it": (feedback["worth"] >= WORTH_IT).groupby(feedback["event"]).sum(),
            "mean": grouped["worth"].mean(),
        }
    ).rename_axis("event")
    frame["came"] = came.reindex(frame.index).astype("Float64")
    frame["response_rate"] = (frame["respondents"] / frame["came"]).clip(upper=1.0)
    return frame.astype({"respondents": "float64", "worth_it": "float64", "mean": "float64"})


def second_visits(
    events: pd.DataFrame, attendance: pd.DataFrame, as_of: pd.Timestamp, within: int = 6, back: int = 12
) -> Share:
    """Of those who came for the first time, how many came again within some months.

    Only those count whose first visit lies at least ``within`` months back, so that they had the time, and
    at most ``back`` months before that. ``events`` has name and date; ``attendance`` event, member,
    presence.
    """
    seen = visits(events, attendance, as_of).drop_duplicates()
    first = seen.groupby("member")["date"].min()
    late, early = as_of - pd.DateOffset(months=within), as_of - pd.DateOffset(months=within + back)
    new = first[(first <= late) & (first > early)]
    if new.empty:
        return share_of(0, 0)
    later = seen[seen["member"].isin(new.index)]
    begun = later["member"].map(new)
    until = begun + pd.DateOffset(months=within)
    again = later[(later["date"] > begun) & (later["date"] <= until)]["member"].nunique()
    return share_of(int(again), len(new))


def never_came(
    members: pd.Series, events: pd.DataFrame, attendance: pd.DataFrame, as_of: pd.Timestamp
) -> list[str]:
    """Those of ``members`` (names) who never came to an event until ``as_of``, sorted."""
    return sorted(set(members) - set(visits(events, attendance, as_of)["member"]))
