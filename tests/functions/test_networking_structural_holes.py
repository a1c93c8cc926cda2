"""Structural holes: Burt's measures against the cases of networkx's tests (from UCINET) and igraph."""

import igraph
import networkx as nx
import pandas as pd
import pytest

from copkit.functions import networking

BURT = nx.Graph([tuple(tie) for tie in ["AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC"]])


def test_effective_size_and_efficiency_of_burts_example():
    size = networking.effective_size(BURT)
    published = {"G": 4.67, "A": 2.5, "C": 1.0, "B": 1.67}
    assert {name: round(size[name], 2) for name in published} == published
    assert size["B"] == pytest.approx(1.6667, abs=1e-4)
    efficiency = networking.efficiency(BURT)
    assert efficiency["G"] == pytest.approx(size["G"] / 6)
    assert efficiency["C"] == 1


def test_the_frame_holds_all_and_begins_with_the_least_constrained():
    graph = BURT.copy()
    graph.add_node("alone")
    frame = networking.burt_measures(graph)
    assert frame.index[0] == "G"
    assert frame.index[-1] == "alone"
    assert frame.loc["alone"].isna().tolist() == [False, True, True, True]
    pd.testing.assert_series_equal(
        frame["constraint"].sort_index(), networking.constraint(graph).sort_index(), check_names=False
    )


@pytest.mark.parametrize("seed", range(10))
def test_igraph_and_networkx_agree(seed):
    graph = nx.gnp_random_graph(16, 0.1 + 0.04 * seed, seed=seed)
    frame = networking.burt_measures(nx.compose(graph, nx.Graph([(3, 3)]))).sort_index()
    other = igraph.Graph(n=16, edges=list(graph.edges))
    theirs = pd.Series(other.constraint())
    pd.testing.assert_series_equal(frame["constraint"], theirs, check_names=False, check_index_type=False)
    size = pd.Series(nx.effective_size(graph))
    pd.testing.assert_series_equal(
        frame["effective_size"], size.sort_index(), check_names=False, check_index_type=False
    )


def test_direction_and_a_tie_to_oneself_do_not_matter():
    directed = nx.DiGraph([*BURT.edges, ("B", "A"), ("A", "A")])
    pd.testing.assert_frame_equal(networking.burt_measures(directed), networking.burt_measures(BURT))


def test_nobody_gives_nothing():
    assert networking.burt_measures(nx.Graph()).empty
