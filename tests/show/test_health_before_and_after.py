"""Workbook 7: before and after something began, where more than one thing began."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from copkit.functions.health.interrupted_series import interrupted_series
from copkit.place.store import Place
from copkit.place.view import view
from copkit.show.health import before_and_after
from copkit.show.health.before_and_after import before_and_after_verdicts
from copkit.show.health.interruptions import read_interrupted

DATA = Path(__file__).parents[1] / "data"

STEADY = [50, 53, 49, 52, 48, 51, 50, 53, 47, 52, 50, 49, 51, 48, 52, 50]
LOWER = [value - 20 for value in STEADY]


def place_of(values: list[float], days: list[dt.date] | None = None, units: int = 1) -> Place:
    months = [day.date() for day in pd.date_range("2023-01-01", periods=len(values), freq="MS")]
    place = Place.in_memory()
    with place.change("Fill") as change:
        change.add("communities", {"name": "Homes"})
        change.add("issues", {"name": "Damp"})
        row = {"name": "Falls", "better": "lower", "issue": "Damp", "community": "Homes"}
        change.add("indicators", row)
        for number, (day, value) in enumerate(zip(days or months, values, strict=True)):
            for unit in range(units if number else 1):
                seen = {"indicator": "Falls", "unit": f"Ward {unit}", "period": day, "numerator": value}
                change.add("observations", seen)
    return place


def changed(place: Place, *whats: tuple[dt.date, str], shared: bool = True) -> Place:
    with place.change("Note") as change:
        for day, what in whats:
            row = {"indicator": "Falls", "changed": day, "what": what, "may_be_shared": shared}
            change.add("process_changes", row)
    return place


def limits(finding) -> list[str]:
    return list(finding.evidence[2].text["Limits"])


def test_the_effect_of_proposition_99_is_that_of_the_method():
    """Abadie, Diamond and Hainmueller 2010: packs of cigarettes a head in California, dearer from 1989."""
    rows = pd.read_csv(DATA / "proposition_99.csv", index_col="year")["California"]
    place = changed(
        place_of(list(rows), [dt.date(year, 1, 1) for year in rows.index]), (dt.date(1989, 1, 1), "Tax")
    )
    (finding,) = before_and_after(view(place)).parts
    found = interrupted_series(rows, 1989)
    shown = finding.evidence[1].values
    effects = [found.change.level, found.change.slope, found.change.difference]
    assert shown["By"].tolist() == pytest.approx([effect.estimate for effect in effects])
    assert shown["From"].tolist() == pytest.approx([effect.low for effect in effects])
    assert shown["To"].tolist() == pytest.approx([effect.high for effect in effects])
    assert f"{-found.change.difference.estimate:.1f} lower" in finding.sentence


def test_what_changed_later_is_not_put_down_to_what_began_before():
    place = changed(
        place_of([*STEADY, *STEADY[:12], *LOWER]),
        (dt.date(2024, 5, 1), "A rail was put in"),
        (dt.date(2025, 5, 1), "A nurse came by"),
    )
    first, second = before_and_after(view(place)).parts
    assert "cannot be told from chance: in April 2025" in first.sentence
    assert any("from January 2023 to April 2025 count" in said for said in limits(first))
    assert any("before or after: A nurse came by." in said for said in limits(first))
    assert any("from May 2024 to August 2026 count" in said for said in limits(second))
    (verdict,) = before_and_after_verdicts(view(place))
    assert "A nurse came by" in verdict.said


def test_things_that_began_near_each_other_are_not_told_apart_even_where_their_words_are_hidden():
    days = ((dt.date(2024, 5, 1), "A rail"), (dt.date(2024, 7, 1), "A nurse"))
    place = changed(place_of([*STEADY, *LOWER]), *days, shared=False)
    found = read_interrupted(view(place, audience="public"))
    assert [one.nearby for one in found] == [("something was done in a new way",)] * 2
    (verdict,) = before_and_after_verdicts(view(place, audience="public"))
    assert verdict.said.endswith("Near that time, too: something was done in a new way.")


def test_that_something_else_began_near_that_time_stands_in_the_sentence():
    days = ((dt.date(2024, 5, 1), "A rail"), (dt.date(2024, 7, 1), "A nurse"))
    section = before_and_after(view(changed(place_of([*STEADY, *LOWER]), *days)))
    assert section.parts[0].sentence.endswith("It is not the only thing that began near that time.")


def test_what_began_before_the_first_figure_is_near_as_well():
    place = changed(
        place_of([*STEADY, *LOWER]), (dt.date(2022, 12, 1), "A nurse"), (dt.date(2023, 6, 1), "A rail")
    )
    (finding,) = read_interrupted(view(place))
    assert (finding.what, finding.nearby) == ("A rail", ("A nurse",))


def test_what_began_on_one_day_is_told_together():
    place = changed(place_of([*STEADY, *LOWER]), (dt.date(2024, 5, 1), "A rail was put in."))
    with place.change("Begin") as change:
        work = {"name": "Steady feet", "community": "Homes", "issue": "Damp", "starts": "2024-05-01"}
        change.add("initiatives", work | {"state": "under way"})
    (finding,) = before_and_after(view(place)).parts
    assert "from 1 May 2024 on: A rail was put in and 'Steady feet' began. In" in finding.sentence


def test_where_not_every_unit_gave_a_figure_each_time_it_is_said():
    place = changed(place_of([*STEADY, *LOWER], units=2), (dt.date(2024, 5, 1), "A rail was put in"))
    assert any(
        "1 at the least, 2 at the most" in said for said in limits(before_and_after(view(place)).parts[0])
    )


def test_two_figures_of_one_month_have_no_line():
    days = [dt.date(2023, 1, 1), dt.date(2023, 1, 15), *(dt.date(2023, month, 1) for month in range(2, 13))]
    place = changed(place_of(STEADY[:13], days), (dt.date(2023, 6, 1), "A rail was put in"))
    (finding,) = before_and_after(view(place)).parts
    assert finding.sentence == "Of 1 change it cannot be said yet whether the figure followed."
    assert "A period is there twice" in finding.evidence[0].text.iloc[0, -1]
