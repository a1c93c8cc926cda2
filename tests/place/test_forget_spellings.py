"""When somebody is forgotten: which words are reworded, which are told, and which are not the name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.place.names_in_text import NamesInText
from copkit.place.redaction import INSTEAD, Redaction

OTHERS = [("Mary Kim Lee", "mary@ex.org"), ("Lee Park", ""), ("Lee Kim", ""), ("Ash", "ashlee@ex.org")]
KNOWN = ["Kim Lee Foods"]


def kim_lee(doubtful: bool = False) -> Redaction:
    return Redaction("Kim Lee", "lee@ex.org", KNOWN, OTHERS, doubtful)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ask Cllr. Kim Lee, please", "Ask a former member, please"),
        ("We miss “KIM LEE”", "We miss “a former member”"),
        ("Lee, Kim's note; Kim P. J. Lee's", "a former member's note; a former member's"),
        ("Kím\u00a0Lee and kim lee", "a former member and a former member"),
        ("lee@ex.org, ashlee@ex.org, lee@ex.org.uk", "a former member, ashlee@ex.org, lee@ex.org.uk"),
        ("kim.lee@gov.uk", "a former member"),
        ("Mary Kim Lee met Kim Lee", "Mary Kim Lee met a former member"),
    ],
)
def test_sure_spellings_are_reworded(text, said):
    assert kim_lee().without(text) == said
    assert not kim_lee().doubtful(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kim Lee, Mary",
        "Kim Lee-Smith",
        "Kim Lee Park",
        "Kim. Lee",
        "Kim\nLee",
        "Kim a Lee",
        "Kim and Tom Lee",
    ],
)
def test_doubtful_spellings_stay_and_are_told_unless_all_are_asked_for(text):
    assert kim_lee().without(text) is None
    assert kim_lee().doubtful(text)
    assert INSTEAD in kim_lee(doubtful=True).without(text)
    assert not kim_lee(doubtful=True).doubtful(text)


@pytest.mark.parametrize("doubtful", [False, True])
@pytest.mark.parametrize(
    "text", ["Mary Kim Lee said", "Lee Kim", "Kim Leeson", "mary@ex.org", "At Kim Lee Foods"]
)
def test_longer_names_and_names_of_others_stay_and_are_no_doubt(text, doubtful):
    assert kim_lee(doubtful).without(text) is None
    assert not kim_lee(doubtful).doubtful(text)


def test_the_name_of_an_organisation_that_holds_the_name_stays_and_is_told():
    assert kim_lee(doubtful=True).without("Kim Lee Foods") is None
    assert kim_lee().doubtful("Kim Lee Foods")


def test_of_two_who_are_told_apart_in_brackets_each_has_their_own_spelling():
    housing = Redaction("Sam Lee (Housing)", others=[("Sam Lee (Parks)", "")])
    assert housing.without("Sam Lee (Housing), not Sam Lee (Parks)") == f"{INSTEAD}, not Sam Lee (Parks)"
    assert housing.without("Sam Lee came") is None
    assert housing.doubtful("Sam Lee came")
    assert Redaction("Sam Lee (Housing)").without("Sam Lee came") == f"{INSTEAD} came"


def test_ordinary_words_count_only_with_capitals_and_in_their_order():
    pike = Redaction("Will Pike")
    assert pike.without("Will Pike's boat and Pike, Will") == f"{INSTEAD}'s boat and {INSTEAD}"
    for text in ("Pike will come.", "Who will pike?"):
        assert pike.without(text) is None
        assert pike.doubtful(text)


def test_a_month_stays_where_it_is_one():
    may = Redaction("May")
    for text in ("A, 18 May 2026", "In May we met", "April to May", "MAY 2026", "We may"):
        assert may.without(text) is None
        assert not may.doubtful(text)
    for text in ("May we come?", "By May", "May helps"):
        assert may.without(text) is None
        assert may.doubtful(text)
    assert may.without("Ask May, and May's son") == f"Ask {INSTEAD}, and {INSTEAD}'s son"


def test_a_name_of_one_word_is_taken_out_as_it_is_written_and_not_of_longer_names():
    hope = Redaction("Hope", known=["Hope Street"])
    assert hope.without("I hope that Hope helps Hope Street") == f"I hope that {INSTEAD} helps Hope Street"
    assert hope.without("I hope so, on Hope Street") is None
    assert hope.doubtful("HOPE FOR ALL")


def test_names_in_other_scripts_are_found():
    assert Redaction("王小明").without("我和王小明说") == f"我和{INSTEAD}说"
    assert Redaction("Иван Мазур").without("Мазур, Иван") == INSTEAD


def test_a_name_without_a_word_stands_in_no_text():
    assert Redaction("?", doubtful=True).without("Who comes?") is None


WORDS = st.lists(
    st.sampled_from(["ask", "Tess", "Quill,", "tea", "(with)", "TESS", "Quill's", "quill", "Ann", "T."])
)


@given(WORDS)
@settings(max_examples=60)
def test_no_sure_spelling_is_left_and_what_is_left_is_told(words):
    text = " ".join(words)
    redaction = Redaction("Tess Quill")
    said = redaction.without(text) or text
    assert redaction.without(said) is None
    if not NamesInText(["Tess Quill"]).held(text):
        assert said == text
    assert redaction.doubtful(text) == bool(NamesInText(["Tess Quill"]).held(said))


@given(WORDS)
@settings(max_examples=60)
def test_no_name_is_left_where_all_are_asked_for(words):
    text = " ".join(words)
    redaction = Redaction("Tess Quill", doubtful=True)
    said = redaction.without(text)
    assert (said is not None) == bool(NamesInText(["Tess Quill"]).held(text))
    assert not NamesInText(["Tess Quill"]).held(said or text)
