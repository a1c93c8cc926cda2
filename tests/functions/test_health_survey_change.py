"""Function 7: change between waves, paired or not, against scipy and statsmodels."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu, t, ttest_rel, wilcoxon
from statsmodels.stats.multitest import multipletests

from copkit.functions.health.survey_change import PAIRED, change_between_waves
from copkit.functions.small_samples.mean_intervals import mean_interval


def wave(scores, codes, item="trust", community="Homes") -> pd.DataFrame:
    return pd.DataFrame(
        {"community": community, "respondent": [str(code) for code in codes], "item": item, "score": scores}
    )


@pytest.fixture(scope="module")
def waves() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Three items of 40 people; of the first all keep their code, of the others nobody does."""
    chance = np.random.default_rng(3)
    before, after = [], []
    for number, item in enumerate(("trust", "tools", "change")):
        one = chance.integers(1, 6, 40)
        other = np.clip(one + chance.integers(-1, 3, 40), 1, 5)
        before.append(wave(one, range(40), item, f"C{number}"))
        after.append(wave(other, range(40 * min(number, 1), 40 + 40 * min(number, 1)), item, f"C{number}"))
    return pd.concat(before), pd.concat(after)


def test_each_test_is_that_of_its_name(waves):
    before, after = waves
    found = change_between_waves(before, after).set_index("scale")
    assert found["pairs"].to_dict() == {"trust": 40, "tools": 0, "change": 0}
    scores = {
        item: [np.array(part.loc[part["item"] == item, "score"], dtype=float) for part in waves]
        for item in found.index
    }
    one, other = scores["trust"]
    assert found.loc["trust", "method"] == PAIRED
    assert found.loc["trust", "p"] == pytest.approx(
        wilcoxon(np.sort(other - one), zero_method="pratt").pvalue
    )
    ends = ttest_rel(other, one).confidence_interval()
    assert found.loc["trust", ["low", "high"]].tolist() == pytest.approx([ends.low, ends.high])
    for item in ("tools", "change"):
        one, other = scores[item]
        assert found.loc[item, "method"] == "two groups, Mann-Whitney test"
        known = mannwhitneyu(one, other, use_continuity=False, method="asymptotic").pvalue
        assert found.loc[item, "p"] == pytest.approx(known)
        halves = [t.ppf(0.975, 39) * part.std(ddof=1) / np.sqrt(40) for part in (one, other)]
        step = other.mean() - one.mean()
        assert found.loc[item, ["low", "high"]].tolist() == pytest.approx(
            [step - np.hypot(*halves), step + np.hypot(*halves)]
        )
    np.testing.assert_allclose(found["p_adjusted"], multipletests(found["p"], method="holm")[1])


def test_pairs_count_only_if_they_are_half_of_the_smaller_wave_and_enough():
    chance = np.random.default_rng(4)
    first = wave(chance.integers(1, 6, 14), range(14))
    for kept, paired in ((7, True), (6, False)):
        second = wave(chance.integers(1, 6, 20), [*range(kept), *range(50, 70 - kept)])
        found = change_between_waves(first, second).iloc[0]
        assert (found["pairs"], found["method"] == PAIRED) == (kept, paired)
    five = change_between_waves(first.head(5), first.head(5)).iloc[0]
    assert (five["pairs"], five["p"], five["method"][:10]) == (5, 1.0, "two groups")


def test_only_what_both_waves_asked_counts_and_nothing_of_few():
    before = pd.concat([wave([1] * 6, range(6)), wave([5] * 6, range(6), "belonging")])
    after = pd.concat([wave([3] * 6, range(6)), wave([2] * 6, range(6), "tools")])
    about = pd.Series("community", index=["trust", "belonging", "tools"])
    found = change_between_waves(before, after, about)
    assert found[["before", "after", "change"]].values.tolist() == [[1, 3, 2]]
    assert change_between_waves(before, after, about, fewest=7).empty
    assert change_between_waves(before, after[after["respondent"] < "4"], about).empty


@settings(max_examples=6)
@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=6, max_size=10),
    st.booleans(),
    st.randoms(),
)
def test_the_interval_holds_the_change_and_turns_with_the_waves(pairs, paired, chance):
    one, other = (list(side) for side in zip(*pairs, strict=True))
    codes = range(len(pairs)) if paired else range(90, 90 + len(pairs))
    before, after = wave(one, range(len(pairs))), wave(other, codes)
    found = change_between_waves(before.sample(frac=1, random_state=chance.randrange(99)), after).iloc[0]
    back = change_between_waves(after, before).iloc[0]
    assert found["low"] - 1e-9 <= found["change"] <= found["high"] + 1e-9
    assert back[["change", "low", "high"]].tolist() == pytest.approx(
        [-found["change"], -found["high"], -found["low"]]
    )
    assert back["p"] == pytest.approx(found["p"])
    if paired:
        steps = pd.Series(np.subtract(other, one), dtype=float)
        assert (found["low"], found["high"]) == pytest.approx(mean_interval(steps, None, 0.95, -4, 4))
