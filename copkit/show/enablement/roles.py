"""Whether members and managers see the same: the gap between what managers say and what members live."""

from __future__ import annotations

import pandas as pd

from copkit.functions.enablement import dominance
from copkit.functions.enablement.conditions import ratings_by
from copkit.functions.enablement.gap import ALL, gap_between_roles, gap_by_organisation
from copkit.place.schema.enablement import RATER_ROLES
from copkit.place.view import View
from copkit.show import figures
from copkit.show.enablement import audit
from copkit.show.enablement.differences import SURE, p_in_words
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import listing
from copkit.show.tables import Table

FEWEST = 3
"""Of fewer managers or members nothing can be compared."""

FEWEST_IN_ONE = 5
"""The same, within one organisation."""

MOST = 30
_METHOD = (
    "Cliff's delta compares every manager's score with every member's: how much more often managers' are "
    "higher than lower, from -1 (always lower) to 1 (always higher). 'From' and 'To' say where it may "
    "lie, given how few were asked. p is that of the test of Mann and Whitney; 'p, of all' allows for "
    "how many were compared. All organisations are taken together: who comes from where may make part of "
    "a gap."
)
_SOURCE = "Cliff 1993 and 1996; words for sizes after Romano and others 2006; Holm 1979"


def members_and_managers(here: View) -> Section:
    """Whether members and managers see the same, over all organisations and in each."""
    scores = audit.scores(here)
    if scores.empty:
        return audit.none(here)
    missing = [f"{role}s" for role in RATER_ROLES if role not in set(scores["rater_role"])]
    if missing and not here.audience.is_public:
        how = "Ask them for theirs, under 'Rate the conditions'."
        return Section([Needs(f"There are no ratings by {listing(missing)} to compare.", how)])
    found = gap_between_roles(scores, max(FEWEST, audit.fewest(here)))
    each = found[found["condition"] != ALL].reset_index(drop=True)
    if each.empty:
        return Section(
            [Finding("Too few members or managers rated the same condition for the two to be compared here.")]
        )
    return Section([_by_condition(here, scores, found, each), *_by_organisation(here, scores)])


def _by_condition(here: View, scores: pd.DataFrame, found: pd.DataFrame, each: pd.DataFrame) -> Finding:
    means = ratings_by(scores, "rater_role", "condition").set_index(["rater_role", "condition"])["mean"]
    for role in RATER_ROLES:
        each[f"{role}_mean"] = [float(means[role, condition]) for condition in each["condition"]]
    table = Table(
        "Average score of managers and members, 1 to 5; Cliff's delta with its 95% interval",
        _told(each, ["condition", "manager_mean", "member_mean"], ["Condition", "Managers", "Members"]),
        here.audience,
        formats=_DECIMALS | dict.fromkeys(["Managers", "Members"], "one decimal"),
    )
    title, told = _compared(each, found)
    return Finding(
        told, [figures.dumbbell(title, table, "Condition", "Managers", "Members")], _METHOD, _SOURCE
    )


_DECIMALS = dict.fromkeys(["Cliff's delta", "From", "To"], "two decimals")


def _told(found: pd.DataFrame, first: list[str], labels: list[str]) -> pd.DataFrame:
    frame = found[[*first, "delta", "low", "high", "p", "p_adjusted"]].set_axis(
        [*labels, "Cliff's delta", "From", "To", "p", "p, of all"], axis=1
    )
    for name in ("p", "p, of all"):
        frame[name] = [p_in_words(p) for p in frame[name]]
    return frame


def _compared(each: pd.DataFrame, found: pd.DataFrame) -> tuple[str, str]:
    """The title and the sentence: the widest gap, and on how many conditions it is more than chance."""
    widest = each.loc[each["delta"].astype("float64").abs().idxmax()]
    delta = float(widest["delta"])
    size = dominance.size_in_words(delta)
    sure = each[each["p_adjusted"] < SURE]
    if size == "negligible":
        title = "Members and managers rate the conditions much alike"
        return title, f"{title}: no difference is more than negligible."
    more, less = ("Managers", "members") if delta > 0 else ("Members", "managers")
    title = f"{more} rate {widest['condition']} higher than {less} do"
    told = f"{title}: a {size} difference (Cliff's delta {abs(delta):.2f})."
    if sure.empty:
        told += " With so few asked, it may be chance."
    elif len(sure) == len(each) > 1:
        told += " On every condition the difference is more than chance would give."
    else:
        told += f" More than chance would give is the difference on {listing(sure['condition'], 7)}."
    overall = found[found["condition"] == ALL]
    if len(overall) and overall["p"].iloc[0] < SURE:
        above = overall["delta"].iloc[0] > 0
        told += f" Over all conditions together {'managers' if above else 'members'} score higher."
    return title, told


def _by_organisation(here: View, scores: pd.DataFrame) -> list[Finding]:
    found = gap_by_organisation(scores, max(FEWEST_IN_ONE, audit.fewest(here)))
    if found.empty or found["organisation"].nunique() < 2:
        return []
    first, sure = found.iloc[0], found[found["p_adjusted"] < SURE]
    told = f"The widest gap is in {first['organisation']}, on {first['condition']}"
    told += f" (Cliff's delta {first['delta']:.2f})."
    told += (
        " In no single organisation is a gap more than chance could give."
        if sure.empty
        else f" More than chance would give is that in {listing(sure['organisation'].unique(), 5)}."
    )
    names = ["organisation", "condition", "managers", "members"]
    table = Table(
        "The gap by organisation and condition, the widest first",
        _told(found, names, ["Organisation", "Condition", "Managers", "Members"]).head(MOST),
        here.audience,
        people=["Managers", "Members"],
        follows=dict.fromkeys([*_DECIMALS, "p", "p, of all"], "Managers"),
        formats=_DECIMALS,
    )
    return [Finding(told, [table], _METHOD, _SOURCE)]
