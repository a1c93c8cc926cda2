"""The communities of a place side by side, each figure as a funnel plot takes it: no ranks, and who differs
by more than chance.

Small communities swing further by chance than large ones: so they are held against limits that allow for
their size, and not against each other (Spiegelhalter 2005, Funnel plots for comparing institutional
performance, Statistics in Medicine 24: 1185-1202). Limits are those of chance alone below `FEWEST_TO_WIDEN`
communities, as one that differs among few hides itself in the scatter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from copkit.functions.health.funnel import Funnel, Kind, Widened, funnel
from copkit.functions.health.participation import visits
from copkit.functions.health.survey_scores import person_scores
from copkit.place.scope import current_at

FEWEST_COMMUNITIES = 3
FEWEST_TO_WIDEN = 10
FEWEST = 5
"""A share of fewer, or a mean of the answers of fewer people, says nothing."""

MONTHS = 12

SIGNS = ("newcomers who came back", "questions answered", "actions done")
"""Vital signs that are shares, summed over the last twelve months."""


@dataclass(frozen=True)
class Measure:
    """What communities are compared by: its name, of what it is a share or a mean, and its funnel. ``counts``
    has the columns unit, numerator, denominator (for a mean unit, mean, n, sd); ``of_people`` says that these
    count people, so that small ones are not shown."""

    name: str
    unit: str
    kind: Kind
    counts: pd.DataFrame
    of_people: bool
    made: Funnel


def side_by_side(
    frames: Mapping[str, pd.DataFrame],
    signs: pd.DataFrame,
    as_of: pd.Timestamp,
    wave: str = "",
    fewest_answered: int = FEWEST,
) -> list[Measure]:
    """The measures that at least `FEWEST_COMMUNITIES` communities have a figure of: shares of `FEWEST` or
    more in the last twelve months, and the newest survey.

    ``frames`` holds tables of a place by name, as `Place.read` gives them: communities, memberships, events,
    attendance, responses. ``signs`` are the vital signs of communities, as `vital_signs` gives them. ``wave``
    is the survey to be compared, if any: the mean of a person's answers, of communities in which
    ``fewest_answered`` people or more answered.

    >>> from copkit.place.frames import empty_frame
    >>> from copkit.place.schema import TABLES
    >>> from copkit.functions.health.vital_signs import vital_signs
    >>> frames, day = {name: empty_frame(table) for name, table in TABLES.items()}, pd.Timestamp("2026-06-30")
    >>> side_by_side(frames, vital_signs(frames, day), day)
    []
    """
    names = list(frames["communities"]["name"].dropna().astype("object"))
    found = [_measure("members who came", "of the members", _came(frames, names, as_of), True)]
    newest = signs[signs["month"] > as_of - pd.DateOffset(months=MONTHS)]
    for sign in SIGNS:
        rows = newest[(newest["sign"] == sign) & newest["community"].isin(names)]
        summed = rows.groupby("community")[["numerator", "denominator"]].sum().reset_index()
        counts = summed.rename(columns={"community": "unit"})
        unit = {"newcomers who came back": "of the newcomers", "questions answered": "of the questions"}
        said = unit.get(sign, "of the actions due")
        found.append(_measure(sign, said, counts, sign == "newcomers who came back"))
    if wave:
        rows = frames["responses"]
        found.append(_survey(rows[(rows["wave"] == wave) & rows["community"].isin(names)], fewest_answered))
    return [one for one in found if one is not None]


def _came(frames: Mapping[str, pd.DataFrame], names: list[str], as_of: pd.Timestamp) -> pd.DataFrame:
    standing = current_at(frames["memberships"], as_of, "since", "until")
    standing = standing[standing["role"].astype("object") != "outside"]
    found = visits(frames["events"], frames["attendance"])
    recent = found[(found["date"] > as_of - pd.DateOffset(months=MONTHS)) & (found["date"] <= as_of)]
    rows = []
    for name in names:
        members = set(standing.loc[standing["community"] == name, "member"])
        came = members & set(recent.loc[recent["community"] == name, "member"])
        rows.append((name, len(came), len(members)))
    return pd.DataFrame(rows, columns=["unit", "numerator", "denominator"])


def _measure(name: str, unit: str, counts: pd.DataFrame, of_people: bool) -> Measure | None:
    counts = counts[counts["denominator"] >= FEWEST].reset_index(drop=True)
    if len(counts) < FEWEST_COMMUNITIES:
        return None
    made = funnel(counts, "proportion", "higher", widened=_widened(counts))
    return None if made is None else Measure(name, unit, "proportion", counts, of_people, made)


def _survey(responses: pd.DataFrame, fewest: int) -> Measure | None:
    scale_of = pd.Series("all", index=responses["item"].astype("object").unique())
    scores = person_scores(responses, scale_of)
    counts = scores.groupby("community")["score"].agg(["mean", "size", "std"]).reset_index()
    counts = counts.set_axis(["unit", "mean", "n", "sd"], axis=1)
    counts = counts[counts["n"] >= fewest].reset_index(drop=True)
    if len(counts) < FEWEST_COMMUNITIES or not (counts["sd"] > 0).any():
        return None
    made = funnel(counts, "mean", "higher", widened=_widened(counts))
    return None if made is None else Measure("agreement in the survey", "of 5", "mean", counts, True, made)


def _widened(counts: pd.DataFrame) -> Widened:
    return "where found" if len(counts) >= FEWEST_TO_WIDEN else "never"
