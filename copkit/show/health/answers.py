"""What people said in the newest round: of each element, and to each statement."""

from __future__ import annotations

import pandas as pd

from copkit.place.schema.health import ELEMENTS
from copkit.place.view import View
from copkit.show.health.hang_together import hang_together
from copkit.show.health.scores import METHOD, PUBLIC_METHOD, SOURCE, score_figure, scores, told
from copkit.show.health.statements import statements
from copkit.show.health.waves import NO_SURVEY, Round, fewest_told, rounds
from copkit.show.page import Finding, Section
from copkit.show.sentences import capital, listing


def answers(here: View) -> Section:
    """The scores of domain, community, practice and value; the statements; and how far they go together."""
    found = rounds(here)
    if not found:
        return Section([NO_SURVEY])
    newest = found[-1]
    if newest.people < fewest_told(here.audience):
        return Section([too_few(newest)])
    items = here["survey_items"].set_index("name")
    plain = items.loc[items["principle"].isna(), "statement"].astype("object")
    parts = [
        *_elements(here, newest, items["element"].astype("object")),
        *statements(here, newest, plain, "domain, community, practice and value"),
        *hang_together(here, newest, items),
    ]
    return Section(parts or [too_few(newest)])


def too_few(one: Round) -> Finding:
    return Finding(f"Too few people answered in {one.name} for the result to be shown here.")


def _elements(here: View, one: Round, about: pd.Series) -> list[Finding]:
    found = scores(here, one, about)
    if found.empty:
        return []
    order = {element: place for place, element in enumerate(ELEMENTS)}
    found = found.sort_values("scale", key=lambda names: names.map(order), ignore_index=True)
    found["words"] = found["scale"].map(capital)
    marks = [
        f"{scale} {told(here, mean):.1f}" for scale, mean in zip(found["scale"], found["mean"], strict=True)
    ]
    title = f"On a scale from 1 to 5, those who answered in {one.name} give {listing(marks)}"
    picture = score_figure(here, title, f"Scores of the elements in {one.name}, 1 to 5", "Element", found)
    method = PUBLIC_METHOD if here.audience.is_public else METHOD
    source = "Wenger, McDermott and Snyder 2002, chapter 2: domain, community, practice"
    source += "" if here.audience.is_public else f". {SOURCE}"
    return [Finding(f"{title}.{_others(here, found)}", [picture], method, source)]


def _others(here: View, found: pd.DataFrame) -> str:
    """What those who did not answer could do to the first score."""
    first = found.iloc[0]
    if here.audience.is_public or pd.isna(first["worst"]) or first["people"] == first["asked"]:
        return ""
    return (
        f" What the others think is not known: with them, {first['scale']} could be anything from "
        f"{first['worst']:.1f} to {first['best']:.1f}."
    )
