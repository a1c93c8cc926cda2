"""The instruments that ship with copkit: statements to rate, as a spreadsheet that anybody may change.

An instrument is the file ``templates/instruments/NAME.csv`` with the columns of the table that it fills, and
others of its own. The statements are in our own words. What they are about:

- ``conditions``: Wenger, McDermott and Snyder 2002 (chapters 1 and 9: time, space, flexibility and
  recognition) and Wenger, Trayner-Wenger and others on sponsorship (2020, Learning to Make a Difference,
  chapter 8: leaders, stakeholders and support).
- ``health_full``: the elements of Wenger, McDermott and Snyder 2002, chapter 2 (domain, community, practice);
  their seven design principles, chapter 3, two statements each (the column ``principle``); and value, whose
  five statements are the five cycles of Wenger, Trayner and de Laat 2011, in their order. Each statement has
  an element, those on a principle too: the one that the principle mostly serves.
- ``health_pulse``: eight statements of it, two of each element, with the same words and codes, so that a
  quick wave compares with a full one (the column ``form`` says which those are).

No statement is reversed. That was meant to keep people from ticking 'agree' down the page, but it does not;
and in a small group a few who overlook a 'not' cost the scale its reliability (van Sonderen, Sanderman and
Coyne 2013, Ineffectiveness of reverse wording of questionnaire items: let's learn from cows in the rain,
PLoS ONE 8: e68967).
"""

from __future__ import annotations

import csv

from copkit.place.shipped import shipped

TABLES_OF = {"conditions": "condition_items", "health_full": "survey_items"}
"""The table that an instrument fills in the blank spreadsheet; the pulse is a part of the full one."""


def practices() -> list[dict[str, str]]:
    """The questions of each way of learning, in order: practice, position, prompt, hint, minutes, source.

    >>> [row["prompt"] for row in practices() if row["practice"] == "after-action review"][0]
    'What did we expect to happen?'
    """
    return _rows("practices.csv")


def instrument(name: str) -> list[dict[str, str]]:
    """The statements of an instrument, in order, as rows of its table.

    Raises FileNotFoundError for an instrument that there is not.

    >>> [row["name"] for row in instrument("conditions")][:3]
    ['time-1', 'time-2', 'space-1']
    >>> [row["statement"] for row in instrument("health_pulse") if row["element"] == "community"][0]
    'I can ask for help here without fear.'
    """
    return _rows(f"instruments/{name}.csv")


def _rows(path: str) -> list[dict[str, str]]:
    with (shipped("templates") / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
