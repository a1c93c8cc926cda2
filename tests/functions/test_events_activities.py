"""Function 2: the library of activities, which of them fit, and what a run sheet lacks."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.events.activities import activity_of, check, fitting, library, terms
from copkit.functions.events.run_sheet import RunSheet, run_sheet
from copkit.place.schema.events import ITEM_KINDS

LIBRARY = library()
NAMES = list(LIBRARY["name"])
TEXT = ["name", "kind", "purpose", "materials", "steps", "source"]


@pytest.fixture(params=NAMES)
def activity(request) -> pd.Series:
    return LIBRARY.set_index("name", drop=False).loc[request.param]


def test_every_activity_is_complete(activity):
    assert [name for name in TEXT if not isinstance(activity[name], str) or not activity[name].strip()] == []
    assert activity["kind"] in ITEM_KINDS
    assert 3 <= len(activity["steps"].split(" | ")) <= 6
    assert all(len(step) <= 110 for step in activity["steps"].split(" | "))
    assert len(activity["purpose"]) <= 100
    assert not activity["purpose"].endswith(".")
    assert re.fullmatch(r"[A-Z].* (19|20)\d\d(, TC 25-20)?", activity["source"])


def test_its_numbers_go_together(activity):
    assert 1 <= activity["minutes_least"] <= activity["minutes_usual"] <= 240
    least, most, size = activity["group_least"], activity["group_most"], activity["group_size"]
    assert least >= 1
    assert pd.isna(most) or most >= least
    assert pd.isna(size) or 2 <= size <= 10
    assert pd.isna(size) or pd.isna(most) or size <= most


def test_its_words_are_plain(activity):
    told = " ".join(activity[["purpose", "materials", "steps"]])
    assert not re.search(r"\b(leverage|stakeholder|deliverable|synergy|empower\w*|utilis\w+)\b", told, re.I)
    assert not re.search(r"\w(ize|izing|ization)\b", told.replace("size", ""))


def test_names_are_unique_whatever_their_letters():
    assert len({name.casefold() for name in NAMES}) == len(NAMES) >= 40


def test_the_well_known_ones_are_there():
    assert sum(LIBRARY["source"] == "Lipmanowicz and McCandless 2013") == 32  # the 33rd is Open Space
    assert {
        "World Café": "Brown and Isaacs 2005",
        "Open Space Technology": "Owen 2008",
        "After-action review": "US Army 1993, TC 25-20",
        "Peer assist": "Collison and Parcell 2004",
        "Retrospect": "Collison and Parcell 2004",
        "Case clinic": "Scharmer 2009",
        "Nominal group technique": "Delbecq, Van de Ven and Gustafson 1975",
    }.items() <= dict(zip(NAMES, LIBRARY["source"], strict=True)).items()
    published = LIBRARY.set_index("name")["minutes_usual"]
    assert published[["1-2-4-All", "Wicked Questions", "TRIZ", "Ecocycle Planning"]].to_list() == [
        12,
        25,
        35,
        95,
    ]


def test_those_in_groups_say_how_large():
    grouped = LIBRARY[LIBRARY["kind"] == "small groups"]
    assert grouped[grouped["group_size"].isna()]["name"].tolist() == ["Open Space Technology"]


def small(*rows: tuple[str, str, int, int, int, int | None, int | None]) -> pd.DataFrame:
    columns = [
        "name",
        "purpose",
        "minutes_least",
        "minutes_usual",
        "group_least",
        "group_most",
        "group_size",
    ]
    frame = pd.DataFrame(rows, columns=columns).assign(kind="exercise")
    return frame.astype({"group_most": "Int64", "group_size": "Int64"})


def test_what_speaks_of_more_of_the_purpose_comes_first():
    known = small(
        ("One", "Meet", 10, 10, 2, None, None),
        ("Both", "Meet and decide", 5, 5, 2, None, None),
        ("None", "Rest", 10, 10, 2, None, None),
    )
    found = fitting(known, people=10, minutes=10, purpose="meet, then decide")
    assert found["name"].tolist() == ["Both", "One"]
    assert found["reason"].tolist() == [
        "It speaks of ‘meet’ and ‘decide’. It takes 5 of the 10 minutes. It suits 10 people.",
        "It speaks of ‘meet’. It takes 10 of the 10 minutes. It suits 10 people.",
    ]


def test_what_has_its_usual_time_comes_before_what_must_be_squeezed():
    known = small(
        ("Squeezed", "x", 20, 40, 2, None, 4),
        ("Short", "x", 5, 10, 2, None, 2),
        ("Just right", "x", 20, 30, 2, None, 6),
    )
    found = fitting(known, people=12, minutes=30)
    assert found["name"].tolist() == ["Just right", "Short", "Squeezed"]
    assert found["reason"].tolist() == [
        "It takes 30 of the 30 minutes. 12 people sit in groups of 6.",
        "It takes 10 of the 30 minutes. 12 people sit in pairs.",
        "It usually takes 40 minutes, and can be done in 30. 12 people sit in fours.",
    ]


def test_too_few_too_many_and_too_little_time_do_not_fit():
    known = small(("Circle", "x", 10, 20, 3, 15, None))
    assert [len(fitting(known, people=people)) for people in (2, 3, 15, 16)] == [0, 1, 1, 0]
    assert [len(fitting(known, minutes=minutes)) for minutes in (9, 10)] == [0, 1]


def test_nothing_asked_gives_all_by_name():
    assert fitting(LIBRARY)["name"].tolist() == sorted(NAMES)


def test_words_that_tell_nothing_are_passed_over():
    assert fitting(LIBRARY, purpose="the, of a with")["name"].tolist() == sorted(NAMES)
    assert "Dot voting" in fitting(LIBRARY, purpose="deciding on priorities")["name"].tolist()[:2]


def test_nothing_found_gives_an_empty_frame_with_all_columns():
    found = fitting(LIBRARY, purpose="zzzz")
    assert found.empty
    assert list(found) == [*LIBRARY, "reason"]


words = st.sampled_from(sorted({term for _, row in LIBRARY.iterrows() for term in terms(row)}))


@given(
    st.none() | st.integers(1, 300),
    st.none() | st.integers(1, 300),
    st.lists(words, max_size=3).map(" ".join),
)
def test_what_fits_really_fits_and_nothing_that_fits_is_left_out(people, minutes, purpose):
    found = fitting(LIBRARY, people, minutes, purpose)
    fits = LIBRARY.copy()
    if people is not None:
        fits = fits[(fits["group_least"] <= people) & ~(fits["group_most"] < people).fillna(False)]
    if minutes is not None:
        fits = fits[fits["minutes_least"] <= minutes]
    assert set(found["name"]) <= set(fits["name"])
    assert purpose or len(found) == len(fits)
    for word in purpose.split():
        spoken = {row["name"] for _, row in fits.iterrows() if word in terms(row)}
        assert spoken <= set(found["name"])
    assert len(found) == 0 or found["reason"].str.fullmatch(r"It .*\.").all()


@given(st.integers(2, 60), st.integers(5, 120), words)
def test_more_minutes_never_take_one_away(people, minutes, purpose):
    fewer = fitting(LIBRARY, people, minutes, purpose)
    assert set(fewer["name"]) <= set(fitting(LIBRARY, people, minutes + 10, purpose)["name"])


def sheet(*steps: tuple[str, str, int], minutes: int | None = None, starts: str | None = "10:00") -> RunSheet:
    agenda = pd.DataFrame(steps, columns=["title", "kind", "minutes"])
    agenda = agenda.assign(event="Meeting", position=range(len(steps)), lead=None)
    return run_sheet(pd.Series({"name": "Meeting", "starts": starts, "minutes": minutes}), agenda)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("World Café", "World Café"),
        ("world café: damp homes", "World Café"),
        ("  Check-in  and coffee", "Check-in"),
        ("Open Space Technology, first round", "Open Space Technology"),
        ("Breakfast", None),
        ("Our break", None),
        ("", None),
    ],
)
def test_a_step_names_its_activity_at_the_beginning(title, name):
    found = activity_of(title, LIBRARY)
    assert (None if found is None else found["name"]) == name


def test_a_sound_run_sheet_needs_no_mending():
    sound = sheet(
        ("Check-in", "discussion", 10),
        ("1-2-4-All", "small groups", 15),
        ("A talk", "talk", 65),
        ("Tea", "break", 10),
        ("Dot voting", "decision", 15),
        minutes=120,
    )
    assert check(sound, LIBRARY, people=40) == []


def test_a_run_sheet_longer_than_its_event():
    told = check(sheet(("A", "talk", 40), ("B", "talk", 35), minutes=60), LIBRARY)
    assert told == ["The run sheet is 15 minutes too long: it ends at 11:15, and the event at 11:00."]
    told = check(sheet(("A", "talk", 61), minutes=60, starts=None), LIBRARY)
    assert told == ["The run sheet is 1 minute too long."]
    told = check(sheet(("A", "talk", 70), minutes=60, starts="23:30"), LIBRARY)
    assert told == ["The run sheet is 10 minutes too long: it ends at 00:40, and the event at 00:30."]


def test_ninety_minutes_without_a_break_will_do_and_one_more_will_not():
    assert (
        check(sheet(("A", "talk", 45), ("B", "talk", 45), ("T", "break", 5), ("C", "talk", 90)), LIBRARY)
        == []
    )
    told = check(sheet(("A", "talk", 45), ("B", "talk", 45), ("C", "talk", 1)), LIBRARY)
    assert told == ["There is no break from ‘A’ to ‘C’, 91 minutes in all: put one between ‘B’ and ‘C’."]
    told = check(sheet(("T", "break", 10), ("A", "talk", 100), ("B", "talk", 10)), LIBRARY)
    assert told == ["There is no break from ‘A’ to ‘B’, 110 minutes in all: put one between ‘A’ and ‘B’."]
    told = check(sheet(("A", "talk", 120)), LIBRARY)
    assert told == ["‘A’ takes 120 minutes without a break: make one in the middle."]


def test_each_stretch_without_a_break_is_told():
    told = check(sheet(("A", "talk", 60), ("B", "talk", 60), ("T", "break", 5), ("C", "talk", 95)), LIBRARY)
    assert [sentence.split(",")[0] for sentence in told] == [
        "There is no break from ‘A’ to ‘B’",
        "‘C’ takes 95 minutes without a break: make one in the middle.",
    ]


def test_an_activity_with_too_little_time():
    told = check(sheet(("TRIZ: late repairs", "small groups", 20), ("Round robin", "talk", 5)), LIBRARY)
    assert told == ["‘TRIZ: late repairs’ has 20 minutes and needs 25 at the least."]


def test_more_than_twelve_people_talk_in_small_groups_within_half_an_hour():
    late = sheet(("Welcome", "talk", 30), ("Groups", "small groups", 20))
    assert check(late, LIBRARY) == []  # nobody knows how many come
    assert check(late, LIBRARY, people=12) == []
    (told,) = check(late, LIBRARY, people=13)
    assert told.startswith("In the first 30 minutes nobody talks in a small group")
    assert check(sheet(("Welcome", "talk", 29), ("Groups", "small groups", 20)), LIBRARY, people=13) == []
    assert (
        check(
            sheet(
                ("Speed networking", "exercise", 30),
            ),
            LIBRARY,
            people=13,
        )
        == []
    )


def test_an_empty_run_sheet_is_not_judged():
    assert check(sheet(minutes=60), LIBRARY, people=40) == []


steps = st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from(["talk", "break"]), st.integers(1, 130)))


@given(steps)
def test_a_warning_of_no_break_comes_exactly_where_a_stretch_is_too_long(drawn):
    longest = gone = 0
    for _, kind, minutes in drawn:
        gone = 0 if kind == "break" else gone + minutes
        longest = max(longest, gone)
    assert bool(check(sheet(*drawn), LIBRARY)) == (longest > 90)
