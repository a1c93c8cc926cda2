"""A map of up to some hundred people and the ties between them: one drawing that stands alone.

On a page with our own script (`templates/pack/network_map.js`) it can be zoomed and searched; printed, in
the preview of an e-mail or where scripts are off it stands as it is. What the script needs is in the
drawing: a dot's name is its title, its group that of the dots it stands with, and ``data-ties`` has for each
dot, in their order, the later dots that it is tied to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure as Canvas

from copkit.show.figures import wrapped
from copkit.show.member_map_labels import HEIGHT, Box, Label, placed, text_width
from copkit.show.member_map_layout import MARGIN, Layout, Spot, laid_out
from copkit.show.pictures import ACCENT, INK, MARKERS, PALETTE, Figure
from copkit.show.tables import Table

WIDTH, PHONE = 720.0, 358.0
"""Pixels: how wide a large map is on a page, and on a phone."""

LETTERS, LARGE_LETTERS = 12.0, 24.0
"""Pixels: how high the letters are, and how high they must be for a phone that shows a large map half as
wide."""

LONGEST_NAME = 30
MOST_GROUPS = 8
MOST_NAMED_ALONE = 42
MOST_HUBS, MOST_HUBS_EACH = 12, 3

_OTHERS = "#52606d"
_BETWEEN = "#8a949e"
_FEW_TIES = 300
"""Up to so many ties, lines are wider and less faint."""

_FEW_WIDTHS, _WIDTHS = (1.0, 1.6, 2.4), (0.7, 1.3, 2.0)
"""Of ties, by strength."""

_READ = "Each dot is a person, each line a tie; people who are tied stand near each other."
_BY_TIES = "Larger dots have more ties."


def _drawn_here(canvas: Canvas, width: float) -> None:
    """A map is not drawn by matplotlib."""


@dataclass(frozen=True, repr=False)
class MemberMap(Figure):
    """A figure whose picture is drawn here, once, for every width of page."""

    picture: str = ""
    legend: str = ""

    def html(self) -> Markup:
        return Markup(
            '<figure class="member-map">{}{}<figcaption>{} <span class="note">{}</span></figcaption>'
            '<details class="data"><summary>The figures as a table</summary>{}</details></figure>'
        ).format(Markup(self.picture), Markup(self.legend), self.table.caption, self.note, self.table.html())


@dataclass(frozen=True)
class _Group:
    """People of one colour and shape. ``name`` is '' for all others."""

    name: str
    people: tuple[str, ...]
    colour: str
    shape: str
    hollow: bool = False

    @property
    def look(self) -> Markup:
        fill, line = ("#fff", self.colour) if self.hollow else (self.colour, "#fff")
        return Markup('fill="{}" stroke="{}"').format(fill, line)


def member_map(
    title: str,
    table: Table,
    ties: pd.DataFrame,
    *,
    nodes: Sequence[str] = (),
    groups: Mapping[str, str] | None = None,
    sizes: Mapping[str, float] | None = None,
    labels: Mapping[str, str] | None = None,
) -> Figure:
    """A map of people and their ties; ``table`` is what it shows, for those who cannot see it.

    ``ties`` has the columns ``start``, ``end`` and, if known, ``weight``; a tie counts once whichever way
    it runs. ``nodes`` adds those without a tie. ``groups`` gives a group to each person, shown by colour
    and shape with a legend of the eight largest. ``sizes`` from 0 to 1 make dots larger: by their ties if
    left out. ``labels`` maps people to the names under which they may be known (all, if left out): anyone
    else is drawn without a name, and cannot be searched for.

    >>> ties = pd.DataFrame({"start": ["Amina"], "end": ["Beth"]})
    >>> people = Table("Members", pd.DataFrame({"Member": ["Amina", "Beth", "Cole"]}))
    >>> drawn = member_map("Cole has no tie", people, ties, nodes=["Cole"]).html()
    >>> "<title>Amina</title>" in drawn, "Without a tie: 1" in drawn
    (True, True)
    """
    parted = _groups(sorted({*map(str, nodes), *ties["start"], *ties["end"]}), groups)
    graph = nx.Graph(weighed="weight" in ties)
    graph.add_nodes_from(person for group in parted for person in group.people)
    weights = ties["weight"].astype(float).abs() if "weight" in ties else pd.Series(1.0, index=ties.index)
    for start, end, weight in zip(ties["start"], ties["end"], weights, strict=True):
        if start != end:
            before = graph.get_edge_data(start, end, {"weight": 0.0})["weight"]
            graph.add_edge(start, end, weight=max(weight, before))
    names = labels if labels is not None else {person: person for person in graph}
    return MemberMap(
        title,
        table,
        _drawn_here,
        _READ if sizes is not None else f"{_READ} {_BY_TIES}",
        _picture(title, graph, parted, _radii(graph, sizes), names, groups or {}),
        _legend(parted, named=bool(groups)),
    )


def _groups(people: Sequence[str], groups: Mapping[str, str] | None) -> list[_Group]:
    """The eight largest groups, then all others."""
    if not groups:
        return [_Group("", tuple(people), ACCENT, MARKERS[0])]
    counts = pd.Series([groups.get(person, "") for person in people], dtype="str").value_counts()
    ranked = sorted((name for name in counts.index if name), key=lambda name: (-counts[name], name))
    found = []
    for number, name in enumerate(ranked[:MOST_GROUPS]):
        inside = tuple(person for person in people if groups.get(person) == name)
        found.append(_Group(name, inside, PALETTE[number], MARKERS[number]))
    taken = set(ranked[:MOST_GROUPS])
    others = tuple(person for person in people if groups.get(person, "") not in taken)
    return [*found, _Group("", others, _OTHERS, MARKERS[0], hollow=True)] if others else found


def _radii(graph: nx.Graph, sizes: Mapping[str, float] | None) -> dict[str, float]:
    """How large each dot is; larger where there are few."""
    if sizes is None:
        most = max((tied for _, tied in graph.degree()), default=1) or 1
        sizes = {person: tied / most for person, tied in graph.degree()}
    grown = 1.0 + max(0.0, 1 - len(graph) / 100) * 0.5
    return {
        person: round(grown * (13 + 80 * min(max(sizes.get(person, 0.0), 0.0), 1.0)) ** 0.5, 1)
        for person in graph
    }


def _picture(
    title: str,
    graph: nx.Graph,
    groups: Sequence[_Group],
    radii: Mapping[str, float],
    names: Mapping[str, str],
    own: Mapping[str, str],
) -> Markup:
    short = {person: wrapped(names[person], LONGEST_NAME, 1) for person in graph if names.get(person)}
    alone = [person for person in graph if not graph.degree(person)]
    longest = max((text_width(short[person]) for person in alone if person in short), default=0.0)
    apart = (longest * LETTERS + 26, 19.0) if len(alone) <= MOST_NAMED_ALONE else (24.0, 24.0)
    room = {
        person: (text_width(short[person]) * LETTERS + 3, LETTERS * HEIGHT)
        for person in _best_connected(graph, groups)
        if person in short
    }
    heading = 1.6 * LARGE_LETTERS if alone else 0.0
    layout = laid_out(graph, radii, WIDTH, names=room, alone_apart=apart, heading=heading)
    first = sorted(short, key=lambda person: (person not in room, -graph.degree(person), person))
    wanted = {person: short[person] for person in first}
    large = LETTERS * max(layout.width / PHONE, 1.0)
    order = [sorted(group.people, key=lambda person: layout.spots[person][::-1]) for group in groups]
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{title}" width="{width:.0f}" '
        'height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}" data-ties="{tied}">'
        '<title>{title}</title><g class="ties" fill="none" stroke-opacity="{faint}">{ties}</g>'
        '<g class="dots" stroke-linejoin="round">{dots}</g>'
        '<g class="words" fill="{ink}" font-family="sans-serif" font-size="{letters:.0f}" '
        'stroke="#fff" stroke-width="3" stroke-linejoin="round" paint-order="stroke">'
        '<g class="wide">{small_words}</g>'
        '<g class="narrow" font-size="{large:.0f}" display="none">{large_words}</g></g></svg>'
    ).format(
        title=title,
        width=layout.width,
        height=layout.height,
        tied=_tied(graph, [person for people in order for person in people]),
        faint=0.55 if graph.number_of_edges() <= _FEW_TIES else 0.3,
        ties=_ties(graph, groups, layout.spots),
        dots=Markup("").join(
            _dots(group, people, layout.spots, radii, names, own)
            for group, people in zip(groups, order, strict=True)
        ),
        ink=INK,
        letters=LETTERS,
        large=large,
        small_words=_words(layout, wanted, radii, LETTERS, alone),
        large_words=_words(layout, wanted, radii, large, alone),
    )


def _words(
    layout: Layout,
    wanted: Mapping[str, str],
    radii: Mapping[str, float],
    letters: float,
    alone: Sequence[str],
) -> Markup:
    """The names that find room, and what stands over those without a tie."""
    heading = Markup("")
    taken: list[Box] = []
    if alone:
        words = f"Without a tie: {len(alone):,}"
        down = round(layout.tied_height + LARGE_LETTERS, 1)
        heading = Markup('<text class="alone" x="{:g}" y="{:g}" font-weight="600">{}</text>').format(
            MARGIN, down, words
        )
        taken = [(MARGIN, down - letters, MARGIN + 1.1 * letters * text_width(words), down + letters / 3)]
    sheet = layout.width, layout.height
    return heading + _labels(placed(wanted, layout.spots, radii, letters, sheet, taken=taken, beside=alone))


def _best_connected(graph: nx.Graph, groups: Sequence[_Group]) -> set[str]:
    """Those whose names have room on the map in any case: of each group, and of all."""
    order = sorted(graph, key=lambda person: (-graph.degree(person), person))
    tied = [person for person in order if graph.degree(person)]
    of_groups = (person for group in groups for person in _within(tied, group)[:MOST_HUBS_EACH])
    return {*tied[:MOST_HUBS], *of_groups}


def _within(people: Sequence[str], group: _Group) -> list[str]:
    inside = set(group.people)
    return [person for person in people if person in inside]


def _tied(graph: nx.Graph, order: Sequence[str]) -> str:
    """For each dot the later ones that it is tied to, by their numbers."""
    number = {person: at for at, person in enumerate(order)}
    later = [
        sorted(number[other] for other in graph[person] if number[other] > at)
        for at, person in enumerate(order)
    ]
    return ",".join(" ".join(map(str, found)) for found in later)


def _ties(graph: nx.Graph, groups: Sequence[_Group], spots: Mapping[str, Spot]) -> Markup:
    """Ties of one width and colour as one path, so that a page stays small: those within a group have its
    colour."""
    colours = {person: group.colour for group in groups for person in group.people if group.name}
    most = max((weight for _, _, weight in graph.edges(data="weight")), default=1.0) or 1.0
    widths = _FEW_WIDTHS if graph.number_of_edges() <= _FEW_TIES else _WIDTHS
    lines: dict[tuple[str, float], list[str]] = {}
    for one, other, weight in graph.edges(data="weight"):
        inside = colours.get(one) if colours.get(one) == colours.get(other) else None
        wide = widths[min(int(3 * weight / most), 2) if graph.graph["weighed"] else 0]
        (left, top), (right, foot) = sorted((spots[one], spots[other]))
        line = f"M{left:g} {top:g} {right:g} {foot:g}"
        lines.setdefault((inside or _BETWEEN, wide), []).append(line)
    path = Markup('<path stroke="{}" stroke-width="{}" vector-effect="non-scaling-stroke" d="{}"/>')
    order = sorted(lines, key=lambda look: (look[0] != _BETWEEN, look))
    return Markup("").join(path.format(*look, "".join(sorted(lines[look]))) for look in order)


def _dots(
    group: _Group,
    people: Sequence[str],
    spots: Mapping[str, Spot],
    radii: Mapping[str, float],
    names: Mapping[str, str],
    own: Mapping[str, str],
) -> Markup:
    """The dots of a group. Of the others each tells its own group, if it has one."""
    dots = Markup("").join(
        Markup('<path transform="translate({:g} {:g})" d="{}"{}>{}</path>').format(
            *spots[person],
            _shape(group.shape, radii[person]),
            Markup(' data-group="{}"').format(own[person]) if own.get(person) and not group.name else "",
            Markup("<title>{}</title>").format(names[person]) if names.get(person) else "",
        )
        for person in people
    )
    return Markup('<g {} data-group="{}">{}</g>').format(group.look, group.name, dots)


_OUTLINES = {
    "s": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    "^": ((0, -1), (0.95, 0.75), (-0.95, 0.75)),
    "D": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "v": ((0, 1), (0.95, -0.75), (-0.95, -0.75)),
    "P": (
        *((-0.4, -1), (0.4, -1), (0.4, -0.4), (1, -0.4), (1, 0.4), (0.4, 0.4)),
        *((0.4, 1), (-0.4, 1), (-0.4, 0.4), (-1, 0.4), (-1, -0.4), (-0.4, -0.4)),
    ),
    "X": (
        *((-0.5, -1), (0, -0.5), (0.5, -1), (1, -0.5), (0.5, 0), (1, 0.5)),
        *((0.5, 1), (0, 0.5), (-0.5, 1), (-1, 0.5), (-0.5, 0), (-1, -0.5)),
    ),
    "h": ((0, -1), (0.9, -0.5), (0.9, 0.5), (0, 1), (-0.9, 0.5), (-0.9, -0.5)),
}
"""The shapes of `MARKERS`, but for the round one, within 1 each way."""


def _shape(marker: str, radius: float) -> str:
    """A shape around the middle, as the data of a path."""
    if marker == "o":
        arc = f"a{radius:g} {radius:g} 0 1 0 "
        return f"M-{radius:g} 0{arc}{2 * radius:g} 0{arc}{-2 * radius:g} 0"
    corners = (
        f"{round(across * radius, 1):g} {round(down * radius, 1):g}" for across, down in _OUTLINES[marker]
    )
    return f"M{' '.join(corners)}z"


def _labels(labels: Sequence[Label]) -> Markup:
    return Markup("").join(
        Markup('<text x="{:g}" y="{:g}"{}>{}</text>').format(
            label.across,
            label.down,
            Markup(' text-anchor="{}"').format(label.anchor) if label.anchor != "start" else "",
            label.words,
        )
        for label in labels
    )


def _legend(groups: Sequence[_Group], *, named: bool) -> Markup:
    """Which colour and shape is which group."""
    if not named:
        return Markup("")
    entry = Markup(
        '<span><svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">'
        '<path {} d="{}"/></svg> {}</span>'
    )
    entries = (entry.format(group.look, _shape(group.shape, 6.5), group.name or "others") for group in groups)
    return Markup('<p class="legend">{}</p>').format(Markup(" ").join(entries))
