"""Who came: a tick list for one event, quick by keyboard, with walk-ins."""

import re

import pandas as pd
import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

EDITOR = "attendance"

SPOT = '[data-editor*=\'editor": "attendance"\']'
HELD = "Warm Homes, 28 July 2026"
LATER = "Warm Homes, 25 August 2026"


@pytest.fixture
def page(workshop, signed_in) -> Page:
    return workshop.open(signed_in, "02_plan_events")


@pytest.fixture
def ticks(page) -> Locator:
    found = page.locator(SPOT)
    found.get_by_label("Event", exact=True).select_option(HELD)
    return found


def presence(workshop, event: str) -> dict[str, str]:
    with workshop.place as place:
        rows = place.read("attendance")
    rows = rows[rows["event"] == event]
    return dict(zip(rows["member"], rows["presence"], strict=True))


def typed(ticks: Locator, text: str) -> None:
    field = ticks.get_by_label("Type a name")
    field.fill("")
    field.press_sequentially(text)
    field.press("Enter")


def row(ticks: Locator, member: str) -> Locator:
    return ticks.get_by_role("radiogroup", name=member, exact=True)


def saved(ticks: Locator, words: str) -> None:
    expect(ticks.locator(".status")).to_contain_text(re.compile(rf"{words}\. Saved \d\d:\d\d"))


def test_it_begins_with_the_event_nearest_to_today(workshop, page):
    with workshop.place as place:
        events = place.read("events")
    ours = events[events["community"].isna() | (events["community"] == "Warm Homes")]
    nearest = (ours["date"] - pd.Timestamp.today().normalize()).abs().min()
    chosen = page.locator(SPOT).get_by_label("Event", exact=True).locator("option:checked").inner_text()
    date = events.set_index("name").loc[chosen, "date"]
    assert abs(date - pd.Timestamp.today().normalize()) == nearest


def test_a_few_letters_and_enter(workshop, page, ticks):
    typed(ticks, "beth l")
    saved(ticks, "Beth Lamb: came")
    expect(ticks.get_by_label("Type a name")).to_have_value("")
    expect(ticks.get_by_label("Type a name")).to_be_focused()
    expect(row(ticks, "Beth Lamb").get_by_label("came", exact=True)).to_be_checked()
    assert presence(workshop, HELD)["Beth Lamb"] == "came"
    expect(ticks.locator(".tally")).to_contain_text(f"came: {len(presence(workshop, HELD))}")
    typed(ticks, "beth lamb")
    expect(ticks.locator(".status")).to_have_text("Beth Lamb is ticked already.")
    page.reload()
    ticks.get_by_label("Event", exact=True).select_option(HELD)
    expect(row(ticks, "Beth Lamb").get_by_label("came", exact=True)).to_be_checked()


def test_the_community_comes_first_and_anybody_is_found(workshop, ticks):
    expect(row(ticks, "Tom Cole")).to_be_visible()
    expect(row(ticks, "Beth Pike")).to_have_count(0)
    ticks.get_by_label("Type a name").fill("Beth")
    expect(ticks.locator(".people").last.get_by_text("Beth Pike")).to_be_visible()
    expect(row(ticks, "Tom Cole")).to_have_count(0)
    row(ticks, "Beth Pike").get_by_label("sent apologies").check()
    saved(ticks, "Beth Pike: sent apologies")
    ticks.get_by_label("Type a name").fill("")
    expect(row(ticks, "Beth Pike")).to_be_visible()
    assert presence(workshop, HELD)["Beth Pike"] == "sent apologies"


def test_changed_cleared_and_brought_back(workshop, ticks):
    row(ticks, "Fatima Ferrer").get_by_label("did not come").check()
    saved(ticks, "Fatima Ferrer: did not come")
    row(ticks, "Fatima Ferrer").get_by_label("came", exact=True).check()
    saved(ticks, "Fatima Ferrer: came")
    ticks.get_by_role("button", name="Clear Fatima Ferrer").click()
    saved(ticks, "Fatima Ferrer: nothing noted")
    assert "Fatima Ferrer" not in presence(workshop, HELD)
    ticks.get_by_role("button", name="Undo").click()
    expect(ticks.locator(".status")).to_contain_text("Taken back")
    expect(row(ticks, "Fatima Ferrer").get_by_label("came", exact=True)).to_be_checked()


def test_quick_changes_of_mind_do_not_meet(workshop, page, ticks):
    row(ticks, "Tom Cole").get_by_label("came", exact=True).focus()
    for key in ("Space", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    saved(ticks, "Tom Cole: did not come")
    expect(ticks.locator(".alarm")).to_be_empty()
    assert presence(workshop, HELD)["Tom Cole"] == "did not come"


def test_a_walk_in_takes_enter_twice_and_one_change(workshop, page, ticks):
    typed(ticks, "Sam  Lee")
    expect(ticks.locator(".status")).to_have_text(
        "Nobody of that name. Press Enter again to add Sam Lee as a walk-in."
    )
    assert "Sam Lee" not in presence(workshop, HELD)
    page.keyboard.press("Enter")
    saved(ticks, "Sam Lee is added as a walk-in: came")
    assert presence(workshop, HELD)["Sam Lee"] == "came"
    with workshop.place as place:
        member = place.read("members").set_index("name").loc["Sam Lee"]
        today = pd.Timestamp.today()
    assert pd.isna(member["agrees_to_be_named"])
    held = pd.Timestamp("2026-07-28")
    assert member["joined"] == held if held <= today else pd.isna(member["joined"])
    expect(row(ticks, "Sam Lee").get_by_label("came", exact=True)).to_be_checked()
    ticks.get_by_role("button", name="Undo").click()
    expect(row(ticks, "Sam Lee")).to_have_count(0)
    with workshop.place as place:
        assert "Sam Lee" not in set(place.read("members")["name"])


def test_a_walk_in_whose_name_is_part_of_another(workshop, ticks):
    ticks.get_by_label("Type a name").fill("Beth Lam")
    ticks.get_by_role("button", name="Add Beth Lam as a walk-in").click()
    saved(ticks, "Beth Lam is added as a walk-in: came")
    assert presence(workshop, HELD)["Beth Lam"] == "came"


def test_a_fault_is_told_in_words_and_the_name_stays(ticks):
    typed(ticks, "example: Ann")
    ticks.get_by_label("Type a name").press("Enter")
    expect(ticks.get_by_role("alert").filter(has_text="Not saved")).to_contain_text(
        "'name': a row that begins"
    )
    expect(ticks.get_by_label("Type a name")).to_have_value("example: Ann")


def test_what_another_screen_ticks_appears(workshop, signed_in, ticks):
    other = workshop.open(signed_in, "02_plan_events").locator(SPOT)
    for screen in (ticks, other):
        screen.get_by_label("Event", exact=True).select_option(LATER)
    typed(other, "tom cole")
    saved(other, "Tom Cole: came")
    expect(row(ticks, "Tom Cole").get_by_label("came", exact=True)).to_be_checked()
    expect(ticks.locator(".tally")).to_contain_text("came: 1")


def test_anyone_can_use_it(workshop, browser, axe):
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.new_page().goto(f"{workshop.url}/?token=for-tests-only")
    page = workshop.open(context, "02_plan_events")
    page.locator(SPOT).get_by_label("Type a name").fill("be")
    for large in (False, True):
        page.evaluate("large => document.documentElement.classList.toggle('copkit-large', large)", large)
        axe(page, SPOT)
    context.close()
