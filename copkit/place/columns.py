"""The words in which a table of the place is declared: one line for each column.

Each of these functions makes a SQLAlchemy column and ties a `Field` to it. The field is what the
validator, the spreadsheet, the forms and the data dictionary read. Nothing else describes a column.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, ClassVar, Literal, cast

from sqlalchemy import Boolean, Date, Float, ForeignKey, Integer, MetaData, Text, UniqueConstraint
from sqlalchemy import Table as CoreTable
from sqlalchemy.orm import DeclarativeBase, MappedColumn, declared_attr, mapped_column

Kind = Literal["text", "words", "choice", "number", "whole", "day", "time", "yes or no", "reference"]
Personal = Literal["not personal", "personal", "sensitive"]

LONGEST_TEXT = 200
LONGEST_WORDS = 30_000
"""Excel holds 32,767 characters in a cell; a margin is left for escapes."""


@dataclass(frozen=True)
class Field:
    """What is known of one column.

    ``low`` and ``high`` bound numbers, both included. ``refers_to`` is the name of the table whose
    ``name`` column a reference holds. ``personal`` says how the column may be shared.
    """

    kind: Kind
    hint: str
    example: object
    name: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    refers_to: str | None = None
    personal: Personal = "not personal"

    @property
    def label(self) -> str:
        """The header in the spreadsheet and the label in a form: ``agrees to be named``."""
        return self.name.replace("_", " ")

    @property
    def longest(self) -> int:
        return LONGEST_WORDS if self.kind == "words" else LONGEST_TEXT


def _column(field: Field, type_: Any, *constraints: Any, **more: Any) -> MappedColumn[Any]:
    return mapped_column(type_, *constraints, nullable=not field.required, info={"field": field}, **more)


def key(hint: str, example: str, *, personal: Personal = "not personal") -> MappedColumn[Any]:
    """The name by which other tables know a row: no two rows of a table share it."""
    return _column(Field("text", hint, example, required=True, personal=personal), Text, unique=True)


def text(
    hint: str, example: str, *, required: bool = False, personal: Personal = "not personal"
) -> MappedColumn[Any]:
    """A short text, on one line."""
    return _column(Field("text", hint, example, required=required, personal=personal), Text)


def words(hint: str, example: str, *, personal: Personal = "not personal") -> MappedColumn[Any]:
    """A longer text that somebody wrote, of one paragraph or more."""
    return _column(Field("words", hint, example, personal=personal), Text)


def choice(
    choices: Sequence[str],
    hint: str,
    example: str,
    *,
    required: bool = False,
    personal: Personal = "not personal",
) -> MappedColumn[Any]:
    """One of a few standard words, kept in their natural order."""
    field = Field("choice", hint, example, required=required, choices=tuple(choices), personal=personal)
    return _column(field, Text)


def number(
    hint: str,
    example: float,
    *,
    low: float | None = None,
    high: float | None = None,
    required: bool = False,
    personal: Personal = "not personal",
) -> MappedColumn[Any]:
    """A number that may have a fraction."""
    field = Field("number", hint, example, required=required, low=low, high=high, personal=personal)
    return _column(field, Float)


def whole(
    hint: str,
    example: int,
    *,
    low: int = 0,
    high: int = 1_000_000_000,
    required: bool = False,
    personal: Personal = "not personal",
) -> MappedColumn[Any]:
    """A whole number."""
    field = Field("whole", hint, example, required=required, low=low, high=high, personal=personal)
    return _column(field, Integer)


def day(
    hint: str, example: str, *, required: bool = False, personal: Personal = "not personal"
) -> MappedColumn[Any]:
    """A date. ``example`` is written as year-month-day."""
    return _column(Field("day", hint, example, required=required, personal=personal), Date)


def time(hint: str, example: str, *, required: bool = False) -> MappedColumn[Any]:
    """A time of day, kept as ``HH:MM``."""
    return _column(Field("time", hint, example, required=required), Text)


def yes_no(
    hint: str, example: bool, *, required: bool = False, personal: Personal = "not personal"
) -> MappedColumn[Any]:
    """Yes or no. Empty means that nobody has said."""
    return _column(Field("yes or no", hint, example, required=required, personal=personal), Boolean)


def refers_to(
    table: str, hint: str, example: str, *, required: bool = False, personal: Personal = "not personal"
) -> MappedColumn[Any]:
    """The name of a row of another table. A row that is referred to cannot be deleted."""
    field = Field("reference", hint, example, required=required, refers_to=table, personal=personal)
    return _column(field, Integer, ForeignKey(f"{table}.id", ondelete="RESTRICT"), index=True)


class Table(DeclarativeBase):
    """The base of every table of a place. A subclass says, beside its columns:

    - ``singular``: one row of it, in words ('community');
    - ``identity``: the columns that together tell one row from another;
    - ``must_differ``: two columns that may not name the same thing in one row;
    - ``in_order``: two date columns, the earlier first;
    - ``known_from``: the date column from which a row is true, so that a view 'as of' an earlier
      date leaves it out; ``event.date`` means the column ``date`` of the event that the row names;
    - ``also_dated``: other date columns that count where the newest date of a place is looked for;
    - ``belongs_to``: the reference columns through which a row belongs to a community (by naming
      the community, or something else that belongs to it); empty for what the whole place shares;
    - ``belongs_through``: another table and its column, where that table says who belongs;
    - ``joined_by``: how a number of two rows becomes one where the rows turn out to mean the same;
    - ``shared_if``: the column by which the free text of a row is approved for sharing: it holds
      yes, or 'public'.
    """

    __abstract__ = True
    metadata = MetaData()

    singular: ClassVar[str]
    identity: ClassVar[tuple[str, ...]] = ("name",)
    must_differ: ClassVar[tuple[str, str] | None] = None
    in_order: ClassVar[tuple[str, str] | None] = None
    known_from: ClassVar[str | None] = None
    also_dated: ClassVar[tuple[str, ...]] = ()
    belongs_to: ClassVar[tuple[str, ...]] = ()
    belongs_through: ClassVar[tuple[str, str] | None] = None
    joined_by: ClassVar[Mapping[str, Callable[[tuple[Any, Any]], Any]]] = {}
    shared_if: ClassVar[str | None] = None

    id: MappedColumn[Any] = mapped_column(Integer, primary_key=True)

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:
        unique = () if cls.identity == ("name",) else (UniqueConstraint(*cls.identity),)
        return (*unique, {"sqlite_autoincrement": True})

    @classmethod
    def core(cls) -> CoreTable:
        """The SQLAlchemy table, for statements."""
        return cast(CoreTable, cls.__table__)

    @classmethod
    def table_name(cls) -> str:
        return str(cls.__tablename__)

    @classmethod
    def sheet(cls) -> str:
        """The title of the sheet in the spreadsheet: ``Issue links``."""
        return cls.table_name().replace("_", " ").capitalize()

    @classmethod
    @cache
    def fields(cls) -> dict[str, Field]:
        """The columns that a person fills in, by name, in the order of the declaration."""
        return {
            column.name: replace(column.info["field"], name=column.name)
            for column in cls.core().columns
            if "field" in column.info
        }

    @classmethod
    def about(cls) -> str:
        """What the table holds, in a sentence."""
        return " ".join((cls.__doc__ or "").split())
