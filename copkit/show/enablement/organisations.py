"""How organisations differ in the conditions that they give, and whether the size of a team matters."""

from __future__ import annotations

import pandas as pd

from copkit.functions.enablement import conditions as rated
from copkit.functions.enablement.group_differences import trend_over_groups
from copkit.functions.enablement.mean_intervals import mean_interval
from copkit.place.schema.enablement import CONDITIONS, TEAM_SIZES
from copkit.place.view import View
from copkit.show import figures
from copkit.show.enablement import audit
from copkit.show.enablement.differences import FEWEST_TO_COMPARE, HOLM, SURE, beyond_chance, results_table
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count, listing, number
from copkit.show.tables import Table

MOST = 50
FEWEST_NAMED = 3
"""Of fewer raters an organisation is not told apart, even in the room: they were promised a code."""


def organisations(here: View) -> Section:
    """How the organisations differ, where it is hardest, and whether it is more than chance."""
    scores = audit.scores(here)
    if scores.empty:
        return audit.none(here)
    named = _with_enough(here, scores)
    if named.empty:
        told = f"No organisation has {FEWEST_NAMED} raters yet: too few to tell them apart."
        return Section([Finding(told)])
    return Section([_matrix(here, scores, named), _ranges(here, named), beyond_chance(here, scores)])


def _with_enough(here: View, scores: pd.DataFrame) -> pd.DataFrame:
    least = max(FEWEST_NAMED, audit.fewest(here))
    return scores[scores.groupby("organisation")["rater"].transform("nunique") >= least]


def _matrix(here: View, scores: pd.DataFrame, named: pd.DataFrame) -> Finding:
    found = rated.ratings_by(named, "organisation")
    cells = rated.ratings_by(rated.with_enough_raters(named, FEWEST_NAMED), "organisation", "condition")
    wide = cells.pivot(index="organisation", columns="condition", values="mean").reindex(
        index=found["organisation"], columns=[name for name in CONDITIONS if name in set(cells["condition"])]
    )
    frame = pd.DataFrame({"Organisation": found["organisation"], "All": found["mean"].astype("float64")})
    frame = pd.concat([frame, wide.astype("float64").reset_index(drop=True)], axis=1)
    table = Table(
        "Average score by organisation and condition, 1 to 5",
        frame.head(MOST),
        here.audience,
        formats=dict.fromkeys(list(frame)[1:], "one decimal"),
    )
    first, spot = found.iloc[0], cells.iloc[0]
    title = f"Conditions are rated lowest in {first['organisation']}, {first['mean']:.1f} of 5 on average"
    if len(found) == 1:
        title = f"{first['organisation']} is rated {first['mean']:.1f} of 5 on average"
    told = f"{title}."
    apart = scores["organisation"].nunique() - len(found)
    if apart:
        who = capital(count(apart, "organisation has", "organisations have"))
        told += f" {who} too few raters to stand apart."
    if len(cells) > 1:
        told += f" Scarcest of all is {spot['condition']} in {spot['organisation']} ({spot['mean']:.1f})."
    return Finding(told, [figures.matrix(title, table, "Organisation")], audit.method(here), audit.SOURCE)


def _ranges(here: View, scores: pd.DataFrame) -> Finding:
    """The mean of each organisation over all conditions, with its interval."""
    each = (
        scores.groupby(["organisation", "rater_role", "rater"], observed=True)["score"].mean().reset_index()
    )
    rows = []
    for name, about in each.groupby("organisation"):
        if about["rater"].nunique() < audit.fewest(here):
            continue
        people = audit.population(here, about)
        ends = mean_interval(about["score"], people)
        assert ends is not None
        rows.append((name, len(about), people, float(about["score"].mean()), *ends))
    labels = ["Organisation", "Raters", "Could answer", "Average", "From", "To"]
    frame = pd.DataFrame(rows, columns=labels).sort_values(["Average", "Organisation"], ignore_index=True)
    frame["Could answer"] = frame["Could answer"].astype("Int64")
    if here.audience.is_public or frame["Could answer"].isna().all():
        frame = frame.drop(columns="Could answer")
    table = Table(
        "Average over all conditions by organisation, with its 95% interval",
        frame.head(MOST),
        here.audience,
        people=["Raters"],
        formats=dict.fromkeys(["Average", "From", "To"], "one decimal"),
    )
    lowest, highest = frame.iloc[0], frame.iloc[-1]
    if len(frame) == 1:
        told = f"The true average may lie between {lowest['From']:.1f} and {lowest['To']:.1f}."
    elif lowest["To"] < highest["From"]:
        told = (
            f"The interval of {lowest['Organisation']} ({lowest['From']:.1f} to {lowest['To']:.1f}) does not "
        )
        told += f"reach that of {highest['Organisation']} ({highest['From']:.1f} to {highest['To']:.1f})."
    else:
        told = "For all that these answers tell, the lowest and the highest average could be the same."
    method = (
        "Each rater's mean over the conditions rated. The interval is Student's t with the correction "
        "for a small population; where answers are lopsided, the exact limits of shares added up. The "
        "lowest and the highest of several are picked after looking: "
        "the test below allows for that." + audit.SAMPLE
    )
    return Finding(told, [table], method, "Cochran 1977, Sampling Techniques")


def team_sizes(here: View) -> Section:
    """Whether conditions are better or worse in larger teams."""
    scores = audit.scores(here)
    if scores.empty:
        return audit.none(here)
    said = here["conditions"].dropna(subset=["team_size"])
    if said.empty:
        how = "Ask raters how many work in their own team, and write it under 'team size'."
        return Section([Needs("Nobody has said how large the raters' teams are.", how)])
    size = said.sort_values("rated", na_position="first").drop_duplicates(
        ["organisation", "rater"], keep="last"
    )
    scores = scores.merge(size[["organisation", "rater", "team_size"]], on=["organisation", "rater"])
    scores["team_size"] = scores["team_size"].astype("object")
    smallest = max(FEWEST_TO_COMPARE, audit.fewest(here))
    found = trend_over_groups(scores, "team_size", list(TEAM_SIZES), smallest)
    tested = found[found["p"].notna()].sort_values(["p", "condition"], ignore_index=True)
    if tested.empty:
        return Section(
            [Finding(f"Too few raters said how large their team is: {smallest} of two sizes are needed.")]
        )
    sure = tested[tested["p_adjusted"] < SURE]
    told = "On no condition do scores rise or fall with the size of the team by more than chance could give."
    if len(sure):
        parts = [
            f"{condition} {'rises' if tau > 0 else 'falls'} (tau {number(tau)})"
            for condition, tau in zip(sure["condition"], sure["statistic"], strict=True)
        ]
        told = f"In larger teams {listing(parts, 7)}: more than chance would give."
    table = results_table(
        here, tested, "statistic", "Tau, -1 to 1", "Do scores rise with the size of the team?"
    )
    method = (
        f"Kendall's tau-b between the size of the team ({', '.join(TEAM_SIZES)}) and the score: above 0 "
        "larger teams "
        "score higher." + HOLM
    )
    return Section(
        [
            Finding(
                told, [table, *_by_size(here, scores, smallest)], method, "Kendall 1945 and 1970; Holm 1979"
            )
        ]
    )


def _by_size(here: View, scores: pd.DataFrame, smallest: int) -> list[Table]:
    cells = rated.ratings_by(scores, "team_size", "condition")
    cells = cells[cells["raters"] >= smallest]
    wide = cells.pivot(index="condition", columns="team_size", values="mean")
    sizes = [size for size in TEAM_SIZES if size in wide]
    if not sizes:
        return []
    names = [name for name in CONDITIONS if name in wide.index]
    frame = wide.reindex(index=names)[sizes].astype("float64").rename_axis("Condition").reset_index()
    frame.columns.name = None
    return [
        Table(
            "Average score by size of the team, 1 to 5", frame, here.audience,
            formats=dict.fromkeys(sizes, "one decimal"),
        )
    ]  # fmt: skip
