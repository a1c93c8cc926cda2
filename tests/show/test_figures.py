"""Every kind of figure: a text alternative, its data, the same bytes each time, no script, no way out."""

import re

import pandas as pd
import pytest

from copkit.functions.development import kaplan_meier
from copkit.place.privacy import PUBLIC
from copkit.show import figures
from copkit.show.interval_figure import interval_figure
from copkit.show.network_figure import network
from copkit.show.pictures import Figure
from copkit.show.scatter_figure import scatter
from copkit.show.survival_figure import survival_curve
from copkit.show.tables import Table

TITLE = "Most homes in <North> & 'East' fail"


def _table(**columns: list[object]) -> Table:
    return Table("The data", pd.DataFrame(columns), PUBLIC)


def _ties(rows: list[tuple[str, str, float]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["start", "end", "weight"])


names = ["Damp in private lets", "Falls & slips", "$x_1$ <b>bold</b>"]
days = list(pd.to_datetime(["2026-01-31", "2026-02-28", "2026-04-01"]))
CURVE = kaplan_meier(pd.DataFrame({"months": range(12), "event": [True, False] * 6}))
KINDS = {
    "bars": lambda: figures.bars(TITLE, _table(a=names, n=[3, 2, None]), "a", "n", target=2.5),
    "stacked": lambda: figures.stacked(
        TITLE, _table(a=names, x=[0.2, 0.5, 0], y=[0.8, 0.5, 1]), "a", ["x", "y"]
    ),
    "intervals": lambda: interval_figure(
        TITLE,
        _table(a=names, x=[2.0, 3, None], y=[1.5, 2, None], z=[3.0, 4, None]),
        "a",
        "x",
        (1, 5),
        ("y", "z"),
    ),
    "line": lambda: figures.line(
        TITLE, _table(d=days, n=[1.0, 2.0, None]), "d", ["n"], limits=(0, 1, 2), target=1
    ),
    "timeline": lambda: figures.timeline(TITLE, _table(d=days, a=names), "d", "a", upto=days[1]),
    "dumbbell": lambda: figures.dumbbell(TITLE, _table(a=names, x=[1, 2, 3], y=[2, 2, 4]), "a", "x", "y"),
    "matrix": lambda: figures.matrix(TITLE, _table(a=names, x=[1, 2, 3], y=[0, None, 4]), "a"),
    "survival": lambda: survival_curve(TITLE, _table(a=names, x=[1, 2, 3]), CURVE, "Months"),
    "scatter": lambda: scatter(TITLE, _table(a=names, x=[1, 2, 3], y=[0, 1, 4]), "x", "y", "a"),
    "network": lambda: network(
        TITLE,
        _table(a=names),
        _ties([(names[0], names[1], 0.5), (names[1], names[0], -0.5)]),
        nodes=names,
        groups={names[0]: "homes"},
        directed=True,
        signed=True,
    ),
}


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def html(kind: str) -> str:
    """A figure, drawn once for the tests that look at it."""
    return str(KINDS[kind]().html())


def test_it_is_drawn_for_a_wide_page_and_for_a_phone(html):
    assert html.count("<svg") == 2
    assert html.count('role="img"') == 2


def test_its_title_is_its_text_alternative(html):
    assert html.count("<title>Most homes in &lt;North&gt; &amp; &#39;East&#39; fail</title>") == 2


def test_its_data_stand_beside_it(html):
    assert "<caption>The data</caption>" in html


def test_the_same_table_gives_the_same_bytes(kind, html):
    assert str(KINDS[kind]().html()) == html


def test_no_two_parts_share_an_id(html):
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_what_somebody_typed_is_text(html):
    assert "<b>" not in html
    assert "<script" not in html


def test_nothing_is_fetched(html):
    assert not re.search(r'(?:href|src)="(?!#)', html)


def test_a_drawing_stays_small(html):
    assert len(html.encode()) < 30_000


def test_stacked_bars_begin_right_of_their_labels():
    parts = ["none", "low", "middle", "high", "all"]
    shares = {part: [share] for part, share in zip(parts, (0.6, 0.3, 0.1, 0.0, 0.0), strict=True)}
    html = str(figures.stacked(TITLE, _table(a=["Trust"], **shares), "a", parts, diverging=True).html())
    drawings = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    assert len(drawings) == 2
    for svg in drawings:
        label = float(re.search(r'text-anchor: end[^>]* x="([\d.]+)"', svg)[1])
        bars = [re.findall(r"[ML] (\S+)", path) for path in re.findall(r'<path d="(M [^"z]+)z', svg)]
        ends = [float(x) for bar in bars for x in bar]
        assert label < min(ends) < max(ends) <= float(re.search(r'viewBox="0 0 (\S+)', svg)[1])


@pytest.mark.parametrize(
    "figure",
    [
        lambda: figures.stacked(TITLE, _table(a=[], x=[], y=[]), "a", ["x", "y"]),
        lambda: figures.bars(TITLE, _table(a=[], n=[]), "a", "n"),
        lambda: figures.line(TITLE, _table(d=[], n=[]), "d", ["n"]),
        lambda: figures.timeline(TITLE, _table(d=[], a=[]), "d", "a"),
        lambda: scatter(TITLE, _table(a=[], x=[], y=[]), "x", "y", "a"),
        lambda: survival_curve(TITLE, _table(a=[]), CURVE.head(0), "Months"),
        lambda: network(TITLE, _table(a=[]), _ties([])),
        lambda: network(TITLE, _table(a=["only"]), _ties([]), nodes=["only"]),
    ],
)
def test_no_data_is_no_crash(figure):
    drawn: Figure = figure()
    assert "<svg" in drawn.html()
