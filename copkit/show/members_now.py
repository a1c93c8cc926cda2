"""Who takes part now: what members can do and want counts while they are here."""

from __future__ import annotations

import pandas as pd

from copkit.place.scope import current_at
from copkit.place.view import View


def members_now(here: View) -> set[str]:
    """Those who belong on the day of the view, but for those outside; all members where nobody wrote down
    who belongs where."""
    standing = current_at(here["memberships"], here.as_of, "since", "until")
    return set(standing.loc[standing["role"] != "outside", "member"]) or set(here["members"]["name"])


def skills_now(here: View) -> pd.DataFrame:
    """What those who take part now said of their skills, every time that they were asked."""
    said = here["member_skills"]
    return said[said["member"].isin(members_now(here))]
