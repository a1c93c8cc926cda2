"""Function 7: one mean and one standard deviation from those of groups, held against the raw values."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.health.pooled_groups import pooled_groups

VALUES = st.lists(st.floats(-1_000, 1_000), min_size=1, max_size=6)


def group(unit: str, values: list[float]) -> dict:
    sd = np.std(values, ddof=1) if len(values) > 1 else np.nan
    return {"unit": unit, "total": sum(values), "n": len(values), "sd": sd}


@given(st.lists(VALUES, min_size=1, max_size=5), st.lists(VALUES, min_size=1, max_size=5))
def test_groups_give_what_all_values_in_one_list_give(first, second):
    groups = [*(group("a", values) for values in first), *(group("b", values) for values in second)]
    found = pooled_groups(pd.DataFrame(groups)).set_index("unit")
    for unit, lists in (("a", first), ("b", second)):
        values = np.concatenate(lists)
        assert found.loc[unit, "n"] == len(values)
        assert found.loc[unit, "mean"] == pytest.approx(values.mean(), abs=1e-6)
        if len(values) > 1:
            assert found.loc[unit, "sd"] == pytest.approx(values.std(ddof=1), abs=1e-5)
        else:
            assert np.isnan(found.loc[unit, "sd"])


def test_a_spread_that_one_group_does_not_tell_is_not_guessed():
    groups = [group("a", [1, 2, 3]), {"unit": "a", "total": 8, "n": 2, "sd": np.nan}, group("b", [4, 6])]
    found = pooled_groups(pd.DataFrame(groups)).set_index("unit")
    assert found.loc["a", ["n", "mean"]].tolist() == [5, 2.8]
    assert np.isnan(found.loc["a", "sd"])
    assert found.loc["b", "sd"] == pytest.approx(np.sqrt(2))


def test_groups_of_nobody_are_left_out_and_none_at_all_give_none():
    empty = {"unit": "a", "total": 0, "n": 0, "sd": np.nan}
    found = pooled_groups(pd.DataFrame([empty, group("b", [4, 6])]))
    assert found["unit"].tolist() == ["b"]
    assert pooled_groups(pd.DataFrame([empty])).empty


@pytest.mark.parametrize("wrong", [{"n": -1}, {"sd": -1.0}, {"sd": np.inf}, {"total": np.inf}])
def test_what_cannot_be_is_refused_in_words(wrong):
    with pytest.raises(ValueError, match="the unit 'Quay' has a number or a spread below 0"):
        pooled_groups(pd.DataFrame([{**group("Quay", [1, 2]), **wrong}]))
