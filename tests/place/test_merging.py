"""Two rows become one: what named the one names the other, and one undo brings both back."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.place.errors import ChangeRefused
from copkit.place.merging import merge
from copkit.place.schema import TABLES
from copkit.place.store import Place

ROWS = {
    "organisations": [{"name": "Council", "sector": "public"}],
    "communities": [{"name": "Homes"}, {"name": "Streets"}],
    "issues": [
        {"name": "Damp", "evidence": "One let in five"},
        {"name": "Damp homes", "evidence": "14 calls in March", "organisation": "Council"},
        {"name": "Asthma"},
    ],
    "issue_links": [
        {"cause": "Damp", "effect": "Asthma", "strength": 0.8},
        {"cause": "Damp homes", "effect": "Asthma", "strength": 0.5},
        {"cause": "Damp homes", "effect": "Damp", "strength": 1},
    ],
    "votes": [
        {"round": "June", "voter": "p1", "issue": "Damp", "dots": 2},
        {"round": "June", "voter": "p1", "issue": "Damp homes", "dots": 1},
        {"round": "June", "voter": "p2", "issue": "Damp homes", "dots": 5},
    ],
    "ballots": [
        {"round": "June", "voter": "p1", "issue": "Damp", "rank": 3},
        {"round": "June", "voter": "p1", "issue": "Damp homes", "rank": 1},
    ],
    "coverage": [
        {"issue": "Damp", "community": "Homes"},
        {"issue": "Damp homes", "community": "Homes"},
        {"issue": "Damp homes", "community": "Streets"},
    ],
}


def filled() -> Place:
    place = Place.in_memory()
    with place.change("Begin") as change:
        for table, rows in ROWS.items():
            for row in rows:
                change.add(table, row)
    return place


def merged(place: Place, gone: str = "Damp homes", kept: str = "Damp") -> None:
    ids = {row["name"]: number for number, row in place.rows("issues").items()}
    with place.change("Merge") as change:
        merge(change, "issues", ids[gone], into=ids[kept])


def everything(place: Place) -> dict[str, pd.DataFrame]:
    return {table: place.read(table).sort_index() for table in TABLES}


def test_what_only_the_other_knew_is_kept():
    place = filled()
    merged(place)
    damp = place.read("issues").set_index("name").loc["Damp"]
    assert place.read("issues")["name"].tolist() == ["Damp", "Asthma"]
    assert damp["evidence"] == "One let in five\n14 calls in March"
    assert damp["organisation"] == "Council"


def test_rows_that_named_the_other_name_the_one_that_stays():
    place = filled()
    merged(place)
    links = place.read("issue_links")
    assert links.values.tolist() == [["Damp", "Asthma", 0.8]]
    assert place.read("coverage")["community"].tolist() == ["Homes", "Streets"]


def test_dots_of_one_voter_add_up_and_the_best_place_on_a_ballot_stands():
    place = filled()
    merged(place)
    votes = place.read("votes").set_index("voter")["dots"]
    assert votes.to_dict() == {"p1": 3, "p2": 5}
    assert place.read("ballots")["rank"].tolist() == [1]


def test_one_undo_brings_everything_back():
    place = filled()
    before = everything(place)
    merged(place)
    assert place.undo() == "Merge"
    for table, frame in everything(place).items():
        pd.testing.assert_frame_equal(frame, before[table])


def test_a_row_cannot_be_merged_into_itself_or_into_one_that_is_gone():
    place = filled()
    with pytest.raises(ChangeRefused, match="into itself"):
        merged(place, "Damp", "Damp")
    with pytest.raises(ChangeRefused, match="deleted in the meantime"), place.change("Merge") as change:
        merge(change, "issues", 1, into=99)


dots = st.lists(
    st.tuples(st.sampled_from("pqr"), st.sampled_from(["Damp", "Damp homes", "Asthma"]), st.integers(0, 9)),
    unique_by=lambda vote: vote[:2],
)


@given(dots)
def test_no_dot_is_lost(votes):
    place = Place.in_memory()
    with place.change("Begin") as change:
        for name in ("Damp", "Damp homes", "Asthma"):
            change.add("issues", {"name": name})
        for voter, issue, number in votes:
            change.add("votes", {"round": "June", "voter": voter, "issue": issue, "dots": number})
    merged(place)
    assert place.read("votes")["dots"].sum() == sum(number for _, _, number in votes)
    assert not place.read("votes").duplicated(["voter", "issue"]).any()
