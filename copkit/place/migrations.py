"""How a place made by an older copkit is brought up to date when it is opened.

Each migration is a function of a connection; its name is kept in the place once it has run. A new
place is made from the declared tables as they are now, with every name already kept. So a migration
is only ever run on a place that lacks it, and is never changed after a release.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from sqlalchemy import DDL, Column, Connection, MetaData, Text, insert, inspect, select, text
from sqlalchemy import Table as CoreTable

from copkit.place.columns import Table

Migration = Callable[[Connection], None]

applied_migrations = CoreTable(
    "applied_migrations",
    MetaData(),
    Column("name", Text, primary_key=True),
    Column("at", Text, nullable=False),
)


def first_tables(connection: Connection) -> None:
    """The tables of the first release."""
    Table.metadata.create_all(connection)


def history_tells_screens(connection: Connection) -> None:
    """The history says which screen a change came from, and knows an edit that is sent twice."""
    for column in ("by", "edit"):
        _add_column(connection, "history", column, "TEXT")
    for column in ("edit", "row"):
        connection.execute(DDL(f'CREATE INDEX IF NOT EXISTS ix_history_{column} ON history ("{column}")'))


def availability(connection: Connection) -> None:
    """Who can come when: the table `availability`."""
    Table.metadata.create_all(connection)


def maps_ballots_and_scenarios(connection: Connection) -> None:
    """Groups' own maps, ballots, ratings and scenarios; which issue is the outcome; voters' sectors."""
    Table.metadata.create_all(connection)
    _add_column(connection, "issues", "is_outcome", "BOOLEAN")
    _add_column(connection, "votes", "sector", "TEXT")


def groups_timetable_and_feedback(connection: Connection) -> None:
    """Small groups, rooms, sessions and feedback of events; events that are called off."""
    Table.metadata.create_all(connection)
    _add_column(connection, "events", "cancelled", "BOOLEAN")


def actions_name_their_event(connection: Connection) -> None:
    """The event at which an action was agreed."""
    _add_column(connection, "actions", "event", "INTEGER REFERENCES events (id) ON DELETE RESTRICT")
    connection.execute(DDL("CREATE INDEX IF NOT EXISTS ix_actions_event ON actions (event)"))


def introductions_wanted(connection: Connection) -> None:
    """How many introductions a member wants, and when one who was asked about ties named nobody."""
    _add_column(connection, "members", "introductions_wanted", "INTEGER")
    _add_column(connection, "members", "named_nobody", "DATE")


def skills_in_waves_and_mentors(connection: Connection) -> None:
    """Skills are asked for anew; what issues need; whom members want as mentors; who introduced."""
    _make_anew(connection, "member_skills")
    Table.metadata.create_all(connection)
    _add_column(connection, "members", "mentees_wanted", "INTEGER")
    _add_column(connection, "members", "agrees_to_note", "BOOLEAN")
    _add_column(
        connection, "introductions", "introduced_by", "INTEGER REFERENCES members (id) ON DELETE RESTRICT"
    )
    connection.execute(
        DDL("CREATE INDEX IF NOT EXISTS ix_introductions_introduced_by ON introductions (introduced_by)")
    )


def barriers_and_agreements(connection: Connection) -> None:
    """Statements of the audit; agreements, hours, barriers and their ladder, forces and stakeholders."""
    Table.metadata.create_all(connection)
    _make_anew(connection, "conditions")
    _add_column(connection, "organisations", "hour_costs", "FLOAT")
    _add_column(connection, "members", "hours_a_month", "FLOAT")


def knowledge_base(connection: Connection) -> None:
    """The rest of Dublin Core, and the text of documents; skills, questions, practice and lessons."""
    Table.metadata.create_all(connection)
    for column in ("identifier", "contributor", "source", "relation", "coverage", "format", "full_text"):
        _add_column(connection, "resources", column, "TEXT")


def assessment(connection: Connection) -> None:
    """Who answered, changes of a process, forms of the survey; what a stage, a figure and a story rest on."""
    Table.metadata.create_all(connection)
    for table, column, type_ in (
        ("communities", "stage_judged", "DATE"),
        ("communities", "stage_reason", "TEXT"),
        ("survey_items", "principle", "TEXT"),
        ("survey_items", "form", "TEXT"),
        ("survey_waves", "form", "TEXT"),
        ("indicators", "kind", "TEXT"),
        ("indicators", "cycle", "TEXT"),
        ("observations", "sd", "FLOAT"),
        ("actions", "finished", "DATE"),
        ("value_stories", "capital", "TEXT"),
    ):
        _add_column(connection, table, column, type_)
    for column, other in (("event", "events"), ("initiative", "initiatives")):
        refers = f"INTEGER REFERENCES {other} (id) ON DELETE RESTRICT"
        _add_column(connection, "value_stories", column, refers)
        index = f"CREATE INDEX IF NOT EXISTS ix_value_stories_{column} ON value_stories ({column})"
        connection.execute(DDL(index))


MIGRATIONS: Sequence[Migration] = (
    first_tables,
    history_tells_screens,
    availability,
    maps_ballots_and_scenarios,
    groups_timetable_and_feedback,
    actions_name_their_event,
    introductions_wanted,
    skills_in_waves_and_mentors,
    barriers_and_agreements,
    knowledge_base,
    assessment,
)


def is_place(connection: Connection) -> bool:
    """Whether this database was made by copkit."""
    return inspect(connection).has_table(applied_migrations.name)


def create(connection: Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Makes the tables of a new place."""
    Table.metadata.create_all(connection)
    applied_migrations.create(connection)
    _keep(connection, migrations)


def unknown(connection: Connection, migrations: Sequence[Migration] = MIGRATIONS) -> set[str]:
    """Migrations that this place has had and that this copkit does not know: it is newer."""
    return _applied(connection) - {migration.__name__ for migration in migrations}


def pending(connection: Connection, migrations: Sequence[Migration] = MIGRATIONS) -> list[Migration]:
    """Migrations that this place has not had yet, in order."""
    applied = _applied(connection)
    return [migration for migration in migrations if migration.__name__ not in applied]


def migrate(connection: Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Runs what is pending, within the transaction of the connection."""
    for migration in pending(connection, migrations):
        migration(connection)
        _keep(connection, [migration])


def _add_column(connection: Connection, table: str, column: str, type_: str) -> None:
    if column not in {there["name"] for there in inspect(connection).get_columns(table)}:
        connection.execute(DDL(f'ALTER TABLE {table} ADD COLUMN "{column}" {type_}'))


def _make_anew(connection: Connection, table: str) -> None:
    """Makes a table as it is declared now, with the rows that it had; SQLite cannot change what tells rows
    apart. Nothing may refer to it. Numbers of rows that were deleted are not given again."""
    made = Table.metadata.tables[table]
    there = [column["name"] for column in inspect(connection).get_columns(table)]
    kept = ", ".join(f'"{name}"' for name in there if name in made.columns)
    last = connection.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table})
    connection.execute(DDL(f"CREATE TEMPORARY TABLE kept AS SELECT {kept} FROM {table}"))
    connection.execute(DDL(f"DROP TABLE {table}"))
    made.create(connection)
    connection.execute(DDL(f"INSERT INTO {table} ({kept}) SELECT {kept} FROM kept"))
    connection.execute(DDL("DROP TABLE kept"))
    if last is not None:
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table})
        connection.execute(
            text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq)"), {"name": table, "seq": last}
        )


def _applied(connection: Connection) -> set[str]:
    return set(connection.scalars(select(applied_migrations.c.name)))


def _keep(connection: Connection, migrations: Sequence[Migration]) -> None:
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    connection.execute(
        insert(applied_migrations), [{"name": migration.__name__, "at": at} for migration in migrations]
    )
