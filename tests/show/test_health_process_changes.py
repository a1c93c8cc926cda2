"""Workbook 7: from which day the limits of a chart begin anew, and what a reader learns of why."""

import datetime as dt

import pandas as pd
import pytest

from copkit.place.store import Place
from copkit.place.view import view
from copkit.show.health import vital_signs_by_month
from copkit.show.health.process_changes import SOMETHING, phase_starts
from copkit.show.health.sign_verdicts import vital_sign_verdicts

MONTHS = list(pd.date_range("2024-07-01", periods=24, freq="MS"))
LOW = [14, 16, 15, 17, 13, 15, 16, 14, 15, 17, 13, 16]
HIGH = [24, 26, 25, 27, 23, 25, 26, 24, 25, 27, 23, 26]


def place_with(*changes: dict, came: list[int] = LOW + HIGH) -> Place:
    place = Place.in_memory()
    with place.change("Fill") as change:
        for name in ("Homes", "Streets"):
            change.add("communities", {"name": name})
        for name in ("Homes", "Streets", None):
            change.add("indicators", {"name": f"Figure of {name}", "community": name, "better": "lower"})
        names = ["Ann Vale", *(f"M{number:02}" for number in range(40))]
        for name in names:
            change.add("members", {"name": name})
        for month, number in zip(MONTHS, came, strict=True):
            event = f"{month:%B %Y}"
            day = month.date() + dt.timedelta(days=9)
            change.add("events", {"name": event, "community": "Homes", "kind": "workshop", "date": day})
            for name in names[1 : number + 1]:
                change.add("attendance", {"event": event, "member": name, "presence": "came"})
        for row in changes:
            change.add("process_changes", {"what": "It moved", "may_be_shared": True, **row})
    return place


def told(place: Place, audience: str = "workshop") -> str:
    return vital_signs_by_month(view(place, "Homes", "2026-06-30", audience)).plain()


def test_what_names_no_sign_counts_for_all_of_its_community():
    place = place_with(
        {"community": "Homes", "changed": "2025-01-01"},
        {"community": "Homes", "vital_sign": "visits", "changed": "2025-02-01"},
        {"community": "Streets", "changed": "2025-03-01"},
        {"changed": "2025-04-01"},
        {"indicator": "Figure of Streets", "changed": "2025-05-01"},
        {"changed": "2026-07-01"},
    )

    def months(community: str, **of: str) -> list[int]:
        return [one.changed.month for one in phase_starts(view(place, community, "2026-06-30"), **of)]

    assert months("Homes", vital_sign="visits") == [1, 2, 4]
    assert months("Homes", vital_sign="newcomers") == [1, 4]
    assert months("", vital_sign="visits") == [4]
    assert months("Homes", indicator="Figure of Homes") == [1, 4]
    assert months("Homes", indicator="Figure of Streets") == [3, 4, 5]
    assert months("", indicator="Figure of None") == [4]


def test_a_known_change_is_held_against_its_own_limits():
    before = told(place_with())
    assert before.startswith("People who came and visits got better, and not by chance")
    after = told(place_with({"community": "Homes", "changed": "2025-07-01"}))
    assert after.startswith(
        "Nothing changed beyond chance, of 3 vital signs. From 1 July 2025 the limits of "
    )
    assert after.partition("\n")[0].endswith("begin anew (It moved).")
    row = next(line for line in after.splitlines() if line.strip().startswith("People who came"))
    assert row.split()[3:9] == ["as", "usual", "June", "2026", "26", "25.1"]
    assert "A: from 1 July 2025, It moved." in after


def test_too_few_months_of_the_new_way_are_told_as_such_and_give_no_verdict():
    change = {"community": "Homes", "changed": "2026-04-01"}
    place = place_with(change, came=[*LOW, *LOW[:9], 1, 0, 1])
    said = told(place)
    assert "begin anew, and too few months have passed to judge the new way (It moved)." in said
    assert "too few points since the change" in said
    assert vital_sign_verdicts(view(place, "Homes", "2026-06-30")) == []
    without = vital_sign_verdicts(view(place_with(came=[*LOW, *LOW[:9], 1, 0, 1]), "Homes", "2026-06-30"))
    assert [(one.way, one.about) for one in without] == [("at risk", "vital sign: people who came")]


@pytest.mark.parametrize(
    ("what", "shared", "public"),
    [
        ("It moved to the evening", True, "It moved to the evening"),
        ("It moved to the evening", False, SOMETHING),
        ("Ann Vale left", True, SOMETHING),
    ],
)
def test_the_public_learns_what_changed_only_if_it_may(what, shared, public):
    place = place_with({"community": "Homes", "changed": "2025-07-01", "what": what, "may_be_shared": shared})
    assert f"begin anew ({what})" in told(place)
    said = told(place, "public")
    assert f"begin anew ({public})" in said
    assert what == public or what not in said


def test_a_verdict_says_since_when_its_mean_counts():
    place = place_with({"community": "Homes", "changed": "2025-07-01"}, came=[*LOW, *HIGH[:-1], 39])
    (found,) = vital_sign_verdicts(view(place, "Homes", "2026-06-30"))
    assert found.way == "well"
    assert found.said == (
        "People who came got better by more than chance: 39 in June 2026, 26.2 on average since 1 July 2025; "
        "the newest figure lies outside the limits of chance."
    )
