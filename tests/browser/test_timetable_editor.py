"""The timetable of an open space, in the workshop: worked out, kept, moved by hand, and what is amiss."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

EDITOR = "timetable"

GATHERING = "Summer gathering, 18 June 2026"
BREAD, TRUST, QUAY, BUS = (
    "Bread and rent",
    "Trust, and how it went",
    "Who walks the quay at night",
    "A bus that comes",
)
STAGE, LOFT = "Harbour hall, stage", "Net loft"
ROOMS = (STAGE, "Harbour hall, foyer", "Captain's room", LOFT)
KINDS = ("minutes", "starts", "room")
WORKED_OUT = 90_000  # milliseconds: as long as a busy machine may take to solve it


def standing(workshop) -> dict[str, dict[str, object]]:
    with workshop.place as place:
        return {row["name"]: {kind: row[kind] for kind in KINDS} for row in place.rows("sessions").values()}


def placed(workshop) -> dict[str, tuple[object, object]]:
    return {name: (row["starts"], row["room"]) for name, row in standing(workshop).items()}


def put(workshop, name: str, **values: object) -> None:
    with workshop.place as place, place.change("Change") as change:
        row = next(row for row, known in change.rows("sessions").items() if known["name"] == name)
        change.update("sessions", row, values)


@pytest.fixture(autouse=True)
def as_before(workshop):
    """After each test every session is where it was, and a session that was added is gone."""
    before = standing(workshop)
    yield
    with workshop.place as place, place.change("As before") as change:
        for row, values in change.rows("sessions").items():
            if values["name"] in before:
                change.update("sessions", row, before[values["name"]])
            else:
                change.delete("sessions", row)


def shown(page: Page) -> Locator:
    return page.locator("[data-editor]").filter(has=page.locator(".timetable"))


@pytest.fixture
def page(workshop, signed_in) -> Page:
    return workshop.open(signed_in, "02_plan_events", community="")


@pytest.fixture
def editor(page) -> Locator:
    return shown(page)


def where(editor: Locator, session: str) -> Locator:
    return editor.get_by_label(f"Where and when: {session}", exact=True)


def cell(editor: Locator, starts: str, room: int) -> Locator:
    return editor.locator("tbody tr").filter(has_text=re.compile(f"^{starts}")).get_by_role("cell").nth(room)


def work_out(editor: Locator) -> None:
    editor.get_by_role("button", name="Work out the timetable").click()
    expect(editor.get_by_role("group", name="A proposal, not saved yet")).to_be_visible(timeout=WORKED_OUT)


def test_the_event_with_sessions_stands_there_with_rooms_times_hosts_and_choices(editor):
    expect(editor.get_by_label("Event", exact=True).locator("option:checked")).to_have_text(GATHERING)
    seats = [f"{room} seats {count}" for room, count in zip(ROOMS, (40, 24, 14, 12), strict=True)]
    expect(editor.get_by_role("columnheader")).to_have_text(["Starts", *seats])
    expect(editor.get_by_role("rowheader")).to_have_text(
        ["14:00 40 minutes", "14:45 40 minutes", "15:45 40 minutes"]
    )
    expect(cell(editor, "15:45", 1)).to_contain_text(BREAD)
    expect(cell(editor, "15:45", 1)).to_contain_text(re.compile(r"Nadia Haddad · chosen\sby\s13"))
    expect(editor.get_by_text("Every session has a place.")).to_be_visible()


def test_what_is_amiss_is_said_in_words_and_goes_when_it_is_put_right(workshop, editor):
    wrong = editor.locator(".amiss li")
    expect(wrong).to_have_count(2)
    expect(wrong.first).to_have_text(
        f"Grace Novak hosts '{TRUST}' and '{QUAY}', which run at the same time, at 14:00."
    )
    where(editor, TRUST).select_option(label=f"14:45 · {LOFT}")
    expect(wrong).to_have_count(1)
    where(editor, "A club that stays open").select_option(label=f"15:45 · {LOFT}")
    expect(editor.get_by_text("No rule is broken, and no room is too small.")).to_be_visible()
    where(editor, BUS).select_option(label=f"14:00 · {LOFT}")
    expect(wrong).to_have_text([f"'{BUS}' cannot start before 14:30. It stands at 14:00."])
    expect(editor.locator(".status")).to_contain_text(re.compile(f"{BUS}.* is at 14:00.*Saved"))
    assert placed(workshop)[BUS] == ("14:00", LOFT)


def test_a_move_is_saved_at_once_and_undo_takes_it_back(page, workshop, editor):
    where(editor, BREAD).select_option(label=f"15:45 · {LOFT}")
    expect(editor.locator(".status")).to_have_text(
        re.compile(rf"^“{BREAD}” is at 15:45 in {LOFT}\. Saved \d\d:\d\d$")
    )
    assert placed(workshop)[BREAD] == ("15:45", LOFT)
    page.reload()
    expect(cell(editor, "15:45", 3)).to_contain_text(BREAD)
    expect(cell(editor, "15:45", 1)).not_to_contain_text(BREAD)
    editor.get_by_role("button", name="Undo").click()
    expect(editor.locator(".status")).to_contain_text("Taken back")
    expect(cell(editor, "15:45", 1)).to_contain_text(BREAD)
    assert placed(workshop)[BREAD] == ("15:45", "Harbour hall, foyer")


def test_two_sessions_change_places_in_one_step(workshop, editor):
    before = placed(workshop)
    where(editor, TRUST).select_option(label=f"15:45 · Harbour hall, foyer: {BREAD}")
    expect(editor.locator(".status")).to_contain_text("have changed places. Saved")
    after = placed(workshop)
    assert (after[TRUST], after[BREAD]) == (before[BREAD], before[TRUST])
    editor.get_by_role("button", name="Undo").click()
    expect(editor.locator(".status")).to_contain_text("Taken back")
    expect(cell(editor, "15:45", 1)).to_contain_text(BREAD)
    assert placed(workshop) == before


def test_a_session_without_a_place_waits_below(workshop, editor):
    where(editor, BREAD).select_option(label="not placed")
    waiting = editor.get_by_role("group", name="No place yet: 1")
    expect(waiting).to_contain_text(BREAD)
    expect(cell(editor, "15:45", 1)).not_to_contain_text(BREAD)
    expect(editor.locator(".status")).to_contain_text("Saved")
    assert placed(workshop)[BREAD] == (None, None)
    expect(where(editor, BREAD)).to_have_value("")
    where(editor, BREAD).select_option(label="15:45 · Harbour hall, foyer")
    expect(editor.get_by_text("Every session has a place.")).to_be_visible()


def test_quick_moves_do_not_meet(workshop, editor):
    for label in (f"15:45 · {LOFT}", "not placed", f"14:45 · {LOFT}"):
        where(editor, BREAD).select_option(label=label)
    expect(editor.locator(".status")).to_contain_text(re.compile("is at 14:45.*Saved"))
    expect(editor.locator(".alarm")).to_be_empty()
    assert placed(workshop)[BREAD] == ("14:45", LOFT)


def test_a_timetable_is_proposed_kept_and_undone_in_one(page, workshop, editor):
    before = placed(workshop)
    work_out(editor)
    proposal = editor.locator(".proposal")
    expect(proposal).to_contain_text("76 of 87 choices can be seen. No timetable lets more be seen.")
    expect(editor.locator(".card .change").filter(has_text="now at").first).to_be_visible()
    expect(editor.locator(".card select:visible")).to_have_count(0)
    assert placed(workshop) == before
    editor.get_by_role("button", name="Keep it").click()
    expect(editor.locator(".status")).to_contain_text(
        "The timetable is kept; Undo brings back the one before."
    )
    expect(proposal).to_be_hidden()
    expect(editor.get_by_text("No rule is broken, and no room is too small.")).to_be_visible()
    kept = placed(workshop)
    assert kept != before
    page.reload()
    for name, (starts, room) in kept.items():
        expect(where(editor, name).locator("option:checked")).to_have_text(f"{starts} · {room}")
        expect(cell(editor, str(starts), ROOMS.index(str(room)))).to_contain_text(name)
    editor.get_by_role("button", name="Work out the timetable").click()
    expect(editor.get_by_role("group", name="Nothing would change")).to_be_visible(timeout=WORKED_OUT)
    expect(editor.get_by_role("button", name="Keep it")).to_be_hidden()
    editor.get_by_role("button", name="Close").click()
    editor.get_by_role("button", name="Undo").click()
    expect(editor.locator(".status")).to_contain_text("Taken back")
    expect(cell(editor, "15:45", 1)).to_contain_text(BREAD)
    assert placed(workshop) == before


def test_not_now_leaves_all_as_it_was(workshop, editor):
    before = placed(workshop)
    work_out(editor)
    editor.get_by_role("button", name="Not now").click()
    expect(editor.get_by_role("button", name="Work out the timetable")).to_be_focused()
    expect(where(editor, BREAD)).to_be_visible()
    expect(cell(editor, "15:45", 1)).to_contain_text(BREAD)
    assert placed(workshop) == before


def test_why_none_can_be_made_is_told_rule_by_rule(workshop, editor):
    put(workshop, BREAD, minutes=90)
    expect(editor.locator(".amiss")).to_contain_text("needs 90 minutes")
    editor.get_by_role("button", name="Work out the timetable").click()
    told = editor.get_by_role("group", name="No timetable can be made")
    expect(told).to_be_visible(timeout=WORKED_OUT)
    expect(told.get_by_role("listitem")).to_have_text(
        [
            f"'{BREAD}' is to take place.",
            f"'{BREAD}' needs 90 minutes; the longest time slot has 40.",
            f"Leave out '{BREAD}'.",
            f"Shorten '{BREAD}', or make a time slot longer.",
        ]
    )
    expect(editor.get_by_role("button", name="Keep it")).to_be_hidden()
    expect(cell(editor, "15:45", 1)).to_contain_text(BREAD)


def test_the_page_goes_on_while_it_is_worked_out(page, workshop, editor):
    answers = []
    page.route(
        "**/copkit/place",
        lambda route: (
            answers.append(route) if route.request.post_data_json["do"] == "timetable" else route.continue_()
        ),
    )
    editor.get_by_role("button", name="Work out the timetable").click()
    busy = editor.get_by_role("button", name="Working it out…")
    expect(busy).to_have_attribute("aria-disabled", "true")
    busy.click(force=True)
    where(editor, BREAD).select_option(label=f"15:45 · {LOFT}")
    expect(editor.locator(".status")).to_contain_text("Saved")
    assert len(answers) == 1
    answers[0].abort()
    expect(editor.locator(".alarm")).to_contain_text("The place gave no answer in time. Try again.")
    expect(editor.get_by_role("button", name="Work out the timetable")).to_be_visible()


def test_what_another_screen_changes_appears_and_ends_a_proposal(workshop, editor):
    work_out(editor)
    put(workshop, BREAD, room=LOFT)
    expect(editor.locator(".status")).to_have_text("Something was changed meanwhile: work it out again.")
    expect(editor.locator(".proposal")).to_be_hidden()
    expect(cell(editor, "15:45", 3)).to_contain_text(BREAD)
    with workshop.place as place, place.change("Add") as change:
        change.add("sessions", {"name": "Boats", "event": GATHERING})
    expect(editor.get_by_role("group", name="No place yet: 1")).to_contain_text("Boats")


def test_an_event_without_sessions_says_what_is_missing(editor):
    editor.get_by_label("Event", exact=True).select_option(label="Warm Homes, 28 July 2026")
    expect(
        editor.get_by_text("Write the sessions and the time slots into the tables above first.")
    ).to_be_visible()
    expect(editor.get_by_role("button", name="Work out the timetable")).to_be_hidden()


def test_with_the_keys_alone(page, workshop, editor):
    where(editor, BREAD).focus()
    page.keyboard.press("ArrowDown")  # opens the list, and moves nothing yet
    page.keyboard.press("ArrowDown")
    expect(where(editor, BREAD)).to_have_value('["15:45","Harbour hall, foyer"]')
    page.keyboard.press("Enter")
    expect(editor.get_by_role("group", name="No place yet: 1")).to_contain_text(BREAD)
    expect(where(editor, BREAD)).to_be_focused()
    editor.get_by_role("button", name="Work out the timetable").focus()
    page.keyboard.press("Enter")
    expect(editor.get_by_text("A proposal, not saved yet")).to_be_focused(timeout=WORKED_OUT)
    page.keyboard.press("Tab")
    expect(editor.get_by_role("button", name="Keep it")).to_be_focused()
    page.keyboard.press("Enter")
    expect(editor.locator(".status")).to_contain_text("The timetable is kept")
    expect(editor.get_by_role("region", name="Timetable")).to_be_focused()
    assert all(starts and room for starts, room in placed(workshop).values())


@pytest.mark.parametrize("width", [1280, 390])
def test_it_fits_and_axe_finds_nothing(workshop, browser, axe, width):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{workshop.url}/?token=for-tests-only")
    page.close()
    page = workshop.open(context, "02_plan_events", community="")
    editor = shown(page)
    where(editor, BREAD).select_option(label="not placed")
    # what has scrolled beneath the page's own bar is not the editor's
    page.locator("header.top").evaluate("(bar) => { bar.style.position = 'static'; }")

    def fits(lowest: int) -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        pressed = editor.locator("button:visible, select:visible").all()
        assert min(each.bounding_box()["height"] for each in pressed) >= lowest
        axe(page, ".timetable")

    fits(28)
    work_out(editor)
    fits(28)
    editor.get_by_role("button", name="Larger text").click()
    fits(44)
    editor.get_by_role("button", name="Not now").click()
    fits(44)
    context.close()
