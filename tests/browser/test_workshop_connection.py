"""Two screens, a connection that breaks, a kernel or server that is killed: what was typed stays."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser

EDITOR = "table"


def resources(page: Page):
    return page.locator("[data-editor]").filter(has=page.locator(".entry [data-column=publisher]"))


def add(page: Page, name: str) -> None:
    editor = resources(page)
    editor.locator(".entry [data-column=name]").fill(name)
    editor.locator(".entry [data-column=kind]").select_option("guide")
    editor.get_by_role("button", name="Add", exact=True).click()


def saved(page: Page) -> None:
    expect(resources(page).locator(".status")).to_contain_text(re.compile(r"Saved \d\d:\d\d"))


def newest(page: Page):
    return resources(page).locator("tbody:not(.entry) [data-column=name]").first


def kernels_of(process: subprocess.Popen[str]) -> list[int]:
    """The kernels that a workshop started: each forked by a child of it, which holds the imports."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_text()
            status = (folder / "status").read_text()
        except (OSError, ProcessLookupError):
            continue
        if "multiprocessing.forkserver" in words:
            parents[int(folder.name)] = int(re.search(r"PPid:\t(\d+)", status)[1])
    return [kernel for kernel, parent in parents.items() if parents.get(parent) == process.pid]


def test_what_one_screen_saves_another_sees(workshop, browser, signed_in):
    other = workshop.sign_in(browser)
    here, there = (workshop.open(context, "06_build_knowledge") for context in (signed_in, other))
    add(here, "Seen on both")
    saved(here)
    expect(newest(there)).to_have_value("Seen on both")
    other.close()


def test_the_later_of_two_on_the_same_field_is_told_and_both_are_kept(workshop, browser, signed_in):
    other = workshop.sign_in(browser)
    here, there = (workshop.open(context, "06_build_knowledge") for context in (signed_in, other))
    add(here, "A field for two")
    expect(newest(there)).to_have_value("A field for two")
    field = resources(there).locator("tbody:not(.entry) [data-column=publisher]").first
    mine = resources(here).locator("tbody:not(.entry) [data-column=publisher]").first
    # the other screen is cut off for the moment in which this one saves
    there.context.set_offline(True)
    resources(here).locator(".status").evaluate("status => { status.textContent = ''; }")
    mine.fill("Council")
    mine.blur()
    saved(here)
    field.fill("Health board")
    field.blur()
    there.context.set_offline(False)
    alarm = resources(there).get_by_role("alert").filter(has_text="Somebody else changed 'publisher'")
    expect(alarm).to_contain_text("to 'Council' at the same time. Yours, 'Health board', stands now")
    with workshop.place as place:
        kept = " ".join(place.history()["after"].dropna())
    assert "Council" in kept
    assert "Health board" in kept
    other.close()


def test_saved_is_not_said_before_it_is_so(workshop, signed_in):
    """The line about the press before goes at once, and 'Saving …' comes where the answer takes a while."""
    page = workshop.open(signed_in, "06_build_knowledge")
    add(page, "Saved at once")
    saved(page)
    held = []

    def hold_the_first(route: Route) -> None:
        first = not held and '"write"' in route.request.post_data
        held.append(route) if first else route.continue_()

    page.route("**/copkit/place", hold_the_first)
    add(page, "Held up on the way")
    expect(resources(page).locator(".status")).to_have_text("Saving …")
    held[0].continue_()
    saved(page)


def test_a_lost_connection_is_told_and_nothing_typed_is_lost(workshop, signed_in):
    page = workshop.open(signed_in, "06_build_knowledge")
    add(page, "Typed beside a broken line")
    saved(page)
    field = resources(page).locator("tbody:not(.entry) [data-column=publisher]").first
    field.fill("Typed when the line broke")
    signed_in.set_offline(True)
    lost = resources(page).locator(".lost")
    expect(lost).to_be_visible()
    expect(field).to_be_disabled()
    signed_in.set_offline(False)
    expect(lost).to_be_hidden()
    expect(resources(page).locator(".status")).to_contain_text("Saved")
    with workshop.place as place:
        row = place.read("resources").set_index("name").loc["Typed beside a broken line"]
    assert row["publisher"] == "Typed when the line broke"


def test_kernel_and_server_killed_everything_acknowledged_is_there_again(workshop, browser):
    context = workshop.sign_in(browser)
    page = workshop.open(context, "06_build_knowledge")
    kernels = kernels_of(workshop.process)
    assert kernels
    for kernel in kernels:
        os.kill(kernel, signal.SIGKILL)
    add(page, "After the kernel died")
    saved(page)
    # a kernel that was to be ready is dead, too: another page opens all the same
    workshop.open(context, "06_build_knowledge").close()
    workshop.kill()
    expect(resources(page).locator(".lost")).to_be_visible()
    workshop.start()
    context.close()
    context = workshop.sign_in(browser)
    page = workshop.open(context, "06_build_knowledge")
    expect(newest(page)).to_have_value("After the kernel died")
    context.close()


def test_what_was_typed_while_the_server_was_away_is_sent_after_a_reload(workshop, browser):
    context = workshop.sign_in(browser)
    page = workshop.open(context, "06_build_knowledge")
    workshop.kill()
    add(page, "Typed while the server was away")
    expect(resources(page).locator(".lost")).to_be_visible()
    workshop.start()
    page.goto(f"{workshop.url}/?token={workshop.token}")
    page = workshop.open(context, "06_build_knowledge")
    expect(newest(page)).to_have_value("Typed while the server was away")
    context.close()
