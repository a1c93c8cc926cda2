"""The instruments that ship with copkit: statements to rate, as a spreadsheet that anybody may change.

An instrument is the file ``templates/instruments/NAME.csv`` with the columns of the table that it fills.
The statements are in our own words; what they are about follows Wenger, McDermott and Snyder 2002
(chapters 1 and 9: time, space, flexibility and recognition) and Wenger, Trayner-Wenger and others on
sponsorship (2020, Learning to Make a Difference, chapter 8: leaders, stakeholders and support).
"""

from __future__ import annotations

import csv

from copkit.place.shipped import shipped

TABLES_OF = {"conditions": "condition_items"}
"""The table that each instrument fills."""


def practices() -> list[dict[str, str]]:
    """The questions of each way of learning, in order: practice, position, prompt, hint, minutes, source.

    >>> [row["prompt"] for row in practices() if row["practice"] == "after-action review"][0]
    'What did we expect to happen?'
    """
    return _rows("practices.csv")


def instrument(name: str) -> list[dict[str, str]]:
    """The statements of an instrument, in order, as rows of its table.

    >>> [row["name"] for row in instrument("conditions")][:3]
    ['time-1', 'time-2', 'space-1']
    """
    return _rows(f"instruments/{name}.csv")


def _rows(path: str) -> list[dict[str, str]]:
    with (shipped("templates") / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
