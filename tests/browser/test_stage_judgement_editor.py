"""The coordinator says at which stage a community is, and why; the day is noted."""

import datetime as dt

import pandas as pd
import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

EDITOR = "stage_judgement"


@pytest.fixture
def page(workshop, signed_in) -> Page:
    return workshop.open(signed_in, "07_assess_health")


def editor_of(page: Page) -> Locator:
    return page.locator("[data-editor*=stage_judgement]")


def said(workshop, community: str = "Warm Homes") -> tuple:
    with workshop.place as place:
        row = place.read("communities").set_index("name").loc[community]
    return row["stage"], row["stage_reason"], row["stage_judged"]


def test_a_stage_and_its_reason_are_kept_with_the_day(workshop, page, wait_for):
    editor = editor_of(page)
    expect(editor.get_by_label("Maturing: growing without losing focus")).to_be_checked()
    expect(editor).to_contain_text("The day was not noted.")
    editor.get_by_label("Stewardship").check()
    reason = editor.get_by_label("Why")
    reason.fill("Half of us meet at the depot")
    reason.blur()
    wait_for(lambda: said(workshop)[:2] == ("stewardship", "Half of us meet at the depot"), page)
    assert said(workshop)[2].date() == dt.date.today()
    expect(editor).to_contain_text(f"{dt.date.today().year}.")
    editor.get_by_label("Not said yet").check()
    wait_for(lambda: pd.isna(said(workshop)[0]) and pd.isna(said(workshop)[2]), page)
    assert said(workshop)[1] == "Half of us meet at the depot"


def test_of_the_whole_place_one_community_after_the_other(workshop, signed_in, wait_for):
    page = workshop.open(signed_in, "07_assess_health", community="")
    editor = editor_of(page)
    before = said(workshop, "Ageing Well")
    editor.get_by_label("Which community").select_option("Good Work")
    expect(editor.get_by_label("Potential:")).to_be_checked()
    editor.get_by_label("Coalescing").check()
    wait_for(lambda: said(workshop, "Good Work")[0] == "coalescing", page)
    assert str(said(workshop, "Ageing Well")) == str(before)


def test_anybody_can_use_it(page, axe):
    axe(page, "[data-editor*=stage_judgement]")
