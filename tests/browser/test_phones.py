"""Participants' phones: something is opened, a phone joins and answers, it is counted and closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SAVED = re.compile(r"Saved \d\d:\d\d")
GATHERING, HELD = "Summer gathering, 18 June 2026", "Warm Homes, 22 July 2025"
OF = {"Choose sessions": "Event with sessions", "Was it worth your time?": "Event, today or earlier"}
"""The field beside a question that says what it is about, where that is not the community."""

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(shared, browser) -> Iterator[Page]:
    """The facilitator's page. What a test leaves open is closed."""
    context = shared.sign_in(browser)
    page = context.new_page()
    page.goto(shared.url)
    page.get_by_role("link", name="Phones").click()
    yield page
    page.goto(f"{shared.url}/phones")
    if page.get_by_role("button", name="Close").is_visible():
        page.get_by_role("button", name="Close").click()
        expect(page.get_by_role("button", name="Open")).to_be_visible()
    context.close()


def pocket(browser: Browser, **more: object) -> BrowserContext:
    """A phone."""
    size = {"width": 390, "height": 844}
    return browser.new_context(viewport=size, has_touch=True, reduced_motion="reduce", **more)


def ask(desk: Page, question: str, of: str = "Warm Homes") -> tuple[str, str]:
    """Opens a question; gives the address, on this computer's own name, and the code."""
    desk.get_by_label(question).check()
    desk.get_by_label(OF.get(question, "Community"), exact=True).select_option(of)
    desk.get_by_role("button", name="Open").click()
    port = desk.locator(".address").inner_text().rpartition(":")[2]
    return f"http://127.0.0.1:{port}/", desk.locator(".code").inner_text()


def send(phone: Page) -> None:
    phone.locator("#send").click()
    expect(phone.locator("#status")).to_contain_text(SAVED)


def is_fit_for_anyone(page: Page) -> None:
    """As it is once its script listens: until then nothing on a phone can be pressed."""
    expect(page.locator("main")).not_to_have_attribute("inert", re.compile(""))
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def is_large_enough(phone: Page) -> None:
    """Text of 18 px or more, and targets of 44 px or more."""
    small = phone.evaluate(
        """() => [...document.querySelectorAll(
            "p, label, legend, button, input, select, textarea, .says, .hint, a")]
            .filter((each) => each.offsetParent && parseFloat(getComputedStyle(each).fontSize) < 18
                && !each.matches("[type=radio], [type=checkbox]")).map((each) => each.outerHTML)"""
    )
    assert small == []
    low = phone.evaluate(
        """() => [...document.querySelectorAll("button, select, textarea, a, .choice, #code")]
            .map((each) => [each.getBoundingClientRect(), each.outerHTML])
            .filter(([box]) => box.height < 44 || box.width < 44).map(([, text]) => text)"""
    )
    assert low == []


def test_a_vote_is_opened_joined_cast_counted_and_closed(shared, desk, browser):
    address, code = ask(desk, "Vote with dots")
    told: list[str] = []
    context = pocket(browser)
    context.on("console", lambda message: told.append(message.text))
    phone = context.new_page()
    phone.goto(address)
    phone.get_by_label("The six signs on the screen").fill(code.lower())
    phone.get_by_role("button", name="Join").click()
    phone.get_by_role("button", name="One dot more: Damp in private lets").dblclick()
    phone.get_by_role("button", name="One dot more: Children with asthma").tap()
    expect(phone.locator("#left")).to_have_text("2 of 5 dots left")
    expect(desk.locator("#joined")).to_have_text("1")
    expect(desk.locator("#answered")).to_have_text("0")
    send(phone)
    expect(desk.locator("#answered")).to_have_text("1")

    phone.reload()
    expect(phone.locator("output").first).to_have_text("2")
    # by keyboard alone: one dot less for the first issue, and send
    phone.get_by_role("button", name="One dot less: Damp in private lets").focus()
    phone.keyboard.press("Enter")
    expect(phone.locator("#status")).to_have_text("Not sent yet.")
    phone.locator("#send").focus()
    phone.keyboard.press("Space")
    expect(phone.locator("#status")).to_contain_text(SAVED)
    with shared.place as place:
        cast = place.read("votes")
    cast = cast[cast["voter"].eq("p01") & cast["round"].str.contains(r"^\d+ \w+ \d{4}$")]
    assert dict(zip(cast["issue"], cast["dots"], strict=True)) == {
        "Damp in private lets": 1,
        "Children with asthma": 1,
    }

    desk.get_by_role("button", name="Close").click()
    expect(desk.get_by_role("button", name="Open")).to_be_visible()
    phone.get_by_role("button", name="One dot more: Damp in private lets").click()
    phone.locator("#send").click()
    expect(phone.locator("#alarm")).to_contain_text("closed")
    expect(phone.get_by_role("link", name="Enter another code")).to_be_visible()
    assert told == [] or all("403" in line for line in told)
    context.close()


def test_the_survey_and_the_ties_by_the_link_of_the_code(shared, desk, browser):
    address, code = ask(desk, "Answer the survey")
    context = pocket(browser)
    phone = context.new_page()
    phone.goto(f"{address}?code={code}")
    phone.get_by_role("group", name="I can ask for help here without fear").get_by_label(
        "Agree", exact=True
    ).check()
    phone.get_by_label("Your own code").fill("Beth Lamb 7")
    phone.locator("#send").click()
    expect(phone.locator("#alarm")).to_contain_text("Not saved. This may be a name.")
    phone.get_by_label("Your own code").fill("MA07")
    phone.get_by_label("I come from").select_option("resident")
    send(phone)
    expect(phone.locator("#you")).to_have_text("ma07")
    phone.reload()
    expect(phone.get_by_label("Your own code")).to_have_value("ma07")
    expect(phone.get_by_label("I come from")).to_have_value("resident")
    desk.get_by_role("button", name="Close").click()

    address, code = ask(desk, "I know these people")
    phone.goto(f"{address}?code={code}")
    phone.get_by_label("Beth Lamb").check()
    phone.get_by_role("button", name="Go on").click()
    phone.wait_for_selector("main:not([inert]) #answer")  # both pages have a box with this name
    phone.get_by_label("Tom Cole").check()
    send(phone)
    with shared.place as place:
        answers, ties = place.read("responses"), place.read("ties")
    assert list(answers.iloc[-1][["respondent", "item", "score"]]) == ["ma07", "trust", 4]
    assert list(ties.iloc[-1][["member", "to_member", "kind"]]) == ["Beth Lamb", "Tom Cole", "knows"]

    # the name was the wrong one: the facilitator frees it, and the phone is asked again
    desk.get_by_label("Name", exact=True).select_option("Beth Lamb")
    desk.get_by_role("button", name="Free this name").click()
    expect(phone.get_by_role("heading", name="Who are you?")).to_be_visible()
    with shared.place as place:
        assert len(place.read("ties")) == len(ties) - 1
    context.close()


def test_what_was_sent_without_a_connection_is_saved_when_it_is_back(shared, desk, browser):
    address, code = ask(desk, "Vote with dots")
    context = pocket(browser)
    phone = context.new_page()
    phone.goto(f"{address}?code={code}")
    more = phone.get_by_role("button", name="One dot more: Damp in private lets")
    more.click()
    context.set_offline(True)
    phone.locator("#send").click()
    expect(phone.locator("#lost")).to_be_visible()
    expect(phone.locator("#status")).not_to_contain_text("Saved")
    context.set_offline(False)
    expect(phone.locator("#status")).to_contain_text(SAVED)
    expect(phone.locator("#lost")).to_be_hidden()
    more.click()
    phone.reload()
    expect(phone.locator("output").first).to_have_text("2")
    expect(phone.locator("#status")).to_have_text("Not sent yet.")
    context.close()


def test_where_a_participant_comes_from_is_kept_and_can_be_changed(shared, desk, browser):
    address, code = ask(desk, "Vote with dots", of="")
    context = pocket(browser)
    phone = context.new_page()
    phone.goto(f"{address}?code={code}")
    sector = phone.get_by_label("I come from")
    expect(sector.locator("option:checked")).to_have_text("I would rather not say")
    expect(phone.get_by_text("People ill, afraid or alone")).to_have_count(0)  # the outcome
    for issue in ("Damp in private lets", "No bus after seven"):
        phone.get_by_role("button", name=f"One dot more: {issue}").click()
    # by keyboard alone
    sector.focus()
    phone.keyboard.type("I live")
    expect(sector).to_have_value("resident")
    expect(phone.locator("#status")).to_have_text("Not sent yet.")
    phone.reload()  # what was entered and not sent stays on the phone
    expect(sector).to_have_value("resident")
    send(phone)
    assert own_votes(shared) == {"Damp in private lets": "resident", "No bus after seven": "resident"}

    sector.select_option("business")
    expect(phone.locator("#status")).to_have_text("Not sent yet.")
    send(phone)
    assert own_votes(shared) == {"Damp in private lets": "business", "No bus after seven": "business"}
    phone.reload()
    expect(sector).to_have_value("business")
    expect(phone.locator("output").first).to_have_text("1")
    sector.select_option("")
    send(phone)
    assert own_votes(shared) == {"Damp in private lets": "", "No bus after seven": ""}
    context.close()


def own_votes(shared) -> dict[str, str]:
    """Where who voted today comes from, by issue."""
    with shared.place as place:
        cast = place.read("votes")
    cast = cast[cast["round"].str.contains(r"^\d+ \w+ \d{4}$")]
    return dict(zip(cast["issue"], cast["sector"].astype(object).fillna(""), strict=True))


def test_sessions_are_chosen_changed_after_a_reload_and_closed(shared, desk, browser):
    desk.get_by_label("Choose sessions").check()
    expect(desk.get_by_label("Community", exact=True)).to_be_hidden()
    address, code = ask(desk, "Choose sessions", GATHERING)
    context = pocket(browser)
    phone = context.new_page()
    phone.goto(f"{address}?code={code}")
    expect(phone.get_by_role("heading", name="Which sessions do you want to see?")).to_be_visible()
    with shared.place as place:
        sessions, before = place.read("sessions"), len(place.read("session_choices"))
    boxes = phone.get_by_role("group", name="I want to see").get_by_role("checkbox")
    expect(boxes).to_have_count(len(sessions))
    for host in sessions["host"]:
        assert host not in phone.content()
    phone.get_by_label("A bus that comes").tap()
    phone.get_by_label("Bread and rent").tap()
    send(phone)
    expect(desk.locator("#answered")).to_have_text("1")
    assert chosen(shared, before) == {"A bus that comes", "Bread and rent"}

    phone.reload()
    expect(phone.get_by_label("A bus that comes")).to_be_checked()
    # by keyboard alone
    phone.get_by_label("A bus that comes").focus()
    phone.keyboard.press("Space")
    expect(phone.locator("#status")).to_have_text("Not sent yet.")
    phone.reload()  # what was entered and not sent stays on the phone
    expect(phone.get_by_label("A bus that comes")).not_to_be_checked()
    send(phone)
    assert chosen(shared, before) == {"Bread and rent"}

    desk.get_by_role("button", name="Close").click()
    expect(phone.locator("#alarm")).to_contain_text("closed")
    phone.get_by_label("A bus that comes").check()
    phone.locator("#send").press("Enter")
    expect(phone.locator("#alarm")).to_have_text("This is closed. Nothing more is taken.")
    assert chosen(shared, before) == {"Bread and rent"}
    context.close()


def chosen(shared, before: int) -> set[str]:
    """The sessions that were chosen since there were so many choices, all by one code of its own."""
    with shared.place as place:
        rows = place.read("session_choices")
    new = rows.iloc[before:]
    assert new["chooser"].nunique() == 1
    assert not set(new["chooser"]) & set(rows.iloc[:before]["chooser"])
    return set(new["session"])


def test_feedback_is_given_changed_cleared_and_closed(shared, desk, browser):
    address, code = ask(desk, "Was it worth your time?", HELD)
    told: list[str] = []
    context = pocket(browser)
    phone = context.new_page()
    phone.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
    phone.goto(f"{address}?code={code}")
    keep, change = phone.get_by_label("What should we keep?"), phone.get_by_label("What should we change?")
    shared_too = phone.get_by_label("My words may be shared outside the community")
    markup = "<img src=x onerror=alert(1)>\n<b>The tea</b>"
    keep.fill(markup)
    phone.locator("#send").click()
    expect(phone.locator("#alarm")).to_have_text("Not saved. Choose a number from 1 to 5, then send.")
    expect(desk.locator("#answered")).to_have_text("0")
    phone.get_by_role("group", name="Worth my time").get_by_label("4", exact=True).tap()
    shared_too.tap()
    send(phone)
    expect(phone.locator("#alarm")).to_be_empty()
    expect(desk.locator("#answered")).to_have_text("1")
    assert feedback_on(shared, HELD) == [["k01", 4, markup, "", True]]

    phone.reload()
    expect(keep).to_have_value(markup)
    expect(phone.get_by_label("4", exact=True)).to_be_checked()
    expect(shared_too).to_be_checked()
    change.press_sequentially("Begin later")
    expect(phone.locator("#status")).to_have_text("Not sent yet.")
    phone.reload()  # what was typed and not sent stays on the phone
    expect(change).to_have_value("Begin later")
    context.set_offline(True)
    keep.fill("")
    phone.get_by_label("5 – well worth it").check()
    shared_too.uncheck()
    phone.locator("#send").click()
    expect(phone.locator("#lost")).to_be_visible()
    context.set_offline(False)
    expect(phone.locator("#status")).to_contain_text(SAVED)
    assert feedback_on(shared, HELD) == [["k01", 5, "", "Begin later", False]]
    phone.reload()
    expect(keep).to_have_value("")

    desk.get_by_role("button", name="Close").click()
    expect(phone.locator("#alarm")).to_contain_text("closed")
    change.fill("Too late")
    phone.locator("#send").press("Enter")
    expect(phone.locator("#alarm")).to_have_text("This is closed. Nothing more is taken.")
    assert feedback_on(shared, HELD) == [["k01", 5, "", "Begin later", False]]
    assert told == []
    context.close()


def feedback_on(shared, event: str) -> list[list[object]]:
    with shared.place as place:
        rows = place.read("feedback")
    rows = rows[rows["event"] == event][["respondent", "worth", "keep", "change", "may_be_shared"]]
    return rows.astype(object).fillna("").values.tolist()


def test_anyone_can_use_it(shared, browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    desk = context.new_page()
    desk.goto(f"{shared.url}/?token=for-tests-only")
    desk.goto(f"{shared.url}/phones")
    inside = pocket(browser, bypass_csp=True)
    phone = inside.new_page()
    asked = {
        "Vote with dots": "Warm Homes",
        "Answer the survey": "Warm Homes",
        "I know these people": "Warm Homes",
        "Choose sessions": GATHERING,
        "Was it worth your time?": HELD,
    }
    for question, of in asked.items():
        desk.get_by_label(question).check()
        is_fit_for_anyone(desk)
        address, code = ask(desk, question, of)
        for width in (1280, 390):
            desk.set_viewport_size({"width": width, "height": 900})
            is_fit_for_anyone(desk)
        phone.goto(address)
        is_fit_for_anyone(phone)
        is_large_enough(phone)
        phone.get_by_label("The six signs").fill("AAAAAA")
        phone.keyboard.press("Enter")
        expect(phone.locator("#alarm")).to_contain_text("Nothing is open with this code")
        phone.get_by_label("The six signs").fill(code)
        phone.keyboard.press("Enter")
        phone.wait_for_selector("#answer, #who")
        if question == "I know these people":
            is_fit_for_anyone(phone)
            is_large_enough(phone)
            phone.get_by_label("Beth Lamb").check()
            phone.get_by_role("button", name="Go on").click()
        phone.wait_for_selector("#answer")
        is_fit_for_anyone(phone)
        is_large_enough(phone)
        desk.get_by_role("button", name="Close").click()
        expect(phone.locator("#closed")).to_be_visible()
        is_fit_for_anyone(phone)
    desk.get_by_label("Vote with dots").check()
    desk.get_by_label("Dots for each person").fill("0")
    desk.get_by_role("button", name="Open").click()
    expect(desk.get_by_role("alert").first).to_contain_text("from 1 to 100")
    is_fit_for_anyone(desk)
    inside.close()
    context.close()


def test_without_share_there_are_no_phones(workshop, signed_in):
    page = signed_in.new_page()
    page.goto(workshop.url)
    expect(page.get_by_role("link", name="Phones")).to_have_count(0)
    assert page.goto(f"{workshop.url}/phones").status == 404


def test_only_who_signed_in_opens_anything(shared, browser):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{shared.url}/phones")
    assert "/login" in page.url
    assert page.request.get(f"{shared.url}/phones/state", max_redirects=0).status in (302, 403)
    assert page.request.post(f"{shared.url}/phones", form={"question": "vote"}).status == 403
    context.close()


def test_what_is_pressed_before_the_script_has_come_is_not_lost(shared, desk, browser):
    address, code = ask(desk, "Answer the survey")
    context = pocket(browser)
    phone = context.new_page()
    phone.goto(f"{address}?code={code}")
    phone.wait_for_selector("#answer")
    context.route("**/join.js", lambda route: (phone.wait_for_timeout(1500), route.continue_()))
    phone.goto(address, wait_until="commit")
    phone.wait_for_selector("main[inert] #answer")
    phone.get_by_label("Agree", exact=True).first.check()
    send(phone)
    context.close()
