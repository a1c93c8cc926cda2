"""What workbook 5 shows: the conditions that organisations give, and the promises they made.

The public sees nothing of an organisation in which fewer than five people rated a condition: those
ratings are left out of everything here, totals included, so that no difference gives them away.
"""

from __future__ import annotations

import pandas as pd

from copkit.functions.enablement import conditions as rated
from copkit.functions.enablement import dominance
from copkit.functions.enablement.commitments import OPEN, standing_of
from copkit.place.schema.enablement import CONDITIONS, RATER_ROLES
from copkit.place.view import View
from copkit.show import figures
from copkit.show.commitments import commitments
from copkit.show.next_steps import steps
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, listing, number
from copkit.show.tables import Table

__all__ = ["commitments", "conditions", "members_and_managers", "next_steps", "organisations"]

_PARTS = ["strongly disagree", "disagree", "neither", "agree", "strongly agree"]

_NO_RATINGS = Needs(
    "Nobody has rated the conditions yet.",
    "Ask members and managers of each organisation whether there is enough time, space and flexibility: "
    "use 'Rate the conditions', or the sheet Conditions of the spreadsheet, with a code for each "
    "person in place of a name.",
)
_HOW = "Use 'Rate the conditions', or the sheet Conditions of the spreadsheet."
_TOO_FEW = "Too few people in each organisation gave ratings for them to be shown here."
_METHOD = (
    "Each rater says from 1 to 5 whether there is enough of each condition in their own organisation; the "
    "newest rating of each counts. To agree is to give 4 or 5."
)
_LEFT_OUT = (
    " Where fewer than {} people of an organisation rated a condition, their ratings are left out of every "
    "number here."
)
_SOURCE = "Wenger, McDermott and Snyder 2002, chapters 1 and 9: what organisations must give"


_NOTABLE = 0.1
"""A change of the average rating below this is none."""


def _fewest(here: View) -> int:
    return here.audience.threshold if here.audience.is_public else 1


def _ratings(here: View) -> pd.DataFrame:
    """The newest ratings, of those that this reader may know of."""
    return rated.with_enough_raters(rated.latest_ratings(here["conditions"]), _fewest(here))


def _scarcest_first(ratings: pd.DataFrame) -> pd.DataFrame:
    """The spread by condition: the one with the smallest share that agrees comes first."""
    return rated.ratings_by(ratings, "condition").sort_values(
        ["agree", "mean", "condition"], ignore_index=True
    )


def _none(here: View, needs: Needs) -> Section:
    return Section([needs if here["conditions"].empty else Finding(_TOO_FEW)])


def _method(here: View) -> str:
    return _METHOD + (_LEFT_OUT.format(here.audience.threshold) if here.audience.is_public else "")


def conditions(here: View) -> Section:
    """Which conditions are good, and which are lacking, over all organisations."""
    ratings = _ratings(here)
    if ratings.empty:
        return _none(here, _NO_RATINGS)
    found = _scarcest_first(ratings)
    shown: list[str | int] = ["condition", "raters", "agreeing", "agree", "median"]
    labels = ["Condition", "Raters", "Who agree", "Share who agree", "Median"]
    caption = "The share of raters who agree that there is enough of it"
    if not here.audience.is_public:
        shown, labels = [*shown, *rated.SCALE], [*labels, *_PARTS]
        caption = "Is there enough of it? From 1 (strongly disagree) to 5 (strongly agree)"
    table = Table(
        caption,
        found[shown].set_axis(labels, axis=1),
        here.audience,
        people=["Raters", "Who agree"],
        parts_of={"Who agree": "Raters"},
        follows={"Share who agree": "Who agree"},
        formats=dict.fromkeys(["Share who agree", *_PARTS], "percent"),
    )
    low, high = table.values.iloc[0], table.values.iloc[-1]
    title = f"{capital(low['Condition'])} is scarcest: {_enough(low)}"
    told = f"{title}. {capital(high['Condition'])} is in best supply: {_enough(high, short=True)}."
    if len(found) == 1:
        title = f"Only {low['Condition']} was rated: {_enough(low)}"
        told = f"{title}."
    if here.audience.is_public:
        picture = figures.bars(title, table, "Condition", "Share who agree", as_percent=True)
    else:
        picture = figures.stacked(title, table, "Condition", _PARTS, diverging=True)
    return Section([Finding(told, [picture], _method(here), _SOURCE), *_change(here)])


def _enough(row: pd.Series, *, short: bool = False) -> str:
    """How many agree that there is enough; the median where that number is not shown."""
    if pd.isna(row["Who agree"]):
        return f"its median rating is {number(row['Median'], 1)} of 5"
    agreeing, raters = int(row["Who agree"]), int(row["Raters"])
    told = f"{agreeing or 'none'} of {raters:,} {'rater agrees' if raters == 1 else 'raters agree'}"
    if agreeing == 1 < raters:
        told = f"1 of {raters:,} raters agrees"
    return told if short else f"{told} that there is enough"


def _change(here: View) -> list[Finding]:
    found = rated.change_since_round(here["conditions"], _fewest(here))
    if found.empty:
        return []
    frame = found[["condition", "before", "after", "raters_before", "raters_after"]].set_axis(
        ["Condition", "Round before", "Last round", "Raters before", "Raters in the last round"], axis=1
    )
    worst, best = found.iloc[0], found.iloc[-1]
    if best["after"] - best["before"] >= _NOTABLE:
        title = f"{capital(best['condition'])} has gained most since the round before, {_step(best)}"
        fell = worst["before"] - worst["after"] >= _NOTABLE
        told = f"{title}; {worst['condition']} has lost most, {_step(worst)}." if fell else f"{title}."
    elif worst["before"] - worst["after"] >= _NOTABLE:
        title = f"No condition has gained since the round before; {worst['condition']} has lost most"
        told = f"{title}, {_step(worst)}."
    else:
        title = "No condition has changed much since the round before"
        told = f"{title}."
    formats = dict.fromkeys(["Round before", "Last round"], "one decimal")
    table = Table("Average rating in the last two rounds, 1 to 5", frame, here.audience, formats=formats)
    picture = figures.dumbbell(title, table, "Condition", "Round before", "Last round")
    method = (
        "A round ends when nobody rates for four weeks. Only organisations that rated the condition in both "
        "rounds count, so that who was asked does not make the change. People may differ between rounds."
    )
    return [Finding(told, [picture], method, "Firebaugh 1997: repeated surveys")]


def _step(row: pd.Series) -> str:
    return f"from {number(row['before'], 1)} to {number(row['after'], 1)} of 5"


def organisations(here: View) -> Section:
    """How the organisations differ, and where it is hardest."""
    ratings = _ratings(here)
    if ratings.empty:
        return _none(here, Needs("No organisation has been rated yet.", _HOW))
    found = rated.ratings_by(ratings, "organisation")
    cells = rated.ratings_by(ratings, "organisation", "condition")
    wide = cells.pivot(index="organisation", columns="condition", values="mean").reindex(
        index=found["organisation"], columns=[name for name in CONDITIONS if name in set(cells["condition"])]
    )
    frame = pd.DataFrame({"Organisation": found["organisation"], "All": found["mean"].astype("float64")})
    frame = pd.concat([frame, wide.astype("float64").reset_index(drop=True)], axis=1)
    table = Table(
        "Average rating by organisation and condition, 1 to 5",
        frame.head(50),
        here.audience,
        formats=dict.fromkeys(list(frame)[1:], "one decimal"),
    )
    first, spot = found.iloc[0], cells.iloc[0]
    title = f"Conditions are hardest in {first['organisation']}, rated {first['mean']:.1f} of 5 on average"
    if len(found) == 1:
        title = f"{first['organisation']} is rated {first['mean']:.1f} of 5 on average"
    told = f"{title}."
    if len(cells) > 1:
        told += f" Scarcest of all is {spot['condition']} in {spot['organisation']} ({spot['mean']:.1f})."
    return Section([Finding(told, [figures.matrix(title, table, "Organisation")], _method(here), _SOURCE)])


def members_and_managers(here: View) -> Section:
    """Whether members and managers see the same."""
    ratings = _ratings(here)
    if ratings.empty:
        return _none(here, Needs("There are no ratings to compare yet.", _HOW))
    missing = [f"{role}s" for role in RATER_ROLES if role not in set(ratings["rater_role"])]
    if missing and not here.audience.is_public:
        how = "Ask them for theirs, under 'Rate the conditions'."
        return Section([Needs(f"There are no ratings by {listing(missing)} to compare.", how)])
    rows = []
    for condition in CONDITIONS:
        about = ratings[ratings["condition"] == condition]
        managers, members = (
            about.loc[about["rater_role"] == role, "rating"].astype("float64")
            for role in ("manager", "member")
        )
        delta = dominance.cliffs_delta(managers, members)
        interval = dominance.cliffs_interval(managers, members) or (float("nan"), float("nan"))
        if delta is not None and min(len(managers), len(members)) >= _fewest(here):
            rows.append((condition, managers.mean(), members.mean(), delta, *interval))
    if not rows:
        return Section(
            [Finding("Too few members or managers rated the same condition for the two to be compared here.")]
        )
    decimals = dict.fromkeys(["Cliff's delta", "From", "To"], "two decimals")
    frame = pd.DataFrame(rows, columns=["Condition", "Managers", "Members", *decimals])
    table = Table(
        "Average rating by members and by managers, 1 to 5; Cliff's delta with its 95% interval",
        frame,
        here.audience,
        formats=dict.fromkeys(["Managers", "Members"], "one decimal") | decimals,
    )
    title, told = _compared(frame)
    method = (
        "Cliff's delta compares every manager's rating with every member's: how much more often managers' "
        "are higher than lower, from -1 (always lower) to 1 (always higher). 'From' and 'To' say where it "
        "may lie, given how few were asked. The widest difference is named; asked again, such a one is "
        "often a little smaller."
    )
    picture = figures.dumbbell(title, table, "Condition", "Managers", "Members")
    source = "Cliff 1993 and 1996; words for sizes after Romano and others 2006"
    return Section([Finding(told, [picture], method, source)])


def _compared(frame: pd.DataFrame) -> tuple[str, str]:
    """The title and the sentence of the widest difference."""
    widest = frame.loc[frame["Cliff's delta"].abs().idxmax()]
    delta = float(widest["Cliff's delta"])
    size = dominance.size_in_words(delta)
    if size == "negligible":
        title = "Members and managers rate the conditions much alike"
        return title, f"{title}: no difference is more than negligible."
    more, less = ("Managers", "members") if delta > 0 else ("Members", "managers")
    title = f"{more} rate {widest['Condition']} higher than {less} do"
    told = f"{title}: a {size} difference (Cliff's delta {abs(delta):.2f})."
    if pd.isna(widest["From"]) or widest["From"] <= 0 <= widest["To"]:
        told += " With so few asked, it may be chance."
    return title, told


def next_steps(here: View) -> Section:
    """What the conditions and the promises ask for."""
    proposals: list[str] = []
    ratings = _ratings(here)
    rows = here["commitments"]
    state = standing_of(rows, here.as_of)
    if here["conditions"].empty:
        proposals.append(
            "Ask five people in each organisation to rate the conditions: it takes three minutes."
        )
    elif len(ratings):
        spot = rated.ratings_by(ratings, "organisation", "condition").iloc[0]
        proposals.append(f"Talk with the managers of {spot['organisation']} about {spot['condition']}.")
        scarcest = _scarcest_first(ratings)["condition"].iloc[0]
        if len(rows) and scarcest not in set(rows.loc[~state.isin(["broken", "withdrawn"]), "condition"]):
            proposals.append(f"Ask an organisation for one thing about {scarcest}: nothing is promised yet.")
    behind = rows[state.isin(["late", "broken"])].sort_values(["due", "name"], kind="stable")
    for name, organisation in zip(behind["name"].head(2), behind["organisation"], strict=False):
        proposals.append(f"Ask {organisation} what became of: {name}.")
    bare = rows[rows["sponsor"].isna() & state.isin([*OPEN, "late"])]
    if len(bare):
        proposals.append(f"Find somebody who answers for: {bare['name'].iloc[0]}.")
    if rows.empty:
        proposals.append("Ask one organisation for one thing, and write down what it promises.")
    return steps(here, "clear the way", proposals)
