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
)


def without_event(connection: Connection, table: str) -> list[str]:
    """How an empty table is made as it was before it named an event: SQLite drops no column that refers."""
    made = connection.scalar(text(f"SELECT sql FROM sqlite_master WHERE name = '{table}'"))
    kept = [
        line for line in str(made).splitlines() if not re.match(r"\s*(event |FOREIGN KEY\(event\))", line)
    ]
    assert len(kept) == len(str(made).splitlines()) - 2
    return [f"DROP TABLE {table}", "\n".join(kept)]


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
            *(f"DROP TABLE {table}" for table in NEW_TABLES),
            "ALTER TABLE events DROP COLUMN cancelled",
            *without_event(connection, "actions"),
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
        assert {"introductions_wanted", "named_nobody"} <= set(place.read("members"))
        assert place.history()["by"].isna().all()
        with place.change("Add", by="screen", edit="e1") as change:
            change.add("communities", {"name": "Good Work"})
        assert place.undo(by="screen") == "Add"


def test_what_was_done_before_can_still_be_undone(first_release):
    with Place.open(first_release) as place:
        assert place.undo() == "Begin"
        assert place.read("communities").empty
