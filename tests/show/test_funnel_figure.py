"""The figure of a funnel plot: the limits are there to be seen, at all sizes that are drawn."""

import numpy as np
import pandas as pd
import pytest

from copkit.functions.health.funnel import funnel
from copkit.show.funnel_figure import funnel_figure, limit_lines
from copkit.show.tables import Table

SEEN = pd.DataFrame(
    {"unit": ["North", "East", "Quay"], "numerator": [30, 52, 150], "denominator": [320, 500, 507]}
)
MEANS = pd.DataFrame(
    {"unit": ["North", "East", "Quay"], "mean": [-3.0, -2.5, 2.0], "n": [40, 50, 60], "sd": [2.0, 2.0, 2.0]}
)


def drawn(made, labels=True, sizes=None) -> str:
    sizes = made.units["size"] if sizes is None else sizes
    frame = pd.DataFrame({"Unit": made.units["unit"], "Out of": sizes, "Figure": made.units["value"]})
    table = Table("Figures by unit", frame)
    options = {"size": "Out of", "times": 1.0, "as_percent": made.kind == "proportion", "labels": labels}
    return str(funnel_figure("A finding", table, made, **options).html())


@pytest.mark.parametrize("kind", ["proportion", "rate", "mean"])
def test_the_limits_are_known_at_every_size_that_is_drawn(kind):
    made = funnel(MEANS if kind == "mean" else SEEN, kind, "lower", widened="never")
    lines = limit_lines(made, float(made.units["size"].max()) * 1.05)
    assert np.isfinite(lines.to_numpy()).all()
    assert lines["size"].min() <= 3
    assert lines["size"].max() >= made.units["size"].max()
    assert (np.diff(lines["upper_998"] - lines["lower_998"])[10:] < 1e-9).all()  # it narrows


@pytest.mark.parametrize("kind", ["proportion", "rate", "mean"])
def test_all_four_limits_and_the_units_beyond_them_are_in_the_picture(kind):
    made = funnel(MEANS if kind == "mean" else SEEN, kind, "lower", widened="never")
    wide = drawn(made).partition("</svg>")[0]
    assert wide.count(">95%<") == wide.count(">99.8%<") == 2
    assert wide.count("stroke-dasharray") == 4
    assert ">Quay<" in wide


def test_without_labels_no_unit_has_its_name_in_the_picture():
    made = funnel(SEEN, "proportion", "lower", widened="never")
    assert ">Quay<" not in drawn(made, labels=False).partition("</svg>")[0]


def test_units_are_drawn_at_the_size_that_the_table_tells():
    made = funnel(SEEN, "proportion", "lower", widened="never")
    rounded = made.units["size"].round(-1)
    assert drawn(made, sizes=rounded).partition("<details")[0] != drawn(made).partition("<details")[0]
    assert "507" not in drawn(made, sizes=rounded)


def test_better_and_worse_differ_in_colour_shape_and_words():
    higher_better = drawn(funnel(SEEN, "proportion", "higher", widened="never")).partition("</svg>")[0]
    lower_better = drawn(funnel(SEEN, "proportion", "lower", widened="never")).partition("</svg>")[0]
    neither = drawn(funnel(SEEN, "proportion", "neither", widened="never")).partition("</svg>")[0]
    assert "Beyond the limits: higher, which is better" in higher_better
    assert "Beyond the limits: lower, which is worse" in higher_better
    assert "Beyond the limits: higher, which is worse" in lower_better
    assert "which is" not in neither
    blue, orange = "#2c6cb0", "#b5541c"
    assert blue in higher_better
    assert orange in higher_better
    assert blue not in neither
    assert orange not in neither
