"""A private page for each member, and a note for the line managers of those who agreed."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner

from copkit.cli import main
from copkit.packs.member_pages import LIST, NOTES, PAGES, member_pages
from copkit.place.store import Place
from copkit.place.view import demo_place
from copkit.show.development.contributions import GIVEN

AS_OF = "2026-06-30"
TYPED = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("pages")
    member_pages("demo", out, jobs=1)
    return out


def listed(out: Path) -> dict[str, dict[str, str]]:
    with open(out / LIST, encoding="utf-8", newline="") as file:
        return {row["name"]: row for row in csv.DictReader(file)}


def text_of(out: Path, name: str, what: str = "page") -> str:
    return (out / listed(out)[name][what]).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def members():
    return demo_place().read("members").set_index("name")


def test_each_member_has_a_file_of_their_own_and_the_list_says_whose_it_is(made, members):
    rows = listed(made)
    assert sorted(rows) == sorted(members.index)
    pages = [row["page"] for row in rows.values()]
    assert len(set(pages)) == len(pages)
    assert {path.name for path in (made / PAGES).iterdir()} == {Path(page).name for page in pages}
    assert rows["Arun Marsh"]["email"] == members.at["Arun Marsh", "email"]
    for name in rows:
        assert f"{name} alone." in text_of(made, name)


def test_nobody_is_named_to_others_who_did_not_agree(made, members):
    agreed = members["agrees_to_be_named"].fillna(False).astype(bool)
    silent = set(members.index[~agreed])
    for name in members.index:
        page = text_of(made, name)
        assert not [other for other in silent - {name} if other in page], name


def test_a_note_is_made_for_those_alone_who_agreed_and_names_nobody_else(made, members):
    agreed = set(members.index[members["agrees_to_note"].fillna(False).astype(bool)])
    noted = {name for name, row in listed(made).items() if row["note"]}
    assert noted
    assert noted <= agreed
    assert len(list((made / NOTES).iterdir())) == len(noted)
    for name in noted:
        note = text_of(made, name, "note")
        assert f"{name} agreed that their line manager may read this note." in note
        assert not [other for other in members.index if other != name and other in note], name


def test_the_pages_say_what_could_help_and_why(made):
    pages = [path.read_text(encoding="utf-8") for path in (made / PAGES).iterdir()]
    for kind in ("A mentor", "An introduction", "An event", "A resource", "A task"):
        assert any(f">{kind}</" in page for page in pages), kind


def test_no_request_can_leave_and_nothing_links_elsewhere(made):
    for path in [*(made / PAGES).iterdir(), *(made / NOTES).iterdir()]:
        page = path.read_text(encoding="utf-8")
        assert "default-src 'none'" in page
        assert "<script" not in page
        assert 'href="http' not in page


@pytest.fixture
def place(tmp_path) -> Path:
    """Two members of one community, one of another; what one of them typed is markup."""
    where = tmp_path / "small.place"
    with Place.create(where) as made, made.change("Begin") as change:
        for community in ("Warm Homes", "Good Work"):
            change.add("communities", {"name": community})
        for name in ("Ann", f"Bo {TYPED}", "=Cy"):
            change.add("members", {"name": name, "email": "+1@example.org", "agrees_to_note": True})
        for name, community in (("Ann", "Warm Homes"), (f"Bo {TYPED}", "Warm Homes"), ("=Cy", "Good Work")):
            row = {"member": name, "community": community, "role": "active", "since": "2025-01-01"}
            change.add("memberships", row)
        change.add("goals", {"member": "Ann", "goal": TYPED, "review": "2026-01-01", "state": "under way"})
    return where


def test_pages_can_be_for_the_members_of_one_community(place, tmp_path):
    found = member_pages(place, tmp_path / "out", communities=["warm homes"], as_of=AS_OF)
    assert [one.name for one in found] == ["Ann", f"Bo {TYPED}"]


def test_a_page_of_somebody_who_is_gone_does_not_stay(place, tmp_path):
    out = tmp_path / "out"
    member_pages(place, out, as_of=AS_OF)
    member_pages(place, out, communities=["Good Work"], as_of=AS_OF)
    (left,) = (out / PAGES).iterdir()
    assert left.name.startswith("cy-")
    assert [row["page"] for row in listed(out).values()] == [f"{PAGES}/{left.name}"]


def test_several_at_once_give_the_same_bytes(place, tmp_path, monkeypatch):
    monkeypatch.setattr("copkit.packs.member_pages.AT_ONCE", 1)
    one, two = tmp_path / "one", tmp_path / "two"
    member_pages(place, one, as_of=AS_OF, jobs=1)
    member_pages(place, two, as_of=AS_OF, jobs=2)
    files = [path.relative_to(one) for path in one.rglob("*") if path.is_file()]
    assert len(files) == 3 + 1
    assert all((two / path).read_bytes() == (one / path).read_bytes() for path in files)


def test_the_next_run_sees_what_changed(place, tmp_path):
    out = tmp_path / "out"
    member_pages(place, out, as_of=AS_OF, jobs=1)
    with Place.open(place) as opened, opened.change("Anew") as change:
        change.add("goals", {"member": "Ann", "goal": "Learn to draw", "review": "2026-12-01"})
    member_pages(place, out, as_of=AS_OF, jobs=1)
    assert "Learn to draw" in text_of(out, "Ann")


def test_what_was_typed_is_shown_as_typed_and_never_runs(place, tmp_path):
    out = tmp_path / "out"
    member_pages(place, out, as_of=AS_OF)
    page = text_of(out, "Ann")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in text_of(out, f"Bo {TYPED}")


def test_the_list_holds_nothing_that_a_spreadsheet_would_run(place, tmp_path):
    out = tmp_path / "out"
    member_pages(place, out, as_of=AS_OF)
    for line in (out / LIST).read_text(encoding="utf-8").splitlines():
        assert not any(cell.lstrip('"').startswith(("=", "+", "@")) for cell in line.split(","))


@pytest.mark.parametrize("typed", ["a@x.org, evil@y.org", "no address", "Ann <a@x.org>", "a@x.org b@x.org"])
def test_a_page_is_sent_to_one_address_or_to_none(place, tmp_path, typed):
    with Place.open(place) as opened, opened.change("Address") as change:
        change.update("members", 1, {"email": typed})
    member_pages(place, tmp_path / "out", as_of=AS_OF)
    assert listed(tmp_path / "out")["Ann"]["email"] == ""


def test_goals_that_are_due_come_first(place, tmp_path):
    member_pages(place, tmp_path / "out", as_of=AS_OF)
    assert "Look again now at" in text_of(tmp_path / "out", "Ann")


def test_a_place_without_members_has_no_pages(tmp_path):
    Place.create(tmp_path / "empty.place").close()
    assert member_pages(tmp_path / "empty.place", tmp_path / "out") == []
    assert listed(tmp_path / "out") == {}


def test_every_kind_of_giving_is_counted_once(tmp_path, demo_town):
    """What somebody did stands on the page in words, by its kind."""
    where = tmp_path / "town.place"
    with demo_town(where) as made, made.change("One of each") as change:
        change.add("members", {"name": "Zoe Quill", "agrees_to_note": True})
        row = {"name": "A quill", "kind": "guide", "owner": "Zoe Quill", "made": "2026-05-01"}
        change.add("resources", row)
        change.add("issues", {"name": "No ink", "raised_by": "Zoe Quill", "raised": dt.date(2026, 5, 2)})
    member_pages(where, tmp_path / "out", jobs=1)
    note = text_of(tmp_path / "out", "Zoe Quill", "note")
    for kind in ("wrote", "raised"):
        words = GIVEN[kind][0].upper() + GIVEN[kind][1:]
        assert f">{words}</" in note
    assert "gave 2 times beyond that" in note


def test_the_command_says_how_many_and_whose(place, tmp_path):
    out = tmp_path / "out"
    told = CliRunner().invoke(main, ["packs", str(place), "--out", str(out), "--members"])
    assert told.exit_code == 0
    assert "Made 3 pages and 0 notes. Send each to its member alone:" in told.output
    both = CliRunner().invoke(main, ["packs", str(place), "--out", str(out), "--members", "--workbook", "3"])
    assert both.exit_code == 2
    assert "leave --workbook out" in both.output
