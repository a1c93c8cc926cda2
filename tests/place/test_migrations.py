"""A place made by an earlier copkit opens, brought up to date, with all that it held."""

import re
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, text

from copkit.place.store import Place

NEW_TABLES = (
    "distinct_issues",
    "map_links",
    "scenarios",
    "ballots",
    "issue_ratings",
    "group_places",
    "group_wishes",
    "session_choices",
    "session_clashes",
    "sessions",
    "time_slots",
    "rooms",
    "feedback",
    "skill_needs",
    "mentor_choices",
    "agreements",
    "hours_given",
    "barrier_steps",
    "barrier_issues",
    "barrier_communities",
    "barriers",
    "forces",
    "stakeholders",
    "people_to_ask",
    "condition_items",
    "lessons",
    "practice_notes",
    "answers",
    "questions",
    "resource_skills",
    "respondents",
    "process_changes",
)

NEW_COLUMNS = (
    ("communities", "stage_judged"),
    ("communities", "stage_reason"),
    ("survey_items", "principle"),
    ("survey_items", "form"),
    ("survey_waves", "form"),
    ("indicators", "kind"),
    ("indicators", "cycle"),
    ("observations", "sd"),
    ("actions", "finished"),
    ("value_stories", "capital"),
)

NEW_IN_RESOURCES = ("identifier", "contributor", "source", "relation", "coverage", "format", "full_text")


def without(connection: Connection, table: str, column: str) -> list[str]:
    """How an empty table is made as it was before it had a column: SQLite drops no column that refers."""
    made = declaration(connection, table)
    own = rf"\s*({column} |FOREIGN KEY\({column}\))"
    kept = [line for line in made.splitlines() if not re.match(own, line)]
    assert len(kept) == len(made.splitlines()) - 2
    before = re.sub(r",\s*\)$", "\n)", "\n".join(kept))
    return [f"DROP TABLE {table}", before]


def skills_once(connection: Connection) -> list[str]:
    """How the levels of members were kept when each skill of a member stood there once; with two rows."""
    made = declaration(connection, "member_skills")
    before = made.replace("UNIQUE (member, skill, recorded)", "UNIQUE (member, skill)")
    assert before != made
    return [
        "DROP TABLE member_skills",
        before,
        "INSERT INTO members (id, name) VALUES (1, 'Ann')",
        "INSERT INTO skills (id, name) VALUES (1, 'Damp')",
        "INSERT INTO member_skills (id, member, skill, level) VALUES (4, 1, 1, 2), (9, 1, 1, 2)"
        " ON CONFLICT DO NOTHING",
        "UPDATE sqlite_sequence SET seq = 9 WHERE name = 'member_skills'",
    ]


def conditions_as_a_whole(connection: Connection) -> list[str]:
    """How ratings were kept before single statements were rated."""
    drop, before = without(connection, "conditions", "item")
    before = before.replace("condition, item, rater", "condition, rater")
    return [drop, re.sub(r"\n\s*team_size [^\n]*", "", before)]


def declaration(connection: Connection, table: str) -> str:
    return str(connection.scalar(text(f"SELECT sql FROM sqlite_master WHERE name = '{table}'")))


@pytest.fixture
def first_release(tmp_path) -> Path:
    """A place as the first release made it: no screens in the history, no availability, no
    maps of groups, no outcome among the issues."""
    where = tmp_path / "old.place"
    with Place.create(where) as place, place.change("Begin") as change:
        change.add("communities", {"name": "Warm Homes"})
    engine = create_engine(f"sqlite:///{where}")
    with engine.begin() as connection:
        for statement in (
            "DROP INDEX ix_history_edit",
            "DROP INDEX ix_history_row",
            'ALTER TABLE history DROP COLUMN "by"',
            "ALTER TABLE history DROP COLUMN edit",
            "DROP TABLE availability",
            *conditions_as_a_whole(connection),
            *(f"DROP TABLE {table}" for table in NEW_TABLES),
            *(f'ALTER TABLE resources DROP COLUMN "{column}"' for column in NEW_IN_RESOURCES),
            *(f"ALTER TABLE {table} DROP COLUMN {column}" for table, column in NEW_COLUMNS),
            *without(connection, "value_stories", "event"),
            "ALTER TABLE organisations DROP COLUMN hour_costs",
            "ALTER TABLE members DROP COLUMN hours_a_month",
            "ALTER TABLE events DROP COLUMN cancelled",
            *without(connection, "actions", "event"),
            *without(connection, "introductions", "introduced_by"),
            *skills_once(connection),
            "ALTER TABLE members DROP COLUMN mentees_wanted",
            "ALTER TABLE members DROP COLUMN agrees_to_note",
            "ALTER TABLE members DROP COLUMN introductions_wanted",
            "ALTER TABLE members DROP COLUMN named_nobody",
            "ALTER TABLE issues DROP COLUMN is_outcome",
            "ALTER TABLE votes DROP COLUMN sector",
            "DELETE FROM applied_migrations WHERE name <> 'first_tables'",
        ):
            connection.execute(text(statement))
    engine.dispose()
    return where


def test_it_opens_with_what_it_held_and_takes_what_is_new(first_release):
    with Place.open(first_release) as place:
        assert list(place.read("communities")["name"]) == ["Warm Homes"]
        assert place.read("availability").empty
        assert place.read("map_links").empty
        assert str(place.read("issues")["is_outcome"].dtype) == "boolean"
        assert "sector" in place.read("votes")
        new = {"introductions_wanted", "named_nobody", "mentees_wanted", "agrees_to_note"}
        assert new <= set(place.read("members"))
        assert "introduced_by" in place.read("introductions")
        assert {"event", "capital"} <= set(place.read("value_stories"))
        assert "finished" in place.read("actions")
        assert str(place.read("communities")["stage_judged"].dtype).startswith("datetime64")
        assert place.history()["by"].isna().all()
        with place.change("Add", by="screen", edit="e1") as change:
            change.add("communities", {"name": "Good Work"})
        assert place.undo(by="screen") == "Add"


def test_levels_of_members_stay_and_can_be_asked_for_anew(first_release):
    with Place.open(first_release) as place:
        assert place.rows("member_skills")[4]["level"] == 2
        with place.change("Ask again") as change:
            level = {"member": "Ann", "skill": "Damp", "level": 3, "recorded": "2026-02-12"}
            assert change.add("member_skills", level) == 10, "a number is never given twice"
        assert place.undo() == "Ask again"
        assert place.undo() == "Begin"


def test_what_was_done_before_can_still_be_undone(first_release):
    with Place.open(first_release) as place:
        assert place.undo() == "Begin"
        assert place.read("communities").empty
