"""The file of a member is the member's own: it never becomes another's, and nobody can guess its name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from copkit.packs.files import own_file_name
from copkit.packs.member_pages import NOTES, PAGES, member_pages
from copkit.place.errors import PlaceUnreadable
from copkit.place.store import Place

AS_OF = "2026-06-30"
NEAR = ["Sam Lee", "sam-lee", "Sam  Lée", "Sam Lee 2", "李", "王", "NUL"]
names = st.one_of(st.sampled_from(NEAR), st.text(min_size=1, max_size=90))
keys = st.binary(min_size=32, max_size=32)


@given(st.sets(names, min_size=2, max_size=8), keys)
def test_two_members_never_share_a_file_and_any_system_takes_its_name(people, secret):
    made = [own_file_name(name, secret) for name in people]
    assert len(set(made)) == len(people)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]{0,60}-[0-9a-f]{16}", name) for name in made)


@given(names, keys, keys)
def test_the_name_of_a_member_does_not_tell_the_file(name, secret, guess):
    assume(secret != guess)
    assert own_file_name(name, secret) != own_file_name(name, guess)


def files(made) -> dict[str, str]:
    return {one.name: one.page for one in made}


def add(where: Path, *people: str, community: str) -> None:
    with Place.open(where) as place, place.change("Join") as change:
        for name in people:
            change.add("members", {"name": name, "agrees_to_note": True})
            change.add("memberships", {"member": name, "community": community, "role": "active"})


@pytest.fixture
def place(tmp_path) -> Path:
    where = tmp_path / "town.place"
    with Place.create(where) as made, made.change("Begin") as change:
        for community in ("Warm Homes", "Good Work"):
            change.add("communities", {"name": community})
    add(where, "sam-lee", "李", community="Warm Homes")
    add(where, "Sam Lée", "王", community="Good Work")
    return where


def test_a_file_stays_whoever_joins_or_leaves_and_whoever_is_asked_for(place, tmp_path):
    first = files(member_pages(place, tmp_path / "out", as_of=AS_OF, jobs=1))
    assert len(set(first.values())) == 4
    add(place, "Sam Lee", "sam lee 2", "丁", community="Warm Homes")  # before the others by the alphabet
    more = files(member_pages(place, tmp_path / "out", as_of=AS_OF, jobs=1))
    assert len(set(more.values())) == 7
    assert first.items() <= more.items()
    narrow = files(member_pages(place, tmp_path / "out", communities=["Good Work"], as_of=AS_OF, jobs=1))
    assert narrow == {name: first[name] for name in ("Sam Lée", "王")}
    with Place.open(place) as opened, opened.change("Leave") as change:
        left = {row["name"]: number for number, row in opened.rows("members").items()}["sam-lee"]
        change.delete("memberships", 1)
        change.delete("members", left)
    fewer = files(member_pages(place, tmp_path / "other", as_of=AS_OF, jobs=1))
    assert fewer == {name: file for name, file in more.items() if name != "sam-lee"}


def test_files_of_others_and_of_older_kinds_go(place, tmp_path):
    out = tmp_path / "out"
    member_pages(place, out, as_of=AS_OF, jobs=1)
    for part in (PAGES, NOTES):
        (out / part / "sam-lee.html").write_text("of an older run")
    made = member_pages(place, out, communities=["Good Work"], as_of=AS_OF, jobs=1)
    assert {f"{PAGES}/{path.name}" for path in (out / PAGES).iterdir()} == {one.page for one in made}
    assert not list((out / NOTES).iterdir())


def test_a_place_that_may_not_be_written(place, tmp_path):
    read_only = f"sqlite:///file:{place}?mode=ro&uri=true"
    with pytest.raises(PlaceUnreadable, match="Do this once where the file may be written"):
        member_pages(read_only, tmp_path / "out", as_of=AS_OF, jobs=1)
    made = files(member_pages(place, tmp_path / "out", as_of=AS_OF, jobs=1))
    assert files(member_pages(read_only, tmp_path / "out", as_of=AS_OF, jobs=1)) == made
