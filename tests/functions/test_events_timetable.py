"""The timetable of an open space: the published case, all small ones tried one by one, what never happens,
and why there is none."""

import itertools

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.functions.events.timetable import timetable, timetable_in_spaces
from copkit.functions.events.timetable_clash import CannotBePlaced, smallest_clash
from copkit.functions.events.timetable_rules import Space, minute_of, rules_of


def sessions(*rows: tuple) -> pd.DataFrame:
    """Rows of name, host, minutes, not_before, not_after; what is left out is empty."""
    filled = [(*row, *[None] * (5 - len(row))) for row in rows]
    return pd.DataFrame(filled, columns=["name", "host", "minutes", "not_before", "not_after"], dtype=object)


def rooms(**seats: int) -> pd.DataFrame:
    return pd.DataFrame({"name": list(seats), "seats": list(seats.values())})


def slots(*starts: str, minutes: int = 45) -> pd.DataFrame:
    return pd.DataFrame({"starts": list(starts), "minutes": minutes})


def clashes(*pairs: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["session", "other"], dtype="str")


def choices(**chosen: str) -> pd.DataFrame:
    """Of each session (named by one letter) who chose it, one letter a person."""
    rows = [(name, person) for name, people in chosen.items() for person in people]
    return pd.DataFrame(rows, columns=["session", "chooser"], dtype="str")


# PyCon UK's conference-scheduler, tests/conftest.py: seven slots in two rooms, three sessions
PYCON_SLOTS = pd.DataFrame(
    [
        ("Room 1", "09:30", 30, 50),
        ("Room 1", "10:03", 30, 50),
        ("Room 1", "11:30", 30, 50),
        ("Room 1", "12:00", 30, 10),
        ("Room 1", "12:30", 30, 50),
        ("Room 2", "09:30", 90, 200),
        ("Room 2", "11:30", 90, 200),
    ],
    columns=["room", "starts", "minutes", "seats"],
)
PYCON_SESSIONS = sessions(("Talk 1", None, 30), ("Talk 2", None, 30), ("Workshop 1", None, 60))
PYCON_DEMAND = {"Talk 1": 30, "Talk 2": 500, "Workshop 1": 20}
PYCON_BARRED = pd.DataFrame(
    [(session, *PYCON_SLOTS.loc[slot, ["room", "starts"]]) for session, slot in [
        ("Talk 1", 0), ("Talk 1", 1), ("Talk 2", 2), ("Talk 2", 3)]],
    columns=["session", "room", "starts"],
)  # fmt: skip


def pycon_choices() -> pd.DataFrame:
    rows = [(name, f"{name}, {n}") for name, demand in PYCON_DEMAND.items() for n in range(demand)]
    return pd.DataFrame(rows, columns=["session", "chooser"])


def test_the_published_case_reaches_the_published_overflow():
    made = timetable_in_spaces(
        PYCON_SESSIONS, PYCON_SLOTS, clashes(("Talk 2", "Talk 1")), pycon_choices(), barred=PYCON_BARRED
    )
    published = {"Talk 1": 4, "Talk 2": 5, "Workshop 1": 6}
    overflow = sum(max(PYCON_DEMAND[name] - PYCON_SLOTS.loc[n, "seats"], 0) for name, n in published.items())
    assert (made.overflow, made.optimal) == (overflow, True) == (300, True)
    found = made.placed.set_index("session")
    for name in ("Talk 2", "Workshop 1"):
        assert found.loc[name].tolist() == PYCON_SLOTS.loc[published[name], ["starts", "room"]].tolist()
    # slots 2 and 4 tie for Talk 1, both free and of 50 seats: ours is the earlier
    assert found.loc["Talk 1"].tolist() == ["11:30", "Room 1"]
    assert (made.seen, made.choices) == (30 + 200 + 20, 550)


def test_what_many_chose_together_runs_one_after_the_other():
    made = timetable(
        sessions(("A",), ("B",), ("C",), ("D",)),
        rooms(Hall=9, Attic=9),
        slots("10:00", "11:00"),
        clashes(),
        choices(A="pqr", B="pqr", C="s", D="s"),
    )
    assert made.placed.to_numpy().tolist() == [
        ["A", "10:00", "Attic"],
        ["C", "10:00", "Hall"],
        ["B", "11:00", "Attic"],
        ["D", "11:00", "Hall"],
    ]
    assert (made.seen, made.bound, made.choices, made.overflow, made.optimal) == (8, 8, 8, 0, True)
    assert made.notes == (
        "All 4 sessions are placed.",
        "8 of 8 choices can be seen. No timetable lets more be seen.",
    )


def test_who_finds_no_seat_does_not_see_it_and_the_room_is_told():
    made = timetable(sessions(("A",)), rooms(Attic=2, Hall=3), slots("10:00"), clashes(), choices(A="pqrst"))
    assert (made.seen, made.overflow) == (3, 2)
    assert made.notes[-1] == (
        "'A' was chosen by 5 and Hall seats 3: 2 too many. Let it run twice, or find a larger room."
    )


def test_a_session_that_nobody_chose_is_placed_and_told():
    made = timetable(
        sessions(("A",), ("B",)), rooms(Hall=9), slots("10:00", "11:00"), clashes(), choices(A="p")
    )
    assert set(made.placed["session"]) == {"A", "B"}
    assert made.notes[-1] == "Nobody chose 'B'."


def test_no_session_and_no_choice_are_no_fault():
    assert timetable(sessions(), rooms(), slots(), clashes(), choices()).placed.empty
    made = timetable(sessions(("A",)), rooms(Hall=1), slots("10:00"), clashes(), choices())
    assert (made.seen, made.choices, made.notes) == (0, 0, ("The one session is placed.",))


def test_the_host_ends_in_time_though_the_slot_is_longer():
    made = timetable(
        sessions(("A", None, 30, "10:30", "11:30")),
        rooms(Hall=9),
        slots("10:00", "11:00", "12:00", minutes=60),
        clashes(),
        choices(),
    )
    assert made.placed["starts"].item() == "11:00"


def test_the_same_choice_twice_and_choices_of_other_events_do_not_count():
    twice = pd.concat([choices(A="p"), choices(A="p", Z="p")])
    assert timetable(sessions(("A",)), rooms(Hall=9), slots("10:00"), clashes(("A", "Z")), twice).choices == 1


# Small inputs, all timetables of which are tried one by one ------------------------------------------

NAMES = "ABCD"


@st.composite
def inputs(draw):
    count = draw(st.integers(1, 4))
    own = sessions(
        *(
            (
                name,
                draw(st.sampled_from(["x", "y", None])),
                draw(st.sampled_from([None, 30, 60])),
                draw(st.sampled_from([None, None, "10:30"])),
                draw(st.sampled_from([None, None, "11:30"])),
            )
            for name in NAMES[:count]
        )
    )
    starts = draw(
        st.lists(st.sampled_from(["10:00", "10:30", "11:00", "12:00"]), min_size=1, max_size=3, unique=True)
    )
    there = [
        (room, start, draw(st.sampled_from([30, 60])), seats)
        for room, seats in draw(st.sampled_from([[("R", 1)], [("R", 1), ("S", 2)], [("R", 2), ("S", 2)]]))
        for start in starts
    ]
    pairs = draw(st.lists(st.sampled_from(list(itertools.combinations(NAMES, 2))), max_size=2))
    chosen = {name: draw(st.sampled_from(["", "p", "q", "pq", "pqr"])) for name in NAMES[:count]}
    return (
        own,
        pd.DataFrame(there, columns=["room", "starts", "minutes", "seats"]),
        clashes(*pairs),
        choices(**chosen),
    )


def times_of(space) -> tuple[int, int]:
    start = minute_of(space.starts)
    return start, start + space.minutes


def overlap(one, other) -> bool:
    (start, end), (other_start, other_end) = times_of(one), times_of(other)
    return start < other_end and other_start < end


def broken(own, there, pairs, placed: dict[str, int]) -> list[str]:
    """The kinds of rules that a timetable breaks, told anew from the frames."""
    space = dict(enumerate(there.itertuples(index=False)))
    found = []
    for row in own.itertuples(index=False):
        if row.name not in placed:
            found.append("placed")
            continue
        start, end = times_of(space[placed[row.name]])
        if pd.notna(row.minutes):
            if row.minutes > end - start:
                found.append("length")
            end = start + row.minutes
        if pd.notna(row.not_before) and start < minute_of(row.not_before):
            found.append("start")
        if pd.notna(row.not_after) and end > minute_of(row.not_after):
            found.append("end")
    host = dict(zip(own["name"], own["host"], strict=True))
    apart = {frozenset(pair) for pair in pairs.to_numpy().tolist()}
    for one, other in itertools.combinations(placed, 2):
        if overlap(space[placed[one]], space[placed[other]]):
            if space[placed[one]].room == space[placed[other]].room:
                found.append("rooms")
            if pd.notna(host[one]) and host[one] == host[other]:
                found.append("host")
            if {one, other} in apart:
                found.append("clash")
    return found


def most_seen(there, placed: dict[str, int], wanted) -> int:
    """Every way in which people can sit down, tried one by one."""
    space = dict(enumerate(there.itertuples(index=False)))
    by_person = []
    for _, names in wanted.groupby("chooser")["session"]:
        ways = [
            way
            for size in range(len(names) + 1)
            for way in itertools.combinations(names, size)
            if not any(
                overlap(space[placed[one]], space[placed[other]])
                for one, other in itertools.combinations(way, 2)
            )
        ]
        by_person.append(ways)
    best = 0
    for day in itertools.product(*by_person):
        seated = [name for way in day for name in way]
        if all(seated.count(name) <= space[placed[name]].seats for name in set(seated)):
            best = max(best, len(seated))
    return best


def best_of_all(own, there, pairs, wanted):
    """The best timetable of all: most seen, least overflow, then the earliest, by name."""
    demand = wanted["session"].value_counts().to_dict()
    found = []
    for chosen in itertools.product(range(len(there)), repeat=len(own)):
        placed = dict(zip(own["name"], chosen, strict=True))
        if not broken(own, there, pairs, placed):
            over = sum(max(demand.get(name, 0) - there.loc[n, "seats"], 0) for name, n in placed.items())
            found.append((-most_seen(there, placed, wanted), over, chosen))
    return min(found, default=None)


@settings(max_examples=30)
@given(inputs())
def test_no_timetable_is_better(given_input):
    own, there, pairs, wanted = given_input
    there = there.sort_values(["starts", "room"], ignore_index=True)
    best = best_of_all(own, there, pairs, wanted)
    if best is None:
        with pytest.raises(CannotBePlaced):
            timetable_in_spaces(own, there, pairs, wanted)
        return
    made = timetable_in_spaces(own, there, pairs, wanted)
    assert (made.seen, made.bound, made.overflow, made.optimal) == (-best[0], -best[0], best[1], True)
    expected = sorted(
        (there.loc[n, "starts"], there.loc[n, "room"], name)
        for name, n in zip(own["name"], best[2], strict=True)
    )
    assert made.placed[["starts", "room", "session"]].to_numpy().tolist() == [list(row) for row in expected]


@settings(max_examples=25)
@given(inputs(), st.randoms())
def test_the_order_of_the_rows_changes_nothing(given_input, chance):
    def shuffled(frame):
        order = list(range(len(frame)))
        chance.shuffle(order)
        return frame.iloc[order]

    def told(own_input) -> str:
        try:
            made = timetable_in_spaces(*own_input)
        except CannotBePlaced as why:
            return str(why)
        return f"{made.placed.to_csv()} {made.seen} {made.overflow} {made.notes}"

    assert told(map(shuffled, given_input)) == told(given_input)


@settings(max_examples=8)
@given(
    st.lists(st.sampled_from("uvwx"), min_size=6, max_size=9),
    st.lists(st.sets(st.sampled_from("ABCDEFGHI"), min_size=1, max_size=4), max_size=12),
    st.lists(st.sampled_from(list(itertools.combinations("ABCDEF", 2))), max_size=3),
)
def test_in_larger_ones_nobody_and_no_room_is_in_two_places(hosts, wishes, pairs):
    names = "ABCDEFGHI"[: len(hosts)]
    own = sessions(
        *(
            (name, host, None, "11:00" if name == "A" else None)
            for name, host in zip(names, hosts, strict=True)
        )
    )
    wanted = pd.DataFrame(
        [(name, f"p{n}") for n, wish in enumerate(wishes) for name in sorted(wish) if name in names],
        columns=["session", "chooser"],
        dtype="str",
    )
    times, there = slots("10:00", "11:00", "12:00", "13:00"), rooms(R=3, S=5, T=8)
    try:
        made = timetable(own, there, times, clashes(*pairs), wanted, effort=2)
    except CannotBePlaced:
        return
    at = made.placed.merge(own, left_on="session", right_on="name")
    assert sorted(at["session"]) == sorted(names)
    assert not at.duplicated(["starts", "room"]).any()
    assert not at.duplicated(["starts", "host"]).any()
    starts = at.set_index("session")["starts"]
    assert all(starts[one] != starts[other] for one, other in pairs)
    assert starts["A"] >= "11:00"
    assert 0 <= made.seen <= made.bound <= made.choices == len(wanted)


# Why there is none -----------------------------------------------------------------------------------


def why_not(*given_input) -> CannotBePlaced:
    with pytest.raises(CannotBePlaced) as refused:
        timetable(*given_input)
    return refused.value


def test_a_session_that_fits_no_slot_is_told_with_what_could_be_done():
    refused = why_not(
        sessions(("A", "x", 60), ("B",)), rooms(Hall=9), slots("10:00", "11:00"), clashes(), choices()
    )
    assert str(refused) == (
        "No timetable can be made, because these rules cannot all be kept:\n"
        "  - 'A' is to take place.\n"
        "  - 'A' needs 60 minutes; the longest time slot has 45.\n"
        "Do one of these, and try again:\n"
        "  - Leave out 'A'.\n"
        "  - Shorten 'A', or make a time slot longer."
    )


def test_a_host_of_more_sessions_than_slots_is_told():
    own = sessions(("A", "Tom"), ("B", "Tom"), ("C", "Tom"), ("D", "Ann"))
    refused = why_not(own, rooms(Hall=9, Attic=9), slots("10:00", "11:00"), clashes(), choices())
    assert [rule.kind for rule in refused.rules] == ["placed"] * 3 + ["host"]
    assert (
        "Tom hosts 3 sessions ('A', 'B' and 'C'), can be in one place at a time, and there are 2 time slots."
        in str(refused)
    )
    assert "Leave out one of these sessions, or join two." in str(refused)


def test_the_smaller_of_two_clashes_is_told():
    own = sessions(("A", "Tom"), ("B", "Tom"), ("C", "Tom"), ("D", None, None, "15:00"))
    refused = why_not(own, rooms(Hall=9, Attic=9), slots("10:00", "11:00"), clashes(), choices())
    assert [(rule.kind, rule.sessions) for rule in refused.rules] == [("placed", ("D",)), ("start", ("D",))]


def test_too_few_spaces_are_counted_and_a_long_list_of_sessions_is_cut():
    own = sessions(*((f"Session {n:02}",) for n in range(25)))
    refused = why_not(own, rooms(R=9, S=9, T=9, U=9), slots("10:00", "11:00", "12:00"), clashes(), choices())
    assert len([rule for rule in refused.rules if rule.kind == "placed"]) == 13
    assert "4 rooms and 3 times make 12 spaces, and there are 25 sessions." in str(refused)
    assert "and 5 more." in str(refused)


def test_no_room_or_no_slot_is_told():
    for there, times in ((rooms(), slots("10:00")), (rooms(Hall=9), slots())):
        refused = why_not(sessions(("A",)), there, times, clashes(), choices())
        assert "there is no room, or no time slot, yet" in str(refused)
        assert "Name at least one room and one time slot." in str(refused)


def test_three_sessions_that_must_all_differ_clash_in_two_slots():
    pairs = clashes(("A", "B"), ("B", "C"), ("C", "A"))
    refused = why_not(
        sessions(("A",), ("B",), ("C",)), rooms(R=1, S=1, T=1), slots("10:00", "11:00"), pairs, choices()
    )
    assert [rule.kind for rule in refused.rules] == ["placed"] * 3 + ["clash"] * 3


def can_be_kept(rules, there) -> bool:
    """Whether some timetable, perhaps without some sessions, keeps rules: all are tried one by one."""
    placed = {rule.sessions[0] for rule in rules if rule.kind == "placed"}
    names = sorted({name for rule in rules for name in rule.sessions})
    for chosen in itertools.product([None, *range(len(there))], repeat=len(names)):
        runs = {(name, n) for name, n in zip(names, chosen, strict=True) if n is not None}
        if (
            placed <= {name for name, _ in runs}
            and not any(runs & rule.never for rule in rules)
            and all(len(runs & together) <= 1 for rule in rules for together in rule.apart)
        ):
            return True
    return False


@settings(max_examples=30)
@given(inputs())
def test_what_is_told_clashes_and_is_as_small_as_can_be(given_input):
    own, there, pairs, wanted = given_input
    spaces = [Space(*times_of(row), row.room, row.seats) for row in there.itertuples(index=False)]
    rules = rules_of(own, spaces, pairs)
    told = smallest_clash(rules, len(spaces))
    if not told:
        assert best_of_all(own, there, pairs, wanted) is not None
        return
    assert not can_be_kept(told, spaces)
    for one in told:
        assert can_be_kept([rule for rule in told if rule != one], spaces)
    if len(rules) <= 10:
        for fewer in itertools.combinations(rules, len(told) - 1):
            assert can_be_kept(fewer, spaces)


def test_where_a_smallest_set_takes_too_long_it_is_still_one_of_which_none_can_be_dropped(monkeypatch):
    monkeypatch.setattr("copkit.functions.events.timetable_clash.MOST_TRIES", 0)
    own = sessions(("A", "Tom"), ("B", "Tom"), ("C", "Tom"), ("D", None, None, "15:00"))
    spaces = [Space(600, 645, "Hall", 9), Space(660, 705, "Hall", 9)]
    told = smallest_clash(rules_of(own, spaces, clashes()), 2)
    assert told
    assert not can_be_kept(told, spaces)
    assert all(can_be_kept([rule for rule in told if rule != one], spaces) for one in told)
