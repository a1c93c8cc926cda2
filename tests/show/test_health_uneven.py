"""Workbook 7: which units differ by more than chance, and that small ones are not told in public."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from copkit.place.store import Place
from copkit.place.view import view
from copkit.show.health import uneven

DATA = Path(__file__).parents[1] / "data"
AS_OF = "2019-03-31"


def place_of(units: dict[str, tuple[int, int]], better: str = "lower") -> Place:
    place = Place.in_memory()
    with place.change("Fill") as change:
        change.add("indicators", {"name": "Waits", "better": better, "multiplier": 100})
        for unit, (numerator, denominator) in units.items():
            row = {"indicator": "Waits", "unit": unit, "period": dt.date(2019, 3, 1)}
            change.add("observations", {**row, "numerator": numerator, "denominator": denominator})
    return place


def told(place: Place, audience: str = "workshop") -> str:
    return uneven(view(place, as_of=AS_OF, audience=audience)).plain()


def test_real_accident_departments_are_told_apart_no_more_than_their_scatter_allows():
    """137 trusts in 2018/19 (NHS England), as `tests/functions/test_health_funnel.py` pins them."""
    rows = pd.read_csv(DATA / "nhs_ae_breaches.csv").query("departments == 'type 1'")
    trusts = {row.organisation: (row.breaches, row.attendances) for row in rows.itertuples()}
    said = told(place_of(trusts))
    first = said.splitlines()[0]
    assert first.startswith("Waits: of 137 units, ")
    assert "beyond chance" not in first  # limits that allow for the scatter flag nobody outside 99.8%
    table = said.partition("What it says")[2].partition("(How")[0]
    assert table.count("worth a look (worse)") == 8
    assert table.count("worth a look (better)") == 12
    assert "Limits of chance alone would mark 132 of 137." in said


def test_a_unit_that_differs_beyond_chance_is_named_and_the_others_are_not():
    alike = {f"Ward {number}": (48 + number, 500) for number in range(8)}
    said = told(place_of({**alike, "Quay": (90, 500)}))
    assert said.startswith("Waits: of 9 units, Quay is worse beyond chance.")


def test_where_more_is_better_the_other_way_round():
    said = told(place_of({"North": (50, 500), "East": (52, 500), "Quay": (150, 500)}, better="higher"))
    assert "Quay is better beyond chance" in said


def test_units_are_told_in_the_order_of_their_names_and_not_of_their_figures():
    said = told(place_of({"North": (50, 500), "East": (52, 500), "Quay": (40, 500)}))
    assert said.startswith("Waits: no unit of 3 differs from the others by more than chance.")
    assert said.index("East") < said.index("North") < said.index("Quay")


def test_the_public_reads_of_no_unit_with_a_few_people():
    place = place_of(
        {"North": (50, 500), "East": (52, 500), "West": (3, 500), "Tiny": (2, 8), "South": (49, 500)}
    )
    said = told(place, "public")
    assert "North" in said
    assert "West" not in said
    assert "Tiny" not in said


@pytest.mark.parametrize("units", [{}, {"North": (5, 50)}, {"North": (5, 50), "East": (4, 40)}])
def test_fewer_than_three_units_are_not_compared(units):
    assert told(place_of(units)).startswith("No figure can be compared between units yet.")


def test_counts_out_of_fewer_are_a_rate():
    said = told(place_of({"North": (900, 500), "East": (920, 500), "Quay": (1500, 500)}))
    assert "Quay is worse beyond chance" in said
    assert "%" not in said.partition("What it says")[2].partition("(How")[0]
