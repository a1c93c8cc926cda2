"""The map of issues in the formats of other tools, out and in again, and what goes wrong in words."""

import json

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.cli import main
from copkit.place.errors import ChangeRefused, CopkitError, LoadRefused, SpreadsheetUnreadable
from copkit.place.exchange.maps import load_map, save_map
from copkit.place.store import Place

ENDINGS = [".json", ".csv", ".graphml", ".dot", ".xlsx"]


def place_with(issues: dict[str, str], links: list[tuple[str, str, float]]) -> Place:
    place = Place.in_memory()
    with place.change("Begin") as change:
        for name, theme in issues.items():
            change.add("issues", {"name": name, "theme": theme})
        for cause, effect, strength in links:
            change.add("issue_links", {"cause": cause, "effect": effect, "strength": strength})
    return place


def links_of(place: Place) -> set[tuple[str, str, float]]:
    return set(place.read("issue_links").itertuples(index=False, name=None))


@pytest.fixture
def drawn() -> Place:
    issues = {"Damp": "homes", "Asthma": "health", 'Say "no"; then, → wait': "", "=1+1": "homes", "-2°": ""}
    links = [("Damp", "Asthma", 0.7), ("Asthma", "Damp", -0.25), ("=1+1", "-2°", 1.0), ("Damp", "=1+1", 0.1)]
    return place_with(issues, links)


@pytest.mark.parametrize("ending", ENDINGS)
def test_out_and_in_again_gives_the_same_links(tmp_path, drawn, ending):
    save_map(drawn, tmp_path / f"map{ending}")
    again = Place.in_memory()
    load_map(again, tmp_path / f"map{ending}")
    assert links_of(again) == links_of(drawn)


@pytest.mark.parametrize("ending", [".json", ".graphml", ".dot"])
def test_themes_and_issues_without_a_link_travel_too(tmp_path, drawn, ending):
    save_map(drawn, tmp_path / f"map{ending}")
    again = Place.in_memory()
    load_map(again, tmp_path / f"map{ending}")
    both = [place.read("issues").set_index("name")["theme"].dropna().to_dict() for place in (again, drawn)]
    assert both[0] == both[1]
    assert set(again.read("issues")["name"]) == set(drawn.read("issues")["name"])


def test_what_the_place_knows_of_an_issue_stays(tmp_path, drawn):
    save_map(drawn, tmp_path / "map.csv")
    known = place_with({"Damp": "my own theme"}, [])
    report = load_map(known, tmp_path / "map.csv")
    assert known.read("issues").set_index("name").loc["Damp", "theme"] == "my own theme"
    assert report.added["issue_links"] == 4
    assert known.undo().startswith("Load map.csv")


def test_kumus_own_files_with_attributes_and_signs(tmp_path):
    told = {
        "elements": [
            {"_id": "e1", "attributes": {"label": "Damp", "type": "homes"}},
            {"_id": "e2", "attributes": {"label": "Asthma"}},
        ],
        "connections": [{"from": "e1", "to": "e2", "attributes": {"type": "-"}}],
    }
    (tmp_path / "kumu.json").write_text(json.dumps(told), encoding="utf-8")
    place = Place.in_memory()
    load_map(place, tmp_path / "kumu.json")
    assert links_of(place) == {("Damp", "Asthma", -1.0)}
    (tmp_path / "kumu.csv").write_text("\ufeffFrom,To,Type\nCold,Damp,+\n", encoding="utf-8")
    load_map(place, tmp_path / "kumu.csv")
    assert ("Cold", "Damp", 1.0) in links_of(place)


def test_the_matrix_says_who_acts_on_whom(tmp_path, drawn):
    save_map(drawn, tmp_path / "map.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "map.xlsx").active
    assert sheet.title == "Rows act on columns"
    assert (sheet["A2"].value, sheet["C1"].value, sheet["C2"].value) == ("Damp", "Asthma", 0.7)


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_no_map_is_told(tmp_path, ending):
    (tmp_path / f"map{ending}").write_bytes(b"\x00 this is no map <")
    with pytest.raises(SpreadsheetUnreadable, match="not a map in the format of its ending"):
        load_map(Place.in_memory(), tmp_path / f"map{ending}")


def test_an_unknown_ending_and_a_missing_file_are_told(tmp_path):
    with pytest.raises(SpreadsheetUnreadable, match=r"It can be \.json, .* or \.xlsx"):
        load_map(Place.in_memory(), tmp_path / "map.doc")
    with pytest.raises(SpreadsheetUnreadable, match="there is no such file"):
        load_map(Place.in_memory(), tmp_path / "map.json")


def test_a_strength_out_of_range_is_told_with_its_row_and_nothing_is_changed(tmp_path):
    (tmp_path / "map.csv").write_text("From,To,Strength\nA,B,0.5\nB,C,7\n")
    place = Place.in_memory()
    with pytest.raises(LoadRefused, match="row 3, column 'strength': 7 is out of range"):
        load_map(place, tmp_path / "map.csv")
    assert place.read("issues").empty


def test_a_graphml_file_with_entities_is_not_read(tmp_path):
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><graphml>&a;</graphml>'
    for encoding in ("utf-8", "utf-16"):
        (tmp_path / "map.graphml").write_text(bomb, encoding=encoding)
        with pytest.raises(SpreadsheetUnreadable):
            load_map(Place.in_memory(), tmp_path / "map.graphml")


names = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12).filter(
    lambda name: not name.casefold().startswith("example:")
)


@settings(max_examples=25)
@given(st.lists(names, min_size=2, max_size=5, unique_by=str.casefold), st.sampled_from(ENDINGS))
def test_any_name_travels(tmp_path_factory, chosen, ending):
    try:
        place = place_with(dict.fromkeys(chosen, ""), [(chosen[0], chosen[1], 0.5)])
    except ChangeRefused:  # two names that are one by the rules of the place
        return
    path = tmp_path_factory.mktemp("map") / f"map{ending}"
    save_map(place, path)
    again = Place.in_memory()
    load_map(again, path)
    assert links_of(again) == links_of(place)


def test_a_groups_map_is_taken_beside_the_agreed_one_and_given_out_alone(tmp_path, drawn):
    save_map(drawn, tmp_path / "map.json")
    place = place_with({"Damp": "homes", "Bus": ""}, [("Damp", "Bus", 0.9)])
    load_map(place, tmp_path / "map.json", group="Residents")
    assert links_of(place) == {("Damp", "Bus", 0.9)}
    assert set(place.read("map_links")["map"]) == {"Residents"}
    save_map(place, tmp_path / "residents.csv", group="residents")
    again = Place.in_memory()
    load_map(again, tmp_path / "residents.csv")
    assert links_of(again) == links_of(drawn)


def test_the_same_file_twice_changes_nothing(tmp_path, drawn):
    save_map(drawn, tmp_path / "map.graphml")
    load_map(drawn, tmp_path / "map.graphml", group="Residents")
    report = load_map(drawn, tmp_path / "map.graphml", group="Residents")
    assert (sum(report.added.values()), sum(report.changed.values())) == (0, 0)


def test_a_group_without_a_map_is_told_with_the_name_that_was_meant(tmp_path, drawn):
    with pytest.raises(CopkitError, match=r"No group called 'Residents' has drawn a map\.$"):
        save_map(drawn, tmp_path / "map.json", group="Residents")
    save_map(drawn, tmp_path / "map.json")
    load_map(drawn, tmp_path / "map.json", group="Residents")
    with pytest.raises(CopkitError, match="Did you mean 'Residents'"):
        save_map(drawn, tmp_path / "other.json", group="Resident")


def test_a_file_is_written_over_only_where_that_is_said(tmp_path, drawn):
    save_map(drawn, tmp_path / "map.json")
    with pytest.raises(CopkitError, match="is there already"):
        save_map(drawn, tmp_path / "map.json")
    save_map(drawn, tmp_path / "map.json", overwrite=True)


def test_the_commands_go_both_ways(tmp_path):
    made, told = str(tmp_path / "town.place"), CliRunner()
    assert told.invoke(main, ["demo", made]).exit_code == 0
    out = told.invoke(main, ["save-map", made, str(tmp_path / "map.dot"), "--group", "residents' table"])
    assert out.output.startswith("Saved the map")
    taken = told.invoke(main, ["load-map", made, str(tmp_path / "map.dot"), "--group", "A table more"])
    assert "Map links" in taken.output
    wrong = told.invoke(main, ["load-map", made, str(tmp_path / "none.dot")])
    assert wrong.exit_code == 1
    assert "there is no such file" in wrong.output
