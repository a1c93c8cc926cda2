"""Function 7: funnel plots against FunnelPlotR, scipy, statsmodels, and a year of the NHS in England."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, chi2, norm, t
from statsmodels.stats.meta_analysis import combine_effects

from copkit.functions.health.funnel import Funnel, funnel
from copkit.functions.health.funnel_flags import DIFFERS, LOOK, WITHIN, by_chance
from copkit.functions.health.funnel_limits import mean_limits, proportion_limits, rate_limits
from copkit.functions.health.funnel_notes import chance_note, expected_outside, scatter_note
from copkit.functions.health.funnel_overdispersion import kept_by_winsorising, overdispersion, winsorised

DATA = Path(__file__).parents[1] / "data"
OBSERVED, EXPECTED = [100, 150, 180, 80, 120, 225], [108, 112, 165, 95, 100, 220]


def units(numerators, denominators) -> pd.DataFrame:
    names = [f"unit {place}" for place in range(len(numerators))]
    return pd.DataFrame({"unit": names, "numerator": numerators, "denominator": denominators})


def made(rows: pd.DataFrame, kind="proportion", better="higher", **options) -> Funnel:
    found = funnel(rows, kind, better, **options)
    assert found is not None
    return found


def trusts(departments: str) -> pd.DataFrame:
    rows = pd.read_csv(DATA / "nhs_ae_breaches.csv")
    rows = rows[rows["departments"] == departments]
    names = {"organisation": "unit", "breaches": "numerator", "attendances": "denominator"}
    return rows.rename(columns=names)


def counts(found: Funnel) -> dict[tuple[str, str], int]:
    return found.units.groupby(["flag", "way"]).size().to_dict()


# Limits


def test_limits_of_rates_are_the_published_ones():
    sizes = np.array([15.0, 20, 30])
    low, high = rate_limits(sizes, 1, 0.025)
    assert low.round(7).tolist() == [0.5596924, 0.6108260, 0.6746958]
    assert high.round(6).tolist() == [1.649348, 1.544419, 1.427562]
    low, high = rate_limits(sizes, 1, 0.001)
    assert low.round(7).tolist() == [0.3862650, 0.4479107, 0.5289724]
    assert high.round(6).tolist() == [2.082907, 1.902094, 1.702771]


@pytest.mark.parametrize("target", [0.02, 0.1847, 0.5, 0.91])
@pytest.mark.parametrize("tail", [0.025, 0.001])
def test_a_proportion_is_beyond_a_limit_exactly_if_its_chance_is_too_small(target, tail):
    n, r = (each.ravel() for each in np.meshgrid(np.arange(1, 61), np.arange(61)))
    n, r = n[r <= n], r[r <= n]
    low, high = proportion_limits(n, target, tail)
    unlikely_few, unlikely_many = binom.cdf(r, n, target) < tail, binom.sf(r - 1, n, target) < tail
    edge = 1e-9
    assert ((r / n < low - edge) == unlikely_few).all()
    assert ((r / n > high + edge) == unlikely_many).all()


def test_limits_of_proportions_are_smooth():
    low, high = proportion_limits(np.arange(50, 500), 0.2, 0.025)
    normal = norm.isf(0.025) * np.sqrt(0.2 * 0.8 / np.arange(50, 500))
    assert np.abs(np.diff(low)).max() < 0.005
    assert np.abs(np.diff(high)).max() < 0.005
    assert np.abs((high - low) / 2 / normal - 1).max() < 0.15


def test_limits_of_means_are_those_of_scipy():
    low, high = mean_limits(np.array([9.0]), 50, 0.025, sd=6)
    assert (low[0], high[0]) == pytest.approx(norm.interval(0.95, 50, 2))
    low, high = mean_limits(np.array([9.0]), 50, 0.001, sd=6, degrees=20)
    assert (low[0], high[0]) == pytest.approx(t.interval(0.998, 20, 50, 2))


def test_means_take_the_spread_within_units():
    rows = pd.DataFrame(
        {"unit": list("abcd"), "mean": [10.0, 11, 10, 14], "n": [20, 20, 20, 20], "sd": [2.0, 3, 2, 3]}
    )
    found = made(rows, "mean", "higher", target=10, widened="never")
    assert (found.sd, found.degrees) == pytest.approx((np.sqrt(6.5), 76))
    assert found.units["flag"].tolist() == [WITHIN, WITHIN, WITHIN, DIFFERS]
    known = made(rows.drop(columns="sd"), "mean", "lower", target=10, sd=2.5, widened="never")
    assert known.units["way"].tolist() == ["", "", "", "worse"]
    with pytest.raises(ValueError, match="spread is not known"):
        funnel(rows.drop(columns="sd"), "mean")


# Overdispersion


def test_overdispersion_is_the_published_one():
    found = made(units(OBSERVED, EXPECTED), "rate", "lower", target=1)
    z = np.sqrt(EXPECTED) * np.log(np.array(OBSERVED) / EXPECTED)
    assert z.round(4).tolist() == [-0.7998, 3.0917, 1.1177, -1.6750, 1.8232, 0.3333]
    assert winsorised(z).round(4).tolist() == [-0.7998, 2.4574, 1.1177, -1.2374, 1.8232, 0.3333]
    assert found.found is not None
    assert round(found.found.phi, 6) == 2.149053
    assert round(found.found.tau2, 8) == 0.01211849
    assert found.found.p == pytest.approx(chi2.sf(6 * found.found.phi, 6))
    width = np.sqrt(1 / np.array(EXPECTED) + found.found.tau2)
    for name, z_of in (("95", 1.959964), ("998", 3.090232)):
        assert found.units[f"lower_{name}"].to_numpy() == pytest.approx(np.exp(-z_of * width), rel=1e-6)
        assert found.units[f"upper_{name}"].to_numpy() == pytest.approx(np.exp(z_of * width), rel=1e-6)


def test_the_square_root_is_that_of_the_care_quality_commission():
    found = made(
        units(OBSERVED, EXPECTED), "rate", "lower", target=1, scale="square root", widened="additive"
    )
    z = winsorised(2 * (np.sqrt(OBSERVED) - np.sqrt(EXPECTED)))
    weights = 4 * np.array(EXPECTED)
    phi = (z**2).mean()
    tau2 = (6 * phi - 5) / (weights.sum() - (weights**2).sum() / weights.sum())
    assert found.found is not None
    assert (found.found.phi, found.found.tau2) == pytest.approx((phi, tau2))
    upper = (1 + norm.isf(0.025) * np.sqrt(1 / weights + tau2)) ** 2
    assert found.units["upper_95"].to_numpy() == pytest.approx(upper)


def test_the_variance_between_is_that_of_dersimonian_and_laird():
    effects, variances = np.array([0.1, 0.5, -0.3, 0.9, 0.2]), np.array([0.02, 0.05, 0.01, 0.04, 0.03])
    peer = combine_effects(effects, variances, method_re="dl")
    middle = np.average(effects, weights=1 / variances)
    found = overdispersion(effects - middle, np.sqrt(variances), "as it is", pooled=True, trim=0)
    assert found.tau2 == pytest.approx(peer.tau2)
    assert found.p == pytest.approx(peer.test_homogeneity().pvalue)


def test_multiplicative_limits_are_wider_by_the_root_of_phi():
    rows = units(OBSERVED, EXPECTED)
    found = made(rows, "rate", "lower", target=1, widened="multiplicative")
    assert found.found is not None
    reach = norm.isf(0.025) * np.sqrt(found.found.phi / np.array(EXPECTED))
    assert found.units["upper_95"].to_numpy() == pytest.approx(np.exp(reach))


def test_what_is_expected_outside_is_what_simulated_units_do():
    chance = np.random.default_rng(7)
    outside, expected = 0, 0.0
    for _ in range(40):
        shares = np.sin(np.arcsin(np.sqrt(0.3)) + chance.normal(0, 0.1, 100)) ** 2
        found = made(units(chance.binomial(2000, shares), [2000] * 100))
        assert found.widened == "additive"
        outside += int((found.units["flag"] != WITHIN).sum())
        expected += expected_outside(found)
    assert outside == pytest.approx(expected, rel=0.1)
    assert expected == pytest.approx(0.1065 * 4000, rel=0.01)
    assert kept_by_winsorising(0.1) == pytest.approx(
        winsorised(norm.ppf((np.arange(100_000) + 0.5) / 100_000)).var(), rel=1e-3
    )


def test_without_overdispersion_limits_are_those_of_chance():
    chance = np.random.default_rng(5)
    found = made(units(chance.binomial(100, 0.3, 60), [100] * 60))
    assert found.widened == "never"
    assert found.found is not None
    assert found.found.phi < 1
    assert scatter_note(found) == ""
    assert found.flagged_by_chance_limits() == (found.units["flag"] != WITHIN).sum()


def test_a_count_of_nothing_has_no_logarithm():
    rows = units([0, 3, 9, 4], [4, 4, 4, 4])
    found = made(rows, "rate", "lower")
    assert found.found is not None
    assert found.found.scale == "square root"
    with pytest.raises(ValueError, match="logarithm"):
        funnel(rows, "rate", "lower", scale="log")


# A year of accident and emergency departments


def test_nearly_all_trusts_lie_outside_limits_of_chance_and_few_outside_wider_ones():
    found = made(trusts("type 1"), better="lower")
    assert len(found.units) == 137
    assert found.target == pytest.approx(0.1846142)
    assert found.found is not None
    assert round(found.found.phi, 1) == 3828.9
    assert found.found.tau2 == pytest.approx(0.00843625, abs=1e-8)
    assert found.widened == "additive"
    assert found.flagged_by_chance_limits() == 132
    assert counts(found) == {(WITHIN, ""): 117, (LOOK, "better"): 12, (LOOK, "worse"): 8}
    assert chance_note(found) == (
        "Of 137 units, 20 lie outside the 95% limits. "
        "If units differ in no special way, it would be about 15."
    )
    assert scatter_note(found).startswith(
        "The units differ more than chance alone can explain (3,828.9 times the scatter of chance). "
        "Limits of chance alone would mark 132 of 137."
    )


def test_trusts_with_units_of_another_kind_are_to_be_compared_like_with_like():
    found = made(trusts("all types"), better="lower")
    assert counts(found) == {(WITHIN, ""): 147, (LOOK, "better"): 92}
    assert found.flagged_by_chance_limits() == 235
    assert scatter_note(found).endswith("compare like with like.")
    alone = made(trusts("all types"), better="lower", widened="never")
    assert scatter_note(alone).endswith("read the marks with care.")


# Flags and what may be given


def test_a_flag_is_better_or_worse_by_the_side_that_is_better():
    rows = units([50, 50, 50, 62, 80, 25], [100] * 6)
    for better, high, low in (
        ("higher", "better", "worse"),
        ("lower", "worse", "better"),
        ("neither", "higher", "lower"),
    ):
        found = made(rows, better=better, target=0.5, widened="never").units
        assert found["way"].tolist() == ["", "", "", high, high, low]
        assert found["flag"].tolist() == [WITHIN] * 3 + [LOOK, DIFFERS, DIFFERS]
    assert by_chance(1000) == (50, 2)


def test_rows_of_a_unit_are_added_up_and_empty_ones_left_out():
    rows = pd.DataFrame(
        {
            "unit": ["b", "a", "b", None, "c", "d"],
            "numerator": [1, 2, 3, 9, None, 0],
            "denominator": [10, 10, 10, 9, 5, 0],
        }
    )
    found = made(rows, target=0.2)
    assert found.units[["unit", "value", "size"]].values.tolist() == [["b", 0.2, 20], ["a", 0.2, 10]]
    assert found.found is None
    assert funnel(rows[rows["unit"] == "d"], "proportion") is None


@pytest.mark.parametrize(
    ("numerator", "denominator", "kind", "says"),
    [
        (-1, 4, "rate", "below 0"),
        (5, 4, "proportion", "more than all"),
        (0.5, 4, "proportion", "no whole number"),
        (np.inf, 4, "rate", "no end"),
    ],
)
def test_figures_that_cannot_be_are_refused_by_name(numerator, denominator, kind, says):
    with pytest.raises(ValueError, match=f"'unit 1' .*{says}"):
        funnel(units([1, numerator], [4, denominator]), kind)


def test_targets_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="no proportion"):
        funnel(units([1], [4]), "proportion", target=95)
    with pytest.raises(ValueError, match="below 0"):
        funnel(units([1], [4]), "rate", target=-1)


@pytest.mark.parametrize("numerators", [[0, 0, 0, 0], [40, 40, 40, 40]])
def test_units_that_all_have_none_or_all_are_within_chance(numerators):
    found = made(units(numerators, [40] * 4))
    assert (found.units["flag"] == WITHIN).all()
    assert (made(units([0, 0, 0], [5, 6, 7]), "rate").units["flag"] == WITHIN).all()


# Properties

SOME = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 300)), min_size=3, max_size=12)


def drawn(pairs) -> pd.DataFrame:
    return units([min(r, n) for r, n in pairs], [n for _, n in pairs])


@settings(max_examples=20, deadline=None)
@given(SOME, st.sampled_from(["rate", "proportion"]), st.randoms(use_true_random=False))
def test_the_order_of_units_does_not_matter(pairs, kind, chance):
    rows = drawn(pairs)
    order = list(range(len(rows)))
    chance.shuffle(order)
    first, second = made(rows, kind).units, made(rows.iloc[order], kind).units
    second = second.set_index("unit").loc[first["unit"]].reset_index()
    number = ["value", "lower_998", "lower_95", "upper_95", "upper_998"]
    assert second["flag"].tolist() == first["flag"].tolist()
    assert second[number].to_numpy() == pytest.approx(first[number].to_numpy(), abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.integers(1, 50), min_size=3, max_size=10),
    st.integers(0, 5),
    st.sampled_from(["additive", "multiplicative", "never"]),
    st.sampled_from(["rate", "proportion"]),
)
def test_a_unit_on_the_target_is_never_flagged(sizes, fifths, widened, kind):
    others = units([1, 400, 10], [400, 400, 400]).assign(unit=["x", "y", "z"])
    rows = pd.concat([units([size * fifths for size in sizes], [size * 5 for size in sizes]), others])
    found = made(
        rows, kind, target=fifths / 5, widened=widened, scale="square root" if kind == "rate" else None
    )
    assert (found.units["flag"].iloc[:-3] == WITHIN).all()


@settings(max_examples=20, deadline=None)
@given(
    st.integers(1, 200),
    st.floats(0.05, 0.95),
    st.sampled_from(["additive", "multiplicative", "never"]),
    st.sampled_from(["rate", "proportion"]),
)
def test_limits_narrow_with_size_and_lie_in_order(size, target, widened, kind):
    found = made(units([5, 10, 18], [20, 20, 20]), kind, target=target, widened=widened)
    lines = found.limits(np.array([size, 4 * size]))
    small, large = lines.iloc[0], lines.iloc[1]
    for each in (small, large):
        assert each["lower_998"] <= each["lower_95"] <= target <= each["upper_95"] <= each["upper_998"]
    assert large["upper_95"] <= small["upper_95"] + 1e-12
    assert large["lower_95"] >= small["lower_95"] - 1e-12
    assert large["upper_998"] - large["lower_998"] <= small["upper_998"] - small["lower_998"] + 1e-12


@settings(max_examples=15, deadline=None)
@given(SOME, st.integers(2, 9))
def test_another_unit_of_exposure_scales_all_and_flags_the_same(pairs, times):
    rows = drawn(pairs)
    first = made(rows, "rate").units
    second = made(rows.assign(denominator=rows["denominator"] * times), "rate").units
    assert second["flag"].tolist() == first["flag"].tolist()
    number = ["value", "lower_95", "upper_95"]
    assert second[number].to_numpy() * times == pytest.approx(first[number].to_numpy(), abs=1e-9)


@settings(max_examples=15, deadline=None)
@given(SOME, st.integers(2, 9))
def test_more_of_the_same_never_takes_a_flag_of_chance_away(pairs, times):
    rows = drawn(pairs)
    more = rows.assign(numerator=rows["numerator"] * times, denominator=rows["denominator"] * times)
    first, second = made(rows, "rate", widened="never"), made(more, "rate", widened="never")
    assert second.target == pytest.approx(first.target)
    assert ((second.units["flag"] != WITHIN) >= (first.units["flag"] != WITHIN)).all()
