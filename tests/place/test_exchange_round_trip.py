"""What is saved and loaded again is the same, whatever was typed."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copkit.place.columns import Field, Table
from copkit.place.errors import Fault
from copkit.place.exchange import load, save
from copkit.place.intake import take_in
from copkit.place.kept_aside import Aside
from copkit.place.rules import EXAMPLE, fold, read_row, read_value
from copkit.place.schema import TABLES
from copkit.place.store import Place
from copkit.place.view import demo_place

FILLED = ("skills", "organisations", "members", "events", "issues", "issue_links", "ties", "observations")
NASTY = [
    "=1+1",
    "+44 20",
    "-",
    "@all",
    "'tis",
    "''=x",
    "'=x",
    "_x0041_",
    "a\nb",
    'say "yes"',
    "1,5; 2\t3",
    "007",
    "é ß 漢 🏠",
    "1E5",
    "TRUE",
    "3/4/2026",
    " pad ",
    "NA",
    "null",
    "#N/A",
    "<b>&amp;</b>",
    "Kept aside",
    "\u00a0x",
    "\ufeffx",
    "_x005F_x0041_",
    "_x000D_",
    "_x_",
    "#REF!",
    "'",
    "''",
    "sep=;",
]


TEXT = st.one_of(st.sampled_from(NASTY), st.text(st.characters(codec="utf-8"), min_size=1, max_size=12))


def value(field: Field, names: dict[str, list[str]]) -> st.SearchStrategy[object]:
    kinds = {
        "choice": lambda: st.sampled_from(field.choices),
        "number": lambda: st.floats(field.low or -1e6, field.high or 1e6, allow_nan=False),
        "whole": lambda: st.integers(int(field.low or 0), min(int(field.high or 100), 1_000_000)),
        "day": lambda: st.dates(dt.date(1900, 3, 1), dt.date(2199, 12, 31)),
        "time": lambda: st.times().map(lambda time: f"{time:%H:%M}"),
        "yes or no": st.booleans,
        "reference": lambda: (
            st.sampled_from(names[str(field.refers_to)]) if names.get(str(field.refers_to)) else st.none()
        ),
    }
    found = kinds.get(field.kind, lambda: TEXT)()
    return found if field.required else st.one_of(st.none(), found)


def fits(table: type[Table], row: dict[str, object]) -> bool:
    faults: list[Fault] = read_row(table, row)[1]
    return not faults


@st.composite
def places(draw) -> Place:
    place = Place.in_memory()
    names: dict[str, list[str]] = {}
    with place.change("Draw") as change:
        for name in FILLED:
            table = TABLES[name]
            fields = table.fields()
            if any(f.required and f.refers_to and not names.get(f.refers_to) for f in fields.values()):
                continue
            row = st.fixed_dictionaries({column: value(field, names) for column, field in fields.items()})
            rows = draw(st.lists(row.filter(lambda r, t=table: fits(t, r)), max_size=4))
            seen = set()
            for values in rows:
                read = read_row(table, values)[0]
                same = tuple(fold(str(read.get(column))) for column in table.identity)
                if same not in seen and not str(next(iter(read.values()))).casefold().startswith(EXAMPLE):
                    seen.add(same)
                    change.add(name, values)
            names[name] = change.names(name) if "name" in fields else []
    return place


def same_tables(one: Place, other: Place) -> None:
    for name in TABLES:
        left, right = (place.read(name).reset_index(drop=True) for place in (one, other))
        pd.testing.assert_frame_equal(left, right)


@pytest.mark.parametrize("target", ["town.xlsx", "town"])
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(place=places())
def test_any_place_comes_back_as_it_was(tmp_path_factory, target, place):
    path = tmp_path_factory.mktemp("round") / target
    save(place, path)
    again = Place.in_memory()
    load(again, path)
    same_tables(place, again)


@pytest.mark.parametrize("target", ["town.xlsx", "town"])
def test_the_demo_comes_back_as_it_was(tmp_path, target):
    place = demo_place()
    save(place, tmp_path / target)
    again = Place.in_memory()
    load(again, tmp_path / target)
    same_tables(place, again)


@pytest.mark.parametrize("target", ["town.xlsx", "town"])
def test_every_nasty_text_comes_back_as_a_name_and_as_words(tmp_path, target):
    name = TABLES["skills"].fields()["name"]
    no_two_alike = {fold(str(read_value(name, typed))): typed for typed in NASTY}
    assert len(no_two_alike) >= len(NASTY) - 1
    place = Place.in_memory()
    with place.change("Add") as change:
        for number, typed in enumerate(NASTY):
            change.add("skills", {"name": f"Skill {number}", "description": typed})
        for typed in no_two_alike.values():
            change.add("skills", {"name": typed})
    save(place, tmp_path / target)
    again = Place.in_memory()
    load(again, tmp_path / target)
    same_tables(place, again)


def test_a_second_load_changes_nothing(tmp_path):
    place = demo_place()
    save(place, tmp_path / "town.xlsx")
    report = load(place, tmp_path / "town.xlsx")
    assert sum(report.added.values()) == sum(report.changed.values()) == 0


@pytest.mark.parametrize("target", ["town.xlsx", "town"])
def test_what_was_kept_aside_comes_back(tmp_path, target):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "Skills.csv").write_text("Name,Colour\nFacilitation,=blue\n")
    place = Place.in_memory()
    load(place, tmp_path / "in")
    save(place, tmp_path / target)
    again = Place.in_memory()
    load(again, tmp_path / target)
    assert again.kept_aside() == place.kept_aside() != []


UNTIDY = [*NASTY, "\x07bell", "a\rb", "\r=1", " both ", "\ufffe", "x" * 32_767]


@pytest.mark.parametrize("target", ["town.xlsx", "town"])
def test_whatever_was_kept_aside_comes_back_letter_by_letter(tmp_path, target):
    place = Place.in_memory()
    kept = [Aside("old.xlsx", "Own sheet", row, "Own", value) for row, value in enumerate(UNTIDY, 2)]
    take_in(place, {"skills": [(2, {"name": "A skill"})]}, "old.xlsx", aside=kept)
    save(place, tmp_path / target)
    again = Place.in_memory()
    load(again, tmp_path / target)
    assert again.kept_aside() == kept
