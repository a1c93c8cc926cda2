"""Force fields: what drives a change, what holds it back, and what to weaken first. For the room alone."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure as Canvas

from copkit.functions.enablement import force_field as fields
from copkit.place.view import View
from copkit.show.figures import plot_area, wrapped
from copkit.show.page import Finding, Needs, Section
from copkit.show.pictures import ACCENT, INK, MUTED, WIDE, Figure
from copkit.show.sentences import number
from copkit.show.tables import Table

MOST_CHANGES = 6
_SOURCE = "Lewin 1951, Field Theory in Social Science, chapter 9; strengths from 1 to 5 are later practice"
_METHOD = (
    "Each force was given a strength from 1 to 5. To weaken what holds back meets less resistance than "
    "to push harder, so those stand first. The sums put a talk in order; they measure nothing."
)


def force_field(here: View) -> Section:
    """What drives each change that is wanted, and what holds it back."""
    rows = here["forces"]
    if rows.empty:
        how = "Choose one change that you want, and use 'Weigh what drives and holds back a change'."
        return Section([Needs("No forces on a change are written down yet.", how)])
    if here.audience.is_public:
        return Section([Finding("What drives and holds back a change is for those in the room to see.")])
    balance = fields.balance(rows)
    beside = fields.side_by_side(rows)
    found = [
        _field(here, change, beside[beside["change"] == change["change"]])
        for change in balance.head(MOST_CHANGES).to_dict("records")
    ]
    return Section(found)


def _field(here: View, change: dict[str, object], beside: pd.DataFrame) -> Finding:
    driving, restraining = float(str(change["driving"])), float(str(change["restraining"]))
    held = (
        "more holds it back than drives it" if restraining > driving else "more drives it than holds it back"
    )
    held = "as much drives it as holds it back" if driving == restraining else held
    title = f"{change['change']}: {held}, {number(restraining)} against {number(driving)}"
    if driving > restraining:
        title = f"{change['change']}: {held}, {number(driving)} against {number(restraining)}"
    told = f"{title}."
    if pd.notna(change["first"]):
        told += f" Weaken first: {change['first']}."
    frame = beside[["driving", "driving_strength", "restraining", "restraining_strength"]].set_axis(
        ["Drives it", "Strength", "Holds it back", "How strongly"], axis=1
    )
    formats = dict.fromkeys(["Strength", "How strongly"], "one decimal")
    whole = (frame[list(formats)].dropna() % 1 == 0).all(axis=None)
    table = Table(
        f"Force field: {change['change']}.",
        frame,
        here.audience,
        formats=dict.fromkeys(formats, "whole") if whole else formats,
    )
    return Finding(told, [_figure(title, table)], _METHOD, _SOURCE)


def _figure(title: str, table: Table) -> Figure:
    """Arrows that meet in the middle, as Lewin draws them: the longer the stronger."""
    rows = table.values

    def draw(canvas: Canvas, width: float) -> None:
        wide = width >= WIDE
        axes = plot_area(canvas, width, (0.07 if wide else 0.17) * len(rows) + 0.08)
        for place, row in enumerate(rows.to_dict("records")):
            for name, strength, side, colour in (
                ("Drives it", "Strength", -1, ACCENT),
                ("Holds it back", "How strongly", 1, "#b5541c"),
            ):
                if pd.isna(row[strength]):
                    continue
                size = float(row[strength])
                style = {
                    "arrowstyle": "-|>",
                    "color": colour,
                    "linewidth": 1.5 + size,
                    "shrinkA": 0,
                    "shrinkB": 0,
                }
                axes.annotate("", (side * 0.06, -place), (side * (0.3 + size), -place), arrowprops=style)
                words = f"{wrapped(row[name], 34 if wide else 22)} ({number(size)})"
                axes.annotate(
                    words,
                    (side * 2.9, -place),
                    (0, 7 if wide else 8),
                    textcoords="offset points",
                    ha="center",
                    va="bottom",
                    fontsize=8.5 if wide else 7.5,
                    color=INK,
                )
        axes.axvline(0, color=MUTED, linewidth=2)
        axes.set_xlim(-5.8, 5.8)
        axes.set_ylim(-len(rows) + 0.6, 0.95)
        axes.axis("off")

    note = "Left: what drives it. Right: what holds it back. The thicker and longer an arrow, the stronger."
    return Figure(title, table, draw, note)
