"""When can most come: a poll, its times, the members' answers, and the best time in words."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

EDITOR = "availability"

DEMO = "Warm Homes, autumn workshop"
SPOT = '[data-editor*=\'editor": "availability"\']'


@pytest.fixture
def page(workshop, signed_in) -> Page:
    return workshop.open(signed_in, "02_plan_events")


@pytest.fixture
def poll(page) -> Locator:
    return page.locator(SPOT)


def answers(workshop, name: str) -> list[tuple[str, str, str, str]]:
    with workshop.place as place:
        rows = place.read("availability")
    rows = rows[rows["poll"] == name]
    return [
        (row.member, f"{row.day:%Y-%m-%d}", row.starts, row.answer)
        for row in rows.sort_values(["day", "starts", "member"]).itertuples()
    ]


def begin(poll: Locator, name: str) -> None:
    poll.get_by_label("What is to be dated").select_option("Something new")
    poll.get_by_label("Its name").fill(name)
    poll.get_by_role("button", name="Begin", exact=True).click()
    expect(poll.get_by_label("What is to be dated")).to_have_value(name)


def propose(poll: Locator, day: str, starts: str) -> None:
    poll.get_by_label("Day", exact=True).fill(day)
    poll.get_by_label("Start", exact=True).fill(starts)
    poll.get_by_role("button", name="Add this time").click()


def take_in(poll: Locator, member: str) -> None:
    poll.get_by_label("Member", exact=True).fill(member)
    poll.get_by_label("Member", exact=True).press("Enter")


def cell(poll: Locator, member: str, starts: str) -> Locator:
    return poll.get_by_role("combobox", name=re.compile(f"^{member}, .* {starts}$"))


def saved(poll: Locator) -> None:
    expect(poll.locator(".status")).to_contain_text(re.compile(r"Saved \d\d:\d\d"))


def test_a_poll_from_its_name_to_its_best_time(workshop, page, poll):
    begin(poll, "Spring visit")
    propose(poll, "2027-03-02", "10:00")
    propose(poll, "2027-03-04", "14:00")
    take_in(poll, "Beth Lamb")
    expect(cell(poll, "Beth Lamb", "10:00")).to_be_focused()
    take_in(poll, "tom cole")
    cell(poll, "Beth Lamb", "10:00").select_option("yes")
    saved(poll)
    cell(poll, "Beth Lamb", "14:00").select_option("yes")
    cell(poll, "Tom Cole", "10:00").select_option("no")
    cell(poll, "Tom Cole", "14:00").select_option("if need be")
    expect(poll.locator("tfoot")).to_contain_text("1 / 0 / 1")
    expect(poll.locator("tfoot")).to_contain_text("1 / 1 / 0best")
    expect(poll.locator(".best")).to_contain_text("Best so far: Thu 4 Mar 2027, 14:00. 2 can come, 1 of them")
    assert answers(workshop, "Spring visit") == [
        ("Beth Lamb", "2027-03-02", "10:00", "yes"),
        ("Tom Cole", "2027-03-02", "10:00", "no"),
        ("Beth Lamb", "2027-03-04", "14:00", "yes"),
        ("Tom Cole", "2027-03-04", "14:00", "if need be"),
    ]
    with workshop.place as place:
        rows = place.read("availability")
    assert set(rows[rows["poll"] == "Spring visit"]["community"]) == {"Warm Homes"}
    page.reload()
    expect(cell(poll, "Tom Cole", "14:00")).to_have_value("if need be")


def test_a_time_without_an_answer_is_there_after_a_reload(workshop, page, poll):
    begin(poll, "Nobody asked yet")
    propose(poll, "2027-04-06", "09:30")
    take_in(poll, "Beth Lamb")
    page.reload()
    expect(poll.get_by_label("What is to be dated")).to_have_value("Nobody asked yet")
    expect(cell(poll, "Beth Lamb", "09:30")).to_have_value("")
    assert answers(workshop, "Nobody asked yet") == []


def test_an_answer_can_be_taken_back_and_its_time_stays(workshop, page, poll):
    begin(poll, "Changed minds")
    propose(poll, "2027-05-04", "10:00")
    take_in(poll, "Beth Lamb")
    cell(poll, "Beth Lamb", "10:00").select_option("yes")
    saved(poll)
    cell(poll, "Beth Lamb", "10:00").select_option("")
    expect(poll.locator(".status")).to_contain_text("no answer. Saved")
    assert answers(workshop, "Changed minds") == []
    page.reload()
    expect(cell(poll, "Beth Lamb", "10:00")).to_have_value("")
    cell(poll, "Beth Lamb", "10:00").select_option("no")
    saved(poll)
    poll.get_by_role("button", name="Undo").click()
    expect(poll.locator(".status")).to_contain_text("Taken back")
    expect(cell(poll, "Beth Lamb", "10:00")).to_have_value("")


def test_removing_a_time_asks_first_and_undo_brings_it_back(workshop, poll):
    poll.get_by_label("What is to be dated").select_option(DEMO)
    before = answers(workshop, DEMO)
    poll.get_by_role("button", name=re.compile(r"^Remove Thu 10 Sep")).click()
    expect(poll.locator(".status")).to_contain_text("Remove 5 answers? Press again")
    assert answers(workshop, DEMO) == before
    poll.get_by_role("button", name=re.compile(r"^Remove 5 answers\?")).click()
    expect(poll.locator(".status")).to_contain_text("is removed; Undo brings it back. Saved")
    assert len(answers(workshop, DEMO)) == len(before) - 5
    expect(poll.locator("thead th")).to_have_count(4)
    poll.get_by_role("button", name="Undo").click()
    expect(poll.locator("thead th")).to_have_count(5)
    assert sorted(answers(workshop, DEMO)) == sorted(before)


def test_a_first_press_alone_removes_nothing(workshop, poll):
    poll.get_by_label("What is to be dated").select_option(DEMO)
    poll.get_by_role("button", name="Remove Beth Lamb").click()
    poll.get_by_label("Day", exact=True).focus()
    expect(poll.get_by_role("button", name="Remove Beth Lamb", exact=True)).to_be_visible()
    assert any(member == "Beth Lamb" for member, *_ in answers(workshop, DEMO))


def test_faults_are_told_in_words(poll):
    poll.get_by_label("What is to be dated").select_option(DEMO)
    alarm = poll.get_by_role("alert").filter(has_text="Not saved")
    poll.get_by_role("button", name="Add this time").click()
    expect(alarm).to_contain_text("'day': this must be filled in")
    propose(poll, "2026-09-08", "10:00")
    expect(alarm).to_contain_text("is proposed already")
    take_in(poll, "Nobody At All")
    expect(alarm).to_contain_text("there is nobody called 'Nobody At All' in the sheet Members")
    expect(poll.get_by_label("Member", exact=True)).to_have_value("Nobody At All")


def test_by_keyboard_alone(workshop, page, poll):
    poll.get_by_label("What is to be dated").select_option("Something new")
    page.keyboard.type("By keys")
    page.keyboard.press("Enter")
    poll.get_by_label("Day", exact=True).fill("2027-06-01")  # how a date is typed differs between computers
    page.keyboard.press("Enter")
    expect(poll.locator("thead th")).to_have_count(2)
    poll.get_by_label("Member", exact=True).focus()
    page.keyboard.type("Beth Lamb")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(poll.locator(".status")).to_contain_text("if need be. Saved")
    with workshop.place as place:
        rows = place.read("availability")
    row = rows[rows["poll"] == "By keys"].iloc[0]
    assert (row["member"], row["answer"], row.isna()["starts"]) == ("Beth Lamb", "if need be", True)


def test_what_another_screen_answers_appears(workshop, signed_in, poll):
    other = workshop.open(signed_in, "02_plan_events").locator(SPOT)
    for screen in (poll, other):
        screen.get_by_label("What is to be dated").select_option(DEMO)
    cell(other, "Jamal Orde", "18:30").select_option("if need be")
    saved(other)
    expect(cell(poll, "Jamal Orde", "18:30")).to_have_value("if need be")


def test_anyone_can_use_it(workshop, browser, axe):
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.new_page().goto(f"{workshop.url}/?token=for-tests-only")
    page = workshop.open(context, "02_plan_events")
    page.locator(SPOT).get_by_role("button", name=re.compile("^Remove Beth")).click()
    for large in (False, True):
        page.evaluate("large => document.documentElement.classList.toggle('copkit-large', large)", large)
        axe(page, SPOT)
    context.close()
