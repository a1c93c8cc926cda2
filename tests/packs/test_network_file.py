"""The network in files for Gephi and Kumu: who may see what of it, and that it comes back as it went."""

import csv
import io
import json
import re
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.cli import main
from copkit.packs.network_file import network_for, save_network
from copkit.place.errors import ChangeRefused, CopkitError, SpreadsheetUnreadable, UnknownCommunity
from copkit.place.exchange import load_network
from copkit.place.store import Place
from copkit.place.view import View, demo_place, view
from copkit.show.networking import the_map

ENDINGS = [".graphml", ".gexf", ".json", ".csv"]


@pytest.fixture(scope="module")
def town() -> Place:
    return demo_place()


def ties_of(place: Place) -> set[tuple]:
    return {tuple(row.values()) for row in place.rows("ties").values()}


def counted(here: View) -> dict[tuple[str, str], int]:
    ties = network_for(here).ties
    return {tuple(sorted((tie.start, tie.end))): tie.about["tied pairs"] for tie in ties}


def with_members(names, ties=()) -> Place:
    place = Place.in_memory()
    with place.change("Begin") as change:
        for name in names:
            change.add("members", {"name": name})
        for tie in ties:
            change.add("ties", tie)
    return place


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_publics_file_names_nobody_and_no_small_number(tmp_path, town, ending):
    save_network(town, tmp_path / f"net{ending}")
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(tmp_path.iterdir()))
    members = town.read("members")
    assert not [name for name in members["name"] if name in text]
    assert "@" not in text
    assert "Ellery Council" in text


def test_the_publics_numbers_are_those_of_the_page(tmp_path, town):
    save_network(town, tmp_path / "net.csv", community="Warm Homes")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "net.csv").read_text(encoding="utf-8-sig"))))
    (finding,) = the_map(view(town, "Warm Homes", audience="public")).parts
    shown = finding.evidence[0].table.values
    pairs = zip(shown["Organisation"], shown["And"], shown["Tied pairs"].astype(int), strict=True)
    assert {(row["From"], row["To"], int(row["Tied pairs"])) for row in rows} == set(pairs)
    assert {row["Counted"] for row in rows} == {"to the nearest 5, from 10"}


def test_the_publics_files_of_two_communities_or_dates_tell_nothing_when_one_is_taken_from_the_other(town):
    whole = counted(view(town, "", "2026-06-30", audience="public"))
    assert whole
    for community, day in (("Warm Homes", "2026-06-30"), ("Ageing Well", "2026-06-30"), ("", "2026-05-31")):
        other = counted(view(town, community, day, audience="public"))
        assert not [pair for pair in whole if 0 < abs(whole[pair] - other.get(pair, 0)) < 5]
    assert {pairs % 5 for pairs in whole.values()} == {0}
    assert min(whole.values()) >= 10


@pytest.mark.parametrize("community", ["", "Warm Homes"])
def test_the_publics_page_tells_members_and_pairs_no_closer(town, community):
    (finding,) = the_map(view(town, community, audience="public")).parts
    numbers = re.findall(r"(\d+) (?:people|pairs)", finding.sentence)
    assert len(numbers) == 2
    assert {int(number) % 5 for number in numbers} == {0}
    assert not re.search(r"of (?!about)\S+ members named nobody", finding.method)


def test_other_organisations_with_few_members_in_all_are_left_out(tmp_path):
    names = [f"{body} {number}" for body in "abc" for number in range(6)] + ["x 1", "y 1"]
    ties = [
        {"member": one, "to_member": other, "kind": "knows"}
        for one in names
        for other in names
        if one[0] == "a" and one[0] != other[0]
    ]
    place = with_members([], [])
    with place.change("Begin") as change:
        for body in "abcxy":
            change.add("organisations", {"name": f"Body {body}", "sector": "public"})
        for name in names:
            change.add("members", {"name": name, "organisation": f"Body {name[0]}"})
        for tie in ties:
            change.add("ties", tie)
    save_network(place, tmp_path / "net.json")
    told = json.loads((tmp_path / "net.json").read_text(encoding="utf-8"))
    assert [element["label"] for element in told["elements"]] == ["Body a", "Body b", "Body c"]
    assert [connection["tied pairs"] for connection in told["connections"]] == [35, 35]


def test_the_rooms_file_has_what_is_known_of_people_and_never_an_address(tmp_path, town):
    notes = save_network(town, tmp_path / "net.csv", audience="workshop", community="Warm Homes")
    assert notes[0].endswith("keep it in the room.")
    text = (tmp_path / "net-elements.csv").read_text(encoding="utf-8-sig")
    rows = {row["Label"]: row for row in csv.DictReader(io.StringIO(text))}
    members = town.read("members").set_index("name")
    for name, row in rows.items():
        assert row["Organisation"] == members.at[name, "organisation"]
        assert row["Kind"] == members.at[name, "kind"]
        assert "Warm Homes: " in row["Roles"]
    sectors = town.read("organisations").set_index("name")["sector"]
    assert {row["Sector"] for row in rows.values()} <= set(sectors)
    assert "@" not in text


def test_gephi_has_two_kinds_of_tie_between_two_people_and_the_same_bytes_each_time(tmp_path):
    ties = [{"member": "A", "to_member": "B", "kind": kind, "strength": 0.5} for kind in ("advice", "trusts")]
    place = with_members("AB", ties)
    save_network(place, tmp_path / "net.gexf", audience="workshop")
    raw = (tmp_path / "net.gexf").read_bytes()
    edges = ET.fromstring(raw).findall(".//{http://gexf.net/1.3}edge")
    assert [(edge.get("kind"), edge.get("weight")) for edge in edges] == [
        ("advice", "0.5"),
        ("trusts", "0.5"),
    ]
    assert b"networkx" not in raw
    assert b"lastmodified" not in raw
    graph = nx.read_gexf(io.BytesIO(raw))
    assert {told["kind"] for _, _, told in graph.edges(data=True)} == {"advice", "trusts"}


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_demonstration_comes_back_as_it_went(tmp_path, town, ending):
    save_network(town, tmp_path / f"net{ending}", audience="workshop")
    newest = {}
    for row in sorted(town.rows("ties").values(), key=lambda row: str(row["seen"])):
        newest[row["member"], row["to_member"], row["kind"]] = tuple(row.values())
    again = with_members(town.read("members")["name"])
    load_network(again, tmp_path / f"net{ending}")
    current = {name for tie in ties_of(again) for name in tie[:2]}
    assert ties_of(again) == {tie for tie in newest.values() if {tie[0], tie[1]} <= current}
    assert len(ties_of(again)) > 300


names = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=9).filter(
    lambda name: not name.casefold().startswith("example:") and "|" not in name
)
known = st.fixed_dictionaries(
    {"kind": st.sampled_from(["advice", "trusts"])},
    optional={
        "strength": st.integers(0, 100).map(lambda hundredths: hundredths / 100),
        "seen": st.dates().map(str),
    },
)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(names, min_size=2, max_size=4, unique_by=str.casefold),
    st.lists(known, min_size=1, max_size=3, unique_by=lambda told: told["kind"]),
    st.sampled_from(ENDINGS),
)
def test_any_ties_travel(tmp_path_factory, chosen, told, ending):
    ties = [{"member": chosen[0], "to_member": chosen[1], **one} for one in told]
    try:
        place = with_members(chosen, ties)
    except ChangeRefused:  # two names that are one by the rules of the place
        return
    path = tmp_path_factory.mktemp("net") / f"net{ending}"
    save_network(place, path, audience="workshop", as_of="9999-12-31")
    again = with_members(chosen)
    load_network(again, path)
    assert ties_of(again) == ties_of(place)


def test_ties_that_follow_from_events_are_not_taken_for_answers(tmp_path):
    place = with_members("ABC")
    with place.change("Events") as change:
        for day in ("2026-03-01", "2026-04-01"):
            change.add("events", {"name": f"Tea on {day}", "date": day, "kind": "meeting"})
            for name in "AB":
                change.add("attendance", {"event": f"Tea on {day}", "member": name, "presence": "came"})
    save_network(place, tmp_path / "net.json", audience="workshop")
    (tie,) = json.loads((tmp_path / "net.json").read_text(encoding="utf-8"))["connections"]
    assert (tie["type"], tie["direction"]) == ("same events", "undirected")
    with pytest.raises(CopkitError, match="The file calls its ties same events"):
        load_network(place, tmp_path / "net.json")


def test_what_cannot_be_saved_is_told_and_nothing_is_written(tmp_path, town):
    with pytest.raises(CopkitError, match=r"No ties between members are known yet\. Ask each member"):
        save_network(Place.in_memory(), tmp_path / "net.csv")
    with pytest.raises(CopkitError, match="too few ties between organisations to share"):
        save_network(
            with_members("AB", [{"member": "A", "to_member": "B", "kind": "knows"}]), tmp_path / "n.csv"
        )
    with pytest.raises(SpreadsheetUnreadable, match=r"It can be \.graphml, \.gexf, \.json or \.csv"):
        save_network(town, tmp_path / "net.dl")
    with pytest.raises(UnknownCommunity):
        save_network(town, tmp_path / "net.csv", community="Warm Houses")
    (tmp_path / "net-elements.csv").write_text("mine")
    with pytest.raises(CopkitError, match="is there already"):
        save_network(town, tmp_path / "net.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["net-elements.csv"]
    save_network(town, tmp_path / "net.csv", overwrite=True)


def test_the_command_is_for_the_public_unless_it_is_told_otherwise(tmp_path, town):
    made, target = str(tmp_path / "town.place"), tmp_path / "net.csv"
    assert CliRunner().invoke(main, ["demo", made]).exit_code == 0
    done = CliRunner().invoke(main, ["save-network", made, str(target)])
    assert "It names organisations and nobody" in done.output
    assert "What is known of each stands in net-elements.csv." in done.output
    told = " ".join(CliRunner().invoke(main, ["save-network", "--help"]).output.split())
    assert "agreed to be named is not that their ties may be published" in told
