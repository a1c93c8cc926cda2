"""How organisations differ in the conditions that they give, and whether the size of a team matters."""

from __future__ import annotations

import pandas as pd

from copkit.functions.enablement import conditions as rated
from copkit.functions.enablement.group_differences import group_differences, trend_over_groups
from copkit.functions.small_samples.mean_intervals import mean_interval
from copkit.place.schema.enablement import CONDITIONS, TEAM_SIZES
from copkit.place.view import View
from copkit.show import figures
from copkit.show.enablement import audit
from copkit.show.enablement.differences import (
    FEWEST_TO_COMPARE,
    HOLM,
    SURE,
    beyond_chance,
    p_in_words,
    results_table,
)
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import listing
from copkit.show.tables import Table

MOST = 50


def organisations(here: View) -> Section:
    """How the organisations differ, where it is hardest, and whether it is more than chance."""
    scores = audit.scores(here)
    if scores.empty:
        return audit.none(here)
    each = _averages(scores)
    each = each[each.groupby("organisation")["rater"].transform("nunique") >= audit.fewest(here)]
    parts = [_matrix(here, scores, each)]
    if not here.audience.is_public:
        parts.append(_ranges(here, each))
    return Section([*parts, beyond_chance(here, scores)])


def _averages(scores: pd.DataFrame) -> pd.DataFrame:
    """Each rater's mean over the conditions rated."""
    keys = ["organisation", "rater_role", "rater"]
    return scores.groupby([scores[key].astype("object") for key in keys])["score"].mean().reset_index()


def _matrix(here: View, scores: pd.DataFrame, each: pd.DataFrame) -> Finding:
    means = each.groupby("organisation")["score"].mean().sort_values(kind="stable")
    cells = rated.ratings_by(scores[scores["organisation"].isin(means.index)], "organisation", "condition")
    told_cells = cells.assign(mean=[audit.average(here, float(mean)) for mean in cells["mean"]])
    wide = told_cells.pivot(index="organisation", columns="condition", values="mean").reindex(
        index=means.index, columns=[name for name in CONDITIONS if name in set(cells["condition"])]
    )
    frame = pd.DataFrame({"Organisation": list(means.index)})
    frame["All"] = [audit.average(here, float(mean)) for mean in means]
    frame = pd.concat([frame, wide.astype("float64").reset_index(drop=True)], axis=1)
    table = Table(
        "Average score by organisation and condition, 1 to 5",
        frame.head(MOST),
        here.audience,
        formats=dict.fromkeys(list(frame)[1:], "one decimal"),
    )
    first = frame.iloc[0]
    lowest = frame.loc[frame["All"] == first["All"], "Organisation"]
    title = f"Conditions are rated lowest in {listing(lowest, 3)}, {first['All']:.1f} of 5 on average"
    if len(frame) == 1:
        title = f"{first['Organisation']} is rated {first['All']:.1f} of 5 on average"
    elif len(lowest) == len(frame):
        title = f"All organisations are rated {first['All']:.1f} of 5 on average"
    told = f"{title}."
    if len(cells) > 1 and not here.audience.is_public and cells["mean"].iloc[0] < cells["mean"].iloc[1]:
        spot = cells.iloc[0]
        told += f" Scarcest of all is {spot['condition']} in {spot['organisation']} ({spot['mean']:.1f})."
    return Finding(told, [figures.matrix(title, table, "Organisation")], audit.method(here), audit.SOURCE)


def _ranges(here: View, each: pd.DataFrame) -> Finding:
    """The mean of each organisation over all conditions, with its interval; whether they differ."""
    rows = []
    for name, about in each.groupby("organisation"):
        people = audit.population(here, about)
        ends = mean_interval(about["score"], people)
        assert ends is not None
        rows.append((name, len(about), people, float(about["score"].mean()), *ends))
    labels = ["Organisation", "Raters", "Could answer", "Average", "From", "To"]
    frame = pd.DataFrame(rows, columns=labels).sort_values(["Average", "Organisation"], ignore_index=True)
    frame["Could answer"] = frame["Could answer"].astype("Int64")
    if frame["Could answer"].isna().all():
        frame = frame.drop(columns="Could answer")
    table = Table(
        "Average over all conditions by organisation, with its 95% interval",
        frame.head(MOST),
        here.audience,
        formats=dict.fromkeys(["Average", "From", "To"], "one decimal"),
    )
    method = (
        "Each rater's mean over the conditions rated. The interval is Student's t with the correction "
        "for a small population; where answers are lopsided, the exact limits of shares added up. "
        "Whether they differ "
        "is tested as below." + audit.SAMPLE
    )
    return Finding(_whether(each, frame), [table], method, "Cochran 1977, Sampling Techniques")


def _whether(each: pd.DataFrame, frame: pd.DataFrame) -> str:
    """Whether the averages differ by more than chance."""
    tested = group_differences(each.assign(condition="all"), "organisation", FEWEST_TO_COMPARE).iloc[0]
    if len(frame) == 1:
        return f"The true average may lie between {frame['From'].iloc[0]:.1f} and {frame['To'].iloc[0]:.1f}."
    if pd.isna(tested["p"]):
        return "Too few people rated in each organisation to say whether the averages differ."
    ends = frame[~frame["Organisation"].isin(tested["left_out"])]["Organisation"]
    p = p_in_words(float(tested["p"]))
    if tested["p"] >= SURE:
        return f"That the averages differ may be chance (p {p})."
    return (
        f"The averages differ by more than chance would give (p {p}): highest is {ends.iloc[-1]}, lowest "
        f"{ends.iloc[0]}."
    )


def team_sizes(here: View) -> Section:
    """Whether conditions are better or worse in larger teams."""
    scores = audit.scores(here)
    if scores.empty:
        return audit.none(here)
    said = here["conditions"].dropna(subset=["team_size"])
    if said.empty:
        how = "Ask raters how many work in their own team, and write it under 'team size'."
        return Section([Needs("Nobody has said how large the raters' teams are.", how)])
    size = said.sort_values("rated", na_position="first")
    size = size.drop_duplicates(["organisation", "rater"], keep="last")
    scores = scores.merge(size[["organisation", "rater", "team_size"]], on=["organisation", "rater"])
    scores["team_size"] = scores["team_size"].astype("object")
    scores = audit.in_parts(here, scores, "team_size")
    smallest = max(FEWEST_TO_COMPARE, audit.fewest(here))
    found = trend_over_groups(scores, "team_size", list(TEAM_SIZES), smallest)
    tested = found[found["p"].notna()].sort_values(["p", "condition"], ignore_index=True)
    if tested.empty:
        told = f"Too few raters said how large their team is: {smallest} of two sizes are needed."
        return Section([Finding(told)])
    sure = tested[tested["p_adjusted"] < SURE]
    told = "On no condition do scores rise or fall with the size of the team by more than chance could give."
    if len(sure):
        parts = [
            f"{condition} is rated {'higher' if tau > 0 else 'lower'}"
            for condition, tau in zip(sure["condition"], sure["statistic"], strict=True)
        ]
        told = f"In larger teams {listing(parts, 7)}, by more than chance would give."
    table = results_table(here, tested, "statistic", "Tau, -1 to 1", "Do scores rise with the size of teams?")
    method = (
        f"Kendall's tau-b between the size of the team ({', '.join(TEAM_SIZES)}) and the score, with its 95% "
        "interval: above 0 larger teams score higher." + HOLM
    )
    shown = [] if here.audience.is_public else [table, *_by_size(here, scores, smallest)]
    return Section([Finding(told, shown, method, "Kendall 1945 and 1970; Holm 1979")])


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
    caption = "Average score by size of the team, 1 to 5"
    return [Table(caption, frame, here.audience, formats=dict.fromkeys(sizes, "one decimal"))]
