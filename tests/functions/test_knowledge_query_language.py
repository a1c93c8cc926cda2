"""Function 6: what people type into a search is taken apart without an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.knowledge.query_language import SMALL_WORDS, parse

VALUES = {"kind": ["guide", "after-action review"], "issue": ["Damp"]}


@pytest.mark.parametrize(
    ("query", "words", "phrases", "without", "facets"),
    [
        ("damp homes", ("damp", "homes"), (), (), {}),
        ('"hard to let" damp', ("damp",), ("hard to let",), (), {}),
        ('damp "not closed', ("damp",), ("not closed",), (), {}),
        ("damp -mould", ("damp",), (), ("mould",), {}),
        ('-"hard to let"', (), (), ("hard to let",), {}),
        ("well-being", ("well-being",), (), (), {}),
        ("- damp", ("-", "damp"), (), (), {}),
        ("KIND:Guide", (), (), (), {"kind": ("guide",)}),
        (
            'kind:"after-action review" issue:damp',
            (),
            (),
            (),
            {"kind": ("after-action review",), "issue": ("Damp",)},
        ),
        ("kind:nothing", ("kind nothing",), (), (), {}),
        ("https://example.org", ("https //example.org",), (), (), {}),
        ("at 10:30", ("at", "10:30"), (), (), {}),
        ("“hard to let”", (), ("hard to let",), (), {}),
    ],
)
def test_what_people_type(query, words, phrases, without, facets):
    read = parse(query, VALUES)
    assert (read.words, read.phrases, read.without, dict(read.facets)) == (words, phrases, without, facets)


@pytest.mark.parametrize(
    ("query", "still_open"),
    [
        ("dam", True),
        ("damp ho", True),
        ("damp ", False),
        ('"damp', False),
        ("-dam", False),
        ("kind:guide", False),
        ("", False),
    ],
)
def test_a_word_without_a_space_behind_it_may_go_on(query, still_open):
    assert parse(query, VALUES).last_word_open is still_open


def test_the_small_words_are_lucenes_and_those_of_questions():
    assert {"the", "and", "with", "who", "how"} <= SMALL_WORDS
    assert not {"damp", "work", "need", "help"} & SMALL_WORDS


@given(st.text())
def test_any_text_is_a_query(text):
    read = parse(text, VALUES)
    assert all(isinstance(one, str) for one in (*read.words, *read.phrases, *read.without))


@given(st.lists(st.text(st.sampled_from("abcde"), min_size=1), max_size=6))
def test_plain_words_stay_as_they_are(words):
    assert parse(" ".join(words)).words == tuple(words)
