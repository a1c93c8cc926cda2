"""Which conditions are good and which are lacking, over all organisations; statement by statement."""

from __future__ import annotations

import pandas as pd

from copkit.functions.enablement import conditions as rated
from copkit.functions.enablement.round_change import paired_change
from copkit.functions.enablement.scale_scores import item_agreement, newest_answers, scale_scores
from copkit.functions.small_samples.share_intervals import share_interval
from copkit.place.view import View
from copkit.show import figures
from copkit.show.enablement import audit
from copkit.show.enablement.differences import SURE, beyond_chance, p_in_words
from copkit.show.free_text import TextsFor
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, listing, percent
from copkit.show.tables import Table

_PARTS = ["strongly disagree", "disagree", "neither", "agree", "strongly agree"]


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
    if here.audience.is_public:
        return _supply_in_public(here, scores)
    found = _with_intervals(here, scores, scarcest_first(scores))
    asked = int(scores.drop_duplicates(["organisation", "rater"]).shape[0])
    found["silent"] = asked - found["ratings"].astype("int64")
    shown: list[str | int] = ["condition", "raters", "silent", "agreeing", "agree", "low", "high", "median"]
    labels = ["Condition", "Raters", "Did not say", "Who agree", "Share who agree", "From", "To", "Median"]
    table = Table(
        "Is there enough of it? From 1 (strongly disagree) to 5 (strongly agree)",
        found[[*shown, *rated.SCALE]].set_axis([*labels, *_PARTS], axis=1),
        here.audience,
        formats=dict.fromkeys(["Share who agree", "From", "To", *_PARTS], "percent")
        | {"Median": "one decimal"},
    )
    low, high = table.values.iloc[0], table.values.iloc[-1]
    title = f"{capital(low['Condition'])} is scarcest: {_enough(low)}"
    told = f"{title}{_between(low)}. "
    told += f"{capital(high['Condition'])} is in best supply: {_enough(high, short=True)}{_between(high)}."
    if len(found) == 1:
        title = f"Only {low['Condition']} was rated: {_enough(low)}"
        told = f"{title}{_between(low)}."
    elif low["Share who agree"] == high["Share who agree"]:
        title = f"All conditions are rated alike: {_enough(low)} of each"
        told = f"{title}."
    silent = table.values[table.values["Did not say"] > asked * _MANY]
    if len(silent):
        told += f" Of the {asked:,} who rated anything, many did not say of {listing(silent['Condition'])}."
    picture = figures.stacked(title, table, "Condition", _PARTS, diverging=True)
    return Finding(told, [picture], audit.method(here) + audit.SAMPLE, f"{audit.SOURCE}; {_EXACT}")


_MANY = 0.2
"""From this share on, who did not say is told."""

_EXACT = "Clopper and Pearson 1934, and Buonaccorsi 1987 where it is known how many could answer"


def _supply_in_public(here: View, scores: pd.DataFrame) -> Finding:
    """Shares to the nearest 5%, without counts: a share of a known number is a count."""
    found = scarcest_first(scores)
    frame = pd.DataFrame(
        {
            "Condition": found["condition"],
            "Share who agree": [audit.share(here, float(agree)) for agree in found["agree"]],
        }
    )
    caption = "The share of raters who agree that there is enough of it"
    table = Table(caption, frame, here.audience, formats={"Share who agree": "percent"})
    low, high = frame.iloc[0], frame.iloc[-1]
    title = (
        f"{capital(low['Condition'])} is scarcest: about {percent(low['Share who agree'])} of raters agree "
    )
    title += "that there is enough"
    told = (
        f"{title}. {capital(high['Condition'])} is in best supply: about {percent(high['Share who agree'])}."
    )
    if len(frame) == 1 or low["Share who agree"] == high["Share who agree"]:
        title = f"About {percent(low['Share who agree'])} of raters agree that there is enough"
        told = f"{title} of {listing(frame['Condition'], 7)}."
    picture = figures.bars(title, table, "Condition", "Share who agree", as_percent=True)
    return Finding(told, [picture], audit.method(here), audit.SOURCE)


def _with_intervals(here: View, scores: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """With the exact interval of each share."""
    ends = []
    for row in found.to_dict("records"):
        about = scores[scores["condition"] == row["condition"]]
        ends.append(share_interval(int(row["agreeing"]), int(row["ratings"]), audit.population(here, about)))
    return found.assign(low=[low for low, _ in ends], high=[high for _, high in ends])


def _enough(row: pd.Series, *, short: bool = False) -> str:
    """How many agree that there is enough."""
    agreeing, raters = int(row["Who agree"]), int(row["Raters"])
    told = f"{agreeing or 'none'} of {raters:,} {'rater agrees' if raters == 1 else 'raters agree'}"
    if agreeing == 1 < raters:
        told = f"1 of {raters:,} raters agrees"
    return told if short else f"{told} that there is enough"


def _between(row: pd.Series) -> str:
    """' (95% interval 21% to 37%)'; nothing where everybody was asked."""
    if row["From"] == row["To"]:
        return ""
    return f" (95% interval {percent(row['From'])} to {percent(row['To'])})"


def _who_answered(here: View) -> list[Finding]:
    """How many of those who could answer did, by organisation and role; how many did so in an earlier round.
    For the room."""
    said = here["people_to_ask"]
    if said.empty or here.audience.is_public:
        return []
    groups = ["organisation", "rater_role"]
    raters = here["conditions"].drop_duplicates([*groups, "rater"])
    answered = raters.groupby(groups, observed=True).size()
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
    told += _earlier(here)
    over = frame[frame["Answered"] > frame["Could answer"]]
    if len(over):
        first = over.iloc[0]
        told += f" In {first['Organisation']} more {first['Asked were']} answered than there are said to be: "
        told += "correct 'People to ask'."
    table = Table("Who answered, the fewest first", frame, here.audience, formats={"Share": "percent"})
    return [Finding(told, [table])]


def _earlier(here: View) -> str:
    """How many of the raters were heard last in an earlier round."""
    rows = here["conditions"]
    turns = rated.rounds(rows["rated"])
    if turns.isna().all():
        return ""
    last = turns.groupby([rows["organisation"].astype("object"), rows["rater"].astype("object")]).max()
    earlier = int((last < turns.max()).sum())
    return f" Of them {earlier:,} answered last in an earlier round." if earlier else ""


def _change(here: View) -> list[Finding]:
    """What changed between the last two rounds, for those who rated in both. For the room: the public could
    take one round from the other."""
    rows = here["conditions"]
    turns = rated.rounds(rows["rated"])
    if here.audience.is_public or pd.isna(turns.max()) or turns.max() < 2:
        return []
    before, after = (
        scale_scores(rows[(turns == turn).fillna(False)]) for turn in (turns.max() - 1, turns.max())
    )
    found = paired_change(before, after)
    found = found[found["pairs"] >= audit.fewest(here)].reset_index(drop=True)
    if found.empty:
        return []
    first = found.iloc[0]
    moved = f"{first['condition']} moved most, from {first['before']:.1f} to {first['after']:.1f} of 5"
    sure = found[found["p_adjusted"] < SURE]
    title = f"No condition has changed by more than chance could give since the round before; {moved}"
    if len(sure):
        parts = [
            f"{row['condition']} has {'risen' if row['after'] > row['before'] else 'fallen'} from "
            f"{row['before']:.1f} to {row['after']:.1f}"
            for row in sure.to_dict("records")
        ]
        title = f"Since the round before, by more than chance would give, {listing(parts, 7)}"
    frame = found[["condition", "before", "after", "pairs"]].set_axis(
        ["Condition", "Round before", "Last round", "Raters in both"], axis=1
    )
    frame["p, of all"] = [p_in_words(p) for p in found["p_adjusted"]]
    table = Table(
        "Average score of those who rated in both of the last two rounds, 1 to 5",
        frame,
        here.audience,
        formats=dict.fromkeys(["Round before", "Last round"], "one decimal"),
    )
    picture = figures.dumbbell(title, table, "Condition", "Round before", "Last round")
    method = (
        "A round ends when nobody rates for four weeks. Each rater who kept the same code is compared "
        "with himself or herself, by the signed-rank test; 'p, of all' allows for how many conditions "
        "were compared."
    )
    return [Finding(f"{title}.", [picture], method, "Wilcoxon 1945; Holm 1979")]


NOT_TOLD = "A statement that names somebody"


def statements(here: View) -> Section:
    """Each statement of the audit: who agrees with it, the least agreed with first."""
    rows = newest_answers(here["conditions"])
    rows = rows[rows["item"] != ""]
    if len(rows):
        cell = [rows[name].astype("object") for name in ("organisation", "item")]
        rows = rows[rows.groupby(cell)["rater"].transform("nunique") >= audit.fewest(here)]
    found = item_agreement(rows)
    if found.empty:
        how = "Use 'Rate the conditions': it asks them one by one."
        return Section([Needs("Nobody has rated single statements that can be shown here.", how)])
    words = TextsFor(here).apart(here["condition_items"].set_index("name")["statement"], NOT_TOLD)
    statement = found["item"].map(words).fillna(found["item"])
    frame = pd.DataFrame({"Statement": statement, "About": found["condition"]})
    if here.audience.is_public:
        frame["Share who agree"] = [audit.share(here, float(agree)) for agree in found["agree"]]
    else:
        ends = [
            share_interval(
                int(row["agreeing"]),
                int(row["raters"]),
                audit.population(here, rows[rows["item"] == row["item"]]),
            )
            for row in found.to_dict("records")
        ]
        frame = frame.assign(**{"Raters": found["raters"], "Who agree": found["agreeing"]})
        frame["Share who agree"] = found["agree"]
        frame["From"], frame["To"] = [low for low, _ in ends], [high for _, high in ends]
    shares = [name for name in ("Share who agree", "From", "To") if name in frame]
    caption = "Who agrees with each statement, the fewest first"
    table = Table(caption, frame, here.audience, formats=dict.fromkeys(shares, "percent"))
    first = frame.iloc[0]
    title = f"Fewest agree with '{first['Statement'].rstrip('.')}'"
    told = f"{title}: about {percent(first['Share who agree'])} of raters."
    if not here.audience.is_public:
        told = f"{title}: {int(first['Who agree']):,} of {int(first['Raters']):,}{_between(first)}."
    picture = figures.bars(title, table, "Statement", "Share who agree", as_percent=True)
    method = audit.method(here) + ("" if here.audience.is_public else audit.SAMPLE)
    agreed = Finding(told, [picture], method, audit.SOURCE)
    # of a condition with one statement the same answers were tested as the condition
    several = rows.groupby("condition")["item"].transform("nunique") > 1
    named = rows[several]
    named = named.assign(condition=named["item"].map(words).fillna(named["item"]))
    return Section([agreed, *([beyond_chance(here, named, "statement")] if len(named) else [])])
