"""How many agree and disagree with each statement of the survey; for the public, how much on the whole."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health.survey_agreement import agreement_by_item
from copkit.functions.health.survey_scores import scale_means
from copkit.functions.health.survey_spread import SCALE, spread_of_answers
from copkit.place.view import View
from copkit.show import figures
from copkit.show.free_text import TextsFor
from copkit.show.health.scores import AT_THE_ENDS, told
from copkit.show.health.waves import Round, fewest_told
from copkit.show.page import Finding
from copkit.show.sentences import percent
from copkit.show.tables import Table

PARTS = ["strongly disagree", "disagree", "neither", "agree", "strongly agree"]

NOT_TOLD = "A statement that names somebody"
"""Stands where the reader may not see a statement."""

_METHOD = (
    "To agree is to answer 4 or 5 of 5. The interval says where the share of all members would likely lie if "
    "those who answered were drawn by lot. 'If all had answered' says how small and how large it could be if "
    "all who did not answer disagreed, or agreed."
)
_BARS = (
    "In the picture the middle of 'neither' stands on the line: who disagrees to the left, who agrees to the "
    "right."
)
_SOURCE = "Exact intervals for a small population: Konijn 1973"
_BARS_SOURCE = "bars: Robbins and Heiberger 2011, Plotting Likert and other rating scales"


def statements(here: View, one: Round, which: pd.Series, about: str, *, drawn: bool = True) -> list[Finding]:
    """What people say to each statement. ``which`` maps the codes of those that are meant to their words,
    and ``about`` says what they have in common, for the caption. ``drawn`` in the room, as stacked bars; else
    there is a table of how many agree, and the page stays light."""
    own = one.answers[one.answers["item"].isin(which.index)]
    part = Round(one.name, one.opened, own, one.asked, one.answered, one.whole_place)
    if here.audience.is_public:
        return _means(here, part, which, about)
    return _spread(here, part, which, about, drawn)


def _spread(here: View, one: Round, which: pd.Series, about: str, drawn: bool) -> list[Finding]:
    """For the room: the share of each answer."""
    asked = one.asked if len(one.asked) else None
    fewest = fewest_told(here.audience)
    found = agreement_by_item(one.answers, asked, fewest, whole_place=one.whole_place)
    if found.empty:
        return []
    spread = spread_of_answers(one.answers, fewest, one.whole_place).set_index("item")
    frame = pd.DataFrame({"Statement": found["item"].map(which), "People": found["people"]})
    frame["Agree"] = found["agree"]
    frame["95% interval"] = _ranges(found["low"], found["high"])
    if found["worst"].notna().any():
        frame["If all had answered"] = _ranges(found["worst"], found["best"])
    if drawn:
        frame[PARTS] = spread.loc[found["item"], SCALE].to_numpy()
    formats = dict.fromkeys(["Agree", *PARTS] if drawn else ["Agree"], "percent")
    table = Table(f"Answers in {one.name} on {about}", frame, here.audience, formats=formats)
    low, high = frame.iloc[0], frame.iloc[-1]
    title = f"Fewest agree with '{quoted(low['Statement'])}' ({percent(low['Agree'])})"
    said = f"{title}, most with '{quoted(high['Statement'])}' ({percent(high['Agree'])})."
    if len(found) == 1:
        title = f"{percent(low['Agree'])} agree with '{quoted(low['Statement'])}'"
        said = f"{title}."
    elif found["low"].iloc[-1] <= found["high"].iloc[0]:
        said = f"{said[:-1]}; with so few answers that order may be chance."
    if not drawn:
        return [Finding(said, [table], _METHOD, _SOURCE)]
    picture = figures.stacked(title, table, "Statement", PARTS, diverging=True)
    return [Finding(said, [picture], f"{_METHOD} {_BARS}", f"{_SOURCE}; {_BARS_SOURCE}")]


def _means(here: View, one: Round, which: pd.Series, about: str) -> list[Finding]:
    """For the public: means only. A share of a few people would tell how many said what."""
    found = scale_means(one.answers, fewest=fewest_told(here.audience), whole_place=one.whole_place)
    if found.empty:
        return []
    frame = pd.DataFrame(
        {
            "Statement": found["scale"].map(fit_statements(here, which)),
            "Mean": [told(here, mean) for mean in found["mean"]],
        }
    )
    frame = frame.sort_values(["Mean", "Statement"], ignore_index=True)
    table = Table(
        f"Answers in {one.name} on {about}, from 1 (strongly disagree) to 5 (strongly agree)",
        frame,
        here.audience,
        formats={"Mean": "one decimal"},
    )
    low, high = frame.iloc[0], frame.iloc[-1]
    said = f"Those who answered agree least with '{quoted(low['Statement'])}' ({low['Mean']:.1f} of 5)"
    said += f", most with '{quoted(high['Statement'])}' ({high['Mean']:.1f})." if len(frame) > 1 else "."
    method = f"The mean of all answers to each statement that at least 10 people answered. {AT_THE_ENDS}"
    return [Finding(said, [table], method)]


def least_agreed(here: View, one: Round) -> str | None:
    """The code of the statement with which people agree least; None if this reader is told of none."""
    fewest = fewest_told(here.audience)
    if here.audience.is_public:
        means = scale_means(one.answers, fewest=fewest, whole_place=one.whole_place)
        return None if means.empty else str(means["scale"].iloc[0])
    found = agreement_by_item(one.answers, fewest=fewest, whole_place=one.whole_place)
    return None if found.empty else str(found["item"].iloc[0])


def _ranges(low: pd.Series, high: pd.Series) -> list[str]:
    return [
        "" if pd.isna(least) else f"{percent(least)} to {percent(most)}"
        for least, most in zip(low, high, strict=True)
    ]


def fit_statements(here: View, statements: pd.Series) -> pd.Series:
    """The statements by their codes; in public other words for those that name somebody who did not agree."""
    return TextsFor(here).apart(statements, NOT_TOLD)


def quoted(statement: object) -> str:
    """A statement as it stands between quotation marks: without its full stop."""
    return str(statement).rstrip(".")
