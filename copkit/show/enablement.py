"""What workbook 5 shows: the conditions that organisations give, and the promises they made."""

from __future__ import annotations

import pandas as pd

from copkit.functions import enablement
from copkit.place.schema.enablement import COMMITMENT_STATES, CONDITIONS
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show import figures
from copkit.show.next_steps import steps
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import count, listing, number, people
from copkit.show.tables import Table

_PARTS = ["strongly disagree", "disagree", "neither", "agree", "strongly agree"]

_NO_RATINGS = Needs(
    "Nobody has rated the conditions yet.",
    "Ask members and managers of each organisation whether there is enough time, space and flexibility: "
    "fill in the form 'Conditions', with a code for each person in place of a name.",
)
_NO_PROMISES = Needs(
    "No promise is written down yet.",
    "Ask each organisation for one thing that would help, and write its answer into the form 'Commitments'.",
)
_METHOD = (
    "Each rater says from 1 to 5 whether there is enough of each condition in their own organisation; the "
    "newest rating of each counts. To agree is to give 4 or 5."
)
_SOURCE = "Wenger, McDermott and Snyder 2002, chapters 1 and 9: what organisations must give"


def conditions(here: View) -> Section:
    """Which conditions are good, and which are lacking, over all organisations."""
    ratings = enablement.latest_ratings(here["conditions"])
    if ratings.empty:
        return Section([_NO_RATINGS])
    found = enablement.ratings_by(ratings, "condition")
    frame = found.rename(
        columns={"condition": "Condition", "raters": "Raters", "mean": "Mean", "agree": "Agree"}
        | dict(zip(range(1, 6), _PARTS, strict=True))
    ).drop(columns="ratings")
    if here.audience.is_public:
        frame = frame[["Condition", "Raters", "Mean"]]
    shares = [name for name in frame if name in ("Agree", *_PARTS)]
    table = Table(
        "Is there enough of it? From 1 (strongly disagree) to 5 (strongly agree)",
        frame,
        here.audience,
        people=["Raters"],
        follows=dict.fromkeys(["Mean", *shares], "Raters"),
        formats=dict.fromkeys(shares, "percent") | {"Mean": "one decimal"},
    )
    shown = table.values.dropna(subset=["Mean"])
    if shown.empty:
        return Section([Finding("Too few people gave ratings for them to be shown here.")])
    low, high = shown.iloc[0], shown.iloc[-1]
    title = f"{str(low['Condition']).capitalize()} is scarcest, rated {low['Mean']:.1f} of 5 on average"
    told = f"{title}; {high['Condition']} is in best supply ({high['Mean']:.1f})."
    if here.audience.is_public:
        picture = figures.bars(title, table, "Condition", "Mean")
    else:
        picture = figures.stacked(title, table, "Condition", _PARTS, diverging=True)
    return Section([Finding(told, [picture], _METHOD, _SOURCE), *_change(here)])


def _change(here: View) -> list[Finding]:
    found = enablement.change_since_round(here["conditions"])
    if found.empty or found[["raters_before", "raters_after"]].map(here.audience.hides).any(axis=None):
        return []
    step = found["after"] - found["before"]
    best, worst = found.loc[step.idxmax()], found.loc[step.idxmin()]
    frame = found[["condition", "before", "after"]].set_axis(
        ["Condition", "Round before", "Last round"], axis=1
    )
    if step.max() > 0:
        title = f"{str(best['condition']).capitalize()} has gained most since the round before"
    else:
        title = f"No condition has gained since the round before; {worst['condition']} has lost most"
    formats = dict.fromkeys(["Round before", "Last round"], "one decimal")
    table = Table("Mean rating in the last two rounds, 1 to 5", frame, here.audience, formats=formats)
    return [Finding(f"{title}.", [figures.dumbbell(title, table, "Condition", "Round before", "Last round")])]


def organisations(here: View) -> Section:
    """How the organisations differ."""
    ratings = enablement.latest_ratings(here["conditions"])
    if ratings.empty:
        return Section([_NO_RATINGS])
    shown = _by_organisation(here, ratings)
    if shown.empty:
        return Section(
            [Finding("Too few people in each organisation gave ratings for them to be shown here.")]
        )
    first = shown.iloc[0]
    title = f"Conditions are hardest in {first['Organisation']}, rated {first['All']:.1f} of 5 on average"
    if len(shown) == 1:
        title = f"{first['Organisation']} is rated {first['All']:.1f} of 5 on average"
    caption = "Mean rating by organisation and condition, 1 to 5"
    table = Table(caption, shown, here.audience, formats=dict.fromkeys(["All", *CONDITIONS], "one decimal"))
    told = f"{title}."
    if here.audience.is_public:
        told += " Organisations with few raters are not shown."
    return Section([Finding(told, [figures.matrix(title, table, "Organisation")], _METHOD, _SOURCE)])


def _by_organisation(here: View, ratings: pd.DataFrame) -> pd.DataFrame:
    """The mean rating in each organisation, over all and by condition, the hardest first; without
    those in which too few gave ratings, or whose ratings would follow from the others."""
    found = enablement.ratings_by(ratings, "organisation")
    hidden = here.audience.hidden_cells(found[["raters"]])["raters"]
    found = found[~hidden].reset_index(drop=True)
    keys = [ratings["organisation"].astype("object"), ratings["condition"].astype("object")]
    scores = ratings["rating"].astype("float64").groupby(keys)
    enough = ~scores.size().map(here.audience.hides)
    wide = (
        scores.mean().where(enough).unstack().reindex(index=found["organisation"], columns=list(CONDITIONS))
    )
    frame = found[["organisation", "mean"]].set_axis(["Organisation", "All"], axis=1)
    return pd.concat([frame, wide.dropna(axis=1, how="all").reset_index(drop=True)], axis=1)


def members_and_managers(here: View) -> Section:
    """Whether members and managers see the same."""
    ratings = enablement.latest_ratings(here["conditions"])
    if ratings.empty:
        return Section([_NO_RATINGS])
    roles = {role: ratings[ratings["rater_role"] == role] for role in ("member", "manager")}
    raters = {
        role: rows[["organisation", "rater"]].drop_duplicates().shape[0] for role, rows in roles.items()
    }
    if not all(raters.values()):
        missing = listing([f"{role}s" for role, people_there in raters.items() if not people_there])
        return Section([Needs(f"There are no ratings by {missing} to compare.", "Ask them for theirs.")])
    if any(here.audience.hides(people_there) for people_there in raters.values()):
        return Section([Finding("Too few members or managers gave ratings for the two to be compared here.")])
    rows = []
    for condition in CONDITIONS:
        pair = [
            roles[role].loc[roles[role]["condition"] == condition, "rating"] for role in ("manager", "member")
        ]
        delta = enablement.cliffs_delta(*pair)
        enough = not any(here.audience.hides(len(scores)) for scores in pair)
        if delta is not None and enough:
            rows.append((condition, *[float(scores.astype("float64").mean()) for scores in pair], delta))
    if not rows:
        return Section(
            [Finding("Too few rated the same condition for members and managers to be compared here.")]
        )
    frame = pd.DataFrame(rows, columns=["Condition", "Managers", "Members", "Cliff's delta"])
    table = Table(
        "Mean rating by members and by managers, 1 to 5",
        frame,
        here.audience,
        formats={"Managers": "one decimal", "Members": "one decimal", "Cliff's delta": "two decimals"},
    )
    widest = frame.loc[frame["Cliff's delta"].abs().idxmax()]
    delta = float(widest["Cliff's delta"])
    more, less = ("Managers", "members") if delta > 0 else ("Members", "managers")
    title = f"{more} rate {widest['Condition']} higher than {less} do"
    if delta == 0:
        title = "Members and managers rate the conditions alike"
    told = f"{title}: a {enablement.size_in_words(delta)} difference (Cliff's delta {abs(delta):.2f})."
    method = (
        "Cliff's delta compares every manager's rating with every member's: how much more often one is above "
        "the other, from 0 (as often) to 1 (always)."
    )
    picture = figures.dumbbell(title, table, "Condition", "Managers", "Members")
    return Section([Finding(told, [picture], method, "Cliff 1993; sizes after Romano and others 2006")])


def commitments(here: View) -> Section:
    """What organisations promised, and how the promises stand."""
    rows = here["commitments"]
    if rows.empty:
        return Section([_NO_PROMISES])
    rows = rows.assign(standing=enablement.standing_of(rows, here.as_of))
    order = {state: place for place, state in enumerate(("broken", "late", *COMMITMENT_STATES))}
    rows = rows.assign(order=rows["standing"].map(order)).sort_values(["order", "due", "name"], kind="stable")
    kept, behind = int((rows["standing"] == "kept").sum()), rows[rows["standing"].isin(["late", "broken"])]
    told = f"{kept or 'Not one'} of {count(len(rows), 'commitment')} {'is' if kept < 2 else 'are'} kept"
    told += (
        f"; {count(len(behind), 'is', 'are')} late or broken." if len(behind) else "; none is late or broken."
    )
    frame = pd.DataFrame(
        {
            "What was asked or promised": rows["name"],
            "By": rows["organisation"],
            "For": rows["community"].fillna("all"),
            "Due": rows["due"],
            "State": rows["standing"],
        }
    )
    parts = [Finding(told, [Table("Commitments", frame.head(50), here.audience)])]
    return Section([*parts, *_hours(here, rows)])


def _hours(here: View, rows: pd.DataFrame) -> list[Finding]:
    timed = rows[rows["hours_a_month"].notna() & rows["standing"].isin(["promised", "kept", "late"])]
    standing = current_at(here["memberships"], here.as_of, "since", "until")
    members = standing.loc[standing["role"] != "outside", "member"].nunique()
    if timed.empty or not members:
        return []
    kept = timed[timed["standing"] == "kept"]["hours_a_month"].sum()
    total = timed["hours_a_month"].sum()
    told = f"{number(total, 0)} hours a month are promised, of which {number(kept, 0)} are given"
    if not here.audience.hides(members):
        told += f": {number(kept / members, 1)} hours for each of {people(here.audience, members)}"
    return [Finding(f"{told}.")]


def next_steps(here: View) -> Section:
    """What the conditions and the promises ask for."""
    proposals: list[str] = []
    ratings = enablement.latest_ratings(here["conditions"])
    if ratings.empty:
        proposals.append(
            "Ask five people in each organisation to rate the conditions: it takes three minutes."
        )
    else:
        shown = _by_organisation(here, ratings)
        if len(shown):
            hardest = shown.iloc[0]
            about = [name for name in CONDITIONS if name in shown and pd.notna(hardest[name])]
            weakest = min(about, key=lambda name: (hardest[name], name)) if about else "conditions"
            proposals.append(f"Talk with the managers of {hardest['Organisation']} about {weakest}.")
    rows = here["commitments"]
    state = enablement.standing_of(rows, here.as_of)
    behind = rows[state.isin(["late", "broken"])].sort_values(["due", "name"], kind="stable")
    for _, row in behind.head(2).iterrows():
        proposals.append(f"Ask {row['organisation']} what became of: {row['name']}.")
    bare = rows[rows["sponsor"].isna() & state.isin(["asked", "promised", "late"])]
    if len(bare):
        proposals.append(f"Find somebody who answers for: {bare['name'].iloc[0]}.")
    if rows.empty:
        proposals.append("Ask one organisation for one thing, and write down what it promises.")
    return steps(here, "clear the way", proposals)
