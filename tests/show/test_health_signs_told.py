"""Workbook 7: what may be said of a vital sign: a party is no trend, a figure like its average no change."""

import datetime as dt

import pandas as pd
import pytest

from copkit.place.store import Place
from copkit.place.view import view
from copkit.show.health import next_steps, vital_signs_by_month
from copkit.show.health.sign_verdicts import vital_sign_verdicts

MONTHS = list(pd.date_range("2025-01-01", periods=18, freq="MS"))
STEADY = [14, 16, 15, 17, 13, 15, 16, 14, 15, 17, 13, 16, 15, 14, 16, 15, 17, 15]
NAMES = ["Ann Vale", *(f"M{number:02}" for number in range(60))]


def place_with(*last_month: tuple[str, int], came: list[int] = STEADY) -> Place:
    """A community with one event in each month, and further ones in June 2026: name, and how many came."""
    place = Place.in_memory()
    with place.change("Fill") as change:
        change.add("communities", {"name": "Homes"})
        for name in NAMES:
            change.add("members", {"name": name})
        held = [(f"{day:%B %Y}", day.date(), number) for day, number in zip(MONTHS, came, strict=True)]
        held += [(name, dt.date(2026, 6, 18), number) for name, number in last_month]
        for event, day, number in held:
            change.add("events", {"name": event, "community": "Homes", "kind": "workshop", "date": day})
            for name in NAMES[1 : number + 1]:
                change.add("attendance", {"event": event, "member": name, "presence": "came"})
    return place


def told(place: Place, audience: str = "workshop") -> str:
    return vital_signs_by_month(view(place, "Homes", "2026-06-30", audience)).plain()


def test_one_large_event_is_told_as_such_and_goes_not_for_a_change():
    place = place_with(("Summer party", 40))
    here = view(place, "Homes", "2026-06-30")
    said = told(place)
    assert said.startswith(
        "Nothing changed beyond chance, of 3 vital signs. People who came and visits were high in June 2026 "
        "because of one event (Summer party); without it, as usual."
    )
    assert "something is different: one event (Summer party)" in said
    assert vital_sign_verdicts(here) == []
    assert "visits" not in next_steps(here).plain()


@pytest.mark.parametrize("events", [[("Walk", 40), ("Talk", 40), ("Fair", 40)], []])
def test_a_month_that_is_high_without_its_largest_event_too_got_better(events):
    place = place_with(*events, came=[*STEADY[:-1], 39])
    assert told(place).startswith("People who came and visits got better, and not by chance")


def test_the_public_learns_the_name_of_the_event_only_if_it_names_nobody():
    assert "one event (Summer party)" in told(place_with(("Summer party", 40)), "public")
    said = told(place_with(("Party of Ann Vale", 40)), "public")
    assert "one event (its name is not shown here)" in said
    assert "Ann Vale" not in said


def test_what_never_moved_says_so_and_has_no_chart():
    place = place_with(came=[15] * 18)
    (finding,) = vital_signs_by_month(view(place, "Homes", "2026-06-30")).parts
    lines = {line.split("  ")[1]: line for line in finding.evidence[0].plain().splitlines() if "  " in line}
    assert "the same in every month" in lines["Visits"]
    assert "15 to 15" not in lines["Visits"]
    columns = [one.table.values.columns for one in finding.evidence[1:]]
    assert not any("Visits" in names for names in columns)


def test_a_figure_that_reads_like_its_average_is_not_told_as_changed():
    came = [*[20, 22] * 5, *[23, 22] * 4]
    place = place_with(came=came)
    assert told(place).startswith("People who came and visits got better, and not by chance")
    said = told(place, "public")
    assert said.startswith("Nothing changed beyond chance")
    assert "too close to its average to tell" in said
    assert vital_sign_verdicts(view(place, "Homes", "2026-06-30", "public")) == []


def test_terms_of_statistics_stand_in_the_fold_alone():
    said = told(place_with(came=[*STEADY[:-1], 39]))
    before, _, fold = said.partition("(How: ")
    assert "special cause" not in before
    assert "common cause" not in before
    assert "got better (outside the limits of chance)" in before
    assert fold.count("common cause") == 1
