"""Workbook 7: units are compared by what the figure is; what cannot be compared is said, with a way out."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from copkit.place.store import Place
from copkit.place.view import View, view
from copkit.show.health import uneven
from copkit.show.health.units_read import _no_lone_gap, read_units

AS_OF = "2026-06-30"
MONTHS = [dt.date(2026, 5, 1), dt.date(2026, 6, 1)]


def seen(rows: list[dict], audience: str = "workshop", **indicator) -> View:
    """A view of a place with one indicator and these observations, in May 2026 if no period is given."""
    place = Place.in_memory()
    with place.change("Fill") as change:
        change.add("indicators", {"name": "Waits", "better": "lower", **indicator})
        for row in rows:
            change.add("observations", {"indicator": "Waits", "period": MONTHS[0], **row})
    return view(place, as_of=AS_OF, audience=audience)


def units(**figures: tuple[float, float]) -> list[dict]:
    return [{"unit": unit, "numerator": n, "denominator": d} for unit, (n, d) in figures.items()]


ALIKE = units(North=(50, 500), East=(52, 500), Quay=(49, 500))


def mean_rows(values: dict[str, list[np.ndarray]]) -> list[dict]:
    return [
        {
            "unit": unit,
            "period": period,
            "numerator": float(group.sum()),
            "denominator": len(group),
            "sd": float(group.std(ddof=1)),
        }
        for unit, groups in values.items()
        for period, group in zip(MONTHS, groups, strict=True)
    ]


def test_means_by_month_are_held_as_if_all_values_stood_in_one_list():
    random = np.random.default_rng(7)
    centres = {"North": (10, 11), "East": (10, 11), "Quay": (14, 16)}
    values = {unit: [random.normal(m, 3, 40) for m in of_months] for unit, of_months in centres.items()}
    here = seen(mean_rows(values), kind="mean", multiplier=1)
    (one,), _ = read_units(here)
    pooled = {unit: np.concatenate(groups) for unit, groups in values.items()}
    assert one.made.kind == "mean"
    assert one.made.units["value"].tolist() == pytest.approx([v.mean() for v in pooled.values()])
    within = np.mean([v.var(ddof=1) for v in pooled.values()])  # all units are of one size
    assert one.made.sd == pytest.approx(np.sqrt(within))
    assert one.names("worse") == ["Quay"]
    assert "How many values" in uneven(here).plain()


def test_without_a_kind_a_standard_deviation_tells_a_mean():
    rows = [{**row, "sd": 2.0} for row in units(North=(500, 50), East=(510, 50), Quay=(505, 50))]
    assert read_units(seen(rows))[0][0].made.kind == "mean"


def test_a_mean_without_its_spread_is_not_compared_and_what_to_give_is_said():
    said = uneven(seen(ALIKE, kind="mean")).plain()
    assert said.startswith("Waits cannot be compared between units. How far its single values spread is not")
    assert "standard deviation" in said


@pytest.mark.parametrize("kind", [None, "count"])
def test_plain_counts_are_said_not_to_be_comparable(kind):
    rows = [{"unit": unit, "numerator": 9} for unit in ("North", "East", "Quay")]
    said = uneven(seen(rows, kind=kind)).plain()
    assert said.startswith("Waits cannot be compared between units. It is a plain count")


def test_the_kind_that_was_said_counts():
    assert read_units(seen(ALIKE))[0][0].made.kind == "proportion"
    assert read_units(seen(ALIKE, kind="rate"))[0][0].made.kind == "rate"
    said = uneven(seen(ALIKE, kind="count")).plain()
    assert said.startswith("Waits cannot be compared between units.")


def test_a_proportion_of_more_than_all_is_said_and_not_drawn():
    rows = units(North=(50, 500), East=(52, 500), Quay=(600, 500))
    said = uneven(seen(rows, kind="proportion")).plain()
    assert "A figure of the unit 'Quay' is more than all of them." in said
    assert "Quay" not in uneven(seen(rows, "public", kind="proportion")).plain()


def test_the_public_reads_no_unit_in_which_only_a_few_are_without():
    rows = [*ALIKE, *units(Hall=(498, 500))]
    assert "Hall" in uneven(seen(rows)).plain()
    assert "Hall" not in uneven(seen(rows, "public")).plain()


def test_the_public_reads_no_unit_or_figure_that_is_named_after_a_person():
    rows = [*ALIKE, *units(**{"Team of Tess Quill": (51, 500)})]
    here = seen(rows, "public")
    with here.place.change("Add") as change:
        change.add("members", {"name": "Tess Quill"})
    said = uneven(view(here.place, as_of=AS_OF, audience="public")).plain()
    assert "North" in said
    assert "Quill" not in said
    assert "Quill" in uneven(view(here.place, as_of=AS_OF)).plain()


def test_figures_older_than_a_year_are_said_to_be_old():
    rows = [{**row, "period": dt.date(2024, 3, 1)} for row in ALIKE]
    assert "The newest is of March 2024" in uneven(seen(rows)).plain()


def test_a_figure_with_a_unit_beyond_chance_comes_first_and_those_after_the_third_stand_in_a_table():
    place = Place.in_memory()
    with place.change("Fill") as change:
        for number in range(5):
            name = f"Figure {number}"
            change.add("indicators", {"name": name, "better": "lower", "multiplier": 100})
            last = (150, 500) if number == 4 else (50, 500)
            for row in units(North=(50, 500), East=(52, 500), Quay=last):
                change.add("observations", {**row, "indicator": name, "period": MONTHS[0]})
    said = uneven(view(place, as_of=AS_OF)).plain()
    assert said.startswith("Figure 4: of 3 units, Quay is worse beyond chance")
    assert "2 more figures compared between units, none of them with a unit" in said
    assert pd.Series(["Figure 2", "Figure 3"]).map(said.partition("[Other figures")[2].count).tolist() == [
        1,
        1,
    ]


def test_where_most_units_stand_out_they_are_said_not_to_be_alike():
    far = units(North=(100, 1000), East=(300, 1000), Quay=(500, 1000), West=(700, 1000))
    assert "compare like with like" in uneven(seen(far)).plain().splitlines()[0]


def test_in_public_one_unit_alone_is_not_left_out_as_the_whole_would_tell_it():
    few = pd.Series([False, False, True, False])
    units = pd.DataFrame({"unit": list("abcd"), "denominator": [100, 80, 5, 90]})
    assert list(_no_lone_gap(units, few, "denominator")["unit"]) == ["a", "d"]
    assert list(_no_lone_gap(units, few & False, "denominator")["unit"]) == list("abcd")
