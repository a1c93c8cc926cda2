"""Whether the statements on one thing hang together, so that their score may be read as one."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health.survey_reliability import reliability
from copkit.place.view import View
from copkit.show.health.principle_names import called, headed
from copkit.show.health.waves import Round, fewest_told
from copkit.show.page import Finding
from copkit.show.sentences import capital, listing
from copkit.show.tables import Table

ENOUGH = 0.7
"""From here on the statements of a scale are usually read as one (Nunnally 1978, Psychometric Theory)."""

FEWEST_PEOPLE, FEWEST_STATEMENTS = 15, 3
"""Of fewer nothing is said: a few people who answer two statements alike would give 1.00, by chance."""

FEW = 30
"""With fewer people alpha itself is unsure."""

_METHOD = (
    "Cronbach's alpha runs up to 1: the higher, the more do people who agree with one statement agree with "
    f"the others. From about {ENOUGH:g} on a score may be read as one. Only people who answered every "
    f"statement count, and there must be at least {FEWEST_PEOPLE} of them, and {FEWEST_STATEMENTS} "
    f"statements. With fewer than {FEW} people read the interval and not the figure: another few "
    "people could give quite another one."
)


def hang_together(here: View, one: Round, items: pd.DataFrame) -> list[Finding]:
    """Cronbach's alpha of each element and each design principle; for the room alone. ``items`` are the
    statements by their code."""
    if here.audience.is_public:
        return []
    found = [_of(here, one, items[column].astype("object"), kind) for column, kind in _KINDS]
    rows = pd.concat([part for part in found if len(part)] or found[:1], ignore_index=True)
    if rows.empty:
        return [Finding(_NOT_YET)]
    frame = pd.DataFrame(
        {
            "Statements on": rows["scale"].map(headed),
            "Statements": rows["items"],
            "People": rows["people"],
            "Cronbach's alpha": rows["alpha"],
            "95% interval": [
                f"{low:.2f} to {high:.2f}" for low, high in zip(rows["low"], rows["high"], strict=True)
            ],
        }
    )
    table = Table(
        f"Reliability in {one.name}", frame, here.audience, formats={"Cronbach's alpha": "two decimals"}
    )
    return [Finding(_sentence(rows), [table], _METHOD, "Cronbach 1951; interval: Feldt 1965")]


_NOT_YET = (
    "Whether the statements on one thing hang together is told where at least "
    f"{FEWEST_PEOPLE} people answered at least {FEWEST_STATEMENTS} statements on it: until then read them "
    "one by one."
)

_KINDS = (("element", "element"), ("principle", "design principle"))


def _of(here: View, one: Round, about: pd.Series, kind: str) -> pd.DataFrame:
    rows = reliability(one.answers, about, fewest_told(here.audience), whole_place=one.whole_place)
    enough = (rows["people"] >= FEWEST_PEOPLE) & (rows["items"] >= FEWEST_STATEMENTS)
    return rows[enough].assign(kind=kind)


def _sentence(rows: pd.DataFrame) -> str:
    surely = rows.loc[rows["low"] >= ENOUGH, "scale"]
    never = rows.loc[rows["high"] < ENOUGH, "scale"]
    unsure = len(rows) - len(surely) - len(never)
    parts = []
    if len(surely):
        parts.append(
            f"the statements on {listing(surely.map(called), 3)} hang together, so each may be read as one"
        )
    if len(never):
        those = "those" if parts else "the statements"
        parts.append(f"{those} on {listing(never.map(called), 3)} do not hang together: read them one by one")
    if not parts:
        return "There are too few answers to tell whether the statements hang together: read them one by one."
    rest = " Of the others it cannot be told yet." if unsure else ""
    return f"{capital('; '.join(parts))}.{rest}"
