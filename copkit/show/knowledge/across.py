"""What a community may know of in the whole place: its own, what is kept for all, and what others share.

Another community keeps for itself a resource that is not open to the public, and a question or an answer that
may not be shared. For the whole place the room sees all.
"""

from __future__ import annotations

import pandas as pd

from copkit.place.view import View
from copkit.show.knowledge.finding import documents


def documents_across(here: View) -> pd.DataFrame:
    """The resources of the place that this reader may know of, as `documents` has them."""
    rows = documents(here.whole)
    return rows[_of_ours(here, rows["community"]) | (rows["open_to"] == "public")].reset_index(drop=True)


def questions_across(here: View) -> pd.DataFrame:
    """The questions of the place that this reader may know of, with the columns of the table."""
    rows = here.whole["questions"]
    shared = _yes(rows["may_be_shared"])
    return rows[shared if here.audience.is_public else shared | _of_ours(here, rows["community"])]


def answers_across(here: View) -> pd.DataFrame:
    """The answers to those questions that this reader may know of, with the columns of the table."""
    rows, asked = here.whole["answers"], questions_across(here)
    known = rows["question"].isin(asked["name"])
    if here.audience.is_public:
        return rows[known & _yes(rows["may_be_shared"])]
    ours = asked.loc[_of_ours(here, asked["community"]), "name"]
    return rows[known & (_yes(rows["may_be_shared"]) | rows["question"].isin(ours))]


def _of_ours(here: View, community: pd.Series) -> pd.Series:
    """Whether each is of this community or of all; for the whole place each is."""
    said = community.astype("object")
    return said.isna() | (said == here.community) | (not here.community)


def _yes(said: pd.Series) -> pd.Series:
    return said.fillna(False).astype(bool)
