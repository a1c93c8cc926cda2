"""Function 7: the vital signs against counts by hand, and against a slow count in plain Python."""

import csv
import datetime as dt
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.functions.health.by_month import WHOLE_PLACE
from copkit.functions.health.contributors import contributions
from copkit.functions.health.kept_up import actions_done
from copkit.functions.health.vital_signs import VITAL_SIGNS, vital_signs
from copkit.place.frames import empty_frame, typed
from copkit.place.schema import TABLES
from copkit.place.schema.health import VITAL_SIGN_NAMES

USED = (
    "events", "attendance", "agenda_items", "sessions", "questions", "answers", "resources", "value_stories",
    "hours_given", "memberships", "ties", "actions", "members", "organisations",
)  # fmt: skip


def frames(**rows) -> dict[str, pd.DataFrame]:
    """Frames as a place gives them, with these rows (each a dict) by table."""
    found = {}
    for name, of_table in rows.items():
        fields = TABLES[name].fields()
        given = pd.DataFrame(of_table, columns=list(fields), dtype=object)
        found[name] = pd.DataFrame({column: typed(given[column], field) for column, field in fields.items()})
    return found


def told(found: pd.DataFrame, sign: str, community: str = "Homes") -> list[tuple]:
    """Month, value, numerator and denominator of a sign of a community, None for what is missing."""
    rows = found[(found["sign"] == sign) & (found["community"] == community)]
    plain = rows[["value", "numerator", "denominator"]].astype(object)
    plain = plain.where(plain.notna(), None).to_numpy().tolist()
    return [(f"{month:%Y-%m}", *row) for month, row in zip(rows["month"], plain, strict=True)]


def came(*visits: tuple[str, str, str], kind: str = "meeting") -> dict[str, list[dict]]:
    """Visits (member, day, community; '' for the whole place) as rows of events and attendance."""
    held = sorted({(day, community) for _, day, community in visits})
    return {
        "events": [
            {"name": f"{c} {day}", "community": c or None, "kind": kind, "date": day} for day, c in held
        ],
        "attendance": [
            {"event": f"{c} {day}", "member": member, "presence": "came"} for member, day, c in visits
        ],
    }


def signs_on(day: str, whole_place: bool = False, **rows) -> pd.DataFrame:
    return vital_signs(frames(**rows), pd.Timestamp(day), whole_place=whole_place)


VISITS = came(
    ("Ann", "2026-01-10", "Homes"),
    ("Bo", "2026-01-10", "Homes"),
    ("Ann", "2026-01-24", "Homes"),
    ("Ann", "2026-03-31", "Homes"),
    ("Cy", "2026-03-31", "Homes"),
    ("Cy", "2026-03-01", "Care"),
    ("Di", "2026-03-05", ""),
    ("Ann", "2026-04-02", "Homes"),
)


def test_people_and_visits_by_month_without_the_running_month():
    found = signs_on("2026-04-29", **VISITS)
    assert told(found, "people who came") == [
        ("2026-01", 2.0, 2.0, None),
        ("2026-02", 0.0, 0.0, None),
        ("2026-03", 2.0, 2.0, None),
    ]
    assert [row[1] for row in told(found, "visits")] == [3.0, 0.0, 2.0]
    assert told(found, "people who came", "Care") == [("2026-03", 1.0, 1.0, None)]
    assert told(signs_on("2026-04-30", **VISITS), "visits")[-1] == ("2026-04", 1.0, 1.0, None)


def test_the_whole_place_counts_each_person_once_and_its_own_events():
    found = signs_on("2026-03-31", whole_place=True, **VISITS)
    assert [row[1] for row in told(found, "people who came", WHOLE_PLACE)] == [2.0, 0.0, 3.0]
    assert set(found["community"]) == {WHOLE_PLACE}


def test_who_only_sent_apologies_did_not_come():
    rows = came(("Ann", "2026-01-10", "Homes"), ("Bo", "2026-01-10", "Homes"))
    rows["attendance"][1]["presence"] = "sent apologies"
    assert [row[1] for row in told(signs_on("2026-01-31", **rows), "visits")] == [1.0]


def test_newcomers_are_told_from_the_second_month_of_the_records():
    assert told(signs_on("2026-04-30", **VISITS), "newcomers") == [
        ("2026-02", 0.0, 0.0, None),
        ("2026-03", 1.0, 1.0, None),
        ("2026-04", 0.0, 0.0, None),
    ]


NEW = came(
    ("Old", "2026-01-01", "Homes"),
    ("In time", "2026-02-01", "Homes"),
    ("In time", "2026-05-02", "Homes"),
    ("Late", "2026-02-02", "Homes"),
    ("Late", "2026-05-04", "Homes"),
    ("Elsewhere", "2026-02-02", "Homes"),
    ("Elsewhere", "2026-02-09", "Care"),
)


def test_newcomers_who_came_back_within_ninety_days_once_these_are_over():
    found = signs_on("2026-05-29", **NEW)
    assert told(found, "newcomers who came back") == [("2026-02", 1 / 3, 1.0, 3.0)]
    assert told(signs_on("2026-05-28", **NEW), "newcomers who came back") == []
    assert told(signs_on("2026-06-29", **NEW), "newcomers who came back")[1] == ("2026-03", None, 0.0, 0.0)


def test_a_contributor_gave_something():
    rows = came(("Ann", "2026-01-10", "Homes"), ("Bo", "2026-01-10", "Homes"), kind="work together")
    rows["events"].append({"name": "Walk", "community": "Homes", "kind": "meeting", "date": "2026-02-03"})
    rows |= {
        "agenda_items": [
            {"event": "Walk", "position": 1, "title": "Damp", "minutes": 5, "lead": "Cy"},
            {"event": "Walk", "position": 2, "title": "Tea", "minutes": 5},
        ],
        "sessions": [{"name": "Meters", "event": "Walk", "host": "Di"}],
        "questions": [
            {"name": "Who?", "community": "Homes", "asked_by": "Ed", "asked": "2026-02-04", "state": "open"}
        ],
        "answers": [{"question": "Who?", "answered_by": "Flo", "answered": "2026-03-01"}],
        "resources": [
            {"name": "Guide", "kind": "guide", "community": "Homes", "owner": "Gus", "made": "2026-03-02"}
        ],
        "value_stories": [
            {"name": "S", "community": "Homes", "member": "Gus", "cycle": "applied", "told": "2026-03-03"}
        ],
        "hours_given": [
            {"organisation": "X", "community": "Homes", "member": "Hal", "month": "2026-03-01", "hours": 2}
        ],
    }  # fmt: skip
    given = contributions(frames(**rows))
    assert sorted(given["member"]) == ["Ann", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Gus", "Hal"]
    assert set(given["community"]) == {"Homes"}
    found = told(signs_on("2026-03-31", **rows), "contributors")
    assert [row[:2] for row in found] == [("2026-01", 2.0), ("2026-02", 3.0), ("2026-03", 3.0)]


def member(
    name: str, role: str, since: str | None = None, until: str | None = None, community="Homes"
) -> dict:
    return {"member": name, "community": community, "role": role, "since": since, "until": until}


def test_shares_of_core_active_and_peripheral_members_at_the_end_of_the_month():
    rows = [
        member("Ann", "coordinator"),
        member("Bo", "peripheral", "2026-01-15", "2026-02-27"),
        member("Bo", "active", "2026-02-28"),
        member("Cy", "outside", "2026-01-01"),
        member("Di", "peripheral", "2026-03-31"),
        member("Di", "active", "2026-03-31", community="Care"),
        member("Ed", "peripheral", "2026-01-02", "2026-01-30"),
    ]
    found = signs_on("2026-03-31", memberships=rows)
    assert told(found, "core members") == [
        ("2026-01", 0.5, 1.0, 2.0),
        ("2026-02", 0.5, 1.0, 2.0),
        ("2026-03", 1 / 3, 1.0, 3.0),
    ]
    assert [row[2] for row in told(found, "active members")] == [0.0, 1.0, 1.0]
    assert [row[2] for row in told(found, "peripheral members")] == [1.0, 0.0, 1.0]
    whole = signs_on("2026-03-31", whole_place=True, memberships=rows)
    assert told(whole, "active members", WHOLE_PLACE)[-1] == ("2026-03", 2 / 3, 2.0, 3.0)


def test_memberships_without_any_day_tell_no_month():
    found = signs_on("2026-03-31", memberships=[member("Ann", "core")])
    assert found[found["sign"].str.endswith("members")].empty


def test_ties_across_communities():
    members = [
        member("Ann", "core"),
        member("Bo", "active"),
        member("Bo", "active", community="Care"),
        member("Cy", "core", community="Care"),
        member("Di", "core", "2026-02-10", community="Care"),
    ]
    pairs = [
        ("Ann", "Bo", "advice", "2026-01-05"),
        ("Bo", "Ann", "trusts", "2026-01-06"),
        ("Ann", "Cy", "advice", "2026-01-07"),
        ("Ann", "Di", "advice", "2026-01-07"),
        ("Ann", "Eve", "advice", "2026-01-07"),
        ("Di", "Ann", "advice", "2026-03-07"),
    ]
    ties = [dict(zip(("member", "to_member", "kind", "seen"), pair, strict=True)) for pair in pairs]
    rows = {"memberships": members, "ties": ties}
    found = signs_on("2026-03-31", **rows)
    name = "ties across communities"
    assert told(found, name) == [
        ("2026-01", 0.5, 1.0, 2.0),
        ("2026-02", None, 0.0, 0.0),
        ("2026-03", 1.0, 1.0, 1.0),
    ]
    assert told(found, name, "Care")[0] == ("2026-01", 1.0, 2.0, 2.0)
    assert told(signs_on("2026-01-31", True, **rows), name, WHOLE_PLACE) == [("2026-01", 0.5, 1.0, 2.0)]


def test_questions_answered_within_thirty_days_once_these_are_over():
    asked = [
        {"name": name, "community": "Homes", "asked": day, "state": state}
        for name, day, state in (
            ("In time", "2026-01-01", "answered"),
            ("Late", "2026-01-01", "answered"),
            ("Never", "2026-01-09", "open"),
            ("Without a day", "2026-01-09", "answered"),
            ("Dropped", "2026-01-09", "dropped"),
        )
    ]
    answers = [
        {"question": "In time", "answered": "2026-03-09"},
        {"question": "In time", "answered": "2026-01-31"},
        {"question": "Late", "answered": "2026-02-01"},
        {"question": "Without a day"},
    ]
    rows = {"questions": asked, "answers": answers}
    assert told(signs_on("2026-03-02", **rows), "questions answered") == [("2026-01", 0.25, 1.0, 4.0)]
    assert told(signs_on("2026-03-01", **rows), "questions answered") == []


def test_actions_done_of_those_due():
    rows = [
        {"name": str(number), "community": community, "due": due, "state": state}
        for number, (community, due, state) in enumerate(
            [
                ("Homes", "2026-01-05", "done"),
                ("Homes", "2026-01-06", "open"),
                ("Homes", "2026-01-07", "dropped"),
                ("Homes", None, "done"),
                ("Homes", "2026-03-31", "under way"),
                (None, "2026-03-31", "done"),
            ]
        )
    ]
    assert told(signs_on("2026-03-31", actions=rows), "actions done") == [
        ("2026-01", 0.5, 1.0, 2.0),
        ("2026-02", None, 0.0, 0.0),
        ("2026-03", 0.0, 0.0, 1.0),
    ]
    whole = told(signs_on("2026-03-31", True, actions=rows), "actions done", WHOLE_PLACE)
    assert whole[-1] == ("2026-03", 0.5, 1.0, 2.0)


def test_sector_mix_is_one_minus_half_the_differences():
    organisations = [{"name": name, "sector": name} for name in ("public", "business", "resident")]
    people = {"Ann": "public", "Bo": "public", "Cy": "business", "Di": "resident", "Ed": None}
    rows = {
        "organisations": organisations,
        "members": [{"name": name, "organisation": place} for name, place in people.items()],
        **came(
            *[(name, "2026-01-10", "Homes") for name in ("Ann", "Cy", "Ed")], ("Ed", "2026-02-10", "Homes")
        ),
    }
    expected = 1 - (abs(1 / 2 - 1 / 2) + abs(1 / 2 - 1 / 4) + abs(0 - 1 / 4)) / 2
    found = told(signs_on("2026-02-28", **rows), "sector mix")
    assert found == [("2026-01", pytest.approx(expected), 1.5, 2.0), ("2026-02", None, 0.0, 0.0)]
    assert not told(signs_on("2026-02-28", **{**rows, "organisations": []}), "sector mix")


def test_an_empty_place_has_no_signs_and_every_sign_is_told_of():
    empty = {name: empty_frame(TABLES[name]) for name in USED}
    for whole in (False, True):
        found = vital_signs(empty, pd.Timestamp("2026-01-31"), whole_place=whole)
        assert found.empty
        assert found.columns.tolist() == ["sign", "community", "month", "value", "numerator", "denominator"]
    assert vital_signs({}, pd.Timestamp("2026-01-31")).empty
    assert len({sign.name for sign in VITAL_SIGNS}) == len(VITAL_SIGNS) == 12


# A slow count in plain Python

DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 8, 31))
NAMES, PLACES = st.sampled_from("ABCD"), st.sampled_from(["Homes", "Care"])
RECORDS = st.fixed_dictionaries(
    {
        "visits": st.lists(st.tuples(NAMES, DAYS, PLACES), unique=True, max_size=16),
        "memberships": st.lists(
            st.tuples(NAMES, PLACES, st.sampled_from(["core", "active", "outside"]), DAYS, st.none() | DAYS),
            max_size=8,
        ),
        "ties": st.lists(st.tuples(NAMES, NAMES, DAYS), max_size=8),
        "questions": st.lists(st.tuples(PLACES, DAYS, st.none() | DAYS), max_size=6),
        "as_of": DAYS,
    }
)


def months_until(first: dt.date, last: dt.date):
    """First and last day of each month from that of one day to the last that is over on another."""
    start = first.replace(day=1)
    while (end := (start + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)) <= last:
        yield start, end
        start = end + dt.timedelta(days=1)


def slow(records: dict, community: str) -> dict[tuple[str, str], tuple]:
    """Numerator and denominator of most signs of a community, by sign and month."""
    as_of, found = records["as_of"], {}
    own = sorted((day, name) for name, day, place in records["visits"] if place == community)
    debut = {name: min(day for day, other in own if other == name) for _, name in own}
    back = {
        name: any(first < day <= first + dt.timedelta(days=90) and other == name for day, other in own)
        for name, first in debut.items()
    }
    for start, end in months_until(own[0][0], as_of) if own else ():
        month = [(day, name) for day, name in own if start <= day <= end]
        new = [name for name, day in debut.items() if start <= day <= end]
        found["people who came", f"{start:%Y-%m}"] = (len({name for _, name in month}), None)
        found["visits", f"{start:%Y-%m}"] = (len(month), None)
        if start > own[0][0]:
            found["newcomers", f"{start:%Y-%m}"] = (len(new), None)
            if end + dt.timedelta(days=90) <= as_of:
                found["newcomers who came back", f"{start:%Y-%m}"] = (sum(back[n] for n in new), len(new))

    def belongs(name: str, place: str, day: dt.date) -> set[str]:
        return {
            role
            for who, where, role, since, until in records["memberships"]
            if (who, where) == (name, place) and role != "outside" and since <= day <= (until or day)
        }

    begun = [m[3] for m in records["memberships"] if m[1] == community and m[2] != "outside"]
    for start, end in months_until(min(begun), as_of) if begun else ():
        members = [belongs(name, community, end) for name in "ABCD"]
        core = sum("core" in roles for roles in members)
        found["core members", f"{start:%Y-%m}"] = (core, sum(map(bool, members)))
    ties: dict[str, tuple] = {}
    for start, end in months_until(dt.date(2026, 1, 1), as_of):
        pairs = {frozenset((a, b)) for a, b, day in records["ties"] if a != b and start <= day <= end}
        in_any = {n for n in "ABCD" if belongs(n, "Homes", end) or belongs(n, "Care", end)}
        here = {n for n in "ABCD" if belongs(n, community, end)}
        counted = [pair for pair in pairs if pair <= in_any and pair & here]
        if counted or ties:
            across = sum(not pair <= here for pair in counted)
            ties["ties across communities", f"{start:%Y-%m}"] = (across, len(counted))
    asked = [q for q in records["questions"] if q[0] == community]
    limit = dt.timedelta(days=30)
    for start, end in months_until(min(q[1] for q in asked), as_of - limit) if asked else ():
        month = [q for q in asked if start <= q[1] <= end]
        answered = sum(q[2] is not None and q[2] <= q[1] + limit for q in month)
        found["questions answered", f"{start:%Y-%m}"] = (answered, len(month))
    return found | ties


@settings(max_examples=max(8, settings.default.max_examples // 3))
@given(RECORDS)
def test_the_signs_are_those_of_a_slow_count(records):
    rows = {
        **came(*[(name, str(day), place) for name, day, place in records["visits"]]),
        "memberships": [member(n, r, str(s), u and str(u), p) for n, p, r, s, u in records["memberships"]],
        "ties": [
            {"member": a, "to_member": b, "kind": "advice", "seen": str(d)} for a, b, d in records["ties"]
        ],
        "questions": [
            {"name": str(number), "community": place, "asked": str(day), "state": "open"}
            for number, (place, day, _) in enumerate(records["questions"])
        ],
        "answers": [
            {"question": str(number), "answered": str(answered)}
            for number, (_, _, answered) in enumerate(records["questions"])
            if answered
        ],
    }
    found = signs_on(str(records["as_of"]), **rows)
    checked = {
        "people who came", "visits", "newcomers", "newcomers who came back", "core members",
        "ties across communities", "questions answered",
    }  # fmt: skip
    for community in ("Homes", "Care"):
        quick = {
            (sign, month): (numerator, denominator)
            for sign in checked
            for month, _, numerator, denominator in told(found, sign, community)
        }
        assert quick == slow(records, community)


# A real place


def test_people_of_real_communities_are_those_of_a_plain_count():
    with (Path(__file__).parents[1] / "data" / "kubernetes_contributions.csv").open() as lines:
        rows = list(csv.DictReader(lines))
    known = {(row["community"], row["month"]) for row in rows}
    kept = pd.DataFrame(rows)
    held = kept[["community", "month"]].drop_duplicates()
    events = pd.DataFrame(
        {
            "name": held["community"] + " " + held["month"],
            "community": held["community"],
            "kind": "work together",
            "date": pd.to_datetime(held["month"]),
        }
    )
    attended = pd.DataFrame(
        {"event": kept["community"] + " " + kept["month"], "member": kept["member"], "presence": "came"}
    )
    found = vital_signs({"events": events, "attendance": attended}, pd.Timestamp("2026-08-21"))
    for sign in ("people who came", "contributors"):
        counted = found[(found["sign"] == sign) & (found["value"] > 0)]
        people = Counter((row["community"], row["month"]) for row in rows)
        quick = {
            (community, f"{month:%Y-%m}"): value
            for community, month, value in counted[["community", "month", "value"]].itertuples(index=False)
        }
        assert quick == {at: people[at] for at in known if at[1] < "2026-08"}
    months = found[found["sign"] == "visits"].groupby("community")["month"].agg(["min", "max"])
    assert set(months["max"]) == {pd.Timestamp("2026-07-01")}
    assert len(months) == 35


def test_an_action_done_after_its_month_was_not_done_in_time():
    due = pd.DataFrame(
        {
            "community": "Homes",
            "state": "done",
            "due": pd.to_datetime(["2026-01-02", "2026-01-31", "2026-01-09", "2026-01-09"]),
            "finished": pd.to_datetime(["2026-01-31", "2026-02-01", None, "2025-12-24"]),
        }
    )
    assert actions_done(due, pd.Timestamp("2026-01-31"))["value"].tolist() == [0.75]


def test_the_names_of_the_signs_are_those_of_the_tables():
    assert tuple(sign.name for sign in VITAL_SIGNS) == VITAL_SIGN_NAMES
