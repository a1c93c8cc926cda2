"""What people typed into any workbook names in public nobody who did not agree: the demo place, with a name
put to its texts."""

from __future__ import annotations

import pandas as pd
import pytest

from copkit import show
from copkit.place.store import Place
from copkit.place.view import demo_place, view
from copkit.show.free_text import TextsFor

TYPED = {
    "feedback": ("keep", "change"),
    "actions": ("name",),
    "agenda_items": ("title",),
    "events": ("venue", "purpose"),
    "barriers": ("can_lift",),
    "condition_items": ("statement",),
    "issues": ("theme",),
    "scenarios": ("scenario",),
    "votes": ("round",),
    "ballots": ("round",),
}


@pytest.fixture(scope="module")
def silent() -> str:
    members = view("demo")["members"]
    return str(members.loc[~members["agrees_to_be_named"].fillna(False).astype(bool), "name"].iloc[0])


@pytest.fixture(scope="module")
def place(silent: str) -> Place:
    place = demo_place()
    rows = {table: place.rows(table) for table in TYPED}
    with place.change("Name somebody everywhere") as change:
        for table, columns in TYPED.items():
            for row, said in rows[table].items():
                put = {name: f"{said[name]} by {silent}" for name in columns if isinstance(said[name], str)}
                shared = {"may_be_shared": True} if "may_be_shared" in said else {}
                change.update(table, row, {**put, **shared})
    return place


@pytest.mark.parametrize(
    "section",
    [
        *("issue_map.register", "issue_map.causal_map", "issue_map.coverage", "issue_map.what_if"),
        *("issue_map.priorities", "issue_map.ranking"),
        *("events.calendar", "events.run_sheets", "events.feedback", "events.on_paper", "events.came_of_it"),
        *("enablement.statements", "enablement.barriers", "enablement.next_steps"),
    ],
)
def test_in_public_nobody_is_named(place: Place, silent: str, section: str) -> None:
    function, name = section.split(".")
    told = getattr(getattr(show, function), name)(view(place, audience="public"))
    assert silent not in told.html()


def test_in_the_room_what_people_said_stands(place: Place, silent: str) -> None:
    assert silent in show.events.feedback(view(place)).html()


def test_texts_that_may_not_be_seen_stay_apart_and_the_same_stay_the_same(silent: str) -> None:
    texts = pd.Series([f"A {silent}", "B", f"C {silent}", f"A {silent}", None], dtype="object")
    told = TextsFor(view("demo", audience="public")).apart(texts, "one")
    assert list(told[:4]) == ["one (1)", "B", "one (2)", "one (1)"]
    assert pd.isna(told[4])
