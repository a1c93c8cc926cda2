"""Which stories and which indicators speak for an initiative: those tied to it by name, and those that may
belong to it."""

from __future__ import annotations

import pandas as pd

NAMED = "named"
"""The story names the initiative."""

LIKELY = "likely"
"""The story names no initiative, but the same issue or, with no figure, the same community."""


def column_of(frame: pd.DataFrame, name: str) -> pd.Series:
    """A column as objects; all missing where the frame has none of that name."""
    if name in frame:
        return frame[name].astype("object")
    return pd.Series(None, index=frame.index, dtype="object")


def stories_of(initiative: pd.Series, stories: pd.DataFrame, indicators: pd.DataFrame) -> pd.Series:
    """The stories that count for an initiative: 'named' or 'likely', by the index of ``stories``.

    ``initiative`` has name, community, issue, starts. ``stories`` has the columns community, indicator, told,
    and may have initiative; ``indicators`` name, issue. A story that names an initiative counts for that one
    alone. Another counts as likely if it is of the community, was not told before the initiative began, and
    names an indicator of the issue that the initiative works on, or no indicator at all.

    >>> work = pd.Series({"name": "Checks", "community": "Homes", "issue": "Damp", "starts": None})
    >>> told = pd.DataFrame({"community": ["Homes"] * 3, "indicator": [None] * 3, "told": [None] * 3,
    ...     "initiative": ["Checks", "Lights", None]})
    >>> stories_of(work, told, pd.DataFrame({"name": [], "issue": []})).to_dict()
    {0: 'named', 2: 'likely'}
    """
    says = column_of(stories, "initiative")
    named = says == initiative["name"]
    issue_of = dict(
        zip(indicators["name"].astype("object"), indicators["issue"].astype("object"), strict=True)
    )
    about = stories["indicator"].astype("object").map(issue_of)
    its_issue = pd.notna(initiative["issue"]) & (about == initiative["issue"])
    early = pd.to_datetime(stories["told"]) < pd.to_datetime(initiative["starts"])
    likely = (stories["community"].astype("object") == initiative["community"]) & says.isna() & ~early
    likely &= stories["indicator"].isna() | its_issue
    kinds = pd.Series(None, index=stories.index, dtype="object")
    kinds[likely] = LIKELY
    kinds[named] = NAMED
    return kinds.dropna()


def indicators_since(initiative: pd.Series, observations: pd.DataFrame) -> frozenset[str]:
    """The indicators with a figure of the time since the initiative began; all that have one if nobody wrote
    down when that was.

    ``observations`` has the columns indicator, period: the first day of each period.

    >>> seen = pd.DataFrame({"indicator": ["Falls", "Calls"], "period": ["2026-01-01", "2025-01-01"]})
    >>> sorted(indicators_since(pd.Series({"starts": "2025-06-01"}), seen))
    ['Falls']
    """
    starts = pd.to_datetime(initiative["starts"])
    periods = pd.to_datetime(observations["period"])
    since = observations if pd.isna(starts) else observations[periods >= starts]
    return frozenset(since["indicator"].dropna().astype(str))
