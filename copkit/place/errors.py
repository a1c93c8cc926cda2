"""Everything that can go wrong and that a facilitator can meet, drawn as one tree.

    CopkitError                 something a person can put right; its text says what, where and how
    ├── PlaceError              about the place file as a whole
    │   ├── PlaceNotFound       there is no such file
    │   ├── PlaceExists         a new place would overwrite a file
    │   ├── PlaceUnreadable     not a place, damaged, locked, or made by a newer copkit
    │   └── BackupFailed        no copy could be made before a load or a new version; nothing was changed
    ├── FaultsFound             rows that break a rule; carries the list of faults
    │   ├── LoadRefused         a spreadsheet or folder was not loaded; nothing was changed
    │   └── ChangeRefused       a form or a call would have broken a rule; nothing was changed
    ├── SpreadsheetUnreadable   a file that is no spreadsheet, or whose shape cannot be read
    ├── UnknownName             a name that the place does not have
    │   ├── UnknownCommunity
    │   ├── UnknownOrganisation
    │   └── UnknownMember
    ├── NothingToUndo           the history holds no change that can be undone
    ├── PacksNotMade            the packs that were asked for could not be started or written
    └── Refused                 what a participant's phone asked for and does not get (copkit.workshop)

In a notebook these show their sentence and no traceback.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NOT_TO_SHOW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_PASSWORD = re.compile(r"(://[^:/]*:)[^@]*(?=@)|([?&]password=)[^&]*")


def showable(text: str) -> str:
    """A text without the signs that a terminal would obey or could not show, and those that turn round what
    is read after them.

    >>> showable("'\\x1b[31m' is not a date")
    "'�[31m' is not a date"
    """
    return _NOT_TO_SHOW.sub("�", text)


def without_password(where: str) -> str:
    """Where a place is, as it may be shown: a URL can hold the password of a database.

    >>> without_password("postgresql+psycopg://anna:secret@localhost/mytown")
    'postgresql+psycopg://anna:***@localhost/mytown'
    """
    return _PASSWORD.sub(r"\1\2***", where)


class CopkitError(Exception):
    """Something that a person can put right. Its text says what is wrong, where, and what to do.

    >>> raise PlaceNotFound("town.place")
    Traceback (most recent call last):
    copkit.place.errors.PlaceNotFound: There is no place at 'town.place'. ...
    """

    def __init__(self, told: str) -> None:
        super().__init__(showable(told))

    def _render_traceback_(self) -> list[str]:
        """IPython asks for this in place of a traceback: one plain sentence is enough."""
        return [str(self)]


class PlaceError(CopkitError):
    """About the place file as a whole."""


class PlaceNotFound(PlaceError):
    def __init__(self, where: str) -> None:
        super().__init__(
            f"There is no place at '{where}'. Check the name, or make a new place with: copkit new {where}"
        )


class PlaceExists(PlaceError):
    def __init__(self, where: str) -> None:
        told = without_password(where)
        super().__init__(f"'{told}' is there already. Choose another name; it was left as it is.")


class PlaceUnreadable(PlaceError):
    def __init__(self, where: str, why: str, what_to_do: str) -> None:
        told = without_password(where)
        super().__init__(f"'{told}' cannot be used as a place: {why}. {what_to_do}")


class BackupFailed(PlaceError):
    def __init__(self, where: str, folder: str) -> None:
        super().__init__(
            f"No copy of '{where}' could be made in '{folder}', so nothing was changed. Make room on the "
            "disk, or let the folder be written to, and try again."
        )


@dataclass(frozen=True)
class Fault:
    """One thing that breaks a rule: where it stands, what is wrong, and what would be right.

    ``row`` is the row number as the spreadsheet shows it (the header is row 1).

    >>> print(Fault("Memberships", 7, "role", "'Activ' is not a role",
    ...             allowed="coordinator, core, active, peripheral or outside", near="active"))
    Memberships, row 7, column 'role': 'Activ' is not a role; did you mean 'active'? \
It can be coordinator, core, active, peripheral or outside.
    """

    sheet: str
    row: int | None
    column: str | None
    wrong: str
    allowed: str = ""
    near: str | None = None

    @property
    def where(self) -> str:
        parts = [self.sheet]
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column is not None:
            parts.append(f"column '{self.column}'")
        return ", ".join(part for part in parts if part)

    @property
    def what(self) -> str:
        text = self.wrong
        text += f"; did you mean '{self.near}'?" if self.near else "."
        return f"{text} It can be {self.allowed}." if self.allowed else text

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what


class FaultsFound(CopkitError):
    """Rows that break a rule; ``faults`` has each of them once."""

    opening = ""

    def __init__(self, faults: Sequence[Fault], source: str = "") -> None:
        self.faults = tuple(faults)
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults):,} faults"
        heading = self.opening.format(count=count, source=source)
        super().__init__("\n".join([heading, *(f"  {fault}" for fault in self.faults)]))


class LoadRefused(FaultsFound):
    opening = "'{source}' was not loaded, and nothing was changed. Put right {count} and load it again:"


class ChangeRefused(FaultsFound):
    opening = "Not saved. Put right {count}:"


class SpreadsheetUnreadable(CopkitError):
    def __init__(self, where: str, why: str, what_to_do: str) -> None:
        super().__init__(f"'{where}' cannot be read: {why}. {what_to_do}")


class UnknownName(CopkitError):
    """A name that the place does not have, where it is asked for."""

    kind = "name"

    def __init__(self, name: str, known: Sequence[str], near: str | None) -> None:
        text = f"This place has no {self.kind} called '{name}'"
        text += f"; did you mean '{near}'?" if near else "."
        if known:
            text += " It has: " + ", ".join(known) + "."
        super().__init__(text)


class UnknownCommunity(UnknownName):
    kind = "community"


class UnknownOrganisation(UnknownName):
    kind = "organisation"


class UnknownMember(UnknownName):
    kind = "member"


class NothingToUndo(CopkitError):
    def __init__(self) -> None:
        super().__init__("There is nothing to undo: the place has no change that was not undone already.")


class PacksNotMade(CopkitError):
    """The packs that were asked for could not be started or written."""
