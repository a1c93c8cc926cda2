"""Function 5: whether the same raters changed between two rounds by more than chance."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import wilcoxon
from statsmodels.stats.multitest import multipletests

from copkit.functions.enablement.round_change import paired_change
from copkit.functions.small_samples.signed_ranks import FEWEST_PAIRS


def scores(condition: str, values: list[float]) -> pd.DataFrame:
    rows = [("Council", condition, f"r{number}", value) for number, value in enumerate(values)]
    return pd.DataFrame(rows, columns=["organisation", "condition", "rater", "score"])


def test_it_is_scipys_signed_rank_test_with_holms_correction():
    chance = np.random.default_rng(7)
    before = {name: chance.integers(1, 6, 20).astype(float) for name in ("time", "space", "budget")}
    after = {name: np.clip(values + chance.integers(-1, 3, 20), 1, 5) for name, values in before.items()}
    found = paired_change(
        pd.concat([scores(name, list(values)) for name, values in before.items()]),
        pd.concat([scores(name, list(values)) for name, values in after.items()]),
    ).set_index("condition")
    for name in before:
        known = wilcoxon(np.sort(after[name] - before[name]), zero_method="pratt").pvalue
        assert found.loc[name, "p"] == pytest.approx(known)
        assert found.loc[name, "before"] == pytest.approx(before[name].mean())
    np.testing.assert_allclose(found["p_adjusted"], multipletests(found["p"], method="holm")[1])


def test_who_rated_once_does_not_count_and_few_pairs_have_no_p():
    found = paired_change(scores("time", [1, 2, 3]), scores("time", [2, 3, 4, 5]))
    assert found["pairs"].tolist() == [3]
    assert found["p"].isna().all()
    assert len(paired_change(scores("time", []), scores("time", [1.0]))) == 0


def test_nobody_changed_is_no_change():
    same = scores("time", [1, 2, 3, 4, 5, 3, 2])
    assert paired_change(same, same)["p"].tolist() == [1.0]


@settings(max_examples=8)
@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=FEWEST_PAIRS, max_size=15),
    st.randoms(),
)
def test_the_order_of_rows_and_the_direction_change_nothing_of_p(pairs, chance):
    before, after = (scores("time", [pair[side] for pair in pairs]) for side in (0, 1))
    found = paired_change(before, after)
    mixed = paired_change(before.sample(frac=1, random_state=chance.randrange(99)), after)
    back = paired_change(after, before)
    assert found["p"].item() == pytest.approx(mixed["p"].item())
    assert found["p"].item() == pytest.approx(back["p"].item())
    assert found["before"].item() == pytest.approx(back["after"].item())
