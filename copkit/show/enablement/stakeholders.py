"""Who has a say: stakeholders by power and interest, and who is still to be won. For the room alone."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.figure import Figure as Canvas

from copkit.functions.enablement import stakeholder_grid as grids
from copkit.place.view import View
from copkit.show.figures import plot_area, wrapped
from copkit.show.page import Finding, Needs, Section
from copkit.show.pictures import GRID, INK, MUTED, WIDE, Figure
from copkit.show.sentences import capital, count, listing
from copkit.show.tables import Table

_ADVICE = {
    "key player": "Work with them closely; let them shape it",
    "keep satisfied": "Tell them early; ask little; show what it does for their own aims",
    "keep informed": "Keep them in the picture; ask them to speak for it",
    "minimal effort": "A short word now and then",
}


def stakeholders(here: View) -> Section:
    """Stakeholders by power and interest, and the key players who do not support the work yet."""
    rows = here["stakeholders"]
    if rows.empty:
        how = "Name the offices whose word counts, under 'Who has a say'."
        return Section([Needs("No stakeholder is written down yet.", how)])
    if here.audience.is_public:
        return Section([Finding("Who has a say, and where they stand, is for those in the room to see.")])
    grid = grids.stakeholder_grid(rows)
    to_win = grids.to_win(grid)
    frame = pd.DataFrame(
        {
            "Stakeholder": grid["name"],
            "Where": grid["organisation"],
            "Power": grid["power"],
            "Interest": grid["interest"],
            "Stance": grid["stance"].astype("object").fillna("nobody knows"),
            "Quarter": grid["quadrant"],
            "What to do": grid["quadrant"].map(_ADVICE),
        }
    )
    table = Table("Stakeholders by power and interest.", frame, here.audience)
    key = int((grid["quadrant"] == "key player").sum())
    title = f"{capital(count(key, 'stakeholder is a key player', 'stakeholders are key players'))}"
    told = f"{title}: much power and much interest. "
    if len(to_win):
        told += f"To be won: {listing(to_win['name'], 4)}."
    elif key:
        told += "All of them support it."
    line = int(grid["on_the_line"].sum())
    method = (
        f"High is {grids.HIGH} or 5 of 5. "
        f"{capital(count(line, 'stakeholder stands', 'stakeholders stand'))} just below the line: talk "
        "about them again. A grid is a judgement of those in the room and goes out of date."
    )
    source = (
        "Mendelow 1981 for the idea; the grid of power and interest is Johnson and Scholes 1993, Exploring "
        "Corporate Strategy"
    )
    return Section([Finding(told.strip(), [_quarters(title, table)], method, source)])


def _quarters(title: str, table: Table) -> Figure:
    """The four quarters with the names in each, the most powerful at the top: judgements are whole numbers,
    so points would lie on one another."""
    rows = table.values
    names = {
        quarter: [
            f"{_SIGNS.get(str(row['Stance']), '?')} {row['Stakeholder']}"
            for row in rows[rows["Quarter"] == quarter].to_dict("records")
        ]
        for quarter in grids.QUADRANTS
    }

    def draw(canvas: Canvas, width: float) -> None:
        wide = width >= WIDE
        lines = {
            quarter: [part for name in listed for part in wrapped(name, 36 if wide else 23).split("\n")]
            for quarter, listed in names.items()
        }
        tall = [max(len(lines[left]), len(lines[right]), 1) + 2 for left, right in _ROWS]
        axes = plot_area(canvas, width, (0.028 if wide else 0.055) * sum(tall) + 0.08)
        axes.set_xlim(0, 2)
        axes.set_ylim(-sum(tall), 0)
        for top, height, quarters in zip((0, -tall[0]), tall, _ROWS, strict=True):
            for across, quarter in enumerate(quarters):
                style: dict[str, Any] = {"fontsize": 8.5 if wide else 7.5, "va": "center"}
                heading = _HEADINGS[quarter]
                axes.text(across + 0.03, top - 0.9, heading, color=MUTED, fontstyle="italic", **style)
                for place, words in enumerate(lines[quarter]):
                    axes.text(across + 0.03, top - 1.9 - place, words, color=INK, **style)
            if top == 0:
                axes.axhline(-height, color=GRID, linewidth=1.5)
        axes.axvline(1, color=GRID, linewidth=1.5)
        axes.set_xticks([0.5, 1.5], ["little interest", "much interest"])
        middles = [-tall[0] / 2, -tall[0] - tall[1] / 2]
        axes.set_yticks(middles, ["much\npower", "little\npower"])
        axes.tick_params(length=0)

    return Figure(title, table, draw, "+ supports it, – is against it, ? is undecided, or nobody knows.")


_ROWS = (("keep satisfied", "key player"), ("minimal effort", "keep informed"))
_HEADINGS = {
    "key player": "Key players",
    "keep satisfied": "Keep satisfied",
    "keep informed": "Keep informed",
    "minimal effort": "Minimal effort",
}
_SIGNS = {"supports": "+", "against": "–", "undecided": "?"}
