"""Function 6: typing errors are put right by the words that the resources have."""

import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from copkit.functions.knowledge.tokens import Tokenizer
from copkit.functions.knowledge.typing_errors import Vocabulary

WORDS = ["accommodation", "assessment", "carers", "community", "council", "damp", "tenant", "volunteer"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("accomodation", "accommodation"),
        ("acommodation", "accommodation"),
        ("accomadation", "accommodation"),
        ("assesment", "assessment"),
        ("comunity", "community"),
        ("counsil", "council"),
        ("damo", "damp"),
        ("tennant", "tenant"),
        ("volunter", "volunteer"),
        ("vulonteer", "volunteer"),
    ],
)
def test_real_misspellings(typed, meant):
    """As Wikipedia's list of common misspellings has them, or of the same kind."""
    assert Vocabulary(dict.fromkeys(WORDS, 1)).nearest(typed)[0] == meant


@pytest.mark.parametrize("typed", ["da", "2026", "ward3", "", "zeppelin", "xamp"])
def test_some_are_taken_as_they_stand(typed):
    assert Vocabulary({"damp": 1, "day": 1, "2025": 1, "ward4": 1}).nearest(typed) == []


def test_the_nearer_first_then_the_more_frequent_then_by_alphabet():
    words = Vocabulary({"calm": 3, "card": 9, "care": 9, "carers": 99, "cars": 1})
    assert words.nearest("carx") == ["card", "care", "cars"]


def test_a_short_word_is_wrong_once_at_most():
    assert Vocabulary({"tenant": 1}).nearest("tnnt") == []


@pytest.mark.parametrize(
    ("word", "stem"), [("caresses", "caress"), ("ponies", "poni"), ("relational", "relat")]
)
def test_stems_are_those_of_porter(word, stem):
    """Porter 1980, the examples of his steps."""
    assert Tokenizer().words(word)[0].stem == stem


def test_a_large_vocabulary_is_quick():
    letters = string.ascii_lowercase
    many = {f"{a}{b}{c}{d}tion": 1 for a in letters for b in letters for c in letters for d in letters[:3]}
    words = Vocabulary(many)
    start = time.process_time()
    assert words.nearest("abcatoin")[0] == "abcation"
    assert time.process_time() - start < 0.5


@given(st.sampled_from(WORDS), st.integers(0, 12), st.sampled_from(string.ascii_lowercase), st.integers(0, 3))
def test_one_error_after_the_first_letter_is_put_right(word, at, letter, kind):
    at = 1 + at % (len(word) - 2)
    typed = [
        word[:at] + letter + word[at:],
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ][kind]
    assert word in Vocabulary(dict.fromkeys(WORDS, 1)).nearest(typed)


@given(
    st.text(string.ascii_lowercase, max_size=12),
    st.sets(st.text(string.ascii_lowercase, min_size=1, max_size=12)),
)
def test_what_is_given_is_near_and_known(typed, known):
    words = Vocabulary(dict.fromkeys(known, 1))
    for other in words.nearest(typed):
        assert other in known
        assert DamerauLevenshtein.distance(typed, other) <= (2 if len(typed) >= 8 else 1)


@given(st.text(string.ascii_lowercase, max_size=3), st.sets(st.text(string.ascii_lowercase, max_size=6)))
def test_beginnings_are_all_found(letters, known):
    words = Vocabulary(dict.fromkeys(known, 1))
    assert words.beginning_with(letters, 99) == sorted(word for word in known if word.startswith(letters))
