"""For each organisation a brief for its sponsor, an agreement to sign, and what falls due as a calendar.

Nothing here is run in a kernel: all pages come from one look at the place. None of them is in the index of
packs, as each is for one organisation.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from copkit.packs.export import templates
from copkit.packs.files import as_list, file_names, folder_made, remove_others, write_whole
from copkit.place.called import community_called
from copkit.place.exchange.reminder_files import reminder_calendar, reminders
from copkit.place.view import view
from copkit.show.organisation_pages import agreement_with, brief_for, organisation_records
from copkit.show.organisation_pages.records import organisations_of

BRIEFS, AGREEMENTS, REMINDERS, LIST = "briefs", "agreements", "reminders", "organisations.csv"
BRIEF_CLOSING = (
    "Numbers of fewer than five people are not shown, and names stand here by agreement only. If "
    "something is wrong, tell your coordinator."
)
AGREEMENT_CLOSING = "Either side may end this agreement in writing. It binds nobody in law."

Progress = Callable[[Iterable[str], int], Iterable[str]]


@dataclass(frozen=True)
class OrganisationFiles:
    """What was made for one organisation: files by their path in the folder; reminders are empty if none."""

    name: str
    brief: str
    agreement: str
    reminders: str


def organisation_pages(
    place: str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    communities: Sequence[str] = (),
    as_of: str = "",
    progress: Progress = lambda names, _: names,
) -> list[OrganisationFiles]:
    """Makes briefs, agreements and reminders, and the list of them; gives what was made, by name.

    ``communities`` limits them to organisations whose people take part there. Pages from before whose
    organisation is not there any more are removed. Raises `PlaceNotFound` and its kin, `UnknownCommunity`,
    `PacksNotMade`.
    """
    here = view(place, as_of=as_of)
    wanted = tuple(community_called(here.place, name) for name in communities)
    records = organisation_records(here)
    names = organisations_of(records, wanted)
    files = file_names(names, "organisation")
    folder = folder_made(Path(out))
    for part in (BRIEFS, AGREEMENTS, REMINDERS):
        folder_made(folder / part)
    environment = Environment(loader=templates(), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = environment.get_template("copkit-one-page/page.html.j2")
    due = reminders(here.place)
    made = []
    for name in progress(names, len(names)):
        brief, agreement = f"{BRIEFS}/{files[name]}.html", f"{AGREEMENTS}/{files[name]}.html"
        pages = (
            (brief, "What your people gave and got", brief_for(records, name), BRIEF_CLOSING),
            (agreement, "An agreement", agreement_with(records, name), AGREEMENT_CLOSING),
        )
        for path, title, page, closing in pages:
            page_text = template.render(title=title, page=page, closing=closing, kind="one-page")
            write_whole(folder / path, page_text + "\n")
        mine = [each for each in due if each.organisation == name]
        calendar = f"{REMINDERS}/{files[name]}.ics" if mine else ""
        if mine:
            written = reminder_calendar(here.place, mine, name).decode("utf-8")
            write_whole(folder / calendar, written)
        made.append(OrganisationFiles(name, brief, agreement, calendar))
    kept = [folder / path for one in made for path in (one.brief, one.agreement, one.reminders) if path]
    endings = {BRIEFS: ".html", AGREEMENTS: ".html", REMINDERS: ".ics"}
    remove_others({folder / part: ending for part, ending in endings.items()}, kept)
    write_whole(folder / LIST, _list(made))
    return made


def _list(made: Sequence[OrganisationFiles]) -> str:
    """The list of what there is for whom: organisation, brief, agreement, reminders."""
    return as_list(
        ("organisation", "brief", "agreement", "reminders"),
        ((one.name, one.brief, one.agreement, one.reminders) for one in made),
    )
