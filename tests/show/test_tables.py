"""Tables hide small counts of people and what follows from them, and never run what somebody typed."""

import pandas as pd
import pytest

from copkit.place.privacy import PUBLIC, WORKSHOP
from copkit.show.tables import HIDDEN, ROWS_SHOWN, Table


@pytest.fixture
def frame() -> pd.DataFrame:
    return pd.DataFrame(
        {"Role": ["core", "active", "outside"], "Members": [3, 12, 0], "Share": [0.2, 0.8, 0.0]}
    )


def test_a_small_count_is_hidden_with_the_one_that_would_give_it_away(frame):
    table = Table("Members by role", frame, PUBLIC, people=["Members"])
    assert list(table.text["Members"]) == [HIDDEN, HIDDEN, "0"]


def test_a_share_is_hidden_with_its_count(frame):
    table = Table("Members by role", frame, PUBLIC, people=["Members"], follows={"Share": "Members"})
    assert list(table.values["Share"].isna()) == [True, True, False]


def test_nothing_hidden_is_left_in_what_figures_draw_from(frame):
    table = Table("Members by role", frame, PUBLIC, people=["Members"])
    assert 3 not in list(table.values["Members"])


def test_the_reader_is_told_what_the_sign_means(frame):
    assert "nobody can be picked out" in Table("Roles", frame, PUBLIC, people=["Members"]).html()
    assert "nobody can be picked out" not in Table("Roles", frame, WORKSHOP, people=["Members"]).html()


def test_what_somebody_typed_is_never_run():
    typed = "<script>alert(1)</script>"
    html = Table(typed, pd.DataFrame({typed: [typed]})).html()
    assert "<script" not in html


def test_a_long_table_folds():
    html = Table("Numbers", pd.DataFrame({"n": range(ROWS_SHOWN + 3)})).html()
    assert "<summary>3 more rows</summary>" in html
    assert "3 more rows are in the file and not on paper." in html


def test_an_address_of_the_web_can_be_followed_and_no_other():
    rows = {"Name": ["a", "b"], "Where": ["https://example.org/<b>", "javascript:alert(1)"]}
    html = Table("Resources", pd.DataFrame(rows)).html()
    assert html.count("<a ") == 1
    assert '<a href="https://example.org/&lt;b&gt;" rel="noreferrer">' in html


def test_an_empty_table_is_a_table():
    assert Table("Nothing", pd.DataFrame({"a": []}), people=["a"]).plain() == "[Nothing]\n  a"
