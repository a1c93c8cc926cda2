"""Which initiatives overlap, in more than chance or not, and which of them have nothing in common."""

import pandas as pd
import pytest

from copkit.functions.activities.initiative_ties import going_on, initiative_ties
from copkit.functions.activities.unconnected import overlapping_pairs, unconnected
from copkit.place.view import view


def ties(*rows):
    return pd.DataFrame(rows, columns=["initiative", "kind", "name"])


def overlaps(*rows):
    given = ties(*rows)
    return overlapping_pairs(given, given["initiative"].drop_duplicates())


@pytest.mark.parametrize(
    ("rows", "basis"),
    [
        ([("a", "issue", "Damp"), ("b", "issue", "Damp"), ("a", "skill", "Meter"), ("b", "skill", "Meter")],
         "same issue"),
        ([("a", "issue", "Damp"), ("b", "issue", "Cold"), ("b", "linked issue", "Damp")], "linked issues"),
        ([("a", "issue", "Damp"), ("a", "linked issue", "Cold"), ("b", "issue", "Cold")], "linked issues"),
        ([("a", "issue", "Damp"), ("b", "issue", "Debt"), ("a", "skill", "Sums"), ("b", "skill", "Sums")],
         "same skills"),
        ([("a", "issue", "Damp"), ("b", "issue", "Debt"), ("a", "linked issue", "Cold"),
          ("b", "linked issue", "Cold")], "issues linked to the same issue"),
    ],
)  # fmt: skip
def test_why_two_overlap(rows, basis):
    assert overlaps(*rows)["basis"].tolist() == [basis]


def test_two_of_the_same_body_do_not_overlap_by_that_alone():
    rows = [(name, kind, kind) for name in "ab" for kind in ("community", "organisation", "member")]
    assert overlaps(*rows).empty


def test_what_both_have_is_named():
    both = [(name, kind, what) for name in "ab" for kind, what in [("issue", "Damp"), ("skill", "Meter")]]
    row = overlaps(
        *both,
        *[("a", "event", "Visit"), ("b", "event", "Visit"), ("b", "event", "Hall")],
        *[("a", "community", "Homes"), ("b", "community", "Ageing")],
        *[("a", "organisation", "Council"), ("b", "organisation", "Council")],
    ).iloc[0]
    assert (row["issues"], row["skills"], row["shared"]) == (("Damp",), ("Meter",), 2)
    assert (row["events"], row["members"], row["resources"]) == (("Visit",), (), ())
    assert (bool(row["same_community"]), bool(row["same_organisation"])) == (False, True)
    assert bool(row["connected"])


@pytest.mark.parametrize("kind", ["member", "event", "resource"])
def test_one_thing_in_common_connects_and_things_apart_do_not(kind):
    issue = [("a", "issue", "Damp"), ("b", "issue", "Damp")]
    apart = overlaps(*issue, ("a", kind, "this"), ("b", kind, "that"))
    assert unconnected(apart)[["one", "other"]].values.tolist() == [["a", "b"]]
    assert unconnected(overlaps(*issue, ("a", kind, "this"), ("b", kind, "this"))).empty


def many():
    """Two with eight things of which they share seven, among eight others with eight of their own each."""
    rows = [(name, "issue", f"issue of {name}") for name in "abcdefghij"]
    rows += [(name, "skill", f"skill {number}") for name in "ab" for number in range(7)]
    return rows + [(name, "skill", f"{name} {number}") for name in "cdefghij" for number in range(7)]


def test_much_that_is_rare_is_more_than_chance():
    row = overlaps(*many()).iloc[0]
    assert (row["one"], row["other"], row["shared"], row["verdict"]) == ("a", "b", 7, "more than chance")
    assert row["p"] < row["p_holm"] <= 0.05


def test_on_the_same_issue_nothing_is_tested_and_it_does_not_count_for_the_others():
    rows = [row for row in many() if row[:2] != ("d", "issue")] + [("d", "issue", "issue of c")]
    found = overlaps(*rows)
    same = found[found["verdict"] == "same issue"].iloc[0]
    assert (same["one"], same["other"], same["basis"]) == ("c", "d", "same issue")
    assert same[["expected", "p", "p_fixed_row", "p_holm"]].isna().all()
    tested = found[found["verdict"] == "more than chance"].iloc[0]
    assert tested["p_holm"] == pytest.approx(tested["p"] * 44)  # 45 pairs of ten, less the one


def test_few_things_are_too_few_to_test():
    found = overlaps(("a", "issue", "Damp"), ("b", "issue", "Cold"), ("b", "linked issue", "Damp"))
    assert found["verdict"].tolist() == ["too few to test"]
    assert found["p_holm"].isna().all()


def test_the_nearest_stand_first():
    found = overlaps(
        *[("a", "issue", "Debt"), ("b", "issue", "Damp"), ("c", "issue", "Damp")],
        *[("a", "skill", "Sums"), ("b", "skill", "Sums")],
    )
    assert found[["one", "other"]].values.tolist() == [["b", "c"], ["a", "b"]]


@pytest.mark.parametrize("names", [[], ["a"], ["a", "b"]])
def test_where_nothing_is_known_nothing_overlaps(names):
    found = overlapping_pairs(ties(), pd.Series(names, dtype="object"))
    assert found.empty
    assert unconnected(found).empty


def test_of_the_made_up_town():
    here = view("demo")
    tables = ("issues", "issue_links", "skill_needs", "value_stories", "attendance", "resources")
    frames = {table: here[table] for table in (*tables, "resource_issues", "resource_use")}
    frames["initiatives"] = going_on(here["initiatives"], here.as_of)
    found = overlapping_pairs(initiative_ties(frames), frames["initiatives"]["name"])
    assert found.iloc[0][["one", "other", "connected"]].tolist() == [
        "Steady on your feet",
        "Tea at three",
        True,
    ]
    assert ("Tea at three", "Harbour club on Fridays", ("No bus after seven",)) in [
        tuple(row) for row in unconnected(found)[["one", "other", "issues"]].values.tolist()
    ]
