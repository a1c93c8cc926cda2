"""Function 7: what the better units know, worked out by hand; who could share it; who may be named."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.functions.health.better_units import ASK, INTRODUCE, MEET, NO_CAUSE, better_units
from copkit.functions.health.unit_assets import unit_assets
from copkit.place.frames import empty_frame, typed
from copkit.place.schema import TABLES

USED = (
    "organisations", "members", "member_skills", "resources", "resource_use", "lessons", "practice_notes",
    "attendance",
)  # fmt: skip


def frames(**rows) -> dict[str, pd.DataFrame]:
    """Frames as a place gives them, with these rows (each a dict) by table."""
    found = {name: empty_frame(TABLES[name]) for name in USED}
    for name, of_table in rows.items():
        fields = TABLES[name].fields()
        given_rows = pd.DataFrame(of_table, columns=list(fields), dtype=object)
        found[name] = pd.DataFrame({column: typed(given_rows[column], f) for column, f in fields.items()})
    return found


def bodies(*names) -> list[dict]:
    return [{"name": name, "sector": "public"} for name in names]


def people(**of) -> list[dict]:
    """Members by organisation: North=['Ann'] and so on."""
    return [{"name": name, "organisation": body} for body, names in of.items() for name in names]


def came(*visits: tuple[str, str]) -> list[dict]:
    return [{"event": event, "member": member, "presence": "came"} for event, member in visits]


def standing(**ways) -> pd.DataFrame:
    return pd.DataFrame({"unit": list(ways), "way": list(ways.values())})


def skill(member: str, name: str, level: int = 3, can_teach: bool | None = None) -> dict:
    return {"member": member, "skill": name, "level": level, "can_teach": can_teach}


TOWN = {
    "organisations": bodies("North", "South", "East", "West"),
    "members": people(North=["Ann", "Abe"], South=["Bo", "Bea"], East=["Cy"], West=["Dee"]),
    "member_skills": [
        skill("Ann", "Triage", 4, True), skill("Abe", "Triage"), skill("Cy", "Triage"),
        skill("Dee", "Triage", 2), skill("Ann", "Filing"), skill("Bo", "Filing"), skill("Dee", "Filing"),
    ],
    "attendance": came(("May", "Abe"), ("May", "Bea"), ("June", "Abe"), ("June", "Bea"), ("June", "Dee")),
}  # fmt: skip
WAYS = standing(North="better", South="worse", East="", West="worse")


def test_what_the_better_ones_have_and_the_worse_ones_lack_is_counted():
    found = better_units(WAYS, frames(**TOWN))
    assert found.known.values.tolist() == [["skill", "Triage", 1, 1, 0, 2, 1, 1, 1.0, pytest.approx(1 / 3)]]
    assert found.note == NO_CAUSE
    assert "not a cause" in found.note
    assert found.unmatched == ()


def test_those_who_meet_already_come_before_those_who_could_be_introduced():
    found = better_units(WAYS, frames(**TOWN))
    assert found.pairs.values.tolist() == [
        ["North", "South", "skill", "Triage", "Abe", "Bea", MEET, 2],
        ["North", "West", "skill", "Triage", "Abe", "Dee", MEET, 1],
    ]
    apart = better_units(WAYS, frames(**{**TOWN, "attendance": came(("May", "Bea"), ("June", "Dee"))}))
    assert apart.pairs[["through", "to_whom", "how", "events_in_common"]].values.tolist() == [
        ["Ann", "Bea", INTRODUCE, 0],
        ["Ann", "Dee", INTRODUCE, 0],
    ]


def test_names_of_units_are_matched_folded_and_others_are_told():
    ways = standing(**{"north ": "better", "SOUTH": "worse", "Moon": "worse"})
    found = better_units(ways, frames(**TOWN))
    assert found.unmatched == ("Moon",)
    assert set(found.pairs["from_unit"]) == {"north "}
    assert set(found.pairs["to_unit"]) == {"SOUTH"}


def test_resources_ways_of_learning_and_lessons_count_by_those_who_know_them():
    rows = {
        **TOWN,
        "member_skills": [],
        "resources": [
            {"name": "Guide", "kind": "guide", "owner": "Ann", "open_to": "members"},
            {"name": "Tool", "kind": "tool", "open_to": "public"},
            {"name": "Seen", "kind": "tool", "open_to": "public"},
        ],
        "resource_use": [
            {"resource": "Tool", "member": "Abe", "used": "2026-01-01", "use": "applied"},
            {"resource": "Seen", "member": "Abe", "used": "2026-01-01", "use": "opened"},
            {"resource": "Tool", "member": "Dee", "used": "2026-01-01", "use": "shared"},
        ],
        "practice_notes": [
            {"event": "Visit", "practice": "peer assist", "position": 1, "prompt": "?"},
            {"event": "Visit", "practice": "peer assist", "position": 2, "prompt": "?"},
        ],
        "attendance": [
            *came(("Visit", "Ann")),
            {"event": "Visit", "member": "Bo", "presence": "sent apologies"},
        ],
        "lessons": [
            {"name": "Ring first", "organisation": "North", "state": "in use", "may_be_shared": True},
            {"name": "Knock twice", "organisation": "North", "state": "tried", "may_be_shared": False},
            {"name": "Forget it", "organisation": "North", "state": "dropped", "may_be_shared": True},
        ],
    }
    found = better_units(WAYS, frames(**rows))
    had = set(zip(found.known["kind"], found.known["what"], strict=True))
    assert had == {
        ("resource", "Guide"),
        ("resource", "Tool"),
        ("way of learning", "peer assist"),
        ("lesson", "Ring first"),
        ("lesson", "Knock twice"),
    }
    tool = found.pairs[found.pairs["what"] == "Tool"]
    assert tool[["to_unit", "through"]].values.tolist() == [["South", "Abe"]]
    lesson = found.pairs[(found.pairs["what"] == "Ring first") & (found.pairs["to_unit"] == "South")]
    assert lesson[["through", "to_whom", "how"]].values.tolist() == [["Ann", "Bea", INTRODUCE]]
    public = better_units(WAYS, frames(**rows), agreed=["Ann", "Abe", "Bo", "Dee"])
    assert set(public.known["what"]) == {"Ring first"}


# For the public


BIG = {
    "organisations": bodies("North", "South", "Tiny"),
    "members": people(North=list("ABCDEF"), South=list("GHIJK"), Tiny=["T"]),
    "member_skills": [skill("A", "Triage"), skill("B", "Filing"), skill("B", "Triage")],
    "attendance": came(("May", "A"), ("May", "G"), ("May", "B"), ("June", "B"), ("June", "G")),
}
BIG_WAYS = standing(North="better", South="worse", Tiny="worse")


def test_in_public_only_those_who_agreed_are_named():
    named = better_units(BIG_WAYS, frames(**BIG), agreed=["A", "G"])
    triage = named.pairs[named.pairs["what"] == "Triage"]
    assert triage[["through", "to_whom", "how", "events_in_common"]].values.tolist() == [["A", "G", MEET, 1]]
    filing = named.pairs[named.pairs["what"] == "Filing"].iloc[0]
    assert filing["through"] is None
    assert (filing["to_whom"], filing["how"], filing["events_in_common"]) == ("G", ASK, 0)
    assert better_units(BIG_WAYS, frames(**BIG)).pairs["through"].iloc[0] == "B"


def test_in_public_nothing_is_said_of_the_few_people_of_a_small_unit():
    found = better_units(BIG_WAYS, frames(**BIG), agreed=list("ABCDEFGHIJKT"))
    assert set(found.pairs["to_unit"]) == {"South"}
    assert found.known["worse"].tolist() == [1, 1]
    small = {**BIG, "member_skills": [skill("T", "Triage"), skill("G", "Filing")]}
    ways = standing(North="worse", South="", Tiny="better")
    assert better_units(ways, frames(**small), agreed=[]).known.empty
    assert better_units(ways, frames(**small), agreed=["T"]).known["what"].tolist() == ["Triage"]
    assert better_units(ways, frames(**small)).known["what"].tolist() == ["Triage"]


def test_without_better_or_worse_units_there_is_nothing_to_ask():
    for ways in (standing(North="better", South=""), standing(North="", South="worse"), standing()):
        found = better_units(ways, frames(**TOWN))
        assert found.known.empty
        assert found.pairs.empty


def test_an_empty_place_has_no_units():
    found = better_units(WAYS, frames())
    assert found.unmatched == ("North", "South", "East", "West")
    assert found.known.empty


# Properties

LEVELS = st.dictionaries(
    st.tuples(st.sampled_from("ABCDEFGHIJKL"), st.sampled_from(["x", "y", "z"])),
    st.integers(0, 4),
    max_size=20,
)


@settings(max_examples=10, deadline=None)
@given(
    LEVELS,
    st.fixed_dictionaries({body: st.sampled_from(["better", "worse", ""]) for body in ("P", "Q", "R")}),
    st.sets(st.sampled_from("ABCDEFGHIJKL")),
    st.sets(st.tuples(st.sampled_from(["e", "f"]), st.sampled_from("ABCDEFGHIJKL"))),
)
def test_pairs_are_what_the_sets_say_and_name_only_those_who_agreed(levels, ways, agreed, visits):
    rows = {
        "organisations": bodies("P", "Q", "R"),
        "members": people(P=list("ABCDEF"), Q=list("GHIJ"), R=list("KL")),
        "member_skills": [skill(member, name, level) for (member, name), level in levels.items()],
        "attendance": came(*visits),
    }
    given_frames = frames(**rows)
    assets = unit_assets(list(ways), given_frames)
    has = {body: set(assets.loc[assets["unit"] == body, "what"]) for body in ways}
    expected = {
        (one, other, what)
        for one in ways
        for other in ways
        if ways[one] == "better" and ways[other] == "worse"
        for what in has[one] - has[other]
    }
    found = better_units(standing(**ways), given_frames).pairs
    assert set(zip(found["from_unit"], found["to_unit"], found["what"], strict=True)) == expected
    public = better_units(standing(**ways), given_frames, agreed).pairs
    assert set(zip(public["from_unit"], public["to_unit"], public["what"], strict=True)) <= expected
    assert set(public["through"].dropna()) | set(public["to_whom"].dropna()) <= agreed
    assert ((public["how"] == MEET) == (public["events_in_common"] > 0)).all()
