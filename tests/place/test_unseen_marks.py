"""Marks that nobody sees do not get into a place; what a script or an emoji needs stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.place.columns import Field
from copkit.place.errors import CopkitError
from copkit.place.rules import fold, read_value
from copkit.place.store import Place
from copkit.place.unseen_marks import without_unseen

NAME = Field("text", "The name", "Sam Lee")

NEEDED = {
    "Hebrew": "שרה כהן",
    "Hebrew with a mark beside a sign": "שרה (2)\u200f",
    "Arabic": "محمد علي",
    "Persian with a joiner": "می\u200cخواهم",
    "Hindi with a joiner": "क्\u200dष",
    "a family": "👩\u200d👩\u200d👧",
    "a heart on fire": "❤️\u200d🔥",
    "the flag of Wales": "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
}


@pytest.mark.parametrize("text", NEEDED.values(), ids=NEEDED.keys())
def test_what_a_script_or_an_emoji_needs_stays(text: str) -> None:
    assert read_value(NAME, text) == text


@pytest.mark.parametrize(
    "typed",
    [
        "Sam\u200b Lee",
        "\u202eSam Lee",
        "Sam Lee\u2066",
        "S\u00adam Lee",
        "\ufeffSam\u200d Lee\u200e",
        "Sam\nLee",
    ],
)
def test_a_name_is_read_without_marks_and_in_one_line(typed: str) -> None:
    assert read_value(NAME, typed) == "Sam Lee"


def test_text_of_several_lines_keeps_its_lines_and_turns_nothing_round() -> None:
    assert read_value(Field("words", "", ""), "one\n\u202etwo") == "one\ntwo"


@pytest.mark.parametrize("typed", ["\u200b", " \u2060\ufeff ", "\u3164", "\u2800", "\u202e\u202c"])
def test_what_cannot_be_seen_is_nothing(typed: str) -> None:
    assert read_value(NAME, typed) is None


def test_a_number_and_a_word_of_a_list_are_read_with_marks_beside_them() -> None:
    assert read_value(Field("number", "", ""), "5\u200b") == 5
    assert read_value(Field("choice", "", "", choices=("core", "active")), "\ufeffcore") == "core"


def test_two_names_that_look_alike_are_one() -> None:
    assert fold("Sam\u200b Lee\u202e") == fold("sam lee")


def test_a_name_of_marks_only_is_asked_for_again() -> None:
    place = Place.in_memory("town")
    with pytest.raises(CopkitError, match="must be filled in"), place.change("Begin") as change:
        change.add("members", {"name": "\u200b\u2060"})


@given(
    st.text(
        alphabet=st.sampled_from("ae\u0301שم❤\u200b\u200c\u200d\u200e\u202e\ufeff🏴\U000e0067\U000e007f \n")
    )
)
def test_a_text_that_was_read_is_read_again_as_it_is(text: str) -> None:
    once = without_unseen(text)
    assert without_unseen(once) == once
    assert not set(once) & set("\u200b\u202e\ufeff")
