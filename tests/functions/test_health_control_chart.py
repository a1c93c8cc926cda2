"""Function 7: control charts against the published figures and the tests of NHSRplotthedots 0.2.2."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.health.assurance import assurance
from copkit.functions.health.control_chart import CONCERN, IMPROVEMENT, NEITHER, Chart, control_chart
from copkit.functions.health.control_limits import Limits, limits_of
from copkit.functions.health.control_rules import ORDER, Rules, rule_marks
from copkit.functions.health.phases import phase_numbers
from copkit.functions.health.rates import rate
from copkit.functions.health.variation import direction, variation

PUBLISHED = [
    -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621,
    -1.26506123, -0.68685285, -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272,
    -0.55584113, 1.78691314, 0.49785048, -1.96661716, 0.70135590, -0.47279141,
]  # fmt: skip

ATTENDANCES = [
    1867781, 2070340, 1958802, 2079034, 1932901, 1952464, 2001816, 1907871, 1944567, 1895272, 1735619,
    2015834, 1949762, 2066789, 1994056, 2073944, 1924663, 1925961, 2044137, 1976971, 2003954, 2000086,
    1820012, 2049785, 1984369, 2164458, 2093942, 2179896, 1997854, 2005695, 2079492, 2037847, 2047518,
    2113413, 1954947, 2167550,
]  # fmt: skip
"""Accident and emergency attendances in England, April 2016 to March 2019 (NHSRdatasets, CC0), on which the
package's integration tests keep the exact limits that it worked out."""


def chart_of(*values: float, better="neither", **options) -> Chart:
    made = control_chart(pd.Series(values, dtype="float64"), better, **options)
    assert made is not None
    return made


def attendances() -> pd.Series:
    months = pd.date_range("2016-04-01", periods=36, freq="MS")
    return pd.Series(ATTENDANCES, months, dtype="float64")


def marks_of(values, mean: float, reach: float = np.inf, rules: Rules | None = None) -> dict[str, list[int]]:
    points = np.array(values, dtype=float)
    found = rule_marks(points, Limits(mean, reach, len(points), 0.0), rules or Rules())
    return {name: mark.tolist() for name, mark in found.items()}


# Limits


def test_mean_and_limits_are_the_published_ones():
    chart = chart_of(*PUBLISHED)
    assert round(chart.mean, 7) == 0.1416238
    assert round(chart.lower, 5) == -3.01138
    assert round(chart.upper, 6) == 3.294627
    assert not chart.is_trial
    assert set(chart.points["variation"]) == {"common cause"}


@pytest.mark.parametrize(
    ("screen", "lower", "upper"), [(True, -2.383666, 3.722497), (False, -4.596625, 5.935457)]
)
def test_screening_of_an_outlier_is_the_published_one(screen, lower, upper):
    chart = chart_of(*PUBLISHED[:14], 10, *PUBLISHED[15:], screen=screen)
    assert round(chart.mean, 7) == 0.6694159
    assert (round(chart.lower, 6), round(chart.upper, 6)) == (lower, upper)


def test_halves_of_the_series_have_the_published_limits():
    first, second = chart_of(*PUBLISHED[:10]), chart_of(*PUBLISHED[10:])
    assert (round(first.mean, 4), round(first.lower, 2), round(first.upper, 2)) == (0.0746, -2.60, 2.75)
    assert (round(second.mean, 3), round(second.lower, 2), round(second.upper, 2)) == (0.209, -3.28, 3.70)


def test_under_thirteen_points_the_limits_are_trial_limits():
    assert chart_of(*PUBLISHED[:12]).is_trial
    assert not chart_of(*PUBLISHED[:13]).is_trial
    assert chart_of(*PUBLISHED, baseline=12).is_trial


def test_real_attendances_have_the_limits_that_the_package_keeps():
    chart = control_chart(attendances(), "higher")
    assert chart is not None
    assert chart.mean == pytest.approx(2000538.9444444445, rel=1e-15)
    assert chart.lower == pytest.approx(1731844.3644444444, rel=1e-15)
    assert chart.upper == pytest.approx(2269233.5244444446, rel=1e-15)
    points = chart.points
    near = (points["value"] < points["near_lower"]) | (points["value"] > points["near_upper"])
    assert list(points.index[near]) == [10, 22, 27]
    assert not points["rule"].any()


def test_a_baseline_uses_its_points_only():
    chart = chart_of(*PUBLISHED, baseline=12)
    first = limits_of(np.array(PUBLISHED[:12]))
    assert (chart.mean, chart.lower, chart.upper) == (first.mean, first.lower, first.upper)
    series = pd.Series(PUBLISHED, pd.date_range("2025-01-01", periods=20, freq="MS"))
    given = control_chart(series, baseline=pd.date_range("2025-01-01", periods=12, freq="MS"))
    assert given is not None
    assert (given.mean, given.lower) == (first.mean, first.lower)


def test_ranges_are_taken_between_points_that_were_both_given():
    series = pd.Series([1.0, 3.0, 50.0, 7.0, 8.0])
    chart = control_chart(series, baseline=[0, 1, 3, 4])
    assert chart is not None
    assert chart.mean == pytest.approx(19 / 4)
    assert chart.upper - chart.mean == pytest.approx(2.66 * 1.5)


@pytest.mark.parametrize("baseline", [1, [0], [77, 78]])
def test_a_baseline_without_two_points_is_refused(baseline):
    with pytest.raises(ValueError, match="2"):
        chart_of(*PUBLISHED, baseline=baseline)


def test_a_value_without_an_end_is_refused():
    with pytest.raises(ValueError, match="no end"):
        chart_of(1, 2, np.inf)


def test_no_two_points_in_a_row_are_no_chart():
    assert control_chart(pd.Series([1.0])) is None
    assert control_chart(pd.Series([], dtype="float64")) is None
    assert control_chart(pd.Series([1.0, np.nan, 3.0])) is None


@pytest.mark.parametrize(
    ("values", "coarse"),
    [
        ([0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0], True),
        ([3, 5, 2, 4, 6, 3, 1, 4, 5, 2, 3, 4], False),
        ([7] * 12, False),
        ([0] * 9 + [1] + [0] * 9, True),
        (PUBLISHED, False),
    ],
)
def test_counts_of_rare_things_are_too_coarse_for_a_chart(values, coarse):
    assert chart_of(*values).is_coarse == coarse


def test_charts_that_cry_wolf_are_told_as_coarse():
    random = np.random.default_rng(2)
    rare, usual = ([chart_of(*random.poisson(mean, 36)) for _ in range(40)] for mean in (0.3, 4))
    assert np.mean([any(chart.rules) for chart in rare]) > 0.7
    assert all(chart.is_coarse for chart in rare)
    assert not any(chart.is_coarse for chart in usual)


# Phases


def test_phases_of_real_attendances_have_the_limits_that_the_package_keeps():
    chart = control_chart(attendances(), "higher", changed_at=["2017-04-01"])
    assert chart is not None
    before, after = chart.limits
    assert [before.mean, before.lower, before.upper] == pytest.approx(
        [1946858.4166666667, 1639947.374848485, 2253769.4584848485], rel=1e-15
    )
    assert [after.mean, after.lower, after.upper] == pytest.approx(
        [2027379.2083333333, 1772921.0639855072, 2281837.3526811595], rel=1e-15
    )
    assert before.is_trial
    assert not chart.is_trial
    assert chart.points["phase"].tolist() == [1] * 12 + [2] * 24


def test_no_run_leads_from_one_phase_into_the_next():
    rising = chart_of(*range(10), changed_at=[5])
    assert not rising.points["trend"].any()
    assert chart_of(*range(10)).points["trend"].all()


def test_a_baseline_holds_in_each_phase_and_a_new_phase_may_have_no_limits_yet():
    chart = chart_of(1, 2, 1, 2, 9, 8, 9, 8, changed_at=[4], baseline=2)
    assert [found.mean for found in chart.limits] == [1.5, 8.5]
    new = chart_of(*PUBLISHED, 40, better="higher", changed_at=[20])
    assert np.isnan(new.lower)
    assert variation(new) == "common cause"
    assert assurance(new, 4, "higher") == ""


@pytest.mark.parametrize(
    ("changed_at", "phases"),
    [([], [1, 1, 1]), ([0], [1, 1, 1]), ([1], [1, 2, 2]), ([1, 2], [1, 2, 3]), ([9], [1, 1, 1])],
)
def test_a_phase_begins_at_the_change(changed_at, phases):
    assert phase_numbers(pd.RangeIndex(3), changed_at).tolist() == phases


def test_phases_of_unsorted_periods_are_refused():
    with pytest.raises(ValueError, match="sort"):
        phase_numbers(pd.Index([2, 1]), [1])


# Rules


@pytest.mark.parametrize(
    ("values", "marked"),
    [
        ([1, 2, 3, 4, 5, 6], 0),
        ([1, 2, 3, 4, 5, 6, 7], 7),
        ([1, 2, 3, 3, 4, 5, 6], 0),
        ([7, 6, 5, 4, 3, 2, 1], -7),
        ([2, 7, 6, 5, 4, 3, 2, 1, 3], -7),
    ],
)
def test_a_trend_is_seven_points_with_six_strict_steps(values, marked):
    assert sum(marks_of(values, 99)["trend"]) == marked


@pytest.mark.parametrize(("run", "marked"), [(6, 0), (7, 7), (9, 9)])
def test_a_shift_is_seven_points_strictly_on_one_side_and_all_are_marked(run, marked):
    assert sum(marks_of([1.0] * run + [0.0], 0)["shift"]) == marked
    assert sum(marks_of([-1.0] * run + [0.0], 0)["shift"]) == -marked


@pytest.mark.parametrize("points", [6, 7, 8])
def test_the_number_of_points_can_be_chosen(points):
    rules = Rules(shift=points, trend=points)
    for length, found in ((points - 1, 0), (points, points)):
        assert sum(marks_of(range(length), 99, rules=rules)["trend"]) == found
        assert sum(marks_of([1.0] * length, 0, rules=rules)["shift"]) == found


def test_other_rules_are_refused():
    with pytest.raises(ValueError, match="6, 7 or 8"):
        Rules(shift=5)
    with pytest.raises(ValueError, match="no way"):
        Rules(two_of_three="both")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("near", "marked"),
    [
        ([1, 0, 1], [1, 0, 1]),
        ([0, 1, 1], [0, 1, 1]),
        ([1, 1, 0], [1, 1, 0]),
        ([0, 0, 1, 0, 1, 0, 0], [0, 0, 1, 0, 1, 0, 0]),
        ([0, 0, 1, 1, 0, 0, 0], [0, 0, 1, 1, 0, 0, 0]),
        ([1, 0, 0, 1], [0, 0, 0, 0]),
        ([1, 0, 0, 1, 1], [0, 0, 0, 1, 1]),
    ],
)
def test_two_of_three_as_in_the_tests_of_the_package(near, marked):
    assert marks_of([2.5 if close else 0.5 for close in near], 0, 3)["two of three"] == marked


def test_two_of_three_need_all_three_on_one_side():
    assert not any(marks_of([2.5, -0.5, 2.5], 0, 3)["two of three"])
    chart = chart_of(*[1, -1] * 7, 5.5, -5.5)
    assert chart.rules[-2:] == ("", "")


@pytest.mark.parametrize(
    ("values", "between", "beyond"),
    [
        ([4, 2.5, 1], [0, 0, 0], [1, 1, 0]),
        ([4, 4, 2.5], [0, 0, 0], [1, 1, 1]),
        ([4, 2.5, 2.5], [0, 1, 1], [1, 1, 1]),
        ([4, -2.5, 2.5], [0, 0, 0], [0, 0, 0]),
    ],
)
def test_two_of_three_as_the_package_has_it_and_as_nhs_england_announced_it(values, between, beyond):
    assert marks_of(values, 0, 3)["two of three"] == between
    announced = Rules(two_of_three="beyond two thirds")
    assert marks_of(values, 0, 3, announced)["two of three"] == beyond


def test_rules_take_a_point_in_their_order():
    chart = chart_of(*[0.0, 0.1] * 10, *[5.0] * 7)
    assert chart.rules[-1] == "outside the limits"
    assert chart.newest[list(ORDER)].tolist() == [1, 0, 0, 1]


def test_a_point_of_two_trends_counts_with_the_later_as_in_the_package():
    chart = chart_of(*range(8), *range(6, 0, -1), better="higher")
    assert chart.points["trend"].tolist() == [1] * 7 + [-1] * 7


# The icons in words


@pytest.mark.parametrize(
    ("values", "better", "word"),
    [
        (range(7), "higher", IMPROVEMENT),
        (range(7), "lower", CONCERN),
        (range(7), "neither", NEITHER),
        ([9] * 3 + [1, 9] * 9 + [0] * 7, "higher", CONCERN),
        ([1, 2] * 8, "higher", "common cause"),
    ],
)
def test_variation_says_what_the_newest_point_means(values, better, word):
    assert variation(chart_of(*values, better=better)) == word


def test_a_falling_trend_above_the_mean_is_no_improvement():
    chart = chart_of(*[0, 1] * 10, 40, 39, 38, 37, 36, 35, 34, better="higher", baseline=20)
    assert chart.newest["rule"] == "outside the limits"
    inside = chart_of(*[0, 40] * 10, 39, 38, 37, 36, 35, 34, better="higher", baseline=20)
    assert (inside.newest["rule"], inside.newest["variation"]) == ("trend", CONCERN)
    assert inside.newest["value"] > inside.mean
    assert (direction(inside, "higher"), direction(inside, "lower"), direction(inside, "neither")) == (
        "worse",
        "better",
        "lower",
    )


TARGETS = [((1, 3), "fail", "pass"), ((5, 7), "pass", "fail"), ((1, 5), "hit or miss", "hit or miss")]


@pytest.mark.parametrize(("limits", "high_is_good", "low_is_good"), TARGETS)
def test_assurance_of_a_target_of_four(limits, high_is_good, low_is_good):
    mean = sum(limits) / 2
    chart = Chart(pd.DataFrame(), (Limits(mean, limits[1] - mean, 20, 0.0),))
    assert assurance(chart, 4, "higher") == high_is_good
    assert assurance(chart, 4, "lower") == low_is_good
    assert assurance(chart, None, "lower") == assurance(chart, float("nan"), "lower") == ""
    assert assurance(chart, 4, "neither") == ""


# What holds for any figures

whole = st.lists(st.integers(-50, 50), min_size=2, max_size=40)
gappy = st.lists(st.one_of(st.none(), st.integers(-50, 50)), min_size=2, max_size=40)
MARKS = [*ORDER, "rule", "way", "variation"]


@given(st.floats(-1e9, 1e9), st.integers(2, 40))
def test_a_constant_figure_never_alarms(value, length):
    chart = chart_of(*[value] * length, better="higher")
    assert set(chart.points["variation"]) == {"common cause"}


@given(gappy, st.integers(1, 1000), st.integers(-1000, 1000))
def test_other_units_change_no_mark(values, factor, step):
    series = pd.Series(values, dtype="float64")
    one, other = control_chart(series, "higher"), control_chart(series / 7 * factor + step, "higher")
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        pd.testing.assert_frame_equal(one.points[MARKS], other.points[MARKS])


@given(gappy, st.sampled_from([Rules(), Rules(two_of_three="beyond two thirds")]))
def test_turned_upside_down_improvement_is_concern(values, rules):
    series = pd.Series(values, dtype="float64")
    one, other = (control_chart(each, "higher", rules=rules) for each in (series, -series))
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        swapped = one.points["variation"].replace({IMPROVEMENT: CONCERN, CONCERN: IMPROVEMENT})
        assert swapped.tolist() == other.points["variation"].tolist()
        assert one.rules == other.rules


@given(gappy)
def test_missing_months_stay_gaps(values):
    months = pd.date_range("2020-01-01", periods=len(values), freq="MS")
    chart = control_chart(pd.Series(values, months, dtype="float64"))
    if chart is not None:
        missing = [value is None for value in values]
        assert list(chart.points["period"]) == list(months)
        assert chart.points["value"].isna().tolist() == missing
        assert not chart.points.loc[missing, ["rule", "variation", "way"]].any(axis=None)


@given(whole, whole)
def test_a_phase_is_a_chart_of_its_own(before, after):
    both = chart_of(*before, *after, changed_at=[len(before)], better="lower")
    alone = [chart_of(*before, better="lower").points, chart_of(*after, better="lower").points]
    expected = pd.concat(alone, ignore_index=True).drop(columns=["period", "phase"])
    pd.testing.assert_frame_equal(both.points.drop(columns=["period", "phase"]), expected)


# Rates


def test_a_rate_is_sum_over_sum():
    rows = pd.DataFrame(
        {
            "period": pd.to_datetime(["2026-01-01", "2026-01-01", "2026-02-01", "2026-03-01"]),
            "numerator": [1.0, 9.0, 5.0, 3.0],
            "denominator": [10.0, 10.0, 50.0, 0.0],
        }
    )
    found = rate(rows, 100)
    assert found["value"].tolist() == [50.0, 10.0]
    assert found["units"].tolist() == [2, 1]


def test_a_plain_count_is_a_sum():
    rows = pd.DataFrame(
        {"period": pd.to_datetime(["2026-01-01"] * 2), "numerator": [1.0, 9.0], "denominator": np.nan}
    )
    assert rate(rows, 100)["value"].tolist() == [10.0]
