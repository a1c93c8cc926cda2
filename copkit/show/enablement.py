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
from copkit.show.sentences import count, listing, number, people, percent
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
        columns={"condition": "Condition", "raters": "Raters", "median": "Median", "agree": "Agree"}
        | dict(zip(range(1, 6), _PARTS, strict=True))
    ).drop(columns="ratings")
    follows = dict.fromkeys(["Median", "Agree", *_PARTS], "Raters")
    table = Table(
        "Is there enough of it?",
        frame,
        here.audience,
        people=["Raters"],
        follows=follows,
        formats=dict.fromkeys(["Agree", *_PARTS], "percent"),
    )
    shown = table.values.dropna(subset=["Agree"])
    if shown.empty:
        return Section([Finding("Too few people gave ratings for them to be shown here.", [table])])
    low, high = shown.iloc[0], shown.iloc[-1]
    scarcest = str(low["Condition"]).capitalize()
    title = f"{scarcest} is scarcest: {percent(low['Agree'])} agree that there is enough"
    told = f"{title}; {high['Condition']} is in best supply ({percent(high['Agree'])})."
    picture = figures.stacked(title, table, "Condition", _PARTS, diverging=True)
    return Section([Finding(told, [picture], _METHOD, _SOURCE), *_change(here)])


def _change(here: View) -> list[Finding]:
    found = enablement.change_since_round(here["conditions"])
    few = (
        (found[["raters_before", "raters_after"]].map(here.audience.hides)).any(axis=1) if len(found) else []
    )
    if found.empty or any(few):
        return []
    step = found["after"] - found["before"]
    best = found.loc[step.idxmax()]
    worst = found.loc[step.idxmin()]
    frame = pd.DataFrame(
        {
            "Condition": found["condition"],
            "Round before": found["before"] * 100,
            "Last round": found["after"] * 100,
        }
    )
    if step.max() > 0:
        title = f"{str(best['condition']).capitalize()} has gained most since the round before"
    else:
        title = f"No condition has gained since the round before; {worst['condition']} has lost most"
    formats = dict.fromkeys(["Round before", "Last round"], "one decimal")
    table = Table("Share who agree, in per cent", frame, here.audience, formats=formats)
    return [Finding(f"{title}.", [figures.dumbbell(title, table, "Condition", "Round before", "Last round")])]


def organisations(here: View) -> Section:
    """How the organisations differ."""
    ratings = enablement.latest_ratings(here["conditions"])
    if ratings.empty:
        return Section([_NO_RATINGS])
    table = _by_organisation(here, ratings)
    shown = table.values.dropna(subset=["All"])
    if shown.empty:
        return Section(
            [Finding("Too few people in each organisation gave ratings for them to be shown here.")]
        )
    first = shown.iloc[0]
    title = f"Conditions are hardest in {first['Organisation']}: {percent(first['All'])} of its ratings agree"
    if len(shown) == 1:
        title = (
            f"{percent(first['All'])} of the ratings from {first['Organisation']} agree that there is enough"
        )
    cells = Table(
        "Share of ratings that agree, by organisation and condition, in per cent",
        shown[["Organisation", *[c for c in CONDITIONS if c in shown]]].assign(
            **{c: shown[c] * 100 for c in CONDITIONS if c in shown}
        ),
        here.audience,
        formats=dict.fromkeys(CONDITIONS, "whole"),
    )
    return Section([Finding(f"{title}.", [figures.matrix(title, cells, "Organisation")], _METHOD, _SOURCE)])


def _by_organisation(here: View, ratings: pd.DataFrame) -> Table:
    """The share who agree in each organisation; hidden with the number of raters."""
    found = enablement.ratings_by(ratings, "organisation")
    agree = (ratings["rating"].astype("int64") >= enablement.AGREE).astype("float64")
    cells = agree.groupby(
        [ratings["organisation"].astype("object"), ratings["condition"].astype("object")]
    ).mean()
    wide = (
        cells.unstack().reindex(index=found["organisation"], columns=list(CONDITIONS)).reset_index(drop=True)
    )
    frame = pd.concat(
        [
            found[["organisation", "raters", "agree"]].set_axis(["Organisation", "Raters", "All"], axis=1),
            wide.dropna(axis=1, how="all"),
        ],
        axis=1,
    )
    shares = [name for name in frame if name not in ("Organisation", "Raters")]
    return Table(
        "Share of ratings that agree, by organisation",
        frame,
        here.audience,
        people=["Raters"],
        follows=dict.fromkeys(shares, "Raters"),
        formats=dict.fromkeys(shares, "percent"),
    )


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
            rows.append((condition, *[float((s >= enablement.AGREE).mean()) * 100 for s in pair], delta))
    if not rows:
        return Section(
            [Finding("Too few rated the same condition for members and managers to be compared here.")]
        )
    frame = pd.DataFrame(rows, columns=["Condition", "Managers", "Members", "Cliff's delta"])
    table = Table(
        "Share who agree, in per cent",
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
    told = f"{kept or 'None'} of {count(len(rows), 'commitment')} {'is' if kept < 2 else 'are'} kept"
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
        table = _by_organisation(here, ratings)
        shown = table.values.dropna(subset=["All"])
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
