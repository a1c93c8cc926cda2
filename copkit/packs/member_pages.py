"""A page for each member, and a note for the line managers of those who agreed, in files of their own.

Nothing here is run in a kernel: thousands of pages come from one look at the place, cut into parts for all
processors. The list to send by stands beside them; no other file links to a page, and none is in the index.
A member's file keeps its name from run to run, and never takes that of another: see `own_file_name`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from jinja2 import Environment

from copkit.packs.export import templates
from copkit.packs.files import address_of, as_list, folder_made, own_file_name, remove_others, write_whole
from copkit.place.view import View, community_called, view
from copkit.show.member_pages import Records, note_on, page_for, records_of
from copkit.show.one_page import OnePage

PAGES, NOTES, LIST = "members", "notes", "send-list.csv"
_ONE_ADDRESS = re.compile(r"[^\s,;:<>@]+@[^\s,;:<>@]+")
AT_ONCE = 50
"""How many pages a processor takes at a time."""

PAGE_CLOSING = "If you do not want such a page, or something on it is wrong, tell your coordinator."
NOTE_CLOSING = "Made from what was written down at the time. The member can withdraw this note at any time."

Progress = Callable[[Iterable[int], int], Iterable[int]]


@dataclass(frozen=True)
class MemberFiles:
    """What was made for one member: files by their path in the folder; the note is empty if there is none."""

    name: str
    email: str
    page: str
    note: str


def member_pages(
    place: str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    communities: Sequence[str] = (),
    as_of: str = "",
    jobs: int | None = None,
    progress: Progress = lambda made, _: made,
) -> list[MemberFiles]:
    """Makes the pages and notes, and the list of who is sent which; gives what was made, by name.

    ``communities`` limits the pages to their members now. ``progress`` wraps the numbers of members who are
    done as they come. A page or note from before whose member is not there any more is removed, so that the
    folder holds this run alone. Raises `PlaceNotFound` and its kin, `UnknownCommunity`, `PacksNotMade`.
    """
    here = view(place, as_of=as_of)
    wanted = [community_called(here.place, name) for name in communities]
    names = _names(here, wanted)
    secret = here.place.secret() if names else b""
    folder = folder_made(Path(out))
    for part in (PAGES, NOTES):
        folder_made(folder / part)
    where = address_of(place)
    day = "" if here.as_of != here.as_of else f"{here.as_of:%Y-%m-%d}"
    parts = [names[at : at + AT_ONCE] for at in range(0, len(names), AT_ONCE)]
    orders = [
        _Order(where, day, folder, {name: own_file_name(name, secret) for name in part}) for part in parts
    ]
    made: dict[str, MemberFiles] = {}
    for _ in progress(_made_in_turn(orders, jobs, made), len(names)):
        pass
    found = [made[name] for name in names]
    kept = [folder / path for one in found for path in (one.page, one.note) if path]
    remove_others({folder / PAGES: ".html", folder / NOTES: ".html"}, kept)
    write_whole(folder / LIST, _send_list(found))
    return found


@dataclass(frozen=True)
class _Order:
    place: str
    as_of: str
    folder: Path
    files: dict[str, str]


def _names(here: View, communities: Sequence[str]) -> list[str]:
    """Whose pages are made: all members of the place, or those of the communities."""
    if not communities:
        return sorted(here["members"]["name"])
    found: set[str] = set()
    for community in communities:
        scoped = here.within(community)
        found |= set(scoped["members"]["name"])
    return sorted(found)


def _made_in_turn(orders: Sequence[_Order], jobs: int | None, made: dict[str, MemberFiles]) -> Iterator[int]:
    workers = min(jobs or os.cpu_count() or 1, len(orders))
    if workers <= 1:
        _gathered.clear()
        for order in orders:
            yield from _taken(_make(order), made)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for future in as_completed([pool.submit(_make, order) for order in orders]):
            yield from _taken(future.result(), made)


def _taken(files: Sequence[MemberFiles], made: dict[str, MemberFiles]) -> Iterator[int]:
    for one in files:
        made[one.name] = one
        yield len(made)


_gathered: dict[tuple[str, str], Records] = {}
"""What this process has gathered already: it makes many parts of one run."""


def _make(order: _Order) -> list[MemberFiles]:
    """Writes the pages and notes of one part of the members."""
    key = order.place, order.as_of
    if key not in _gathered:
        _gathered.clear()
        _gathered[key] = records_of(view(order.place, as_of=order.as_of))
    records = _gathered[key]
    environment = Environment(loader=templates(), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = environment.get_template("copkit-one-page/page.html.j2")

    def write(part: str, file: str, page: OnePage, title: str, closing: str) -> str:
        path = Path(part) / f"{file}.html"
        write_whole(
            order.folder / path,
            template.render(title=title, page=page, closing=closing, kind="member") + "\n",
        )
        return path.as_posix()

    made = []
    for name, file in order.files.items():
        note = note_on(records, name)
        made.append(
            MemberFiles(
                name,
                _email(records, name),
                write(PAGES, file, page_for(records, name), "A page for you", PAGE_CLOSING),
                write(NOTES, file, note, "What was given", NOTE_CLOSING) if note else "",
            )
        )
    return made


def _email(records: Records, name: str) -> str:
    """The address of the member; nothing where it is not one address, which could reach somebody else."""
    email = records.members["email"].get(name)
    return email if isinstance(email, str) and _ONE_ADDRESS.fullmatch(email) else ""


def _send_list(made: Sequence[MemberFiles]) -> str:
    """The list by which pages are sent, for a mail merge: name, e-mail, page, note."""
    return as_list(
        ("name", "email", "page", "note"), ((one.name, one.email, one.page, one.note) for one in made)
    )
