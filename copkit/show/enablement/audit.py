"""The scores of the audit of conditions that a reader may know of, gathered once for all its findings.

Where fewer than five people of an organisation rated a condition (three, in the room) their scores are left
out of everything, totals included, so that no difference gives them away. The public sees shares to the
nearest 5%, averages to the nearest half, and no count or interval from which one answer could be worked out.
"""

from __future__ import annotations

import pandas as pd

from copkit.functions.enablement.conditions import with_enough_raters
from copkit.functions.enablement.scale_scores import scale_scores
from copkit.place.view import View
from copkit.show.page import Finding, Needs, Section

NO_RATINGS = Needs(
    "Nobody has rated the conditions yet.",
    "Ask members and managers of each organisation whether there is enough time, space and flexibility: "
    "use 'Rate the conditions', or the sheet Conditions of the spreadsheet, with a code for each "
    "person in place of a name.",
)
_TOO_FEW = "Too few people in each organisation gave ratings for them to be shown here."
_METHOD = (
    "Each rater says from 1 to 5 how far each statement holds in their own organisation. A rater's score "
    "on a condition is the mean of its statements, by the newest answers; to agree is a score of 4 or "
    "more."
)
_LEFT_OUT = (
    " Where fewer than {} people of an organisation rated a condition, their ratings are left out of every "
    "number here."
)
_ROUNDED = " Shares are to the nearest 5%, averages to the nearest half, from 1.5 to 4.5."
_ALIKE = " Every rater counts alike, though more answered in some organisations than in others."
SAMPLE = (
    " The intervals count those who answered as a random sample of those who could (95%). Nothing makes "
    "up for who chose not to answer."
)
SOURCE = "Wenger, McDermott and Snyder 2002, chapters 1 and 9: what organisations must give"


FEWEST_IN_THE_ROOM = 3
"""Of fewer raters nothing is told even in the room: they were promised that only a code is kept."""


def fewest(here: View) -> int:
    """How many raters of an organisation there must be for what they say to be told, or to be in a total."""
    return here.audience.threshold if here.audience.is_public else FEWEST_IN_THE_ROOM


def scores(here: View) -> pd.DataFrame:
    """Each rater's score on each condition, of those that this reader may know of."""
    return with_enough_raters(scale_scores(here["conditions"]), fewest(here))


def in_parts(here: View, rows: pd.DataFrame, part: str) -> pd.DataFrame:
    """The scores to be cut by a further column (a role, the size of a team): in public only those of an
    organisation, a condition and a part that enough people stand behind."""
    if not here.audience.is_public or rows.empty:
        return rows
    cell = [rows[name].astype("object") for name in ("organisation", "condition", part)]
    return rows[rows.groupby(cell)["rater"].transform("nunique") >= fewest(here)]


def share(here: View, agree: float) -> float:
    """A share as it is told: to the nearest 5% in public."""
    return here.audience.share(agree)


def average(here: View, mean: float) -> float:
    """An average from 1 to 5 as it is told: in public to the nearest half, and never nearer to an end than
    1.5 or 4.5, where all would have answered alike."""
    return min(max(round(mean * 2) / 2, 1.5), 4.5) if here.audience.is_public else mean


def method(here: View) -> str:
    return _METHOD + _LEFT_OUT.format(fewest(here)) + (_ROUNDED if here.audience.is_public else _ALIKE)


def none(here: View, needs: Needs = NO_RATINGS) -> Section:
    """What stands where there is nothing to show: nothing was rated, or too few did."""
    return Section([needs if here["conditions"].empty else Finding(_TOO_FEW)])


def population(here: View, rows: pd.DataFrame) -> int | None:
    """How many could have answered, of the organisations and roles that did; None where nobody said, or where
    more answered than there are said to be."""
    if here.audience.is_public:
        return None  # an interval would tell how many did not answer
    said = here["people_to_ask"].set_index(["organisation", "rater_role"])["people"]
    groups = rows[["organisation", "rater_role", "rater"]].drop_duplicates()
    answered = groups.groupby(["organisation", "rater_role"], observed=True).size()
    total = 0
    for group, size in answered.items():
        people = said.get(group)
        if people is None or people < size:
            return None
        total += int(people)
    return total or None
