"""What people said in the newest round: of each element, and to each statement."""

from __future__ import annotations

import pandas as pd

from copkit.place.privacy import Audience
from copkit.place.schema.health import ELEMENTS
from copkit.place.view import View
from copkit.show.health.hang_together import hang_together
from copkit.show.health.scores import METHOD, PUBLIC_METHOD, SOURCE, score_figure, scores, told
from copkit.show.health.statements import statements
from copkit.show.health.waves import NO_SURVEY, Round, fewest_told, rounds
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count, listing


def answers(here: View) -> Section:
    """The scores of domain, community, practice and value; the statements; and how far they go together."""
    found = rounds(here)
    if not found:
        return Section([NO_SURVEY])
    newest = found[-1]
    if newest.people < fewest_told(here.audience):
        return Section([too_few(here.audience, newest)])
    items = here["survey_items"].set_index("name")
    plain = items.loc[items["principle"].isna(), "statement"].astype("object")
    parts = [
        *_elements(here, found, items["element"].astype("object")),
        *statements(here, newest, plain, "domain, community, practice and value"),
        *hang_together(here, newest, items),
    ]
    return Section(parts or [too_few(here.audience, newest)])


def too_few(audience: Audience, one: Round) -> Finding | Needs:
    """That too few answered; in the room also how many are missing, and what to do."""
    what = f"Too few people answered in {one.name} for the result to be shown here."
    if audience.is_public:
        return Finding(what)
    return Needs(
        f"{what} {so_far(audience, one)}".rstrip(),
        "Ask those who have not answered, in person; or ask again in a next round.",
    )


def so_far(audience: Audience, one: Round) -> str:
    """For the room: from how many answers on results are shown, and how many there are. '' if enough."""
    fewest = fewest_told(audience)
    if audience.is_public or one.people >= fewest:
        return ""
    are = "is" if one.people == 1 else "are"
    return f"Results are shown from {fewest} answers on; so far there {are} {one.people}."


def _elements(here: View, rounds_so_far: list[Round], about: pd.Series) -> list[Finding]:
    one = rounds_so_far[-1]
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
    return [
        Finding(f"{title}.{_others(here, found)}{_counted(rounds_so_far, about)}", [picture], method, source)
    ]


def _others(here: View, found: pd.DataFrame) -> str:
    """What those who did not answer could do to the first score."""
    first = found.iloc[0]
    if here.audience.is_public or pd.isna(first["worst"]) or first["people"] == first["asked"]:
        return ""
    return (
        f" What the others think is not known: with them, {first['scale']} could be anything from "
        f"{first['worst']:.1f} to {first['best']:.1f}."
    )


def _counted(rounds_so_far: list[Round], about: pd.Series) -> str:
    """Which statements these scores count, where the scores of what changed count others."""
    known = set(about.dropna().index)
    asked = [set(one.answers["item"].astype("object")) & known for one in rounds_so_far[-2:]]
    if len(asked) < 2 or not asked[0] & asked[1] or asked[0] >= asked[1]:
        return ""
    all_of, shared = (count(len(items), "statement") for items in (asked[1], asked[0] & asked[1]))
    return (
        f" These scores count all {all_of} of {rounds_so_far[-1].name}; under 'What has changed', where they "
        f"may differ, only the {shared} that {rounds_so_far[-2].name} asked as well."
    )
