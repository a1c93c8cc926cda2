"""Function 5: barriers that several communities meet, and those that read alike."""

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.enablement.recurring import (
    UnknownBarrier,
    alike_elsewhere,
    barriers_by,
    boundaries_crossed,
    recurring_barriers,
)
from copkit.place.schema.enablement import BARRIER_STATES


def tied(column, *pairs) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["barrier", column])


def alike(*pairs) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["first", "second", "likeness"])


@pytest.fixture
def barriers() -> pd.DataFrame:
    frame = pd.DataFrame(
        [
            ("No shared drive", "Council", "information", 4, "open"),
            ("No shared folder", "Trust", "information", None, "open"),
            ("No cover", "Trust", "time", 7, "open"),
            ("No room", "Council", "space", 2, "lifted"),
        ],
        columns=["name", "organisation", "condition", "members_hurt", "state"],
    )
    return frame.astype({"members_hurt": "Int64"})


@pytest.fixture
def met() -> pd.DataFrame:
    return tied(
        "community",
        ("No shared drive", "Homes"),
        ("No shared folder", "Buses"),
        ("No cover", "Homes"),
        ("No cover", "Buses"),
        ("No cover", "Food"),
        ("No room", "Food"),
    )


ISSUES = tied("issue", ("No cover", "Tired staff"), ("No shared drive", "Damp"), ("No shared folder", "Late"))


def test_a_barrier_of_several_communities_is_told_once(barriers, met):
    found = recurring_barriers(barriers, met, ISSUES)
    assert found.to_dict("records") == [
        {
            "barriers": ("No cover",),
            "communities": ("Buses", "Food", "Homes"),
            "organisations": ("Trust",),
            "conditions": ("time",),
            "issues": ("Tired staff",),
            "members_hurt": 7,
            "hurt_unknown": 0,
        }
    ]


def test_two_that_are_one_are_told_together_and_what_is_unknown_is_said(barriers, met):
    found = recurring_barriers(barriers, met, ISSUES, alike(("No shared drive", "No shared folder", 81)))
    both = found.iloc[1]
    assert both["barriers"] == ("No shared drive", "No shared folder")
    assert both["communities"] == ("Buses", "Homes")
    assert both["organisations"] == ("Council", "Trust")
    assert both["issues"] == ("Damp", "Late")
    assert (both["members_hurt"], both["hurt_unknown"]) == (4, 1)


def test_alike_in_different_communities(barriers, met):
    pairs = alike(
        ("No shared folder", "No shared drive", 81),
        ("No shared drive", "No shared folder", 84),
        ("No cover", "No room", 70),
    )
    found = alike_elsewhere(barriers, met, pairs)
    assert found.to_dict("records") == [
        {
            "first": "No shared drive",
            "second": "No shared folder",
            "likeness": 84.0,
            "first_communities": ("Homes",),
            "second_communities": ("Buses",),
        }
    ]


def test_a_pair_with_an_unknown_barrier_is_told(barriers, met):
    with pytest.raises(UnknownBarrier, match="no barrier called 'No lift'"):
        alike_elsewhere(barriers, met, alike(("No lift", "No cover", 90)))
    with pytest.raises(UnknownBarrier, match="no barrier called 'No lift'"):
        recurring_barriers(barriers, met, ISSUES, alike(("No lift", "No cover", 90)))


def test_by_condition_and_by_organisation(barriers):
    found = barriers_by(barriers, "condition").set_index("condition")
    assert found.index.tolist() == ["information", "time", "space"]
    assert found.loc["information", ["barriers", "open", "members_hurt", "hurt_unknown"]].tolist() == [
        2,
        2,
        4,
        1,
    ]
    whose = barriers_by(barriers.assign(organisation=["Council", None, "Trust", "Council"]), "organisation")
    assert whose["organisation"].tolist() == ["Council", "Trust", "not said"]


def test_boundaries_are_those_to_other_organisations_whose_members_sit_there(barriers, met):
    sits = pd.DataFrame({"member": ["a", "b", "c", "d"], "community": ["Homes", "Buses", "Buses", "Food"]})
    people = pd.DataFrame(
        {"name": ["a", "b", "c", "d"], "organisation": ["Council", "Trust", None, "Police"]}
    )
    found = boundaries_crossed(barriers, met, sits, people).set_index("barrier")
    assert found.index[0] == "No cover"
    assert found.loc["No cover", "hurt_in"] == ("Council", "Police")
    assert found["boundaries"].to_dict() == {
        "No cover": 2,
        "No room": 1,
        "No shared drive": 0,
        "No shared folder": 0,
    }


def test_nothing_gives_nothing(barriers, met):
    none = barriers.head(0)
    assert recurring_barriers(none, met.head(0), ISSUES.head(0)).empty
    assert barriers_by(none, "condition").empty
    assert alike_elsewhere(none, met.head(0), alike()).empty


names = st.sampled_from("ABCDEF")
links = st.lists(st.tuples(names, st.sampled_from(["Homes", "Buses", "Food"])), unique=True, max_size=12)
pairs = st.lists(st.tuples(names, names, st.integers(50, 100)), max_size=6)


@given(
    links,
    pairs,
    st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=6, max_size=6),
    st.integers(0, 99),
)
def test_every_barrier_is_told_at_most_once_and_order_does_not_matter(links, pairs, hurt, seed):
    frame = pd.DataFrame({"name": list("ABCDEF"), "organisation": list("xxyyzz"), "condition": "time"})
    frame = frame.assign(state="open", members_hurt=pd.array(hurt, dtype="Int64"))
    met, likes = tied("community", *links), alike(*pairs)
    issues = tied("issue", *[(name, f"issue {name}") for name in "ABC"])
    found = recurring_barriers(frame, met, issues, likes)
    mixed = [part.sample(frac=1, random_state=seed) for part in (frame, met, issues, likes)]
    pd.testing.assert_frame_equal(found, recurring_barriers(*mixed))
    told = [name for group in found["barriers"] for name in group]
    assert len(told) == len(set(told))
    graph = nx.Graph([(one, other) for one, other, _ in pairs])
    graph.add_nodes_from("ABCDEF")
    expected = set()
    for group in nx.connected_components(graph):
        if len({where for name, where in links if name in group}) > 1:
            expected.add(tuple(sorted(group)))
    assert set(found["barriers"]) == expected
    elsewhere = alike_elsewhere(frame, met, likes)
    pd.testing.assert_frame_equal(elsewhere, alike_elsewhere(mixed[0], mixed[1], mixed[3]))
    for row in elsewhere.itertuples():
        assert not set(row.first_communities) & set(row.second_communities)
        assert row.first < row.second


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.sampled_from(["time", "space"])),
            st.sampled_from(BARRIER_STATES),
            st.one_of(st.none(), st.integers(0, 50)),
        ),
        max_size=20,
    )
)
def test_totals_are_kept(rows):
    frame = pd.DataFrame(rows, columns=["condition", "state", "members_hurt"]).astype(
        {"members_hurt": "Int64"}
    )
    found = barriers_by(frame, "condition")
    assert found["barriers"].sum() == found[list(BARRIER_STATES)].to_numpy().sum() == len(rows)
    assert found["members_hurt"].sum() == frame["members_hurt"].sum()
    assert found["hurt_unknown"].sum() == frame["members_hurt"].isna().sum()


def test_text_columns_may_be_strings(barriers, met):
    pair = alike(("No shared drive", "No shared folder", 81))
    frames = [frame.convert_dtypes() for frame in (barriers, met, ISSUES, pair)]
    pd.testing.assert_frame_equal(
        recurring_barriers(*frames), recurring_barriers(barriers, met, ISSUES, pair)
    )
    pd.testing.assert_frame_equal(
        alike_elsewhere(frames[0], frames[1], frames[3]), alike_elsewhere(barriers, met, pair)
    )
    assert barriers_by(frames[0], "condition").to_numpy().tolist() == (
        barriers_by(barriers, "condition").to_numpy().tolist()
    )


def test_members_stopped_are_not_known_where_no_barrier_has_a_number():
    frame = pd.DataFrame(
        {"condition": ["budget", "time", "time"], "state": "open", "members_hurt": [None, 3, None]}
    )
    found = barriers_by(frame, "condition").set_index("condition")
    assert found["members_hurt"].isna().to_dict() == {"budget": True, "time": False}
    assert found.loc["time", "members_hurt"] == 3
