"""What became of a member who was forgotten: where they were taken out, and what somebody must look at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

_LONGEST = 160


@dataclass(frozen=True)
class Doubt:
    """A text that may name the person still. ``where`` says in which sheet, column and row it stands."""

    where: str
    text: str

    def __str__(self) -> str:
        line = " ".join(self.text.split())
        return f"{self.where}: {line if len(line) <= _LONGEST else line[: _LONGEST - 1] + '…'}"


@dataclass
class Forgotten:
    """Where a member was taken out: how many rows went by sheet, in how many the person is named no longer,
    how many texts were reworded by sheet and column, cells that had been kept aside, lines of the history
    that went or were reworded. ``left`` are the texts that may name them still, and were not changed, and
    ``left_in_history`` the lines of the history that hold such texts. ``copies`` is how many copies of the
    file, from before loads, were deleted.

    >>> print(Forgotten(left=[Doubt("Events, name, row 2", "Pike will come")]))
    Cells that had been kept aside: 0.
    Lines of the history: 0.
    Look at these by hand: 1 text may name the member still.
      Events, name, row 2: Pike will come
    """

    removed: Counter[str] = field(default_factory=Counter)
    unnamed: Counter[str] = field(default_factory=Counter)
    reworded: Counter[str] = field(default_factory=Counter)
    aside: int = 0
    history: int = 0
    left: list[Doubt] = field(default_factory=list)
    left_in_history: int = 0
    copies: int = 0

    def __str__(self) -> str:
        lines = []
        for told, counted in (
            ("Rows removed", self.removed),
            ("Named no longer", self.unnamed),
            ("Texts that say 'a former member' now", self.reworded),
        ):
            lines += [f"{told}:"] if counted else []
            lines += [f"  {where}: {number:,}" for where, number in counted.items()]
        lines.append(f"Cells that had been kept aside: {self.aside:,}.")
        lines.append(f"Lines of the history: {self.history:,}.")
        if self.copies:
            lines.append(f"Copies of the place from before loads, deleted: {self.copies:,}.")
        return "\n".join([*lines, *self.still_to_look_at()])

    def still_to_look_at(self) -> list[str]:
        """The texts that may name the member still, as lines; none if there are none."""
        lines = []
        if self.left:
            number = len(self.left)
            texts = "1 text" if number == 1 else f"{number:,} texts"
            lines.append(f"Look at these by hand: {texts} may name the member still.")
            lines += [f"  {doubt}" for doubt in self.left]
        if self.left_in_history:
            number = self.left_in_history
            held = "1 line of the history holds" if number == 1 else f"{number:,} lines of the history hold"
            lines.append(f"Beside these, {held} a text that may name the member.")
        return lines
