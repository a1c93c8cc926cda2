"""Function 6's resources in and out: BibTeX, RIS, CSL JSON, feeds, documents, spreadsheets, Markdown.

One module a format; `formats` knows them by their endings. `identifiers`, `titles`, `blocking` and
`duplicates` find works that are there already; `fitting` makes entries fit the rules of a place.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from copkit.place.errors import CopkitError, UnknownCommunity
from copkit.place.exchange.catalogue.entry import Entry, Reading, Row
from copkit.place.exchange.catalogue.fitting import Fitting
from copkit.place.exchange.catalogue.for_the_public import for_the_public
from copkit.place.exchange.catalogue.formats import WRITES, read, write
from copkit.place.exchange.catalogue.kept import filled
from copkit.place.exchange.whole import whole
from copkit.place.intake import Report, take_in
from copkit.place.rules import either, fold, nearest, shorten
from copkit.place.store import Place

__all__ = ["Entry", "Reading", "load_catalogue", "read", "save_catalogue", "write"]

_LONGEST_NAME = 200


def load_catalogue(
    place: Place,
    path: str | os.PathLike[str],
    *,
    community: str = "",
    duplicates: Literal["leave out", "add"] = "leave out",
) -> Report:
    """Takes the records of a bibliography, a feed or a folder of documents in as resources: one change that
    can be undone, all of it or nothing.

    The format is told by the ending: ``.bib``, ``.ris``, ``.json`` (CSL), ``.xml``, ``.rss``, ``.atom``,
    ``.rdf``, ``.xlsx``, ``.csv``; a folder is read as documents. ``community`` keeps those that name none.
    A record that is there already, word for word, is counted and not added again. One that is probably
    there already, or twice in the file, is told with the reason and left out, or with ``"add"`` told and
    added; nothing is ever merged. Gives a report that prints itself.

    Raises `SpreadsheetUnreadable`, `UnknownCommunity`, and `LoadRefused` with every fault.

    >>> import tempfile
    >>> from copkit.place.store import Place
    >>> place = Place.in_memory()
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "damp.ris")
    ...     _ = path.write_text("TY  - RPRT\\nTI  - Damp at home\\nDA  - 2024/05/31\\nER  - \\n")
    ...     print(load_catalogue(place, path))
    ...     print(load_catalogue(place, path))
    1 rows added.
      Resources: 1 added
    1 rows were there already.
    """
    if duplicates not in ("leave out", "add"):
        raise CopkitError(f"Duplicates can be 'leave out' or 'add', not '{duplicates}'.")
    source = Path(path)
    names = {table: _names(place, table) for table in ("communities", "members", "events")}
    if community and fold(community) not in {fold(name) for name in names["communities"]}:
        raise UnknownCommunity(community, names["communities"], nearest(community, names["communities"]))
    reading = read(source)
    fitting = Fitting(source.name, names, community)
    for entry in reading.entries:
        fitting.add(entry)
    standing = [filled(row) for row in place.rows("resources").values()]
    chosen = _Choice(fitting.entries, standing, duplicates == "add")
    rows = [(entry.number, entry.row) for entry in chosen.entries]
    numbers = {entry.number for entry in chosen.entries}
    aside = [cell for cell in fitting.aside if cell.row in numbers]
    report = Report()
    if rows:
        fitting.finish()
        report = take_in(place, {"resources": rows}, source.name, aside=aside)
    if chosen.there:
        report.unchanged["resources"] = report.unchanged.get("resources", 0) + chosen.there
    report.notes += [*reading.notes, *fitting.notes, *chosen.notes]
    return report


def _names(place: Place, table: str) -> list[str]:
    return [str(row["name"]) for row in place.rows(table).values()]


class _Choice:
    """Which entries go in: none that is there word for word, and duplicates only where they are wanted."""

    def __init__(self, entries: Sequence[Entry], standing: Sequence[Row], add: bool) -> None:
        from copkit.place.exchange.catalogue.duplicates import duplicates as find

        self.notes: list[str] = []
        self.entries: list[Entry] = []
        known = _Standing(standing)
        fresh = [entry for entry in entries if not known.has(entry.row)]
        self.there = len(entries) - len(fresh)
        found = {one.new: one for one in find([entry.row for entry in fresh], standing)}
        for place, entry in enumerate(fresh):
            duplicate = found.get(place)
            if duplicate is not None:
                other = fresh[duplicate.other] if duplicate.among_new else None
                title = str((other.row if other else standing[duplicate.other])["name"])
                where = f" in {other.where}" if other else ""
                self.notes.append(
                    f"{entry.where}: '{shorten(entry.row['name'])}' is probably '{shorten(title)}'{where}: "
                    f"{duplicate.why}. It was {'added all the same' if add else 'left out'}."
                )
                if not add:
                    continue
            name = known.distinct(entry.row)
            if name != entry.row["name"]:
                self.notes.append(f"{entry.where}: another resource has its title, so it is called '{name}'.")
            row = {**entry.row, "name": name}
            if known.has(row):
                self.there += 1
                self.notes.pop()
                continue
            known.add(row)
            self.entries.append(Entry(entry.where, row, {}, entry.number))


class _Standing:
    """The resources of a place and those that are about to join them, by their titles."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = {fold(str(row["name"])): row for row in rows}

    def has(self, row: Row) -> bool:
        """Whether one stands that says all that this one says."""
        other = self._rows.get(fold(str(row["name"])))
        return other is not None and all(_same(other.get(name), value) for name, value in row.items())

    def add(self, row: Row) -> None:
        self._rows[fold(str(row["name"]))] = row

    def distinct(self, row: Row) -> str:
        """A title that no other has: with the maker and the year, or else with a number. One that stands
        with that title and says the same is this one."""
        title = str(row["name"])
        maker, year = (
            str(row.get("creator") or "").split(";")[0].split(",")[0],
            str(row.get("made") or "")[:4],
        )
        more = ", ".join(part for part in (maker, year) if part)
        name, number = title, 1
        while fold(name) in self._rows and not self.has({**row, "name": name}):
            number += 1
            suffix = f" ({more})" if more and number == 2 else f" ({number})"
            name = title[: _LONGEST_NAME - len(suffix)].rstrip() + suffix
        return name


def _same(one: object, other: object) -> bool:
    return one == other or (isinstance(one, str) and isinstance(other, str) and fold(one) == fold(other))


def save_catalogue(
    place: Place,
    path: str | os.PathLike[str],
    *,
    open_to: Literal["public", "all"] = "public",
    overwrite: bool = False,
) -> list[str]:
    """Writes the resources to a file, or to a folder of Markdown where the name has no ending; by title.

    ``.bib``, ``.ris``, ``.json`` (CSL), ``.atom`` or ``.xml`` (Atom), ``.xlsx``, ``.csv``. Only those that
    are open to the public, unless ``"all"``; the public's copy names nobody who did not agree to be named,
    neither as owner nor in words. What a format has no place for stands in a note in it, so that
    `load_catalogue` gives all of it back; the sentences given back say what that was. Raises `CopkitError`.

    >>> import tempfile
    >>> from copkit.place.store import Place
    >>> place = Place.in_memory()
    >>> with place.change("Add") as change:
    ...     _ = change.add("resources", {"name": "Damp at home", "kind": "guide", "open_to": "public"})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     notes = save_catalogue(place, f"{folder}/all.ris")
    ...     print(load_catalogue(Place.in_memory(), f"{folder}/all.ris"))
    1 rows added.
      Resources: 1 added
    """
    if open_to not in ("public", "all"):
        raise CopkitError(f"Open to can be 'public' or 'all', not '{open_to}'.")
    target = Path(path)
    ending = target.suffix.lower()
    if ending and ending not in WRITES:
        raise CopkitError(
            f"Resources cannot be saved as '{target.name}'. Choose a name that ends in {either(WRITES)}, or "
            "one without an ending for a folder of Markdown."
        )
    if target.exists() and not overwrite:
        raise CopkitError(f"'{target}' is there already. Choose another name, or add --overwrite.")
    if target.exists() and bool(ending) == target.is_dir():
        raise CopkitError(f"'{target}' is a {'folder' if ending else 'file'}. Choose another name.")
    rows: Iterable[Mapping[str, Any]] = [filled(row) for row in place.rows("resources").values()]
    left_out: list[str] = []
    if open_to == "public":
        rows, left_out = for_the_public(place, rows)
    stale = _ours(target) if not ending and target.is_dir() else []
    with whole(target) as unfinished:
        notes = write(_by_title(rows), unfinished, ending)
        written = {one.name for one in unfinished.iterdir()} if unfinished.is_dir() else set()
    for file in stale:
        if file.name not in written:
            file.unlink(missing_ok=True)
    return [*left_out, *notes]


def _by_title(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return sorted(rows, key=lambda row: (fold(str(row["name"])), str(row["name"])))


def _ours(folder: Path) -> list[Path]:
    """The files of a folder that this package wrote before."""
    from copkit.place.exchange.catalogue.markdown_folder import ours

    return [file for file in sorted(folder.glob("*.md")) if ours(file)]
