"""Function 5: the gap between what managers say and what members live."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from copkit.functions.enablement.gap import ALL, gap_between_roles, gap_by_organisation
from copkit.functions.small_samples.dominance import cliffs_delta, cliffs_interval

COLUMNS = ["organisation", "condition", "rater_role", "rater", "rating"]


def scores(*parts: tuple[str, str, list[int], list[int]]) -> pd.DataFrame:
    """For each part: the organisation, the condition, what managers said, what members said."""
    rows = []
    for organisation, condition, managers, members in parts:
        rows += [(organisation, condition, "manager", f"b{at}", each) for at, each in enumerate(managers)]
        rows += [(organisation, condition, "member", f"m{at}", each) for at, each in enumerate(members)]
    return pd.DataFrame(rows, columns=COLUMNS)


@pytest.fixture
def audit() -> pd.DataFrame:
    return scores(
        ("Council", "time", [4, 5, 5, 4, 5], [1, 2, 2, 4, 1, 2]),
        ("Council", "space", [3, 4, 3, 4, 3], [3, 4, 3, 4, 3, 4]),
        ("Police", "time", [3, 2], [3, 3, 4]),
    )


def test_delta_shares_and_numbers_by_hand(audit):
    time = gap_between_roles(audit, fewest=5).set_index("condition").loc["time"]
    managers, members = pd.Series([4, 5, 5, 4, 5, 3, 2]), pd.Series([1, 2, 2, 4, 1, 2, 3, 3, 4])
    assert (time["managers"], time["members"]) == (7, 9)
    assert (time["managers_agree"], time["members_agree"]) == pytest.approx((5 / 7, 2 / 9))
    assert time["delta"] == cliffs_delta(managers, members)
    assert (time["low"], time["high"]) == cliffs_interval(managers, members)


def test_overall_comes_first_and_counts_apart(audit):
    found = gap_between_roles(audit, fewest=5)
    assert found["condition"].tolist() == [ALL, "time", "space"]
    assert found.loc[0, "p_adjusted"] == found.loc[0, "p"]
    known = multipletests(found["p"][1:], method="holm")[1]
    assert found["p_adjusted"][1:].tolist() == pytest.approx(known.tolist())


def test_overall_is_the_mean_of_each_who_scored_half_of_the_conditions(audit):
    one_of_three = scores(("Council", "budget", [1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1]))
    both = pd.concat([audit, one_of_three])
    assert gap_between_roles(audit, fewest=5).loc[0, "members"] == 9  # the Police scored one of two
    assert gap_between_roles(both, fewest=5).loc[0, "members"] == 6  # and one of three is too few


def test_by_organisation_only_where_both_have_enough(audit):
    found = gap_by_organisation(audit, fewest=5)
    assert set(found["organisation"]) == {"Council"}
    assert found["condition"].tolist() == ["time", "space"]
    assert len(gap_by_organisation(audit, fewest=2)) == 3
    assert gap_between_roles(audit, fewest=20).empty


def test_the_same_code_in_two_organisations_is_two_people(audit):
    assert gap_between_roles(audit, fewest=1).loc[0, "managers"] == 7


def test_a_role_that_nobody_has_leaves_no_gap(audit):
    members = audit[audit["rater_role"] == "member"]
    assert gap_between_roles(members).empty
    assert gap_by_organisation(audit.head(0)).empty


answers = st.lists(st.integers(1, 5), min_size=2, max_size=6)


@settings(max_examples=8, deadline=None)
@given(answers, answers, st.integers(0, 9))
def test_it_turns_round_with_the_roles_and_not_with_the_rows(managers, members, seed):
    found = gap_by_organisation(scores(("Council", "time", managers, members)), fewest=2)
    mixed = scores(("Council", "time", managers, members)).sample(frac=1, random_state=seed)
    pd.testing.assert_frame_equal(found, gap_by_organisation(mixed, fewest=2))
    turned = gap_by_organisation(scores(("Council", "time", members, managers)), fewest=2)
    assert turned.loc[0, "delta"] == pytest.approx(-found.loc[0, "delta"])
    assert turned.loc[0, "p"] == pytest.approx(found.loc[0, "p"])
    assert (turned.loc[0, "low"], turned.loc[0, "high"]) == pytest.approx(
        (-found.loc[0, "high"], -found.loc[0, "low"])
    )
