"""The lines by which this kit reads the stages of a community's life: rules of its own, and no standard.

What the stages look like is Wenger, McDermott and Snyder 2002, Cultivating Communities of Practice, chapters
4 and 5: a potential community is a loose network; a coalescing one meets often and builds trust; a maturing
one grows, and sets standards; one in stewardship holds its pace and stays open; one in transformation fades,
or turns into something else. No number here is theirs. Say wherever a line is shown that it is a rule of this
kit.
"""

from __future__ import annotations

from dataclasses import dataclass

POTENTIAL, COALESCING, MATURING = "potential", "coalescing", "maturing"
STEWARDSHIP, TRANSFORMATION = "stewardship", "transformation"

FEW_MONTHS, MANY_MONTHS = 12, 36
"""Up to so many months a community is young; from so many on it has lasted."""

RARELY, STEADILY = 0.25, 0.75
"""Shares of the last twelve months in which somebody came."""

FELL, ROSE = 0.75, 1.25
"""The mean of people who came in the last twelve months over that of the twelve before."""

HARDLY_NEW, MANY_NEW = 0.05, 0.2
"""Newcomers over people who came, both added up over the last twelve months."""

SELDOM_BACK, OFTEN_BACK = 0.25, 0.5
"""The share of the newcomers of the last twelve months told who came back."""

ALL_CORE, SMALL_CORE = 0.5, 0.2
"""The share of members in the core at the end of the last month."""

SELDOM_ANSWERED, OFTEN_ANSWERED = 0.3, 0.7
"""The share of the questions of the last twelve months told that were answered in time."""

FEW_AGREE, MOST_AGREE = 0.5, 0.7
"""The share of the answers to the items of an element that agree."""


LOW, BETWEEN, HIGH = "low", "between", "high"


@dataclass(frozen=True)
class Rule:
    """Which stages a figure speaks for, and against: at most ``low``, at least ``high``, or between the
    two."""

    low: float
    high: float
    if_low: tuple[tuple[str, ...], tuple[str, ...]]
    if_high: tuple[tuple[str, ...], tuple[str, ...]]
    between: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    def side(self, value: float) -> str:
        """On which side of its lines a value is: LOW, HIGH or BETWEEN."""
        return LOW if value <= self.low else HIGH if value >= self.high else BETWEEN


RULES: dict[str, Rule] = {
    "months since the first record": Rule(
        FEW_MONTHS,
        MANY_MONTHS,
        ((POTENTIAL, COALESCING), (STEWARDSHIP, TRANSFORMATION)),
        ((STEWARDSHIP, TRANSFORMATION), (POTENTIAL, COALESCING)),
        ((MATURING,), ()),
    ),
    "share of the last 12 months in which somebody came": Rule(
        RARELY,
        STEADILY,
        ((POTENTIAL, TRANSFORMATION), (COALESCING, MATURING, STEWARDSHIP)),
        ((COALESCING, MATURING, STEWARDSHIP), (POTENTIAL,)),
    ),
    "people who came in the last 12 months, over the 12 before": Rule(
        FELL,
        ROSE,
        ((TRANSFORMATION,), (COALESCING, MATURING)),
        ((COALESCING, MATURING), (TRANSFORMATION,)),
        ((STEWARDSHIP,), ()),
    ),
    "newcomers among those who came in the last 12 months": Rule(
        HARDLY_NEW,
        MANY_NEW,
        ((STEWARDSHIP, TRANSFORMATION), (COALESCING, MATURING)),
        ((COALESCING, MATURING), (TRANSFORMATION,)),
        ((MATURING, STEWARDSHIP), ()),
    ),
    "share of newcomers who came back": Rule(
        SELDOM_BACK, OFTEN_BACK, ((POTENTIAL, TRANSFORMATION), (MATURING,)), ((MATURING, STEWARDSHIP), ())
    ),
    "share of members in the core": Rule(
        SMALL_CORE, ALL_CORE, ((MATURING, STEWARDSHIP), (POTENTIAL,)), ((POTENTIAL, COALESCING), (MATURING,))
    ),
    "share of questions answered in 30 days": Rule(
        SELDOM_ANSWERED,
        OFTEN_ANSWERED,
        ((POTENTIAL, TRANSFORMATION), (MATURING, STEWARDSHIP)),
        ((MATURING, STEWARDSHIP), (POTENTIAL,)),
    ),
    "share of answers that agree on the domain": Rule(
        FEW_AGREE, MOST_AGREE, ((POTENTIAL, TRANSFORMATION), (STEWARDSHIP,)), ((MATURING, STEWARDSHIP), ())
    ),
    "share of answers that agree on the community": Rule(
        FEW_AGREE, MOST_AGREE, ((POTENTIAL, COALESCING), (STEWARDSHIP,)), ((MATURING, STEWARDSHIP), ())
    ),
    "share of answers that agree on the practice": Rule(
        FEW_AGREE, MOST_AGREE, ((POTENTIAL, COALESCING), (STEWARDSHIP,)), ((STEWARDSHIP,), (POTENTIAL,))
    ),
    "share of answers that agree on the value": Rule(
        FEW_AGREE,
        MOST_AGREE,
        ((POTENTIAL, TRANSFORMATION), (COALESCING, MATURING, STEWARDSHIP)),
        ((COALESCING, MATURING, STEWARDSHIP), (POTENTIAL,)),
    ),
}
"""The rules of this kit, by what is looked at."""
