"""Function 7: what holds for the phases of any control chart, and what may be said of their points."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.health.control_chart import control_chart
from copkit.functions.health.control_rules import ORDER
from copkit.functions.health.variation import COARSE, EARLY, FEWEST_POINTS, newest_said, variations_said

gappy = st.lists(st.one_of(st.none(), st.integers(-50, 50)), min_size=2, max_size=40)
MARKS = [*ORDER, "rule", "way", "variation", "phase"]


@given(st.lists(st.tuples(st.floats(-1e9, 1e9), st.integers(2, 12)), min_size=1, max_size=5))
def test_levels_that_are_constant_within_each_phase_never_alarm(levels):
    values = [value for value, length in levels for _ in range(length)]
    starts = np.cumsum([length for _, length in levels])[:-1]
    chart = control_chart(pd.Series(values), "lower", changed_at=starts)
    assert set(chart.points["variation"]) == {"common cause"}
    assert len(chart.limits) == len(levels)


@given(gappy, st.sets(st.integers(0, 45)), st.integers(1, 1000), st.integers(-1000, 1000))
def test_other_units_change_no_mark_of_any_phase(values, changed_at, factor, step):
    series = pd.Series(values, dtype="float64")
    one = control_chart(series, "higher", changed_at=changed_at)
    other = control_chart(series / 7 * factor + step, "higher", changed_at=changed_at)
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        pd.testing.assert_frame_equal(one.points[MARKS], other.points[MARKS])
        assert variations_said(one) == variations_said(other)


@given(gappy, st.sets(st.integers(0, 45)))
def test_nothing_is_said_of_a_phase_that_is_coarse_or_has_fewer_than_six_points(values, changed_at):
    chart = control_chart(pd.Series(values, dtype="float64"), changed_at=changed_at)
    if chart is None:
        return
    points = chart.points.assign(said=variations_said(chart))
    for phase, own in points.groupby("phase"):
        known = own["value"].notna()
        mute = chart.limits[phase - 1].is_coarse or known.sum() < FEWEST_POINTS
        assert own["said"].tolist() == ([""] * len(own) if mute else own["variation"].tolist())
    newest = newest_said(chart)
    assert newest in (COARSE, EARLY) or newest == points.loc[points["value"].notna(), "said"].iloc[-1]
