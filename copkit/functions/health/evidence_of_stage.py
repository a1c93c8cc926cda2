"""Evidence for the stages of a community's life, one statement each, from its vital signs and its survey.

The lines that figures are held against are in ``stage_rules``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf

import pandas as pd

from copkit.functions.health.stage_rules import HIGH, LOW, RULES
from copkit.place.shares import wilson

FEWEST = 5
"""Shares of fewer newcomers, members, questions or people who answered say nothing."""

YEAR = 12


@dataclass(frozen=True)
class Evidence:
    """One statement of evidence: what was looked at, its value, the line of this kit that it was held
    against, and the stages that it speaks for and against. ``rests_on`` is the number of people, months or
    things that it was worked out from; ``counts_people`` whether those are people, so that a small number is
    not shown; ``near`` whether the figure is so near the line that it could by chance have been on its other
    side: its 95% interval (Wilson 1927) reaches across."""

    what: str
    value: float
    rule: str
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    rests_on: int
    counts_people: bool
    near: bool = False


@dataclass(frozen=True)
class _Figure:
    """``interval`` is None where chance has no part in the figure."""

    value: float
    rests_on: int
    counts_people: bool
    interval: tuple[float, float] | None = None


_Figures = dict[str, _Figure]


def evidence_of_stage(
    signs: pd.DataFrame, elements: pd.DataFrame | None = None, *, started: pd.Timestamp | None = None
) -> tuple[Evidence, ...]:
    """What the vital signs and the survey of one community say of its stage, in the order of `RULES`.

    ``signs`` has the columns sign, month, value, numerator, denominator, as `vital_signs` gives them for one
    community; ``elements`` element, people, agree, as `agreement_by_element` gives them for the newest
    survey; ``started`` is the day on which the community first met, if somebody wrote it down. What is not
    known gives no statement. Twelve months are needed for a figure of the last twelve, twenty-four for a
    change.
    Where the records of who came begin more than three months after the first meeting, nearly everybody seems
    new in their first year: until there are two years of them nothing is said of newcomers.
    Raises ValueError for signs of several communities.

    >>> months = pd.date_range("2024-01-01", periods=12, freq="MS")
    >>> signs = pd.DataFrame({"sign": "people who came", "month": months, "value": 5.0,
    ...                       "numerator": 5.0, "denominator": float("nan")})
    >>> [(one.value, one.speaks_for) for one in evidence_of_stage(signs)][1]
    (1.0, ('coalescing', 'maturing', 'stewardship'))
    """
    if "community" in signs and signs["community"].nunique() > 1:
        raise ValueError("These are the signs of several communities. Give those of one.")
    own = {str(sign): rows.sort_values("month") for sign, rows in signs.groupby("sign")}
    if _begun_late(own, started):
        own = {sign: rows for sign, rows in own.items() if not sign.startswith("newcomers")}
    figures = _age(signs, started) | _attendance(own) | _shares(own) | _survey(elements)
    return tuple(_statement(what, figures[what]) for what in RULES if what in figures)


def _begun_late(own: dict[str, pd.DataFrame], started: pd.Timestamp | None) -> bool:
    if "people who came" not in own or started is None or pd.isna(started):
        return False
    months = own["people who came"]["month"]
    late = months.iloc[0] > started + pd.DateOffset(months=3)
    return bool(late) and len(months) < 2 * YEAR


def _age(signs: pd.DataFrame, started: pd.Timestamp | None) -> _Figures:
    if signs.empty:
        return {}
    newest, first = signs["month"].max(), signs["month"].min()
    if started is not None and pd.notna(started):
        first = min(first, started)
    months = (newest.year - first.year) * 12 + newest.month - first.month + 1
    return {"months since the first record": _Figure(float(months), months, False)}


def _attendance(own: dict[str, pd.DataFrame]) -> _Figures:
    if "people who came" not in own or len(own["people who came"]) < YEAR:
        return {}
    people = own["people who came"]["value"]
    year, before = people.iloc[-YEAR:], people.iloc[-2 * YEAR : -YEAR]
    now, then = int(year.sum()), int(before.sum())
    held = float((year > 0).mean())
    found = {"share of the last 12 months in which somebody came": _Figure(held, YEAR, False)}
    if len(before) == YEAR and then:
        low, high = wilson(now, now + then)
        change = _Figure(
            now / then, now + then, True, (low / (1 - low), high / (1 - high) if high < 1 else inf)
        )
        found["people who came in the last 12 months, over the 12 before"] = change
    if "newcomers" in own and len(own["newcomers"]) >= YEAR and now >= FEWEST:
        new = float(own["newcomers"]["value"].iloc[-YEAR:].sum())
        found["newcomers among those who came in the last 12 months"] = _of(new, now, True)
    return found


def _shares(own: dict[str, pd.DataFrame]) -> _Figures:
    found = {}
    for sign, what, months in (
        ("newcomers who came back", "share of newcomers who came back", YEAR),
        ("core members", "share of members in the core", 1),
        ("questions answered", "share of questions answered in 30 days", YEAR),
    ):
        if sign in own:
            kept, of_all = own[sign][["numerator", "denominator"]].iloc[-months:].sum()
            if of_all >= FEWEST:
                figure = _of(kept, of_all, sign != "questions answered")
                found[what] = replace(figure, interval=None) if sign == "core members" else figure
    return found


def _survey(elements: pd.DataFrame | None) -> _Figures:
    if elements is None:
        return {}
    asked = elements[elements["people"] >= FEWEST]
    return {
        f"share of answers that agree on the {element}": replace(
            _of(float(agree) * people, people, True), value=float(agree)
        )
        for element, people, agree in asked[["element", "people", "agree"]].itertuples(index=False)
    }


def _of(part: float, whole: float, counts_people: bool) -> _Figure:
    interval = wilson(round(part), round(whole))
    return _Figure(float(part / whole), int(whole), counts_people, interval)


def _statement(what: str, figure: _Figure) -> Evidence:
    rule = RULES[what]
    near = figure.interval is not None and len({rule.side(at) for at in (figure.value, *figure.interval)}) > 1
    side = rule.side(figure.value)
    if side == LOW:
        said, line = rule.if_low, f"at most {rule.low:g}"
    elif side == HIGH:
        said, line = rule.if_high, f"at least {rule.high:g}"
    else:
        said, line = rule.between, f"between {rule.low:g} and {rule.high:g}"
    return Evidence(what, figure.value, line, *said, figure.rests_on, figure.counts_people, near)
