"""Who meets whom: the Southern Women of Davis, Gardner and Gardner (1941), and small cases."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from copkit.functions.events.in_common import links_between, shared_events, shared_people


@pytest.fixture(scope="module")
def southern_women() -> pd.DataFrame:
    graph = nx.davis_southern_women_graph()
    women = graph.graph["top"]
    return pd.DataFrame(
        [(event, woman) for woman in women for event in graph[woman]], columns=["event", "member"]
    )


def test_the_published_sizes(southern_women):
    assert len(southern_women) == 89
    by_event = np.diag(
        shared_people(southern_women)
        .sort_index(key=lambda names: names.str[1:].astype(int))
        .sort_index(axis=1, key=lambda names: names.str[1:].astype(int))
    )
    assert by_event.tolist() == [3, 3, 6, 4, 8, 8, 10, 14, 12, 5, 4, 6, 3, 3]


def test_the_published_projection(southern_women):
    shared = shared_events(southern_women)
    assert shared.shape == (18, 18)
    ties = int((np.triu(shared.to_numpy(), 1) > 0).sum())
    assert ties == 139
    assert round(ties / (18 * 17 / 2), 4) == 0.9085
    assert shared.loc["Evelyn Jefferson", "Theresa Anderson"] == 7


def test_it_is_what_networkx_projects(southern_women):
    graph = nx.davis_southern_women_graph()
    projected = nx.bipartite.weighted_projected_graph(graph, graph.graph["top"])
    shared = shared_events(southern_women)
    for one, other, weight in projected.edges(data="weight"):
        assert shared.loc[one, other] == weight


def test_somebody_who_is_noted_twice_counts_once():
    came = pd.DataFrame({"event": ["a", "a"], "member": ["x", "x"]})
    assert shared_people(came).to_numpy().tolist() == [[1]]


def test_communities_are_linked_by_those_who_come_to_both():
    came = pd.DataFrame({"event": ["a", "b", "b", "c", "d"], "member": ["x", "x", "y", "y", "z"]})
    community = pd.Series({"a": "Homes", "b": "Streets", "c": "Homes", "d": None})
    assert links_between(came, community).values.tolist() == [["Homes", "Streets", ("x", "y")]]


def test_without_attendance_nothing_is_shared():
    nobody = pd.DataFrame({"event": [], "member": []})
    assert shared_people(nobody).empty
    assert links_between(nobody, pd.Series(dtype=str)).empty
