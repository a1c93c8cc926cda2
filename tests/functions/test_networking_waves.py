"""The network wave by wave, and the stability of its ties (Snijders et al. 2010)."""

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions import networking


def ties(*rows):
    frame = pd.DataFrame(rows, columns=["member", "to_member", "seen"])
    return frame.assign(kind="knows", strength=1.0, seen=pd.to_datetime(frame["seen"]))


SEEN = ties(
    ("a", "b", "2025-01-01"),
    ("b", "a", "2025-01-01"),
    ("b", "c", "2025-01-01"),
    ("a", "b", "2025-12-01"),
    ("c", "d", "2026-02-01"),
    ("d", "a", None),
)


def test_a_network_in_two_waves_counted_by_hand():
    found = networking.network_by_wave(SEEN, ["2026-03-01", "2025-06-01"], members=["a", "b", "c", "d"])
    first, second = found.to_dict("records")
    assert (first["members"], first["ties"], first["isolates"]) == (4, 3, 1)
    assert first["density"] == pytest.approx(3 / 12)
    assert first["reciprocity"] == pytest.approx(2 / 3)
    assert pd.isna([first["new_ties"], first["ended_ties"], first["stability"]]).all()
    assert (second["ties"], second["new_ties"], second["ended_ties"], second["isolates"]) == (2, 1, 2, 0)
    assert second["stability"] == pytest.approx(1 / 4)
    assert second["reciprocity"] == 0


def test_a_tie_holds_until_its_months_are_over_unless_it_is_seen_again():
    for day, holds in {"2024-12-31": 0, "2025-01-01": 3, "2025-12-31": 3, "2026-01-01": 1}.items():
        assert len(networking.ties_at(SEEN, day)) == holds
    assert len(networking.ties_at(SEEN, "2025-12-31", months=3)) == 1
    with pytest.raises(ValueError, match="at least one"):
        networking.ties_at(SEEN, "2025-12-31", months=0)


def test_a_record_of_strength_nought_ends_a_tie():
    over = pd.concat([SEEN, ties(("a", "b", "2026-01-15")).assign(strength=0.0)])
    assert networking.ties_at(over, "2026-01-20").empty


def test_who_comes_or_goes_does_not_count_against_stability():
    members = {"2025-06-01": ["a", "b", "c"], "2026-03-01": ["a", "b", "d"]}
    found = networking.network_by_wave(SEEN, members, members=members, directed=False)
    assert found["members"].tolist() == [3, 3]
    assert found["ties"].tolist() == [2, 1]
    assert found["stability"].iloc[1] == 1.0
    assert found["reciprocity"].isna().all()
    with pytest.raises(ValueError, match="Nobody is named as a member on 01 January 2027"):
        networking.network_by_wave(SEEN, ["2027-01-01"], members=members)
    with pytest.raises(ValueError, match="stands twice"):
        networking.network_by_wave(SEEN, ["2027-01-01", "2027-01-01"])


def test_nothing_gives_waves_of_nobody():
    found = networking.network_by_wave(SEEN.head(0), ["2025-06-01", "2026-06-01"])
    assert found["members"].tolist() == [0, 0]
    assert found["stability"].isna().all()
    assert networking.network_by_wave(SEEN, []).empty


pairs = st.sets(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde")).filter(lambda p: p[0] != p[1]))


@given(pairs, pairs)
def test_the_jaccard_index_is_what_both_share_over_what_either_has(one, other):
    graphs = [nx.DiGraph() for _ in range(2)]
    for graph, edges in zip(graphs, (one, other), strict=True):
        graph.add_nodes_from("abcde")
        graph.add_edges_from(edges)
    expected = len(one & other) / len(one | other) if one | other else None
    assert networking.jaccard_index(*graphs) == expected


dated = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.sampled_from("de"),
        st.sampled_from(["2025-01-01", "2025-07-01", "2026-01-01", None]),
    ),
    max_size=12,
)


@given(dated.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_rows_makes_no_difference_and_changes_add_up(both):
    days = ["2025-02-01", "2025-08-01", "2026-08-01"]
    one, other = (networking.network_by_wave(ties(*rows), days, 8) for rows in both)
    pd.testing.assert_frame_equal(one, other)
    change = one["new_ties"] - one["ended_ties"]
    assert (one["ties"].diff().dropna() == change.dropna().astype(float)).all()
