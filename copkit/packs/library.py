"""The seven workbooks, the page of the whole place, and the templates: their names, and where they lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from copkit.place.errors import PacksNotMade
from copkit.place.rules import either
from copkit.place.shipped import shipped

WORKBOOK_FOLDER = shipped("workbooks")
TEMPLATE_FOLDER = shipped("templates")


@dataclass(frozen=True)
class Workbook:
    """A workbook: its file name without ending, its title, the template of its pack, whether it compares with
    an earlier day (the parameter ``compared_with``), and how long its pack takes beside one that takes 1."""

    name: str
    title: str
    template: str = "copkit-pack"
    compares: bool = False
    takes: float = 1.0

    @property
    def path(self) -> Path:
        return WORKBOOK_FOLDER / f"{self.name}.ipynb"


WORKBOOKS = (
    Workbook("01_map_issues", "Map the issues", takes=4),
    Workbook("02_plan_events", "Plan events", takes=7),
    Workbook("03_weave_networks", "Weave networks", takes=1.5),
    Workbook("04_develop_members", "Develop members"),
    Workbook("05_clear_the_way", "Clear the way", takes=3.5),
    Workbook("06_build_knowledge", "Build knowledge", takes=2.5),
    Workbook("07_assess_health", "Assess health", template="copkit-assessment", compares=True, takes=11),
)
"""One for each function of the coordinator."""

PLACE_PAGE = Workbook("00_place_on_a_page", "The place on a page")
"""What the index of the packs shows, to look at in the workshop or in JupyterLab."""


def workbook(name: str, among: Sequence[Workbook] = WORKBOOKS) -> Workbook:
    """Finds a workbook by its number ('7', '07') or by its name. Raises `PacksNotMade`.

    >>> workbook("7").name, workbook("plan_events").title
    ('07_assess_health', 'Plan events')
    """
    wanted = name.strip().lower().removesuffix(".ipynb").replace(" ", "_").replace("-", "_")
    for candidate in among:
        number, _, words = candidate.name.partition("_")
        if wanted in (candidate.name, words) or (wanted.isdigit() and int(wanted) == int(number)):
            return candidate
    known = either([candidate.name for candidate in among])
    raise PacksNotMade(f"There is no workbook '{name}'. It can be {known}, or just its number.")
