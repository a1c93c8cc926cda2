"""Ties of other tools' files among the members of a place, and what is told of those who are none."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from copkit.cli import main
from copkit.place.errors import CopkitError, LoadRefused
from copkit.place.exchange import load_network
from copkit.place.exchange.networks import read_network
from copkit.place.store import Place

EXAMPLES = Path(__file__).parents[1] / "data" / "networks"


def place_of(*names: str) -> Place:
    place = Place.in_memory()
    with place.change("Members") as change:
        for name in names:
            change.add("members", {"name": name})
    return place


def ties_of(place: Place) -> list[tuple]:
    return [
        (row["member"], row["to_member"], row["kind"], row["strength"], row["seen"])
        for row in place.rows("ties").values()
    ]


@pytest.fixture
def file(tmp_path):
    def written(text: str, name: str = "ties.csv") -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return written


def test_members_are_found_by_name_whatever_the_case_and_the_signs_between(file):
    place = place_of("Amina Yusuf", "Tom Brand")
    load_network(place, file("From,To,Type,Strength,Seen\nAMINA_YUSUF,tom-brand,Trusts,0.5,1/3/2026\n"))
    ((one, other, kind, strength, seen),) = ties_of(place)
    assert (one, other, kind, strength, str(seen)) == (
        "Amina Yusuf",
        "Tom Brand",
        "trusts",
        0.5,
        "2026-03-01",
    )


def test_a_name_that_may_be_two_members_is_neither(file):
    with pytest.raises(LoadRefused, match="'Ann_Lee Roy' is not a member yet"):
        load_network(place_of("Ann-Lee Roy", "Ann Lee-Roy", "Tom"), file("Ann_Lee Roy,Tom\n"))


def test_who_is_no_member_is_told_once_with_the_line_and_nothing_is_changed(file):
    place = place_of("Amina Yusuf", "Tom Brand")
    with pytest.raises(LoadRefused) as told:
        load_network(place, file("From,To\nAmina Yusuf,Tom Brand\nTom Brandt,Amina Yusuf\nTom Brandt,Zoë\n"))
    lines = str(told.value).splitlines()
    assert lines[1] == (
        "  ties.csv, row 3: 'Tom Brandt' is not a member yet; did you mean 'Tom Brand'? "
        "It can be a name that stands in the sheet Members: add the person there first."
    )
    assert lines[2].startswith("  ties.csv, row 4: 'Zoë' is not a member yet.")
    assert len(lines) == 3
    assert ties_of(place) == []


def test_of_very_many_names_the_first_are_told_and_the_others_counted(file):
    lines = "".join(f"Nobody {number},Tom\n" for number in range(60))
    with pytest.raises(LoadRefused) as told:
        load_network(place_of("Tom"), file(lines))
    assert len(told.value.faults) == 51
    assert str(told.value).endswith("ties.csv: 10 more names are not those of members.")


def test_one_undo_takes_all_ties_back(file):
    place = place_of("A", "B", "C")
    assert load_network(place, file("A,B\nB,C\n")).added == {"ties": 2}
    assert place.undo() == "Load ties.csv"
    assert ties_of(place) == []


def test_the_same_file_twice_changes_nothing(file):
    place = place_of("A", "B")
    load_network(place, file("A,B,0.4\n"))
    report = load_network(place, file("A,B,0.4\n"))
    assert (report.added, report.changed, report.unchanged) == ({"ties": 0}, {}, {"ties": 1})


def test_a_file_that_does_not_say_what_its_ties_are_is_taken_at_the_least(file):
    report = load_network(place := place_of("A", "B"), file("A,B\n"))
    assert ties_of(place)[0][2] == "knows"
    assert "taken as 'knows'" in str(report)
    load_network(other := place_of("A", "B"), file("A,B\n"), kind="advice", seen="2026-03-01")
    assert (ties_of(other)[0][2], str(ties_of(other)[0][4])) == ("advice", "2026-03-01")


def test_words_of_the_file_that_are_no_kinds_must_be_chosen_and_translated(file):
    liked = file("From,To,Type\nA,B,likes\nA,C,dislikes\n")
    place = place_of("A", "B", "C")
    with pytest.raises(
        CopkitError, match=r"calls its ties likes or dislikes.*--relation 'likes' --kind knows"
    ):
        load_network(place, liked)
    with pytest.raises(CopkitError, match=r"No tie in the file is called 'loves'\. It has likes or dislikes"):
        load_network(place, liked, relation="loves")
    load_network(place, liked, relation="Likes", kind="trusts")
    assert [tie[:3] for tie in ties_of(place)] == [("A", "B", "trusts")]


def test_a_day_and_a_kind_that_are_none_are_told(file):
    with pytest.raises(CopkitError, match="The day of the ties: 'soon' is not a date"):
        load_network(place_of("A", "B"), file("A,B\n"), seen="soon")
    with pytest.raises(CopkitError, match=r"'likes' is no kind of tie\. It can be advice"):
        load_network(place_of("A", "B"), file("A,B\n"), kind="likes")


def test_strengths_on_another_scale_are_divided_by_the_largest_and_told(file):
    place = place_of("A", "B", "C")
    report = load_network(place, file("From,To,Weight\nA,B,2\nB,C,8\n"))
    assert [tie[3] for tie in ties_of(place)] == [0.25, 1.0]
    assert "those of the file were divided by 8." in str(report)


def test_weights_that_are_all_1_say_nothing_of_strength(file):
    load_network(place := place_of("A", "B"), file("From,To,Weight\nA,B,1.0\n"))
    load_network(other := place_of("A", "B"), file("From,To,Strength\nA,B,1.0\n"))
    assert (ties_of(place)[0][3], ties_of(other)[0][3]) == (None, 1.0)


@pytest.mark.parametrize("strength", ["-1", "Strong", "nan", "inf"])
def test_a_strength_that_is_none_is_told_with_its_line(file, strength):
    place = place_of("A", "B", "C")
    with pytest.raises(LoadRefused, match="Ties, row 3, column 'strength'"):
        load_network(place, file(f"From,To,Strength\nA,B,0.5\nB,C,{strength}\n"))
    assert ties_of(place) == []


def test_ties_without_a_direction_go_both_ways_and_nobody_is_tied_to_themselves(file):
    place = place_of("A", "B")
    report = load_network(place, file("Source,Target,Type\nA,B,Undirected\nA,A,Directed\n"))
    assert {tie[:2] for tie in ties_of(place)} == {("A", "B"), ("B", "A")}
    assert "1 tie without a direction was taken both ways." in report.notes
    assert "1 tie of somebody to themselves was left out." in report.notes


def test_of_a_tie_that_stands_twice_the_strongest_counts(file):
    place = place_of("A", "B")
    report = load_network(place, file("A,B,0.2\nA,B,0.7\na,b,0.4\n"))
    assert [tie[3] for tie in ties_of(place)] == [0.7]
    assert "2 ties stand in the file more than once: the strongest counts." in report.notes


def test_one_name_of_several_people_is_told():
    place = place_of(*{name for name, _ in read_network(EXAMPLES / "prefuse_socialnet.graphml").nodes})
    with pytest.raises(LoadRefused, match="graphml: 3 people in the file are called 'Patrick'"):
        load_network(place, EXAMPLES / "prefuse_socialnet.graphml")


@pytest.mark.parametrize(
    ("name", "relation", "added"),
    [
        ("asoiaf_gephi.csv", "", 24),
        ("igraph_edgelist6.dl", "", 5),
        ("kumu_blueprint.json", "likes", 1),
        ("les_miserables.gexf", "", 36),
        ("sampson.dat", "SAMPLK2", 57),
    ],
)
def test_files_of_other_tools_go_in_once_their_people_are_members(name, relation, added):
    ties = read_network(EXAMPLES / name).ties
    place = place_of(*{end.replace("-", " ").replace("_", " ") for t in ties for end in (t.start, t.end)})
    report = load_network(place, EXAMPLES / name, relation=relation, kind="knows")
    assert report.added == {"ties": added}
    assert place.read("ties")["strength"].dropna().between(0, 1).all()


def test_the_command_says_what_was_done_and_what_to_do(tmp_path, file):
    made = str(tmp_path / "town.place")
    with Place.create(made) as place, place.change("Members") as change:
        for name in ("A", "B"):
            change.add("members", {"name": name})
    done = CliRunner().invoke(main, ["load-network", made, str(file("A,B\n")), "--kind", "works with"])
    assert done.output == "1 rows added.\n  Ties: 1 added\n"
    refused = CliRunner().invoke(main, ["load-network", made, str(file("A,C\n"))])
    assert refused.exit_code == 1
    assert "'C' is not a member yet" in refused.output
