"""Ties of each kind, held to networkx and to the Southern Women (Davis, Gardner and Gardner 1941)."""

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions import networking

rows_of_attendance = st.lists(st.tuples(st.sampled_from("uvwxy"), st.sampled_from("abcdefg")), max_size=30)


def came(rows):
    return pd.DataFrame(rows, columns=["event", "member"], dtype="str")


def women():
    graph = nx.davis_southern_women_graph()
    return came([(event, woman) for woman in graph.graph["top"] for event in graph[woman]]), graph


def test_the_southern_women():
    rows, graph = women()
    found = networking.shared_events(rows, least=1)
    assert len(found) == 139
    pairs = nx.Graph(list(zip(found["member"], found["to_member"], strict=True)))
    pairs.add_nodes_from(graph.graph["top"])
    assert nx.density(pairs) == pytest.approx(0.9085, abs=5e-5)
    evelyn = found[(found["member"] == "Evelyn Jefferson") & (found["to_member"] == "Theresa Anderson")]
    assert evelyn["shared"].item() == 7


def as_networkx(rows):
    graph = nx.Graph()
    people = sorted({member for _, member in rows})
    graph.add_nodes_from(people)
    graph.add_edges_from((member, f"event {event}") for event, member in rows)
    projected = nx.bipartite.collaboration_weighted_projected_graph(graph, people)
    return {tuple(sorted(pair[:2])): pair[2] for pair in projected.edges(data="weight")}


def strengths(found):
    return {(row.member, row.to_member): row.strength for row in found.itertuples()}


def test_strengths_of_the_southern_women_are_those_of_networkx():
    rows, _ = women()
    expected = as_networkx(list(rows.itertuples(index=False, name=None)))
    assert strengths(networking.shared_events(rows, least=1)) == pytest.approx(expected)


@given(rows_of_attendance)
def test_any_strengths_are_those_of_networkx_and_communities_work_alike(rows):
    expected = pytest.approx(as_networkx(rows))
    assert strengths(networking.shared_events(came(rows), least=1)) == expected
    members = came(rows).rename(columns={"event": "community"})
    assert strengths(networking.shared_communities(members)) == expected


@given(rows_of_attendance.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_rows_makes_no_difference(both):
    one, other = (networking.shared_events(came(rows)) for rows in both)
    pd.testing.assert_frame_equal(one, other)


def test_the_strength_of_somebody_s_ties_is_the_number_of_events_with_others():
    """Newman's reason for the weight: each event hands out one to each who came."""
    rows, graph = women()
    found = networking.shared_events(rows, least=1)
    mine = found[(found["member"] == "Evelyn Jefferson") | (found["to_member"] == "Evelyn Jefferson")]
    assert mine["strength"].sum() == pytest.approx(len(graph["Evelyn Jefferson"]))


NAMED = pd.DataFrame(
    [
        ("b", "a", "knows", None, "2026-01-01"),
        ("b", "a", "trusts", 0.4, "2026-02-01"),
        ("b", "a", "trusts", 0.9, "2025-02-01"),
        ("a", "b", "knows", 0.3, None),
    ],
    columns=["member", "to_member", "kind", "strength", "seen"],
).assign(seen=lambda frame: pd.to_datetime(frame["seen"]))
INTRODUCED = pd.DataFrame(
    [
        ("d", "c", "2026-03-01", "met"),
        ("a", "c", "2026-03-01", "did not meet"),
        ("a", "d", "2026-03-01", None),
    ],
    columns=["member", "to_member", "introduced", "outcome"],
)
CAME = pd.DataFrame(
    [("e1", "a"), ("e1", "b"), ("e1", "c"), ("e2", "a"), ("e2", "b")], columns=["event", "member"]
).assign(date=lambda frame: pd.to_datetime(frame["event"].map({"e1": "2026-01-05", "e2": "2026-04-05"})))
JOINED = pd.DataFrame(
    [("homes", "a", "2025-01-01"), ("homes", "b", "2025-06-01"), ("homes", "a", "2024-01-01")],
    columns=["community", "member", "since"],
)


def test_all_ties_in_one_frame_each_kind_apart():
    found = networking.ties_of_all_kinds(NAMED, INTRODUCED, CAME, JOINED)
    told = [(*row[:4], str(row[4])[:10]) for row in found.itertuples(index=False, name=None)]
    assert told == [
        ("a", "b", "named", 0.3, "NaT"),
        ("b", "a", "named", 1.0, "2026-02-01"),
        ("c", "d", "introduced", 1.0, "2026-03-01"),
        ("a", "b", "same events", 1.5, "2026-04-05"),
        ("a", "c", "same events", 0.5, "2026-01-05"),
        ("b", "c", "same events", 0.5, "2026-01-05"),
        ("a", "b", "same community", 1.0, "2025-06-01"),
    ]


def test_each_time_has_a_row_where_that_is_asked_for():
    found = networking.ties_of_all_kinds(NAMED, attendance=CAME, each_time=True)
    assert found.groupby("kind").size().to_dict() == {"named": 4, "same events": 4}
    assert not found.duplicated(["member", "to_member", "kind", "seen"]).any()
    alone = networking.ties_of_all_kinds(attendance=CAME.drop(columns="date"))
    assert alone["seen"].isna().all()


def test_no_tables_give_an_empty_frame_of_the_same_columns():
    empty = networking.ties_of_all_kinds()
    full = networking.ties_of_all_kinds(NAMED)
    assert list(empty.columns) == list(full.columns)
    assert networking.ties_of_all_kinds(INTRODUCED.head(0).assign(kind="", strength=1.0, seen=pd.NaT)).empty
    assert networking.ties_at(empty, "2026-01-01").empty
