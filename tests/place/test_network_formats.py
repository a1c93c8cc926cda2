"""Networks in files that were not made here: what is read from them, beside another's reader."""

from pathlib import Path

import igraph
import networkx as nx
import pytest

from copkit.place.exchange.networks import Network, read_network

EXAMPLES = Path(__file__).parents[1] / "data" / "networks"


def ties_of(network: Network) -> set[tuple[str, str, float]]:
    """The ties by name, with the weight, or 1 where there is none."""
    return {(tie.start, tie.end, float(str(tie.about.get("weight", 1)))) for tie in network.ties}


@pytest.mark.parametrize("name", ["edgelist6", "edgelist7", "fullmatrix3", "fullmatrix4", "nodelist2"])
def test_dl_is_read_as_igraph_reads_its_own_examples(name):
    path = EXAMPLES / f"igraph_{name}.dl"
    graph = igraph.Graph.Read_DL(str(path), directed=True)
    called = graph.vs["name"] if "name" in graph.vs.attributes() else [str(v.index + 1) for v in graph.vs]
    weights = graph.es["weight"] if "weight" in graph.es.attributes() else [1.0] * graph.ecount()
    expected = {
        (called[edge.source].casefold(), called[edge.target].casefold(), 1.0 if weight != weight else weight)
        for edge, weight in zip(graph.es, weights, strict=True)
    }
    found = {(one.casefold(), other.casefold(), w) for one, other, w in ties_of(read_network(path))}
    assert found == expected


def test_dl_of_ucinet_with_two_relations_has_each_as_a_kind():
    network = read_network(EXAMPLES / "sampson.dat")
    assert {tie.about["kind"] for tie in network.ties} == {"SAMPLK1", "SAMPLK2"}
    later = {(t.start, t.end, t.about["weight"]) for t in network.ties if t.about["kind"] == "SAMPLK2"}
    assert {(end, weight) for start, end, weight in later if start == "Ramuald"} == {
        ("Bonaventure", "2"),
        ("Peter", "1"),
        ("Winfrid", "3"),
    }
    first = next(tie for tie in network.ties if (tie.start, tie.end) == ("Bonaventure", "Ramuald"))
    assert first.row == 47  # the line in the file
    assert len(network.nodes) == 18


def test_dl_with_labels_embedded_on_both_sides_of_the_matrix():
    assert ties_of(read_network(EXAMPLES / "netwiki_fullmatrix.dl")) == {
        ("Bill", "Jim", 1),
        ("Jan", "Sue", 1),
        ("Jan", "Zoe", 1),
        ("Jim", "Bill", 1),
        ("Jim", "Sue", 1),
        ("Sue", "Jan", 1),
        ("Sue", "Jim", 1),
        ("Zoe", "Jan", 1),
    }


def test_gexf_of_gephi_holds_the_names_that_networkx_knows_of_the_novel():
    network = read_network(EXAMPLES / "les_miserables.gexf")
    names = [name for name, _ in network.nodes]
    assert names[0] == "Myriel"
    assert all(tie.both_ways for tie in network.ties)
    known = nx.les_miserables_graph().subgraph(names)
    pairs = {frozenset((tie.start, tie.end)) for tie in network.ties}
    assert pairs == {frozenset(edge) for edge in known.edges}


def test_graphml_of_prefuse_declares_its_fields_within_the_graph():
    network = read_network(EXAMPLES / "prefuse_socialnet.graphml")
    assert network.nodes[0] == ("Jeff", {"name": "Jeff", "gender": "M"})
    assert ("Emily", "Patrick") in {(tie.start, tie.end) for tie in network.ties}
    assert len(network.ties) == 28


def test_kumus_own_examples():
    (tie,) = read_network(EXAMPLES / "kumu_blueprint.json").ties
    assert (tie.start, tie.end, tie.about, tie.both_ways) == ("A", "B", {"kind": "likes"}, False)
    first, second = read_network(EXAMPLES / "kumu_connections.csv").ties
    assert first.about == {"kind": "Personal", "strength": "Strong"}
    assert (second.start, second.end, second.row) == ("Ed Snowden", "NSA", 3)


def test_an_edge_table_of_gephi():
    network = read_network(EXAMPLES / "asoiaf_gephi.csv")
    assert ("Arya-Stark", "Sansa-Stark", 104.0) in ties_of(network)
    assert all(tie.both_ways and "kind" not in tie.about for tie in network.ties)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ties.csv", "Amina Yusuf,Tom Brand,0.5\n"),
        ("ties.csv", '# who goes to whom\n\n"Amina Yusuf";"Tom Brand";0.5\n'),
        ("ties.tsv", "To\tFrom\tWeight\nTom Brand\tAmina Yusuf\t0.5\n"),
        ("ties.txt", '"Amina Yusuf"   "Tom Brand"  0.5\n'),
        ("ties.csv", "Member,To member,Value\n'Amina Yusuf,Tom Brand,0.5\n".replace("'", "")),
        ("ties.txt", 'dl n=2 format=edgelist1\nlabels: "Amina Yusuf", "Tom Brand"\ndata:\n1 2 0.5\n'),
        (
            "ties.dl",
            'DL NR=2, NC=2\nFORMAT = FULLMATRIX DIAGONAL ABSENT\nLABELS:\n"Amina Yusuf" "Tom Brand"\n'
            "DATA:\n0.5\n0\n",
        ),
    ],
)
def test_the_same_tie_however_it_is_written(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    assert ties_of(read_network(tmp_path / name)) == {("Amina Yusuf", "Tom Brand", 0.5)}


def test_relations_of_an_edge_list_in_dl_are_parted_by_an_exclamation_mark(tmp_path):
    text = "DL n=3 nm=2 format=edgelist1\nlabels:\na b c\nmatrix labels:\nadvice trusts\ndata:\n1 2\n!\n1 3\n"
    (tmp_path / "two.dl").write_text(text)
    found = [(tie.end, tie.about["kind"]) for tie in read_network(tmp_path / "two.dl").ties]
    assert found == [("b", "advice"), ("c", "trusts")]


def test_a_connection_of_kumu_to_several_people_is_several_ties(tmp_path):
    (tmp_path / "ties.csv").write_text("From,To\nA,B|C\n")
    assert ties_of(read_network(tmp_path / "ties.csv")) == {("A", "B", 1), ("A", "C", 1)}


def test_kumus_exports_name_the_ends_by_id_and_keep_fields_in_attributes(tmp_path):
    (tmp_path / "map.json").write_text(
        '{"elements": [{"_id": "e1", "attributes": {"label": "A"}}, {"id": "e2", "label": "B"}],'
        ' "connections": [{"from": "e1", "to": "e2", "direction": "mutual",'
        ' "attributes": {"connection type": "advice"}}]}'
    )
    (tie,) = read_network(tmp_path / "map.json").ties
    assert (tie.start, tie.end, tie.both_ways, tie.about) == ("A", "B", True, {"kind": "advice"})
