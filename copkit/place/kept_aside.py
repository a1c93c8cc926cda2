"""What a loaded file held beyond the declared columns: kept word for word, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Column, Connection, Integer, Text, insert, select
from sqlalchemy import Table as CoreTable

from copkit.place.columns import Table

kept_aside = CoreTable(
    "kept_aside",
    Table.metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("row", Integer, nullable=False),
    Column("column", Text, nullable=False),
    Column("value", Text, nullable=False),
)


@dataclass(frozen=True)
class Aside:
    """One cell that no declared column takes."""

    source: str
    sheet: str
    row: int
    column: str
    value: str


def keep_aside(connection: Connection, cells: Sequence[Aside]) -> None:
    """Keeps cells that are not kept already."""
    there = set(read_aside(connection))
    new = [asdict(cell) for cell in dict.fromkeys(cells) if cell not in there]
    if new:
        connection.execute(insert(kept_aside), new)


def read_aside(connection: Connection) -> Iterable[Aside]:
    """All that was kept aside, in the order in which it came."""
    columns = [kept_aside.c[name] for name in ("source", "sheet", "row", "column", "value")]
    return [Aside(*row) for row in connection.execute(select(*columns).order_by(kept_aside.c.id))]
