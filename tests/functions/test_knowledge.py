"""Function 6: gaps, stale resources, use, description."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions import knowledge

TODAY = pd.Timestamp("2026-06-30")
YEAR = (TODAY - pd.DateOffset(years=1), TODAY)
ELEMENTS_OF_1995 = {
    *("contributor", "coverage", "creator", "date", "description", "format", "identifier", "language"),
    *("publisher", "relation", "rights", "source", "subject", "title", "type"),
}
"""The fifteen elements, as the section 'Properties in the /elements/1.1/ namespace' of DCMI Metadata
Terms lists them."""


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


def uses(*rows) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["resource", "member", "used", "use"])
    return frame.assign(used=pd.to_datetime(frame["used"]))


def test_stale_are_those_past_their_review_and_old_ones_without_any(resources):
    assert knowledge.stale(resources, TODAY)["name"].tolist() == ["Old", "Overdue"]


def test_a_resource_is_not_stale_on_the_very_day(resources):
    assert "Overdue" not in set(knowledge.stale(resources, pd.Timestamp("2026-06-29"))["name"])


def test_the_day_of_review_goes_before_two_years_of_age(resources):
    due = knowledge.check_due(resources).tolist()
    assert due[:4] == [pd.Timestamp(day) for day in ("2028-01-01", "2026-06-29", "2027-01-01", "2026-06-29")]
    assert pd.isna(due[4])


def test_nothing_is_stale_when_there_is_no_day(resources):
    assert knowledge.stale(resources, pd.NaT).empty


def test_gaps_are_issues_without_a_resource():
    links = pd.DataFrame({"resource": ["a", "a", "b", "gone"], "issue": ["damp", "damp", "damp", "falls"]})
    found = knowledge.resources_by_issue(["damp", "falls"], links, ["a", "b"])
    assert found.to_dict() == {"damp": 2, "falls": 0}


def test_use_counts_different_people_between_two_days(resources):
    found = knowledge.usage(
        resources,
        uses(
            ("Fresh", "Ann", "2026-05-01", "opened"),
            ("Fresh", "Ann", "2026-05-02", "opened"),
            ("Fresh", "Bo", "2026-05-02", "opened"),
            ("Fresh", "Ann", "2026-05-02", "applied"),
            ("Fresh", "Ann", "2026-05-03", "adapted"),
            ("Fresh", "Ann", "2020-01-01", "shared"),
            ("Old", None, "2026-06-30", "opened"),
            ("Old", None, "2026-06-30", "opened"),
            ("Old", "Ann", "2025-06-30", "opened"),
        ),
        *YEAR,
    ).set_index("resource")
    assert found.loc["Fresh"].to_dict() == {"opened": 2, "applied": 1, "shared": 0}
    assert found.loc["Old"].to_dict() == {"opened": 2, "applied": 0, "shared": 0}
    assert found.loc["Undated"].to_dict() == {"opened": 0, "applied": 0, "shared": 0}
    assert found.index.tolist() == ["Fresh", "Old", "Overdue", "Reviewed", "Undated"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Fresh", "Old", "of another place"]),
            st.sampled_from(["Ann", "Bo", "Çelik", None]),
            st.sampled_from(["2026-05-01", "2026-05-02", "2019-01-01"]),
            st.sampled_from(["opened", "applied", "adapted", "shared"]),
        ),
        max_size=30,
    )
)
def test_every_resource_stands_once_and_no_use_counts_twice(rows):
    shelf = pd.DataFrame({"name": ["Fresh", "Old", "Unused"]})
    found = knowledge.usage(shelf, uses(*rows), *YEAR)
    assert sorted(found["resource"]) == ["Fresh", "Old", "Unused"]
    assert found["applied"].is_monotonic_decreasing
    inside = [row for row in rows if row[0] in ("Fresh", "Old") and row[2] > "2025"]
    assert found[["opened", "applied", "shared"]].to_numpy().sum() <= len(inside)
    known = {row[1] for row in inside if row[1]}
    anonymous = sum(row[1] is None for row in inside)
    assert found["opened"].max() <= len(known) + anonymous


def test_each_column_holds_an_element_of_dublin_core():
    assert set(knowledge.DUBLIN_CORE.values()) <= ELEMENTS_OF_1995
    assert len(set(knowledge.DUBLIN_CORE.values())) == len(knowledge.DUBLIN_CORE)


def test_completeness_is_the_share_that_is_filled_in(resources):
    found = knowledge.completeness(resources)
    assert (found["title"], found["creator"], found["date"], found["rights"]) == (1.0, 0.4, 0.8, 0.0)
    assert found.is_monotonic_increasing


def test_what_each_resource_still_lacks(resources):
    found = knowledge.missing_elements(resources.assign(subject="damp", link=["a", None, "b", "c", "d"]))
    assert found.index.tolist() == ["Old", "Undated", "Overdue", "Fresh", "Reviewed"]
    assert found["Fresh"] == ("description", "publisher", "type", "language", "rights")


def test_events_that_left_nothing(resources):
    events = pd.DataFrame(
        {
            "name": ["Talk", "Visit", "Clinic", "Party"],
            "kind": ["workshop", "site visit", "workshop", "social"],
            "date": pd.to_datetime(["2026-01-01", "2026-02-01", "2026-03-01", "2026-03-01"]),
        }
    )
    found = knowledge.events_without_write_up(events, [resources], ["workshop", "site visit"])
    assert found["name"].tolist() == ["Clinic", "Visit"]


def test_nothing_gives_nothing(resources):
    none = resources.head(0)
    assert knowledge.stale(none, TODAY).empty
    assert knowledge.usage(none, uses(), TODAY, TODAY).empty
    assert knowledge.usage(resources, uses(), pd.NaT, pd.NaT)["opened"].sum() == 0
    assert knowledge.completeness(none).isna().all()
    assert knowledge.missing_elements(none).empty
    assert knowledge.resources_by_issue([], uses().assign(issue=None), []).empty
