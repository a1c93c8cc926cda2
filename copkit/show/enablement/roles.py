"""Whether members and managers see the same: the gap between what managers say and what members live."""

from __future__ import annotations

import pandas as pd

from copkit.functions.enablement.conditions import ratings_by
from copkit.functions.enablement.gap import ALL, gap_between_roles, gap_by_organisation
from copkit.functions.small_samples import dominance
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
_BEYOND = " It is more than chance would give."
_METHOD = (
    "Cliff's delta compares every manager's score with every member's: how much more often managers' are "
    "higher than lower, from -1 (always lower) to 1 (always higher). 'From' and 'To' look at one row "
    "alone and say where it may lie, given how few were asked. p is that of the test of Mann and "
    "Whitney; 'p, of all' allows for how many were compared. All organisations are taken together: who "
    "comes from where may make part of a gap."
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
    found = gap_between_roles(audit.in_parts(here, scores, "rater_role"), max(FEWEST, audit.fewest(here)))
    each = found[found["condition"] != ALL].reset_index(drop=True)
    if each.empty:
        return Section(
            [Finding("Too few members or managers rated the same condition for the two to be compared here.")]
        )
    if here.audience.is_public:
        # a mean by role, or a delta, of the place less that of a community is one of few people
        return Section([Finding(_compared(each, found, short=True)[1], [], _METHOD, _SOURCE)])
    return Section([_by_condition(here, scores, found), *_by_organisation(here, scores)])


def _by_condition(here: View, scores: pd.DataFrame, found: pd.DataFrame) -> Finding:
    means = ratings_by(scores, "rater_role", "condition").set_index(["rater_role", "condition"])["mean"]
    overall = scores.groupby(scores["rater_role"].astype("object"))["score"].mean()
    for role in RATER_ROLES:
        found[f"{role}_mean"] = [
            float(overall[role] if condition == ALL else means[role, condition])
            for condition in found["condition"]
        ]
    each = found[found["condition"] != ALL].reset_index(drop=True)
    shown = ["condition", "manager_mean", "member_mean"]
    table = Table(
        "Average score of managers and members, 1 to 5; Cliff's delta with its 95% interval",
        _told(
            pd.concat([each, found[found["condition"] == ALL]]), shown, ["Condition", "Managers", "Members"]
        ),
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


def _compared(each: pd.DataFrame, found: pd.DataFrame, *, short: bool = False) -> tuple[str, str]:
    """The title and the sentence: the widest gap, and on how many conditions it is more than chance."""
    deltas = each["delta"].astype("float64")
    widest = each.loc[deltas.abs().idxmax()]
    delta = float(widest["delta"])
    sure = each[each["p_adjusted"] < SURE]
    size = dominance.size_in_words(delta)
    if size == "negligible":
        ends = each[["low", "high"]].astype("float64").abs()
        if (ends < _SMALL).all(axis=None):
            title = "Members and managers rate the conditions much alike"
            return title, f"{title}: a difference of more than medium size can be ruled out."
        title = "No difference between members and managers is clear"
        return title, f"{title}: too few were asked to rule one out."
    more, less = ("Managers", "members") if delta > 0 else ("Members", "managers")
    title = f"{more} rate {widest['condition']} higher than {less} do"
    told = f"{title}, a {size} difference"
    if not short:
        told += f": of 100 pairs of a manager and a member, {more.lower()} score higher in "
        told += f"{round(abs(delta) * 100)} more than lower"
    told += "."
    if sure.empty:
        told += " With so few asked, it may be chance."
    elif len(sure) == len(each) > 1:
        told += " On every condition the difference is more than chance would give."
    else:
        told += f" The difference on {listing(sure['condition'], 7)} is more than chance would give."
    overall = found[found["condition"] == ALL]
    if len(overall) and overall["p"].iloc[0] < SURE:
        above = overall["delta"].iloc[0] > 0
        told += f" Over all conditions together {'managers' if above else 'members'} score higher."
    return title, told


_SMALL = 0.474
"""From this delta on a difference is large (Romano and others 2006)."""


def _by_organisation(here: View, scores: pd.DataFrame) -> list[Finding]:
    found = gap_by_organisation(scores, max(FEWEST_IN_ONE, audit.fewest(here)))
    if here.audience.is_public or found.empty or found["organisation"].nunique() < 2:
        return []
    first, sure = found.iloc[0], found[found["p_adjusted"] < SURE]
    more, less = ("managers", "members") if first["delta"] > 0 else ("members", "managers")
    told = (
        f"The widest gap is in {first['organisation']}, where {more} rate {first['condition']} higher than "
    )
    told += f"{less} do."
    if sure.empty:
        told += " In no single organisation is a gap more than chance could give."
    elif first["p_adjusted"] >= SURE:
        told += f" More than chance would give is a gap in {listing(sure['organisation'].unique(), 5)}."
    else:
        told += " It is a hint, to be looked at again." if first["p_adjusted"] >= SURE / 5 else _BEYOND
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
