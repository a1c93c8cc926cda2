"""Ranked ballots and approvals, held to published elections."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from copkit.functions.issue_map.ballots import (
    approval,
    borda,
    condorcet_winner,
    kendalls_w,
    pairwise,
    proportional_approval,
    rank_table,
    schulze,
    strongest_paths,
)

# As on Wikipedia: how the capital of Tennessee would be chosen; and Schulze's own example
TENNESSEE = {"MNCK": 42, "NCKM": 26, "CKNM": 15, "KCNM": 17}
SCHULZE = {
    "ACBED": 5,
    "ADECB": 5,
    "BEDAC": 8,
    "CABED": 3,
    "CAEBD": 7,
    "CBADE": 2,
    "DCEBA": 7,
    "EBADC": 8,
}


def ranks_of(election: dict[str, int]) -> tuple[pd.DataFrame, list[int]]:
    rows = [(order, issue, place) for order in election for place, issue in enumerate(order, 1)]
    table = rank_table(pd.DataFrame(rows, columns=["voter", "issue", "rank"]))
    return table, [election[str(order)] for order in table.index]


def test_tennessee_by_borda_and_by_pairs():
    ranks, counts = ranks_of(TENNESSEE)
    assert borda(ranks, counts).to_dict() == {"N": 194, "C": 173, "M": 126, "K": 107}
    assert condorcet_winner(pairwise(ranks, counts)) == "N"


def test_schulzes_own_example():
    preferred = pairwise(*ranks_of(SCHULZE))
    assert schulze(preferred) == [("E",), ("A",), ("C",), ("B",), ("D",)]
    paths = strongest_paths(preferred)
    found = [paths.loc[one, other] for one, other in ("AB", "AD", "BD", "ED")]
    assert found == [28, 30, 33, 31]
    assert condorcet_winner(preferred) is None


def test_issues_that_tie_stand_together():
    ranks, _ = ranks_of({"AB": 1, "BA": 1})
    assert schulze(pairwise(ranks)) == [("A", "B")]


def test_what_is_left_out_stands_last_together():
    ballots = pd.DataFrame({"voter": ["p"], "issue": ["a"], "rank": [1]})
    ranks = rank_table(ballots, ["a", "b", "c"])
    assert ranks.loc["p"].to_dict() == {"a": 1.0, "b": 2.5, "c": 2.5}
    assert borda(ranks).to_dict() == {"a": 2.0, "b": 0.5, "c": 0.5}


APPROVED = {
    **{f"ab{n}": "ab" for n in range(3)},
    **{f"ac{n}": "ac" for n in range(3)},
    **{f"ad{n}": "ad" for n in range(2)},
    "bcf": "bcf",
    "e": "e",
    "f": "f",
    "g": "g",
}


def test_approvals_of_lackner_and_skowron():
    assert approval(APPROVED, 4) == [tuple("abcd"), tuple("abcf")]
    assert proportional_approval(APPROVED, 4) == [tuple("abcf")]


def test_a_majority_takes_every_seat_by_approval_but_not_in_proportion():
    voters = {**{f"m{n}": "abcd" for n in range(6)}, **{f"n{n}": "wxyz" for n in range(5)}}
    assert approval(voters, 4) == [tuple("abcd")]
    chosen = proportional_approval(voters, 4)[0]
    assert len(set(chosen) & set("wxyz")) == 2


def test_kendalls_w_without_ties_is_the_mean_rank_correlation():
    ranks, _ = ranks_of({"ABCD": 1, "ABDC": 1, "BACD": 1})
    found = kendalls_w(ranks)
    rho = pd.DataFrame(stats.spearmanr(ranks.T).statistic)
    mean = (rho.to_numpy().sum() - 3) / 6
    assert found.w == pytest.approx((mean * 2 + 1) / 3)


def test_kendalls_w_and_its_test_are_friedmans():
    ranks, _ = ranks_of({"ABCDE": 1, "ACBDE": 1, "EBCAD": 1, "BACED": 1})
    statistic, p = stats.friedmanchisquare(*[ranks[name] for name in ranks])
    found = kendalls_w(ranks)
    assert found.w == pytest.approx(statistic / (4 * 4))
    assert found.p == pytest.approx(p)


def test_all_alike_is_one_and_nothing_to_compare_is_none():
    ranks, _ = ranks_of({"ABC": 1})
    assert kendalls_w(ranks) is None
    assert kendalls_w(pd.concat([ranks, ranks])).w == 1
    assert kendalls_w(pd.DataFrame([[1.5, 1.5], [1.5, 1.5]])) is None


orders = st.lists(st.permutations(list("ABCD")).map("".join), min_size=1, max_size=6)


@given(orders)
def test_who_beats_everyone_is_first_by_schulze(chosen):
    election = {order: chosen.count(order) for order in chosen}
    preferred = pairwise(*ranks_of(election))
    winner = condorcet_winner(preferred)
    assert winner is None or schulze(preferred)[0] == (winner,)


@given(orders)
def test_points_of_borda_are_always_as_many(chosen):
    ranks, counts = ranks_of({order: chosen.count(order) for order in chosen})
    assert borda(ranks, counts).sum() == pytest.approx(6 * len(chosen))
