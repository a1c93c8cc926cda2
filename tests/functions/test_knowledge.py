"""Function 6: gaps, stale resources, use, description."""

import pandas as pd
import pytest

from copkit.functions import knowledge

TODAY = pd.Timestamp("2026-06-30")


@pytest.fixture
def resources() -> pd.DataFrame:
    frame = pd.DataFrame(
        [
            ("Fresh", "2026-01-01", None, "Ann", "Talk"),
            ("Old", "2024-06-29", None, None, None),
            ("Reviewed", "2020-01-01", "2027-01-01", "Ann", None),
            ("Overdue", "2026-01-01", "2026-06-29", None, None),
            ("Undated", None, None, None, None),
        ],
        columns=["name", "made", "review", "creator", "event"],
    )
    for column in ("subject", "description", "publisher", "kind", "link", "language", "licence"):
        frame[column] = None
    return frame.assign(made=pd.to_datetime(frame["made"]), review=pd.to_datetime(frame["review"]))


def test_stale_are_those_past_their_review_and_old_ones_without_any(resources):
    assert knowledge.stale(resources, TODAY)["name"].tolist() == ["Old", "Overdue"]


def test_nothing_is_stale_when_there_is_no_day(resources):
    assert knowledge.stale(resources, pd.NaT).empty


def test_gaps_are_issues_without_a_resource():
    links = pd.DataFrame({"resource": ["a", "a", "b", "gone"], "issue": ["damp", "damp", "damp", "falls"]})
    found = knowledge.resources_by_issue(["damp", "falls"], links, ["a", "b"])
    assert found.to_dict() == {"damp": 2, "falls": 0}


def test_use_is_counted_between_two_days(resources):
    uses = pd.DataFrame(
        {
            "resource": ["Fresh", "Fresh", "Fresh", "Old"],
            "used": pd.to_datetime(["2026-05-01", "2026-05-02", "2020-01-01", "2026-06-30"]),
            "use": ["opened", "applied", "applied", "opened"],
        }
    )
    found = knowledge.usage(resources, uses, TODAY - pd.DateOffset(years=1), TODAY).set_index("resource")
    assert found.loc["Fresh"].tolist() == [1, 1]
    assert found.loc["Old"].tolist() == [1, 0]
    assert found.loc["Undated"].tolist() == [0, 0]
    assert found.index[0] == "Fresh"


def test_every_element_of_dublin_core_is_counted(resources):
    found = knowledge.completeness(resources)
    assert set(found.index) == set(knowledge.DUBLIN_CORE.values())
    assert (found["title"], found["creator"], found["rights"]) == (1.0, 0.4, 0.0)
    assert found.is_monotonic_increasing


def test_events_that_left_nothing(resources):
    events = pd.DataFrame(
        {
            "name": ["Talk", "Visit", "Party"],
            "kind": ["workshop", "site visit", "social"],
            "date": pd.to_datetime(["2026-01-01", "2026-02-01", "2026-03-01"]),
        }
    )
    found = knowledge.events_without_resource(events, resources, ["workshop", "site visit"])
    assert found["name"].tolist() == ["Visit"]


def test_nothing_gives_nothing(resources):
    none = resources.head(0)
    uses = pd.DataFrame({"resource": [], "used": pd.to_datetime([]), "use": []})
    assert knowledge.stale(none, TODAY).empty
    assert knowledge.usage(none, uses, TODAY, TODAY).empty
