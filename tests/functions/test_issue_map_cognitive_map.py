"""Fuzzy cognitive maps, held to the published states and to what must hold for any map."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.functions.issue_map.cognitive_map import (
    UnknownIssue,
    compare,
    sensitivity,
    simulate,
    weight_matrix,
)

NAMES = [f"C{number}" for number in range(1, 9)]

# FCMpy's simulator tests, after the R package fcm: rows act on columns
WEIGHTS = pd.DataFrame(
    [
        [0, 0, 0.6, 0.9, 0, 0, 0, 0.8],
        [0.1, 0, 0, 0, 0, 0, 0.2, 0.5],
        [0, 0.7, 0, 0, 0.9, 0, 0.4, 0.1],
        [0.4, 0, 0, 0, 0, 0.9, 0, 0],
        [0, 0, 0, 0, 0, -0.9, 0, 0.3],
        [-0.3, 0, 0, 0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0, 0.8, 0.4, 0.9],
        [0.1, 0, 0, 0, 0, 0.1, 0.6, 0],
    ],
    index=NAMES,
    columns=NAMES,
)
START = {"C1": 1.0, "C2": 1.0}
PUBLISHED = {
    "kosko": [0.5481291, 0.6004012, 0.5814756, 0.620872, 0.6279569, 0.6653852, 0.7617789, 0.8416584],
    "modified kosko": [
        0.7258851,
        0.7907061,
        0.7694508,
        0.8124733,
        0.8192938,
        0.8399006,
        0.9099403,
        0.9557739,
    ],
}


@pytest.mark.parametrize("inference", PUBLISHED)
def test_the_published_states_are_reached(inference):
    run = simulate(WEIGHTS, START, inference=inference)
    assert run.behaviour == "settles"
    assert run.end.to_numpy() == pytest.approx(PUBLISHED[inference], abs=1e-6)
    assert len(run.states) - 1 == 6


def test_the_order_of_rows_and_columns_makes_no_difference():
    shuffled = WEIGHTS.loc[NAMES[::-1], [*NAMES[3:], *NAMES[:3]]]
    found = simulate(shuffled, START, inference="kosko").end
    assert found[NAMES].to_numpy() == pytest.approx(PUBLISHED["kosko"], abs=1e-6)


def test_a_misspelt_issue_is_refused():
    with pytest.raises(UnknownIssue, match="no issue called 'C9'"):
        simulate(WEIGHTS, {"C9": 1})
    with pytest.raises(UnknownIssue):
        simulate(WEIGHTS, START, held={"c1": 1})
    with pytest.raises(UnknownIssue, match="rows and the columns"):
        simulate(WEIGHTS.rename(columns={"C1": "D1"}), START)


def test_no_steps_means_the_start():
    run = simulate(WEIGHTS, START, steps=0)
    assert len(run.states) == 1
    assert run.end["C1"] == 1


def test_a_loop_of_two_that_switch_each_other_repeats():
    weights = pd.DataFrame([[0, 1.0], [1.0, 0]], index=["a", "b"], columns=["a", "b"])
    run = simulate(weights, {"a": 1}, inference="kosko", transfer="bivalent")
    assert (run.behaviour, run.period) == ("repeats", 2)
    assert run.end.to_dict() == {"a": 0.5, "b": 0.5}


def test_a_map_that_never_comes_back_does_not_settle():
    """Steep tangents on three issues that drive and hold back each other wander without end."""
    weights = pd.DataFrame(
        [[0.43, -1.0, 0.37], [0.91, 0.29, -0.83], [-0.71, 0.97, 0.61]], index=list("abc"), columns=list("abc")
    )
    behaviours = {
        simulate(
            weights,
            {"a": 0.31, "b": 0.1},
            inference="kosko",
            transfer="hyperbolic tangent",
            slope=slope,
            tolerance=1e-9,
        ).behaviour
        for slope in np.linspace(1, 6, 60)
    }
    assert "does not settle" in behaviours
    assert "repeats" in behaviours or "settles" in behaviours


def test_a_scenario_moves_what_lies_downstream_and_nothing_else():
    chain = pd.DataFrame({"cause": ["a", "b", "x"], "effect": ["b", "c", "y"], "strength": [0.9, 0.9, 0.9]})
    moved = compare(weight_matrix(chain), {"hold a down": {"a": 0.0}, "both": {"a": 0.0, "x": 1.0}})
    assert moved.loc["c", "hold a down"] < -0.001
    assert moved.loc["y", "hold a down"] == pytest.approx(0, abs=1e-5)
    assert moved.loc["y", "both"] > 0.001


def test_an_effect_is_the_surer_the_less_the_links_are_in_doubt():
    held = {"C1": 0.0}
    sure = sensitivity(WEIGHTS, held, spread=0.05, runs=60, seed=1)
    unsure = sensitivity(WEIGHTS, held, spread=0.5, runs=60, seed=1)
    width = (unsure["high"] - unsure["low"]) - (sure["high"] - sure["low"])
    assert (width[[name for name in NAMES if name != "C1"]] > 0).all()
    pd.testing.assert_frame_equal(sure, sensitivity(WEIGHTS, held, spread=0.05, runs=60, seed=1))
    assert sure["same_sign"].between(0, 1).all()


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"inference": "rescaled"},
        {"inference": "kosko", "transfer": "trivalent"},  # goes round
        {"transfer": "hyperbolic tangent", "slope": 3.0},
        {"steps": 3},  # ends before it settles
    ],
    ids=str,
)
def test_many_maps_at_once_end_where_each_ends_alone(how):
    held, runs, spread = {"C2": 0.0}, 20, 0.4
    chance = np.random.default_rng(7)
    alone = []
    for _ in range(runs):
        shaken = WEIGHTS.to_numpy(dtype=float, copy=True)
        there = np.nonzero(shaken)
        shaken[there] = np.clip(shaken[there] + chance.uniform(-spread, spread, there[0].size), -1, 1)
        tried = pd.DataFrame(shaken, NAMES, NAMES)
        alone.append(compare(tried, {"held": held}, **how)["held"])
    expected = pd.concat(alone, axis=1).quantile(0.5, axis=1)
    together = sensitivity(WEIGHTS, held, spread=spread, runs=runs, seed=7, **how)["middle"]
    np.testing.assert_array_equal(together, expected)


def test_sensitivity_to_an_issue_that_the_map_has_not_is_told():
    with pytest.raises(UnknownIssue, match="no issue called 'C9'"):
        sensitivity(WEIGHTS, {"C9": 0.0}, runs=2)


matrices = st.lists(
    st.lists(st.floats(-1, 1).map(lambda value: round(value, 2)), min_size=4, max_size=4),
    min_size=4,
    max_size=4,
).map(lambda rows: pd.DataFrame(rows, index=list("abcd"), columns=list("abcd")))


@settings(max_examples=25)
@given(matrices, st.sampled_from(["kosko", "modified kosko", "rescaled"]), st.permutations(list("abcd")))
def test_renaming_and_reordering_issues_changes_nothing(weights, inference, order):
    start = {"a": 1.0}
    one = simulate(weights, start, inference=inference, steps=20).states
    other = simulate(weights.loc[order, order], start, inference=inference, steps=20).states
    assert one.to_numpy() == pytest.approx(other[list("abcd")].to_numpy(), abs=1e-9)


@settings(max_examples=25)
@given(matrices, st.sampled_from(["sigmoid", "hyperbolic tangent", "bivalent", "trivalent"]))
def test_levels_stay_within_the_bounds_of_the_transfer(weights, transfer):
    states = simulate(weights, {"a": 1.0}, transfer=transfer, steps=30).states
    low = -1 if transfer in ("hyperbolic tangent", "trivalent") else 0
    assert states.to_numpy().min() >= low
    assert states.to_numpy().max() <= 1
