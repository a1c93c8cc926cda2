"""Workbook 7: the vital signs by month, and what the public must not learn from them."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from copkit.functions.health.vital_signs import vital_signs
from copkit.place.schema import TABLES
from copkit.place.store import Place
from copkit.place.view import view
from copkit.show.health import next_steps, vital_signs_by_month
from copkit.show.health.signs_read import all_signs, signs_of_all

AS_OF = "2026-06-30"
MONTHS = list(pd.date_range("2025-01-01", periods=18, freq="MS"))
STEADY = [14, 16, 15, 17, 13, 15, 16, 14, 15, 17, 13, 16, 15, 14, 16, 15, 17, 14]


def place_where(came: list[int], people: int = 40) -> Place:
    """One community with an event in each month, at which so many people were."""
    place = Place.in_memory()
    with place.change("Fill") as change:
        change.add("communities", {"name": "Warm Homes"})
        names = [f"M{number:02}" for number in range(people)]
        for name in names:
            change.add("members", {"name": name})
        for month, number in zip(MONTHS, came, strict=True):
            event = f"{month:%B %Y}"
            day = month.date() + dt.timedelta(days=9)
            change.add("events", {"name": event, "community": "Warm Homes", "kind": "workshop", "date": day})
            for name in names[:number]:
                change.add("attendance", {"event": event, "member": name, "presence": "came"})
    return place


def told(place: Place, community: str = "Warm Homes", audience: str = "workshop") -> str:
    return vital_signs_by_month(view(place, community, AS_OF, audience)).plain()


def test_the_signs_of_a_page_rest_on_all_that_the_place_holds():
    here = view("demo", as_of=AS_OF)
    frames = {table: here.stored(table) for table in TABLES}
    assert_frame_equal(signs_of_all(here), vital_signs(frames, here.as_of))
    assert_frame_equal(all_signs(here), vital_signs(frames, here.as_of, whole_place=True))


@pytest.mark.parametrize("community", ["", "Warm Homes"])
def test_what_moves_by_chance_is_told_as_usual(community):
    said = told(place_where(STEADY), community)
    assert said.startswith("Nothing changed beyond chance, of ")
    line = next(line for line in said.splitlines() if "People who came" in line)
    assert line.split()[3:9] == ["as", "usual", "June", "2026", "14", "15.1"]


def test_a_fall_that_is_no_chance_is_told_drawn_and_asked_about():
    place = place_where([*STEADY[:-1], 2])
    said = told(place)
    assert said.startswith("People who came and visits got worse, and not by chance")
    assert "[Figure: People who came: got worse (outside the limits of chance). " in said
    steps = next_steps(view(place, "Warm Homes", AS_OF)).plain()
    assert "Look into people who came: it got worse, and not by chance." in steps


def test_a_figure_of_few_values_is_not_read_as_change():
    said = told(place_where([0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 3]))
    assert said.startswith("Nothing changed beyond chance, of ")
    assert "moves in steps too large for a chart" in said


def test_the_public_reads_only_of_enough_people_and_to_the_nearest_five():
    said = told(place_where([*STEADY[:-1], 38]), audience="public")
    assert "40" in said
    assert "38" not in said
    assert "15.6" not in said
    few = told(place_where([*STEADY[:-1], 9]), audience="public")
    assert few == "No vital sign may be told here: too few people."


def test_five_months_are_too_few():
    few = view(place_where(STEADY), "Warm Homes", "2025-05-31")
    assert vital_signs_by_month(few).plain().startswith("No vital sign can be told yet.")


def test_only_the_newest_three_years_count():
    place = place_where(STEADY)
    with place.change("Long ago") as change:
        for year in range(2015, 2025):
            event = {"name": f"In {year}", "community": "Warm Homes", "kind": "workshop"}
            change.add("events", {**event, "date": dt.date(year, 5, 4)})
            change.add("attendance", {"event": f"In {year}", "member": "M00", "presence": "came"})
    section = vital_signs_by_month(view(place, "Warm Homes", AS_OF))
    (table, *_) = section.parts[0].evidence
    months = table.values["On average"]
    assert float(months[0]) < 15  # 18 months of about 15 people and 18 of hardly anybody


def test_newcomers_are_told_from_the_second_year_of_the_records_on():
    """Nearly everybody seems new in the first year: a fall from there is none."""
    fall = [20, 26, 31, 36, 38, 39, *[39] * 6]
    line = next(line for line in told(place_where([*fall, *[0] * 6])).splitlines() if "Newcomers " in line)
    assert "got " not in line
    first_year = vital_signs_by_month(
        view(place_where([*fall, *[0] * 6]), "Warm Homes", "2025-12-31")
    ).plain()
    assert "Newcomers        too early: in the first year of the records" in first_year


def test_a_share_of_fewer_than_five_in_a_month_is_no_point():
    place = place_where(STEADY)
    with place.change("Actions") as change:
        for month in MONTHS:
            for number in range(6 if month < pd.Timestamp("2026-05-01") else 4):
                due = month.date() + dt.timedelta(days=number)
                state = "done" if number % 2 else "open"
                row = {"name": f"{month:%B %Y} {number}", "community": "Warm Homes", "due": due}
                change.add("actions", {**row, "agreed": due, "state": state})
    line = next(line for line in told(place).splitlines() if line.strip().startswith("Actions done"))
    assert "April 2026" in line
    assert "50%" in line
