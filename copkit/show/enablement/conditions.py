"""Which conditions are good and which are lacking, over all organisations; statement by statement."""

from __future__ import annotations

import pandas as pd

from copkit.functions.enablement import conditions as rated
from copkit.functions.enablement.scale_scores import item_agreement, scores_of_rounds
from copkit.functions.enablement.share_intervals import share_interval
from copkit.place.view import View
from copkit.show import figures
from copkit.show.enablement import audit
from copkit.show.enablement.differences import beyond_chance
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, number, percent
from copkit.show.tables import Table

_PARTS = ["strongly disagree", "disagree", "neither", "agree", "strongly agree"]

_NOTABLE = 0.1
"""A change of the average rating below this is none."""


def scarcest_first(scores: pd.DataFrame) -> pd.DataFrame:
    """The spread by condition: the one with the smallest share that agrees comes first."""
    return rated.ratings_by(scores, "condition").sort_values(
        ["agree", "mean", "condition"], ignore_index=True
    )


def conditions(here: View) -> Section:
    """Which conditions are good, and which are lacking, over all organisations; who answered; changes."""
    scores = audit.scores(here)
    if scores.empty:
        return audit.none(here)
    return Section([_supply(here, scores), *_who_answered(here), *_change(here)])


def _supply(here: View, scores: pd.DataFrame) -> Finding:
    found = _with_intervals(here, scores, scarcest_first(scores))
    shown: list[str | int] = ["condition", "raters", "agreeing", "agree", "low", "high", "median"]
    labels = ["Condition", "Raters", "Who agree", "Share who agree", "From", "To", "Median"]
    caption = "The share of raters who agree that there is enough of it, with its 95% interval"
    if not here.audience.is_public:
        shown, labels = [*shown, *rated.SCALE], [*labels, *_PARTS]
        caption = "Is there enough of it? From 1 (strongly disagree) to 5 (strongly agree)"
    shares = ["Share who agree", "From", "To"]
    table = Table(
        caption,
        found[shown].set_axis(labels, axis=1),
        here.audience,
        people=["Raters", "Who agree"],
        parts_of={"Who agree": "Raters"},
        follows=dict.fromkeys(shares, "Who agree"),
        formats=dict.fromkeys([*shares, *_PARTS], "percent") | {"Median": "one decimal"},
    )
    low, high = table.values.iloc[0], table.values.iloc[-1]
    title = f"{capital(low['Condition'])} is scarcest: {_enough(low)}"
    told = f"{title}{_between(low)}. "
    told += f"{capital(high['Condition'])} is in best supply: {_enough(high, short=True)}{_between(high)}."
    if len(found) == 1:
        title = f"Only {low['Condition']} was rated: {_enough(low)}"
        told = f"{title}{_between(low)}."
    if here.audience.is_public:
        picture = figures.bars(title, table, "Condition", "Share who agree", as_percent=True)
    else:
        picture = figures.stacked(title, table, "Condition", _PARTS, diverging=True)
    return Finding(told, [picture], audit.method(here) + audit.SAMPLE, f"{audit.SOURCE}; {_EXACT}")


_EXACT = "Clopper and Pearson 1934, and Buonaccorsi 1987 where it is known how many could answer"


def _with_intervals(here: View, scores: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """With the exact interval of each share."""
    ends = []
    for row in found.to_dict("records"):
        about = scores[scores["condition"] == row["condition"]]
        ends.append(share_interval(int(row["agreeing"]), int(row["ratings"]), audit.population(here, about)))
    return found.assign(low=[low for low, _ in ends], high=[high for _, high in ends])


def _enough(row: pd.Series, *, short: bool = False) -> str:
    """How many agree that there is enough; the median where that number is not shown."""
    if pd.isna(row["Who agree"]):
        return f"its median rating is {number(row['Median'], 1)} of 5"
    agreeing, raters = int(row["Who agree"]), int(row["Raters"])
    told = f"{agreeing or 'none'} of {raters:,} {'rater agrees' if raters == 1 else 'raters agree'}"
    if agreeing == 1 < raters:
        told = f"1 of {raters:,} raters agrees"
    return told if short else f"{told} that there is enough"


def _between(row: pd.Series) -> str:
    """' (21% to 37% of all)'; nothing where the number is not shown, or where everybody was asked."""
    if pd.isna(row["From"]) or row["From"] == row["To"]:
        return ""
    return f" ({percent(row['From'])} to {percent(row['To'])} of all)"


def _who_answered(here: View) -> list[Finding]:
    """How many of those who could answer did, by organisation and role. For the room."""
    said = here["people_to_ask"]
    if said.empty or here.audience.is_public:
        return []
    groups = ["organisation", "rater_role"]
    answered = here["conditions"].drop_duplicates([*groups, "rater"]).groupby(groups, observed=True).size()
    counts = [int(answered.get((name, role), 0)) for name, role in said[groups].itertuples(index=False)]
    frame = pd.DataFrame(
        {
            "Organisation": said["organisation"],
            "Asked were": said["rater_role"].astype("object") + "s",
            "Answered": counts,
            "Could answer": said["people"].astype("int64"),
        }
    )
    frame["Share"] = frame["Answered"] / frame["Could answer"]
    frame = frame.sort_values(["Share", "Organisation"], ignore_index=True)
    total, could = int(frame["Answered"].sum()), int(frame["Could answer"].sum())
    told = f"{total:,} of {could:,} who could answer did ({percent(total / could)})."
    over = frame[frame["Answered"] > frame["Could answer"]]
    if len(over):
        first = over.iloc[0]
        told += f" In {first['Organisation']} more {first['Asked were']} answered than there are said to be: "
        told += "correct 'People to ask'."
    table = Table("Who answered, the fewest first", frame, here.audience, formats={"Share": "percent"})
    return [Finding(told, [table])]


def _change(here: View) -> list[Finding]:
    found = rated.change_since_round(scores_of_rounds(here["conditions"]), audit.fewest(here))
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
    table = Table("Average score in the last two rounds, 1 to 5", frame, here.audience, formats=formats)
    picture = figures.dumbbell(title, table, "Condition", "Round before", "Last round")
    method = (
        "A round ends when nobody rates for four weeks. Only organisations that rated the condition in "
        "both rounds count, so that who was asked does not make the change. People may differ between "
        "rounds, and no test says whether a change is more than chance."
    )
    return [Finding(told, [picture], method, "Firebaugh 1997: repeated surveys")]


def _step(row: pd.Series) -> str:
    return f"from {number(row['before'], 1)} to {number(row['after'], 1)} of 5"


def statements(here: View) -> Section:
    """Each statement of the audit: who agrees with it, the least agreed with first."""
    rows = here["conditions"]
    items = here["condition_items"].set_index("name")["statement"]
    if here.audience.is_public:
        rows = _with_enough(here, rows)
    found = item_agreement(rows, audit.fewest(here))
    if found.empty:
        how = "Use 'Rate the conditions': it asks them one by one."
        return Section([Needs("Nobody has rated single statements that can be shown here.", how)])
    statement = found["item"].map(items).fillna(found["item"])
    frame = pd.DataFrame(
        {
            "Statement": statement,
            "About": found["condition"],
            "Raters": found["raters"],
            "Who agree": found["agreeing"],
            "Share who agree": found["agree"],
            "From": found["low"],
            "To": found["high"],
        }
    )
    shares = ["Share who agree", "From", "To"]
    table = Table(
        "Who agrees with each statement, the fewest first",
        frame,
        here.audience,
        people=["Raters", "Who agree"],
        parts_of={"Who agree": "Raters"},
        follows=dict.fromkeys(shares, "Who agree"),
        formats=dict.fromkeys(shares, "percent"),
    )
    first = table.values.iloc[0]
    title = f"Fewest agree with '{first['Statement'].rstrip('.')}'"
    told = f"{title}." if pd.isna(first["Who agree"]) else f"{title}: {_of(first)}"
    picture = figures.bars(title, table, "Statement", "Share who agree", as_percent=True)
    agreed = Finding(told, [picture], audit.method(here) + audit.SAMPLE, audit.SOURCE)
    named = rated.latest_ratings(rows[rows["item"].notna()])
    named = named.assign(condition=named["item"].map(items).fillna(named["item"]))
    return Section([agreed, beyond_chance(here, named, "statement")])


def _with_enough(here: View, rows: pd.DataFrame) -> pd.DataFrame:
    """The answers to each statement in each organisation where enough people gave one."""
    cells = rows.assign(item=rows["item"].astype("object").fillna(""))
    sizes = cells.groupby(["organisation", "item"])["rater"].transform("nunique")
    return rows[sizes >= audit.fewest(here)]


def _of(row: pd.Series) -> str:
    return f"{int(row['Who agree']):,} of {int(row['Raters']):,}{_between(row)}."
