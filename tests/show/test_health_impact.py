"""Workbook 7: indicators on control charts, and before and after something began, held to published cases."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from copkit.functions.health.interrupted_series import interrupted_series
from copkit.place.store import Place
from copkit.place.view import view
from copkit.show.health import before_and_after, impact
from copkit.show.health.before_and_after import before_and_after_verdicts
from copkit.show.health.indicators import impact_verdicts

DATA = Path(__file__).parents[1] / "data"


def months(count: int, first: dt.date = dt.date(2023, 1, 1)) -> list[dt.date]:
    return [day.date() for day in pd.date_range(first, periods=count, freq="MS")]


def place_of(
    values: list[float],
    *,
    out_of: float | None = None,
    days: list[dt.date] | None = None,
    **indicator: object,
) -> Place:
    place = Place.in_memory()
    with place.change("Fill") as change:
        change.add("communities", {"name": "Homes"})
        change.add("issues", {"name": "Damp"})
        row = {"name": "Falls", "better": "lower", "multiplier": 1, "issue": "Damp", "community": "Homes"}
        change.add("indicators", row | indicator)
        for day, value in zip(days or months(len(values)), values, strict=True):
            seen = {"indicator": "Falls", "unit": "All", "period": day, "numerator": value}
            change.add("observations", seen | ({} if out_of is None else {"denominator": out_of}))
    return place


def changed(place: Place, day: dt.date, what: str = "A rail was put in", **more: object) -> Place:
    with place.change("Note") as change:
        row = {"indicator": "Falls", "changed": day, "what": what, "may_be_shared": True}
        change.add("process_changes", row | more)
    return place


STEADY = [50, 53, 49, 52, 48, 51, 50, 53, 47, 52, 50, 49, 51, 48, 52, 50]
LOWER = [30, 33, 29, 32, 28, 31, 30, 33, 27, 32, 30, 29, 31, 28, 32, 30]


def test_the_effect_of_the_sicilian_smoking_ban_is_that_of_the_method():
    """Lopez Bernal, Cummins and Gasparrini 2017: acute coronary events in Sicily; smoke-free from 2005."""
    rows = pd.read_csv(DATA / "sicily_smoking_ban.csv", comment="#")
    days = [dt.date(year, month, 1) for year, month in zip(rows["year"], rows["month"], strict=True)]
    place = changed(place_of(list(rows["aces"]), days=days), dt.date(2005, 1, 1), "No smoking indoors")
    section = before_and_after(view(place))
    series = pd.Series(rows["aces"].to_numpy(float), index=pd.DatetimeIndex(days))
    found = interrupted_series(series, dt.date(2005, 1, 1), season="harmonics")
    table = section.parts[0].evidence[1].values
    assert table["By"].iloc[0] == pytest.approx(found.change.level.estimate)
    assert table[["From", "To"]].iloc[2].tolist() == pytest.approx(
        [found.change.difference.low, found.change.difference.high]
    )
    assert found.change.level.estimate < 0
    assert "caus" not in section.plain()


def test_a_step_down_is_told_with_its_interval_and_what_it_cannot_tell():
    place = changed(place_of([*STEADY, *LOWER]), dt.date(2024, 5, 1))
    finding = before_and_after(view(place, "Homes")).parts[0]
    assert finding.sentence.startswith(
        "Falls, and from 1 May 2024 on: A rail was put in. In August 2025 the figure is "
    )
    assert "lower than it would have been if it had gone on as before (95% interval: " in finding.sentence
    limits = finding.evidence[2].text["Limits"]
    assert limits.iloc[0].startswith("Something else may have changed at the same time")
    (verdict,) = before_and_after_verdicts(view(place, "Homes"))
    assert verdict.way == "well"
    assert verdict.said.endswith("Something else may have changed then, too.")


def test_where_nothing_changed_it_is_said_that_it_cannot_be_told_from_chance():
    place = changed(place_of([*STEADY, *STEADY]), dt.date(2024, 5, 1))
    assert "cannot be told from chance" in before_and_after(view(place)).parts[0].sentence
    assert before_and_after_verdicts(view(place)) == []


def test_what_began_near_that_time_is_named_in_the_verdict_too():
    place = changed(place_of([*STEADY, *LOWER]), dt.date(2024, 5, 1))
    with place.change("Begin") as change:
        work = {"name": "Steady feet", "community": "Homes", "issue": "Damp", "starts": "2024-07-03"}
        change.add("initiatives", work | {"state": "under way"})
        change.add("initiatives", {**work, "name": "Only an idea", "state": "idea"})
    first, second = before_and_after(view(place)).parts
    assert first.evidence[2].text["Limits"].iloc[0].startswith("Near that time, too: 'Steady feet' began.")
    assert second.sentence.startswith("Falls, and from 3 July 2024 on: 'Steady feet' began.")
    (verdict,) = before_and_after_verdicts(view(place))
    assert verdict.said.endswith("Near that time, too: 'Steady feet' began.")


def test_too_few_figures_since_are_counted():
    place = changed(place_of([*STEADY, 30, 31]), dt.date(2024, 5, 1))
    (finding,) = before_and_after(view(place)).parts
    assert finding.sentence == "Of 1 change it cannot be said yet whether the figure followed."
    told = finding.evidence[0].text.iloc[0]
    assert told["What began"] == "1 May 2024: A rail was put in"
    assert told["Why nothing can be said yet"].startswith("There are 16 points before the change and 2 from")


def test_limits_begin_anew_from_a_known_change_and_the_chart_says_so():
    place = changed(place_of([*STEADY, *LOWER]), dt.date(2024, 5, 1))
    finding = impact(view(place)).parts[0]
    assert "30.31 on average since May 2024; no change beyond chance" in finding.sentence
    assert "The limits begin anew from 1 May 2024 (A rail was put in)." in finding.method
    assert impact_verdicts(view(place)) == []
    without = impact(view(place_of([*STEADY, *LOWER]))).parts[0].sentence
    assert "it got better, and not by chance" in without


def test_a_target_out_of_reach_is_a_risk_and_one_within_chance_is_neither():
    found = impact_verdicts(view(place_of(STEADY, target=20)))
    assert [(one.way, one.about) for one in found] == [("at risk", "the target of 'Falls'")]
    assert "as things are, the target of 20 will not be met; it usually moves between" in found[0].said
    assert impact_verdicts(view(place_of(STEADY, target=51))) == []
    assert [one.way for one in impact_verdicts(view(place_of(STEADY, target=90)))] == ["well"]


def test_nothing_is_decided_on_trial_limits_or_on_a_figure_that_moves_in_large_steps():
    assert impact_verdicts(view(place_of(STEADY[:8], target=20))) == []
    coarse = place_of([0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9], target=20)
    assert impact_verdicts(view(coarse)) == []
    assert "moves in steps too large for a chart" in impact(view(coarse)).parts[0].sentence


def test_a_plain_count_takes_no_notice_of_denominators():
    place = place_of(STEADY, out_of=100, kind="count")
    assert "Falls: 50 in April 2024" in impact(view(place)).parts[0].sentence


def test_in_public_no_figure_of_a_few_people_and_no_name_of_an_indicator_that_names_somebody():
    small = place_of([*STEADY[:-1], 3])
    public = impact(view(small, audience="public"))
    assert public.parts[0].evidence == ()
    assert "some of its figures count too few to be shown here" in public.plain()
    assert (
        before_and_after(view(changed(small, dt.date(2023, 9, 1)), audience="public"))
        .plain()
        .startswith("No figure is known to have been interrupted")
    )
    named = place_of(STEADY)
    with named.change("Name") as change:
        change.add("members", {"name": "Tess Quill"})
        change.update("indicators", 1, {"name": "Falls of Tess Quill"})
    assert "Quill" not in str(impact(view(named, audience="public")).html())
    assert "Quill" in impact(view(named)).plain()
