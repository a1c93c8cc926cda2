"""The kinds of figure: each takes a title that states the finding and a table, and draws the table.

Colour never carries meaning alone: there is a shape, a hatch or a label with it. A number of people
that is not shown is drawn as a short hatched stub.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from copkit.show.pictures import ACCENT, GRID, INK, MARKERS, MUTED, PALETTE, WIDE, Figure
from copkit.show.sentences import number, percent
from copkit.show.tables import Table

MOST_ROWS = 20


def wrapped(label: object, width: int, lines: int = 2) -> str:
    """A label on at most ``lines`` lines of about ``width`` characters, cut with '…'.

    >>> print(wrapped("Damp in private lets near the harbour", 14))
    Damp in
    private lets…
    """
    text = " ".join(str(label).split())
    if len(text) <= width:
        return text
    if lines == 1:
        return text[: width - 1].rstrip() + "…"
    cut = text.rfind(" ", 0, width + 1)
    cut = cut if cut > width // 3 else width
    return f"{text[:cut].rstrip()}\n{wrapped(text[cut:], width, lines - 1)}"


def bars(
    title: str,
    table: Table,
    label: str,
    value: str,
    *,
    target: float | None = None,
    as_percent: bool = False,
    highlight: Sequence[str] = (),
) -> Figure:
    """Horizontal bars in the order of the table; the first 20 rows."""
    rows = table.values.head(MOST_ROWS)

    def draw(canvas: Canvas, width: float) -> None:
        axes = lane_axes(canvas, width, [str(name) for name in rows[label]])
        values = rows[value].astype(float).to_numpy()
        top = float(np.nanmax([*np.abs(values), target or 0, 1e-9]))
        for place, (name, size) in enumerate(zip(rows[label], values, strict=True)):
            if np.isnan(size):
                axes.barh(place, top * 0.06, color="white", edgecolor=MUTED, hatch="////", height=0.6)
                axes.annotate("not shown", (top * 0.06, place), (4, 0), **BESIDE)
                continue
            strong = not highlight or name in highlight
            axes.barh(place, size, color=ACCENT if strong else "#9db8b8", height=0.6)
            axes.annotate(
                percent(size) if as_percent else number(size), (max(size, 0), place), (4, 0), **BESIDE
            )
        if target is not None:
            axes.axvline(target, color=INK, linestyle="--", linewidth=1)
        axes.set_xlim(min(0, float(np.nanmin([*values, 0]))) * 1.1, top * 1.18)
        axes.xaxis.set_visible(False)
        axes.spines["bottom"].set_visible(False)

    return Figure(title, table, draw, first_rows(table))


def stacked(title: str, table: Table, label: str, parts: Sequence[str], *, diverging: bool = False) -> Figure:
    """Horizontal stacked shares from 0 to 1; ``diverging`` puts the middle part's centre on zero."""
    rows = table.values.head(MOST_ROWS)
    colours = ("#b5541c", "#e3a77f", "#d5dbe1", "#7fb8b3", ACCENT) if len(parts) == 5 else PALETTE
    hatches = (
        ("////", "", "", "", "\\\\\\\\") if len(parts) == 5 else ("", "//", "..", "xx", "--", "++", "oo", "")
    )

    def draw(canvas: Canvas, width: float) -> None:
        axes = lane_axes(
            canvas, width, [str(name) for name in rows[label]], extra=0.45 if width >= WIDE else 0.95
        )
        shares = rows[list(parts)].astype(float).to_numpy()
        middle = len(parts) // 2
        first = start = (
            -(np.nansum(shares[:, :middle], axis=1) + np.nan_to_num(shares[:, middle]) / 2)
            if diverging
            else np.zeros(len(rows))
        )
        places = np.arange(len(rows))
        for position, part in enumerate(parts):
            sizes = np.nan_to_num(shares[:, position])
            _bars_of_one_part(
                axes,
                start,
                sizes,
                label=part,
                edgecolor="white",
                color=colours[position % len(colours)],
                hatch=hatches[position % len(hatches)],
            )
            start = start + sizes
        for place in places[np.isnan(shares).any(axis=1)]:
            axes.annotate("not shown", (0, place), (4, 0), **BESIDE)
        if diverging:
            axes.axvline(0, color=MUTED, linewidth=0.8)
        axes.set_xlim(float(np.min(first, initial=0)) - 0.01, float(np.max(start, initial=0)) + 0.01)
        axes.xaxis.set_visible(False)
        axes.spines["bottom"].set_visible(False)
        legend_below(axes, 5 if width >= WIDE else 2)

    return Figure(title, table, draw, first_rows(table))


def line(
    title: str,
    table: Table,
    x: str,
    y: Sequence[str],
    *,
    target: float | None = None,
    as_percent: bool = False,
    limits: tuple[float, float, float] | None = None,
) -> Figure:
    """Series over time with markers; ``limits`` are a lower limit, a centre line and an upper limit."""

    def draw(canvas: Canvas, width: float) -> None:
        axes = plot_area(canvas, width, 0.42 if width >= WIDE else 0.72)
        when = pd.to_datetime(table.values[x])
        for position, name in enumerate(y):
            axes.plot(
                when,
                table.values[name].astype(float),
                color=PALETTE[position % 8],
                linewidth=1.6,
                marker=MARKERS[position % 8],
                markersize=3.5 if len(when) < 60 else 1.5,
                label=name,
            )
        if limits:
            for level, style in zip(limits, (":", "-", ":"), strict=True):
                axes.axhline(level, color=MUTED, linestyle=style, linewidth=1)
        if target is not None:
            axes.axhline(target, color=INK, linestyle="--", linewidth=1)
            axes.annotate(
                "target",
                (1, target),
                (-2, 3),
                xycoords=("axes fraction", "data"),
                textcoords="offset points",
                ha="right",
                fontsize=8,
                color=INK,
            )
        axes.grid(axis="y")
        axes.yaxis.set_major_formatter(lambda value, _: percent(value) if as_percent else number(value))
        along_dates(axes, when, 6 if width >= WIDE else 3)
        if len(y) > 1:
            legend_below(axes, 4 if width >= WIDE else 2)

    return Figure(title, table, draw)


def timeline(title: str, table: Table, when: str, lane: str, *, upto: pd.Timestamp | None = None) -> Figure:
    """A dot for each row on its lane by date; a line at ``upto``, after which things are planned."""
    rows = table.values
    lanes = [str(name) for name in dict.fromkeys(rows[lane].astype(str))]

    def draw(canvas: Canvas, width: float) -> None:
        axes = lane_axes(canvas, width, lanes, extra=0.35)
        dates = pd.to_datetime(rows[when])
        places = rows[lane].astype(str).map({name: place for place, name in enumerate(lanes)})
        past = dates <= upto if upto is not None and pd.notna(upto) else dates.notna()
        axes.scatter(dates[past], places[past], color=ACCENT, s=26, zorder=3)
        axes.scatter(dates[~past], places[~past], facecolor="white", edgecolor=ACCENT, s=26, zorder=3)
        if upto is not None and pd.notna(upto):
            axes.axvline(mdate(upto), color=INK, linestyle="--", linewidth=1)
        axes.grid(axis="x")
        axes.spines["bottom"].set_visible(False)
        along_dates(axes, dates, 7 if width >= WIDE else 3)

    return Figure(title, table, draw, "A filled dot is past, an open one is planned.")


def dumbbell(
    title: str, table: Table, label: str, start: str, end: str, *, as_percent: bool = False
) -> Figure:
    """Two dots on a line for each row: a square for ``start``, a round one for ``end``."""
    rows = table.values.head(MOST_ROWS)

    def draw(canvas: Canvas, width: float) -> None:
        axes = lane_axes(canvas, width, [str(name) for name in rows[label]], extra=0.6)
        places = np.arange(len(rows))
        first, last = rows[start].astype(float), rows[end].astype(float)
        axes.hlines(places, first, last, color=GRID, linewidth=3)
        axes.scatter(first, places, color=PALETTE[1], marker="s", s=34, zorder=3, label=start)
        axes.scatter(last, places, color=ACCENT, marker="o", s=38, zorder=3, label=end)
        axes.grid(axis="x")
        axes.margins(x=0.08)
        if as_percent:
            axes.xaxis.set_major_formatter(lambda value, _: percent(value))
        legend_below(axes, 2)

    return Figure(title, table, draw, first_rows(table))


def matrix(title: str, table: Table, label: str) -> Figure:
    """A heat table: the first column names the rows, the other columns hold numbers."""
    rows = table.values.head(MOST_ROWS)
    columns = [name for name in rows if name != label]

    def draw(canvas: Canvas, width: float) -> None:
        axes = lane_axes(canvas, width, [str(name) for name in rows[label]], extra=1.0)
        values = rows[columns].astype(float).to_numpy()
        shades = np.nan_to_num(values / max(float(np.nanmax(np.abs(np.nan_to_num(values)))), 1e-9))
        for row, column in np.ndindex(values.shape):
            shade = abs(shades[row, column])
            # an artist, as a bar would ask each time how wide the axes are to be
            axes.add_artist(
                Rectangle((column + 0.03, row - 0.44), 0.94, 0.88, facecolor=_tint(shade), linewidth=0)
            )
            axes.text(
                column + 0.5,
                row,
                table.text[columns[column]].iloc[row],
                ha="center",
                va="center",
                fontsize=8,
                color="white" if shade > 0.6 else INK,
                in_layout=False,  # within its cell it takes no room of the page's
            )
        axes.set_xlim(0, max(len(columns), 1))
        axes.spines["left"].set_visible(False)
        axes.spines["bottom"].set_visible(False)
        axes.set_xticks(
            [place + 0.5 for place in range(len(columns))],
            [wrapped(name, 16) for name in columns],
            rotation=0 if len(columns) <= 4 and width >= WIDE else 90,
            fontsize=8,
        )

    return Figure(title, table, draw, first_rows(table))


def _bars_of_one_part(axes: Axes, start: np.ndarray, sizes: np.ndarray, **style: Any) -> None:
    """The bars of one colour, one on each lane, as a single path: the page is half as heavy."""
    colour = style.pop("color")
    shown = np.flatnonzero(sizes)
    corners = [
        [(start[row], row - 0.3), (ends, row - 0.3), (ends, row + 0.3), (start[row], row + 0.3)]
        for row, ends in ((row, start[row] + sizes[row]) for row in shown)
    ]
    paths = [Path([*each, each[0]], closed=True) for each in corners]
    whole = Path.make_compound_path(*paths) if paths else Path([(0, 0)])
    axes.add_patch(PathPatch(whole, facecolor=colour, **style))


BESIDE: dict[str, Any] = {"textcoords": "offset points", "va": "center", "fontsize": 8, "color": INK}
"""How words stand beside what they name."""


def mdate(day: pd.Timestamp) -> float:
    """A day as the number by which an axis of dates counts."""
    from matplotlib.dates import date2num

    return float(date2num(day.to_pydatetime()))


def lane_axes(canvas: Canvas, width: float, labels: Sequence[str], extra: float = 0.1) -> Axes:
    """Axes with a labelled lane for each name, the first at the top."""
    wide = width >= WIDE
    shown = [wrapped(label, 30 if wide else 17) for label in labels]
    lane = 0.42 if any("\n" in label for label in shown) else 0.31
    canvas.set_size_inches(width, max(len(shown), 1) * lane + extra + 0.15)
    canvas.set_layout_engine("constrained", w_pad=0.02, h_pad=0.03)
    axes = canvas.add_subplot()
    axes.set_yticks(range(len(shown)), shown)
    axes.set_ylim(max(len(shown), 1) - 0.5, -0.5)
    axes.spines["left"].set_color(GRID)
    return axes


def plot_area(canvas: Canvas, width: float, ratio: float) -> Axes:
    """Axes on the whole of an empty figure, ``ratio`` times as high as wide."""
    canvas.set_size_inches(width, width * ratio)
    canvas.set_layout_engine("constrained", w_pad=0.04, h_pad=0.04)
    return canvas.add_subplot()


def along_dates(axes: Axes, dates: pd.Series, most: int) -> None:
    """A few dates along the axis, in words."""
    known = dates.dropna()
    if known.empty:
        return
    first, last = known.min(), known.max()
    months = pd.date_range(first.normalize().replace(day=1), last + pd.offsets.MonthBegin(1), freq="MS")
    step = max(1, -(-len(months) // most))
    ticks = months[::step]
    axes.set_xticks([mdate(day) for day in ticks], [f"{day:%b %Y}" for day in ticks], fontsize=8)


def legend_below(axes: Axes, columns: int) -> None:
    """What the shapes stand for, beneath the axes."""
    assert axes.figure is not None
    beneath = (0.36 if axes.xaxis.get_visible() else 0.08) * axes.figure.dpi / axes.figure.bbox.height
    axes.legend(
        loc="upper center",
        bbox_to_anchor=(0.5, -beneath),
        ncols=columns,
        frameon=False,
        fontsize=8,
        handlelength=1.4,
        columnspacing=1.2,
    )


def _tint(share: float) -> tuple[float, float, float]:
    """From near white to the accent colour."""
    low, high = np.array([0.94, 0.96, 0.96]), np.array([0x0B, 0x6E, 0x6E]) / 255
    red, green, blue = low + (high - low) * min(max(share, 0.0), 1.0)
    return float(red), float(green), float(blue)


def first_rows(table: Table) -> str:
    return f"The first {MOST_ROWS} of {len(table.values):,}." if len(table.values) > MOST_ROWS else ""
