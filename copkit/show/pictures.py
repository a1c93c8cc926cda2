"""A figure: inline SVG with real text, drawn once for a wide page and once for a phone.

matplotlib draws. Nothing here touches its global state, and the same table gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from markupsafe import Markup, escape
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Canvas

from copkit.show.tables import Table

WIDE, NARROW = 7.2, 3.6
"""Inches: how wide a figure is on a page and on a phone."""

ACCENT, INK, MUTED, GRID = "#0b6e6e", "#1f2933", "#52606d", "#d5dbe1"
PALETTE = ("#0b6e6e", "#b5541c", "#5b4b9a", "#8a6d00", "#2c6cb0", "#9c2f5a", "#4d7a1f", "#5c5c5c")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "h")

_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 9,
    "text.color": INK,
    "text.parse_math": False,
    "axes.edgecolor": GRID,
    "axes.labelcolor": MUTED,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": False,
    "grid.color": GRID,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "hatch.linewidth": 0.6,
    "path.simplify": True,
}


_DECIMALS = re.compile(r"(\d\.\d)\d+")
"""A tenth of a point is finer than any screen or printer."""

_SPARE = [
    (re.compile(pattern, re.S), instead)
    for pattern, instead in (
        (r"<metadata>.*?</metadata>|<!--.*?-->|<style.*?</style>|<clipPath.*?</clipPath>", ""),
        (r' clip-path="[^"]*"| transform="rotate\(-?0 [^"]*"|font-family: [^;"]*; ', ""),
        (r'<path d="[^"]*" style="fill: none"/>', ""),
        (r"(?<=\d) ?\n(?=[A-Za-z])", ""),
        (r">\s+<", "><"),
        (r"<g[^>]*/>|<defs/>|<defs></defs>", ""),
    )
]
"""What matplotlib writes and no reader sees. The font is left to the page."""

_IDS = re.compile(r"""(\bid="|href="#|url\(#)""")


@dataclass(frozen=True, repr=False)
class Figure:
    """A picture of a table. ``title`` states the finding: it is the text alternative. What is drawn
    stands below, in the words of the table's caption.

    ``draw(canvas, width)`` draws on an empty matplotlib figure ``width`` inches wide and sets its
    height. Made by the functions of `copkit.show.figures`.
    """

    title: str
    table: Table
    draw: Callable[[Canvas, float], None]
    note: str = ""

    def html(self) -> Markup:
        pictures = [
            Markup('<div class="{}">{}</div>').format(name, self._svg(width))
            for name, width in (("wide", WIDE), ("narrow", NARROW))
        ]
        note = Markup('. <span class="note">{}</span>').format(self.note) if self.note else Markup("")
        return Markup(
            "<figure>{}{}<figcaption>{}{}</figcaption>"
            '<details class="data"><summary>The figures as a table</summary>{}</details></figure>'
        ).format(*pictures, self.table.caption, note, self.table.html())

    def plain(self) -> str:
        return f"[Figure: {self.title}{f'. {self.note}' if self.note else ''}]\n{self.table.plain()}"

    def _svg(self, width: float) -> Markup:
        salt = "f" + hashlib.sha256(f"{self.title}|{self.table.caption}|{width}".encode()).hexdigest()[:9]
        target = io.StringIO()
        with mpl.rc_context({**_STYLE, "svg.hashsalt": salt}), warnings.catch_warnings():
            # text stays text in the SVG: the reader's own fonts have the signs that matplotlib's lacks
            warnings.filterwarnings("ignore", message=".*missing from font.*")
            canvas = Canvas(figsize=(width, 3.0))
            FigureCanvasSVG(canvas)
            self.draw(canvas, width)
            _lay_out(canvas)
            canvas.savefig(target, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
        return _inline(target.getvalue(), self.title, salt)


def _lay_out(canvas: Canvas) -> None:
    """Does what saving would do, once and not twice: matplotlib draws a figure whose layout is still to be
    found one time more."""
    engine = canvas.get_layout_engine()
    if engine is not None:
        engine.execute(canvas)
        canvas.set_layout_engine(None)


def _inline(svg: str, title: str, salt: str) -> Markup:
    """The drawing alone, without what no reader sees, with its own ids, and with its title for those
    who cannot see it."""
    svg = svg[svg.index("<svg") :]
    for spare, instead in _SPARE:
        svg = spare.sub(instead, svg)
    used = set(re.findall(r'(?:href="|url\()#([^")]+)', svg))
    svg = re.sub(r' id="([^"]+)"', lambda found: found[0] if found[1] in used else "", svg)
    svg = re.sub(r"<[^>]+>", lambda tag: _IDS.sub(rf"\g<1>{salt}-", _DECIMALS.sub(r"\1", tag[0])), svg)
    size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    width, height = (float(value) * 96 / 72 for value in size.groups()) if size else (0, 0)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img" '
        f'aria-label="{escape(title)}" width="{width:.0f}" height="{height:.0f}" '
        + (f'viewBox="0 0 {size[1]} {size[2]}" ' if size else "")
        + f'stroke-linejoin="round"><title>{escape(title)}</title>'
    )
    return Markup(re.sub(r"<svg\b[^>]*>", lambda _: opening, svg, count=1).strip())
