"""Issues that read alike, in the workshop: put together, or said to differ."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

EDITOR = "(near_duplicates|dot_voting)"

DEMO = ("Long waits for young people's help", "Long waits for help for young people")
NONE = "No two issues read alike."
BUS, BUSES = "No evening bus to the harbour", "No evening buses to the harbour"


def shown(page: Page, name: str = "near-duplicates") -> Locator:
    return page.locator("[data-editor]").filter(has=page.locator(f".{name}"))


NEAR = "Falls at homes"


@pytest.fixture(autouse=True)
def bus(workshop):
    """Nothing reads alike but two issues that are added here, with votes and a link; they are gone after
    the test, as is what a test adds under the name `NEAR`."""
    with workshop.place as place, place.change("Clear") as change:
        if not any(set(DEMO) <= set(row.values()) for row in change.rows("distinct_issues").values()):
            change.add("distinct_issues", dict(zip(("issue", "other"), DEMO, strict=True)))
        change.add("issues", {"name": BUS, "theme": "transport", "raised_by": "Alice Vale"})
        change.add("issues", {"name": BUSES, "theme": "buses", "evidence": "Last one at seven"})
        change.add("votes", {"round": "Bus", "voter": "p01", "issue": BUS, "dots": 1})
        change.add("votes", {"round": "Bus", "voter": "p02", "issue": BUSES, "dots": 3})
        change.add("issue_links", {"cause": BUSES, "effect": "Falls at home", "strength": 0.2})
    yield
    with workshop.place as place, place.change("Clear") as change:
        for table in ("votes", "issue_links", "distinct_issues", "issues"):
            for row, values in change.rows(table).items():
                if {BUS, BUSES, NEAR} & set(values.values()):
                    change.delete(table, row)


@pytest.fixture
def page(workshop, signed_in) -> Page:
    return workshop.open(signed_in, "01_map_issues", community="")


@pytest.fixture
def editor(page) -> Locator:
    return shown(page)


def keep(editor: Locator, name: str) -> Locator:
    return editor.get_by_role("button", name=f"Keep “{name}”")


def names(workshop) -> set[str]:
    with workshop.place as place:
        return set(place.read("issues")["name"])


def test_a_pair_shows_what_is_known_of_both(editor):
    pair = editor.get_by_role("list", name="Issues that read alike").get_by_role("listitem")
    expect(pair).to_have_count(1)
    expect(pair.locator("strong")).to_have_text([BUS, BUSES])
    expect(pair).to_contain_text("theme: transport · raised by Alice Vale")
    expect(pair).to_contain_text("theme: buses · Last one at seven")
    expect(editor).to_contain_text("its votes, its links and all else that names it move over")


@pytest.mark.parametrize(("kept", "gone"), [(BUS, BUSES), (BUSES, BUS)])
def test_the_one_goes_into_the_other_and_undo_brings_both_back(workshop, editor, kept, gone):
    keep(editor, kept).click()
    expect(editor.locator(".status")).to_have_text(
        re.compile(rf"^“{gone}” went into “{kept}”; Undo brings both back\. Saved \d\d:\d\d$")
    )
    expect(editor.get_by_text(NONE)).to_be_visible()
    expect(editor.get_by_text(NONE)).to_be_focused()
    assert {BUS, BUSES} & names(workshop) == {kept}
    with workshop.place as place:
        votes, links = place.read("votes"), place.read("issue_links")
    assert votes.loc[votes["issue"] == kept, "dots"].sum() == 4
    assert "Falls at home" in set(links.loc[links["cause"] == kept, "effect"])
    editor.get_by_role("button", name="Undo").click()
    expect(keep(editor, BUS)).to_be_visible()
    assert {BUS, BUSES} <= names(workshop)


def test_other_editors_show_the_issue_that_was_kept(page, editor):
    voting = shown(page, "dot-voting")
    voting.get_by_label("Round", exact=True).select_option("Bus")
    voting.get_by_label("Participant", exact=True).fill("p02")
    voting.get_by_label("Participant", exact=True).press("Enter")
    expect(voting.locator(".issues li").filter(has_text=BUSES).locator(".count")).to_have_text("3")
    keep(editor, BUS).click()
    expect(voting.locator(".issues li").filter(has_text=BUS).locator(".count")).to_have_text("3")
    expect(voting.locator(".issues li").filter(has_text=BUSES)).to_have_count(0)


def test_two_that_differ_are_not_asked_about_again(page, workshop, editor):
    editor.get_by_role("button", name=f"They differ: “{BUS}” and “{BUSES}”").click()
    expect(editor.locator(".status")).to_contain_text("They differ, and are not asked about again. Saved")
    expect(editor.get_by_text(NONE)).to_be_visible()
    with workshop.place as place:
        found = place.read("distinct_issues")
    assert [BUS, BUSES] in found[["issue", "other"]].to_numpy().tolist()
    page.reload()
    expect(shown(page).get_by_text(NONE)).to_be_visible()


def test_it_asks_again_when_an_issue_is_written(workshop, editor):
    editor.get_by_role("button", name="They differ").click()
    expect(editor.get_by_text(NONE)).to_be_visible()
    with workshop.place as place, place.change("Add") as change:
        added = change.add("issues", {"name": NEAR})
    expect(keep(editor, NEAR)).to_be_visible()
    with workshop.place as place, place.change("Delete") as change:
        change.delete("issues", added)
    expect(editor.get_by_text(NONE)).to_be_visible()


def test_with_the_keys_alone_the_focus_goes_on_to_the_next_pair(page, workshop, editor):
    with workshop.place as place, place.change("Add") as change:
        change.add("issues", {"name": NEAR})
    expect(editor.get_by_role("listitem")).to_have_count(2)
    editor.get_by_role("button", name=re.compile("^They differ")).first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(editor.get_by_role("listitem")).to_have_count(1)
    expect(editor.get_by_role("button", name=re.compile("^Keep")).first).to_be_focused()


def test_a_fault_is_told_in_words_and_the_pair_stays(page, workshop, editor):
    page.route("**/copkit/place", lambda route: refuse(route))
    keep(editor, BUS).click()
    expect(editor.locator(".alarm")).to_contain_text("There is no such issue")
    expect(keep(editor, BUS)).to_be_visible()


def refuse(route) -> None:
    if route.request.post_data_json["do"] == "write":
        route.fulfill(json={"refused": [{"text": "There is no such issue"}]})
    else:
        route.continue_()


def test_it_fits_and_axe_finds_nothing(workshop, browser, axe):
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{workshop.url}/?token=for-tests-only")
    page.close()
    page = workshop.open(context, "01_map_issues", community="Warm Homes")
    editor = shown(page)
    expect(keep(editor, BUS)).to_be_visible()
    # what has scrolled beneath the page's own bar is not the editor's
    page.locator("header.top").evaluate("(bar) => { bar.style.position = 'static'; }")
    for large in (False, True):
        if large:
            editor.get_by_role("button", name="Larger text").click()
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            low = min(each.bounding_box()["height"] for each in editor.locator("button:visible").all())
            assert low >= (44 if large else 28)
            axe(page, ".near-duplicates")
    context.close()
