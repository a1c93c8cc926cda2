"""What a control chart says in everyday words; the standard term of each stands in the method, once."""

from __future__ import annotations

from copkit.functions.health.control_chart import COMMON, CONCERN, IMPROVEMENT, NEITHER

VARIATION_TOLD = {
    COMMON: "as usual",
    IMPROVEMENT: "got better",
    CONCERN: "got worse",
    NEITHER: "something is different",
}
"""By the names of `copkit.functions.health.control_chart`."""

RULES_IN_SHORT = {
    "outside the limits": "outside the limits of chance",
    "trend": "seven or more in a row moved one way",
    "two of three": "two of three near a limit of chance",
    "shift": "seven or more in a row on one side of the average",
}
"""By the names of `copkit.functions.health.control_rules`; for a cell of a table, or a title."""

TERMS = (
    "'As usual' is what statisticians call common cause. 'Got better', 'got worse' and 'something is "
    "different' are their special cause improvement, special cause concern and special cause without a "
    "better way: go and find out what is behind it."
)
"""For the method of a page that uses these words."""


def variation_told(said: str, rule: str = "") -> str:
    """What is said of a point of a chart in everyday words, with why if a rule marks it.

    Words that are no name of a variation stay as they are.

    >>> variation_told("special cause concern", "shift")
    'got worse (seven or more in a row on one side of the average)'
    >>> variation_told("common cause"), variation_told("too few points since the change")
    ('as usual', 'too few points since the change')
    """
    words = VARIATION_TOLD.get(said, said)
    return f"{words} ({RULES_IN_SHORT[rule]})" if rule and said in VARIATION_TOLD else words
