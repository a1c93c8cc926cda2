"""The map of people: nothing lies on anything else, it stays small, and what somebody typed is text."""

import random
import re
import time

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from markupsafe import escape

from copkit.show.member_map import LETTERS, WIDTH, member_map
from copkit.show.member_map_labels import HEIGHT, placed, text_width
from copkit.show.member_map_layout import laid_out
from copkit.show.page import Finding
from copkit.show.pictures import Figure
from copkit.show.tables import Table

NASTY = ["<script>alert(1)</script>", 'O\'Neill "Tip" & Sons', "${name} {{ 7 * 7 }} {0}", "Zoë Ångström"]


def made_up(people: int, ties: int, communities: int = 8) -> tuple[pd.DataFrame, dict[str, str]]:
    """So many people in communities of uneven size, most ties within them; the last five people have none."""
    chance = random.Random(7)
    names = [f"Person {number:03} of Ellery"[: 10 + number % 14].strip() for number in range(people)]
    groups = {name: f"Community {int(communities * chance.random() ** 1.5)}" for name in names}
    tied, found = names[: people - 5], set()
    while len(found) < ties:
        one = tied[int(len(tied) * chance.random() ** 2)]
        near = [name for name in tied if groups[name] == groups[one] or chance.random() < 0.03]
        other = chance.choice(near)
        if one != other:
            found.add((min(one, other), max(one, other)))
    return pd.DataFrame(sorted(found), columns=["start", "end"]), groups


def drawn(ties: pd.DataFrame, **more: object) -> Figure:
    people = sorted({*ties["start"], *ties["end"]})
    table = Table("Members", pd.DataFrame({"Member": people}))
    return member_map("Amina has the most ties", table, ties, **more)  # type: ignore[arg-type]


def pairs(*found: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(found), columns=["start", "end"], dtype=object)


@pytest.fixture(scope="module")
def large() -> tuple[pd.DataFrame, dict[str, str], str]:
    ties, groups = made_up(300, 1500)
    return ties, groups, str(drawn(ties, nodes=list(groups), groups=groups).html())


def svg(html: str) -> str:
    return html[html.index("<svg") : html.index("</svg>") + 6]


def test_what_somebody_typed_is_text():
    ties = pairs((NASTY[0], NASTY[1]), (NASTY[1], NASTY[2]), (NASTY[2], NASTY[0]))
    html = str(drawn(ties, nodes=NASTY, groups=dict(zip(NASTY, reversed(NASTY), strict=True))).html())
    assert "<script" not in html
    for name in NASTY:
        assert f"<title>{escape(name)}</title>" in html
        assert f'data-group="{escape(name)}"' in html


def test_it_is_evidence_with_an_alternative_and_its_data(large):
    html = large[2]
    assert html.count('role="img" aria-label="Amina has the most ties"') == 1
    assert "<title>Amina has the most ties</title>" in html
    assert '<details class="data"><summary>The figures as a table</summary>' in html
    figure = drawn(pairs(("Amina", "Beth")))
    assert figure.plain().startswith("[Figure: Amina has the most ties")
    assert "<svg" in Finding("Amina has the most ties.", [figure]).html()


def test_three_hundred_people_stay_small(large):
    assert len(svg(large[2]).encode()) < 110_000
    assert svg(large[2]).count("<title>") == 301


def test_it_is_drawn_soon():
    for people, ties, most in ((300, 1500, 2.0), (60, 150, 0.3)):
        found, groups = made_up(people, ties)
        begun = time.process_time()
        drawn(found, nodes=list(groups), groups=groups).html()
        assert time.process_time() - begun < most * 2  # a shared machine is slower than a desk's


def test_the_same_people_give_the_same_bytes(large):
    ties, groups, html = large
    again = drawn(ties, nodes=sorted(groups, reverse=True), groups=groups)
    assert str(again.html()) == html


def test_ties_that_run_both_ways_count_once_and_to_oneself_not():
    html = str(drawn(pairs(("a", "b"), ("b", "a"), ("a", "a")), nodes=["c"]).html())
    assert 'data-ties="1,,"' in html
    assert "Without a tie: 1" in html


def test_the_script_can_read_who_is_tied_to_whom(large):
    ties, groups, html = large
    names = re.findall(r"<title>([^<]+)</title></path>", svg(html))
    tied = re.search(r'data-ties="([^"]*)"', html)[1].split(",")
    read = {
        frozenset((names[at], names[int(other)])) for at, later in enumerate(tied) for other in later.split()
    }
    assert read == {frozenset(pair) for pair in ties.itertuples(index=False)}
    inside = re.findall(r'data-group="([^"]*)">(.*?)</g>', svg(html))
    assert {
        name: group for group, dots in inside for name in re.findall(r"<title>([^<]+)</title>", dots)
    } == groups


def test_who_may_not_be_named_stands_nowhere():
    html = svg(
        str(drawn(pairs(("Amina", "Canary"), ("Canary", "Beth")), labels={"Amina": "Amina Y."}).html())
    )
    assert "Canary" not in html
    assert "Beth" not in html
    assert html.count("<path transform=") == 3
    assert "<title>Amina Y.</title>" in html


def test_groups_have_a_colour_a_shape_and_a_place_in_the_legend():
    groups = {f"person {number}": f"group {number % 11}" for number in range(33)}
    ties = pairs(*[(f"person {number}", f"person {(number + 11) % 33}") for number in range(33)])
    html = str(drawn(ties, groups=groups).html())
    legend = html[html.index('<p class="legend">') :]
    assert legend.count("<span>") == 9
    assert "</svg> others</span>" in legend
    assert len(set(re.findall(r'fill="([^"]+)"', legend))) == 9
    assert len(set(re.findall(r' d="([^"]+)"', legend))) == 8
    assert '"group 9"' in html  # the others tell their own


@pytest.mark.parametrize(("people", "ties"), [(300, 1500), (60, 150), (25, 30)])
def test_no_dot_lies_on_another_nor_a_name_on_anything(people, ties):
    found, groups = made_up(people, ties, 4)
    graph = nx.from_pandas_edgelist(found, "start", "end")
    graph.add_nodes_from(groups)
    radii = {node: 4 + 6 * graph.degree(node) / 60 for node in graph}
    layout = laid_out(graph, radii, WIDTH)
    points, sizes = np.array([layout.spots[node] for node in graph]), np.array([radii[n] for n in graph])
    between = np.linalg.norm(points[:, None] - points[None], axis=2) - sizes[:, None] - sizes[None]
    np.fill_diagonal(between, 99)
    assert between.min() > 2
    assert (points - sizes[:, None] >= 0).all()
    assert (points + sizes[:, None] <= (layout.width, layout.height)).all()

    labels = placed(
        {node: node for node in graph}, layout.spots, radii, LETTERS, (layout.width, layout.height)
    )
    assert len(labels) > min(people / 4, 40)
    boxes = []
    for label in labels:
        width = text_width(label.words) * LETTERS
        left = label.across - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
        boxes.append((left, label.down - LETTERS, left + width, label.down - LETTERS + LETTERS * HEIGHT))
    for at, (left, top, right, foot) in enumerate(boxes):
        assert left >= 0
        assert right <= layout.width
        for other in boxes[at + 1 :]:
            assert left >= other[2] or right <= other[0] or top >= other[3] - 0.2 or foot <= other[1] + 0.2


def test_the_best_connected_of_each_group_are_named(large):
    ties, groups, html = large
    wide = re.search(r'<g class="wide">(.*?)</g>', html)[1]
    degree = pd.concat([ties["start"], ties["end"]]).value_counts()
    for group in set(groups.values()):
        best = max((name for name in degree.index if groups[name] == group), key=degree.get)
        assert f">{best}</text>" in wide


def test_people_who_are_tied_stand_nearer_than_others(large):
    ties = large[0]
    graph = nx.from_pandas_edgelist(ties, "start", "end")
    spots = laid_out(graph, dict.fromkeys(graph, 5.0), WIDTH).spots
    away = lambda one, other: np.hypot(*np.subtract(spots[one], spots[other]))  # noqa: E731
    tied = np.mean([away(*pair) for pair in graph.edges])
    apart = np.mean([away(*pair) for pair in nx.non_edges(graph)])
    assert tied < 0.6 * apart


def test_parts_stand_apart_and_those_without_a_tie_beneath():
    graph = nx.disjoint_union_all([nx.cycle_graph(12), nx.path_graph(5), nx.complete_graph(4)])
    graph = nx.relabel_nodes(graph, str)
    parts = [list(part) for part in nx.connected_components(graph)]
    graph.add_nodes_from(["x", "y"])
    layout = laid_out(graph, dict.fromkeys(graph, 5.0), WIDTH, heading=20)
    boxes = []
    for part in parts:
        points = np.array([layout.spots[node] for node in part])
        boxes.append((*points.min(axis=0), *points.max(axis=0)))
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert one[0] > other[2] or other[0] > one[2] or one[1] > other[3] or other[1] > one[3]
    assert layout.spots["x"][1] == layout.spots["y"][1] > max(box[3] for box in boxes) + 20


@pytest.mark.parametrize(
    ("ties", "nodes"),
    [(pairs(), []), (pairs(), ["Amina"]), (pairs(("Amina", "Beth")), []), (pairs(), ["a", "b"])],
)
def test_hardly_anybody_is_no_crash(ties, nodes):
    html = str(drawn(ties, nodes=nodes).html())
    assert html.count("<path transform=") == len({*nodes, *ties["start"], *ties["end"]})
    assert "nan" not in svg(html)
