"""The index of a place: the place on a page, a link to every pack, and what failed and why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment

from copkit.packs.export import templates
from copkit.packs.files import WHOLE_PLACE, file_names
from copkit.packs.library import WORKBOOKS
from copkit.packs.orders import Outcome
from copkit.place.view import View
from copkit.show import opening
from copkit.show.place_page import Behind, on_a_page

_WHOLE = "The whole place"


def index_page(here: View, out: Path, outcomes: Sequence[Outcome]) -> str:
    """The page as text. Packs made earlier that are still in ``out`` are linked as well; one that was
    asked for and failed is not."""
    names = list(here["communities"]["name"])
    folders = {"": WHOLE_PLACE, **file_names(list(here.place.read("communities")["name"]))}
    failed = {outcome.order.path: outcome for outcome in outcomes if outcome.failed}

    def link_to(community: str, workbook: str) -> str:
        path = out / folders[community] / f"{workbook}.html"
        return (
            f"{quote(folders[community])}/{quote(path.name)}" if path.exists() and path not in failed else ""
        )

    def way_to(behind: Behind) -> str:
        link = link_to("", behind.workbook)
        return f"{link}#{behind.anchor}" if link else ""

    rows = []
    for community in ["", *names]:
        links = []
        for workbook in WORKBOOKS:
            path = out / folders[community] / f"{workbook.name}.html"
            state = "failed" if path in failed else "not made"
            links.append((workbook.title, link_to(community, workbook.name), state))
        if any(link or state == "failed" for _, link, state in links):
            rows.append((community or _WHOLE, links))
    environment = Environment(loader=templates(), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    card = opening(here)
    page = environment.get_template("copkit-index/index.html.j2").render(
        title=card.place or "A place",
        opening=card,
        page=on_a_page(here).linked(way_to),
        rows=rows,
        failed=[
            (outcome.order.community or _WHOLE.lower(), outcome.order.workbook.title, outcome.why)
            for outcome in outcomes
            if outcome.failed
        ],
    )
    return page + "\n"
