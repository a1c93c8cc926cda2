"""What an assessment says of one thing: that it goes well or is at risk, and what is asked of whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

WELL: Literal["well"] = "well"
AT_RISK: Literal["at risk"] = "at risk"

COORDINATOR = "the coordinator"
CORE_GROUP = "the core group"
PARTNERSHIP = "the partnership"
"""Of whom something can be asked; nobody is named on the page that councillors read."""


@dataclass(frozen=True)
class Verdict:
    """One line to decide on, for one thing.

    ``about`` names the thing and stays the same from one assessment to the next ('vital sign: visits'), so
    that two can be compared. ``said`` is a whole sentence that ends with a full stop and holds the number it
    rests on. ``section`` is the id of the section with the evidence ('vital-signs'). ``ask`` is what follows,
    beginning with a verb ('Ask newcomers why they stay away'), or ''; ``whom`` of whom it is asked.
    ``of_all`` says that it is no community's own, but one of the whole place.
    """

    way: Literal["well", "at risk"]
    about: str
    said: str
    section: str
    ask: str = ""
    whom: str = COORDINATOR
    of_all: bool = False
