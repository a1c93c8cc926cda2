"""Function 3: measures of the network against published values."""

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions import networking


def test_betweenness_of_the_florentine_families():
    """Padgett and Ansell 1993, the 15 families of networkx (without the isolate Pucci)."""
    found = networking.betweenness(nx.florentine_families_graph())
    published = {"Medici": 0.522, "Guadagni": 0.255, "Albizzi": 0.212, "Salviati": 0.143, "Ridolfi": 0.114}
    assert {name: round(found[name], 3) for name in published} == published


def test_constraint_of_the_florentine_families():
    found = networking.constraint(nx.florentine_families_graph())
    published = {"Medici": 0.2099, "Guadagni": 0.25, "Albizzi": 0.3333, "Strozzi": 0.4583}
    assert {name: round(found[name], 4) for name in published} == published


def test_constraint_of_structural_holes():
    """Burt's example, as in the tests of networkx, from UCINET and igraph."""
    graph = nx.Graph([tuple(tie) for tie in ["AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC"]])
    found = networking.constraint(graph)
    assert found["G"] == pytest.approx(0.400, abs=1e-3)
    assert found["A"] == pytest.approx(0.595, abs=1e-3)
    assert found["C"] == pytest.approx(1.0)
    assert found["B"] == pytest.approx(0.6427, abs=1e-4)
    assert found["D"] == pytest.approx(0.7847, abs=1e-4)
    assert found["E"] == pytest.approx(0.7309, abs=1e-4)


def test_e_i_index_of_the_karate_club():
    graph = nx.karate_club_graph()
    clubs = nx.get_node_attributes(graph, "club")
    assert networking.ei_index(graph, clubs) == pytest.approx(-0.7179, abs=1e-4)


def test_e_i_index_without_a_tie_is_unknown():
    assert networking.ei_index(nx.Graph(), {}) is None


graphs = st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), max_size=25).map(
    lambda pairs: nx.DiGraph([pair for pair in pairs if pair[0] != pair[1]])
)


@given(graphs)
def test_shares_lie_between_their_bounds(graph):
    groups = {name: "first" if name < "d" else "second" for name in "abcdefg"}
    assert 0 <= networking.reciprocity(graph) <= 1
    assert -1 <= (networking.ei_index(graph, groups) or 0) <= 1
    assert networking.betweenness(graph).between(0, 1).all()


@given(graphs)
def test_ties_between_groups_are_symmetric_and_complete(graph):
    groups = {name: ("first",) if name < "d" else ("second",) for name in "abcdefg"}
    frame = networking.ties_between(graph, groups)
    assert (frame.to_numpy() == frame.to_numpy().T).all()
    pairs = frame.loc["first", "first"] + frame.loc["second", "second"] + frame.loc["first", "second"]
    assert pairs == nx.Graph(graph).number_of_edges()


def ties(*rows: tuple[str, str, str, float | None, str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["member", "to_member", "kind", "strength", "seen"])
    return frame.assign(seen=pd.to_datetime(frame["seen"]), strength=frame["strength"].astype("float64"))


def test_the_newest_record_of_a_tie_counts():
    found = networking.latest_ties(
        ties(
            ("a", "b", "advice", 0.9, "2026-01-01"),
            ("a", "b", "advice", 0.1, "2025-01-01"),
            ("a", "b", "trusts", 0.5, None),
        )
    )
    assert found["strength"].tolist() == [0.9, 0.5]


def test_a_network_keeps_the_strongest_tie_and_those_without_any():
    graph = networking.member_network(
        ties(("a", "b", "advice", 0.2, None), ("a", "b", "trusts", 0.6, None)), members=["c"]
    )
    assert graph.edges["a", "b"]["strength"] == 0.6
    assert networking.isolates(graph) == ["c"]
    assert networking.reciprocity(graph) == 0


def test_whom_to_introduce():
    graph = nx.Graph([("lena", "ruth"), ("ruth", "tom"), ("lena", "known")])
    groups = {
        "lena": ["homes"],
        "tom": ["streets"],
        "known": ["streets"],
        "near": ["homes"],
        "ruth": ["homes"],
    }
    wants = pd.DataFrame(
        [
            ("lena", "tom", "facts"),
            ("lena", "known", "facts"),
            ("lena", "near", "facts"),
            ("near", "tom", "facts"),
        ],
        columns=["learner", "teacher", "skill"],
    )
    introduced = pd.DataFrame({"member": ["tom"], "to_member": ["near"]})
    found = networking.to_introduce(graph, groups, wants, introduced)
    assert found.to_numpy().tolist() == [["lena", "tom", "facts", 1]]


def test_people_who_came_to_the_same_events():
    """Evelyn and Theresa shared seven events (Davis, Gardner and Gardner 1941)."""
    graph = nx.davis_southern_women_graph()
    rows = pd.DataFrame([(e, w) for w in graph.graph["top"] for e in graph[w]], columns=["event", "member"])
    found = networking.shared_events(rows, least=1)
    assert len(found) == 139
    pair = found[(found["member"] == "Evelyn Jefferson") & (found["to_member"] == "Theresa Anderson")]
    assert pair["shared"].tolist() == [7]
    assert len(networking.shared_events(rows, least=3)) < 139


def test_nothing_gives_nothing():
    graph = networking.member_network(ties())
    assert len(graph) == 0
    assert networking.betweenness(graph).empty
    assert networking.ties_between(graph, {}).empty
    assert networking.shared_events(pd.DataFrame({"event": [], "member": []}, dtype="str")).empty
