"""How well the community is designed to live: what people say of the seven design principles."""

from __future__ import annotations

import pandas as pd

from copkit.place.view import View
from copkit.show.health.answers import too_few
from copkit.show.health.principle_names import called, headed
from copkit.show.health.scores import METHOD, PUBLIC_METHOD, SOURCE, score_figure, scores, told
from copkit.show.health.statements import statements
from copkit.show.health.waves import NO_SURVEY, Round, fewest_told, rounds
from copkit.show.page import Finding, Needs, Section

_NOT_ASKED = Needs(
    "The survey has asked nothing about the seven design principles yet.",
    "Take the standard statements, which have two on each, and ask the full survey in the next round.",
)


def principles(here: View) -> Section:
    """The scores of the design principles in the newest round that asked about them, and their statements."""
    found = rounds(here)
    if not found:
        return Section([NO_SURVEY])
    items = here["survey_items"].set_index("name")
    about = items["principle"].astype("object").dropna()
    newest = asked_of(found, about)
    if newest is None:
        return Section([_NOT_ASKED])
    if newest.people < fewest_told(here.audience):
        return Section([too_few(here.audience, newest)])
    own = items.loc[about.index, "statement"].astype("object")
    parts = [
        *_principles(here, newest, about),
        *statements(here, newest, own, "the design principles", drawn=False),
    ]
    return Section(parts or [too_few(here.audience, newest)])


def asked_of(found: list[Round], about: pd.Series) -> Round | None:
    """The newest of some rounds that asked any of these statements: a pulse may have left them out."""
    asking = [one for one in found if one.answers["item"].isin(about.index).any()]
    return asking[-1] if asking else None


def _principles(here: View, one: Round, about: pd.Series) -> list[Finding]:
    found = scores(here, one, about)
    if found.empty:
        return []
    found["words"] = found["scale"].map(headed)
    low, high = found.iloc[0], found.iloc[-1]
    title = f"People agree least on {called(low['scale'])} ({told(here, low['mean']):.1f} of 5)"
    said = f"{title}, most on {called(high['scale'])} ({told(here, high['mean']):.1f})"
    if len(found) == 1:
        said = title
    elif not here.audience.is_public and high["low"] <= low["high"]:
        said += "; with so few answers that order may be chance"
    picture = score_figure(
        here, title, f"Scores of the design principles in {one.name}, 1 to 5", "Principle", found
    )
    method = PUBLIC_METHOD if here.audience.is_public else METHOD
    source = "Wenger, McDermott and Snyder 2002, chapter 3: seven principles"
    source += "" if here.audience.is_public else f". {SOURCE}"
    return [Finding(f"Of the design principles in {one.name}: {_small(said)}.", [picture], method, source)]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
