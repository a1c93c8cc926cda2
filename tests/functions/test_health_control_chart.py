"""Function 7: the control chart against the published figures of NHSRplotthedots."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.health import control_chart
from copkit.functions.health.control_chart import Chart, assurance, direction

PUBLISHED = [
    -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621,
    -1.26506123, -0.68685285, -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272,
    -0.55584113, 1.78691314, 0.49785048, -1.96661716, 0.70135590, -0.47279141,
]  # fmt: skip


def chart_of(*values: float) -> Chart:
    made = control_chart.control_chart(pd.Series(values, dtype="float64"))
    assert made is not None
    return made


def test_mean_and_limits_are_the_published_ones():
    chart = chart_of(*PUBLISHED)
    assert chart.mean == pytest.approx(0.1416238, abs=1e-6)
    assert chart.lower == pytest.approx(-3.01138, abs=1e-5)
    assert chart.upper == pytest.approx(3.294627, abs=1e-5)
    assert not chart.is_trial


def test_under_thirteen_points_the_limits_are_trial_limits():
    assert chart_of(*PUBLISHED[:12]).is_trial
    assert not chart_of(*PUBLISHED[:13]).is_trial


def test_a_huge_moving_range_is_left_out_of_the_limits_but_not_of_the_mean():
    values = [1.0, 2.0] * 10 + [100.0]
    chart = chart_of(*values)
    assert chart.mean == pytest.approx(np.mean(values))
    assert chart.upper - chart.mean == pytest.approx(2.66)


@pytest.mark.parametrize(
    ("values", "marked"),
    [
        ([1, 2, 3, 4, 5, 6], 0),
        ([1, 2, 3, 4, 5, 6, 7], 7),
        ([1, 2, 3, 3, 4, 5, 6], 0),
        ([7, 6, 5, 4, 3, 2, 1], 7),
    ],
)
def test_a_trend_is_seven_points_with_six_strict_steps(values, marked):
    assert control_chart._trend(np.array(values, dtype=float)).sum() == marked


@pytest.mark.parametrize(("run", "marked"), [(6, 0), (7, 7), (9, 9)])
def test_a_shift_is_seven_points_strictly_on_one_side_and_all_are_marked(run, marked):
    points = np.array([1.0] * run + [0.0])
    assert control_chart._shift(points, 0.0).sum() == marked


def test_two_of_three_marks_the_close_points_only():
    points = np.array([0.0, 2.5, 0.5, 2.5, -0.5, 2.5])
    assert control_chart._two_of_three(points, 0.0, 3.0).tolist() == [False, True, False, True, False, False]


def test_rules_take_a_point_in_their_order():
    chart = chart_of(*[0.0, 0.1] * 10, *[5.0] * 7)
    assert "outside the limits" in chart.rules
    assert chart.rules[-1] == "outside the limits"


TARGETS = [((1, 3), "fail", "pass"), ((5, 7), "pass", "fail"), ((1, 5), "hit or miss", "hit or miss")]


@pytest.mark.parametrize(("limits", "high_is_good", "low_is_good"), TARGETS)
def test_assurance_of_a_target_of_four(limits, high_is_good, low_is_good):
    chart = Chart(np.array([2.0, 2.0]), sum(limits) / 2, *map(float, limits), rules=("", ""), is_trial=True)
    assert assurance(chart, 4, "higher") == high_is_good
    assert assurance(chart, 4, "lower") == low_is_good
    assert assurance(chart, None, "lower") == ""


def test_the_direction_of_a_trend_is_its_slope():
    rising = Chart(np.array([1.0, 2.0]), 5.0, 0.0, 9.0, ("trend", "trend"), True)
    assert (direction(rising, "higher"), direction(rising, "lower")) == ("better", "worse")


def test_the_direction_of_a_shift_is_its_side():
    low = Chart(np.array([1.0, 2.0]), 5.0, 0.0, 9.0, ("shift", "shift"), True)
    assert (direction(low, "higher"), direction(low, "lower")) == ("worse", "better")


numbers = st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=2, max_size=40)


@given(numbers, st.floats(-1000, 1000))
def test_adding_a_number_moves_the_chart_and_no_more(values, step):
    one, moved = chart_of(*values), chart_of(*[value + step for value in values])
    assert moved.mean == pytest.approx(one.mean + step, rel=1e-6, abs=1e-3)
    assert moved.upper - moved.lower == pytest.approx(one.upper - one.lower, rel=1e-6, abs=1e-3)


@given(numbers)
def test_limits_lie_about_the_mean(values):
    chart = chart_of(*values)
    assert chart.lower <= chart.mean <= chart.upper
    assert len(chart.rules) == len(values)


def test_a_rate_is_sum_over_sum():
    rows = pd.DataFrame(
        {
            "period": pd.to_datetime(["2026-01-01", "2026-01-01", "2026-02-01", "2026-03-01"]),
            "numerator": [1.0, 9.0, 5.0, 3.0],
            "denominator": [10.0, 10.0, 50.0, 0.0],
        }
    )
    found = control_chart.rate(rows, 100)
    assert found["value"].tolist() == [50.0, 10.0]
    assert found["units"].tolist() == [2, 1]


def test_a_plain_count_is_a_sum():
    rows = pd.DataFrame(
        {"period": pd.to_datetime(["2026-01-01"] * 2), "numerator": [1.0, 9.0], "denominator": np.nan}
    )
    assert control_chart.rate(rows, 100)["value"].tolist() == [10.0]


def test_one_point_is_no_chart():
    assert control_chart.control_chart(pd.Series([1.0])) is None
