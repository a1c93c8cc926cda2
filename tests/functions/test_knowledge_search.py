"""Function 6: 'what have we on ...': ranking, facets, snippets, and any text whatever as a query."""

import math
import sqlite3

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.knowledge import SearchIndex, find
from copkit.functions.knowledge.search_index import FIELDS, WEIGHTS
from copkit.functions.knowledge.tokens import STEMMED


def shelf() -> pd.DataFrame:
    return pd.DataFrame(
        [
            (
                "Damp check",
                "guide",
                "Ten checks of a home",
                "Start in the café.",
                "Warm Homes",
                ("damp",),
                "public",
            ),
            (
                "Falls at home",
                "tool",
                "Finds loose carpets and damp stairs",
                None,
                "Safe",
                ("falls",),
                "public",
            ),
            (
                "Hard to let",
                "story",
                "A landlord who waited",
                "The damp came back; it was damp.",
                "Warm Homes",
                ("damp", "rents"),
                "members",
            ),
            ("Bus times", "guide", None, None, None, (), "public"),
        ],
        columns=["name", "kind", "description", "text", "community", "issues", "open_to"],
    )


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    return SearchIndex(shelf())


def names(index: SearchIndex, query: str, **how) -> list[str]:
    return find(index, query, **how).rows["name"].tolist()


def test_a_word_of_the_title_counts_for_more(index):
    assert names(index, "damp")[0] == "Damp check"
    assert set(names(index, "damp")) == {"Damp check", "Falls at home", "Hard to let"}


@pytest.mark.parametrize(
    "query", ["landlords waiting", "LANDLORD", "lándlord", "“landlord”", "landlord!", "(landlord)"]
)
def test_endings_case_accents_and_signs_make_no_difference(index, query):
    assert names(index, query) == ["Hard to let"]


def test_accents_of_the_text_are_folded(index):
    assert names(index, "cafe") == ["Damp check"]


def test_a_phrase_must_be_there_in_its_order(index):
    assert names(index, '"loose carpets"') == ["Falls at home"]
    assert names(index, '"carpets loose"') == []


def test_not_leaves_out(index):
    assert "Damp check" not in names(index, "damp -checks")
    assert names(index, 'damp -"loose carpet"') == names(index, "damp -carpets")


def test_words_that_a_question_begins_with_do_not_count(index):
    assert names(index, "what have we on the carpets?") == ["Falls at home"]
    assert names(index, "to") == ["Hard to let"]


def test_a_typing_error_is_put_right_and_said(index):
    found = find(index, "landlrod")
    assert found.rows["name"].tolist() == ["Hard to let"]
    assert found.put_right == {"landlrod": "landlord"}
    assert found.note == "Showing results for 'landlord'."


def test_a_word_that_nothing_has_is_said(index):
    found = find(index, "damp zeppelin")
    assert found.unknown == ("zeppelin",)
    assert (found.total, found.with_all) == (3, 0)
    assert found.note == "Nothing has 'zeppelin'."
    assert find(index, "zeppelin").rows.empty


def test_the_last_word_may_not_be_finished(index):
    assert names(index, "loose carp", typing=True) == ["Falls at home"]
    assert names(index, "ten check", typing=True)[0] == "Damp check"
    assert find(index, "landl", typing=True).put_right == {}


def test_kind_may_be_typed_or_chosen(index):
    for found in (find(index, "damp kind:Story"), find(index, "damp", kinds=["story"])):
        assert found.rows["name"].tolist() == ["Hard to let"]
    assert names(index, 'damp community:"warm homes" issue:rents') == ["Hard to let"]
    assert names(index, "damp open:members") == ["Hard to let"]
    assert names(index, "kind:carpets") == ["Falls at home"]


def test_counts_of_a_facet_leave_its_own_choice_aside(index):
    found = find(index, "damp", kinds=["guide"], communities=["Warm Homes"])
    assert found.total == 1
    assert found.facets["kind"].to_dict() == {"guide": 1, "story": 1}
    assert found.facets["community"].to_dict() == {"Warm Homes": 1}
    assert found.facets["issue"].to_dict() == {"damp": 1}
    assert found.facets["open"].to_dict() == {"public": 1}


@given(query=st.lists(st.sampled_from(["damp", "landlord", "falls", "xylophone"]), max_size=4).map(" ".join))
def test_more_words_needed_find_less_and_all_is_what_has_all(query):
    index = SearchIndex(shelf())
    found = [find(index, query, least=share) for share in (0, 0.5, 1)]
    assert found[2].total <= found[1].total <= found[0].total
    if query:
        assert found[2].total == found[0].with_all


def test_no_words_give_all_by_name(index):
    for query in ("", "  ", "?!", "kind:guide"):
        assert names(index, query) == sorted(names(index, query))
    assert find(index, "").total == 4
    assert names(index, "kind:guide") == ["Bus times", "Damp check"]


def test_a_snippet_marks_the_words_by_position(index):
    rows = find(index, "damp").rows.set_index("name")
    text, marks = rows.loc["Hard to let", "snippet"]
    assert [text[start:end] for start, end in marks] == ["damp", "damp"]
    title, marks = rows.loc["Damp check", "title"]
    assert [title[start:end] for start, end in marks] == ["Damp"]


def test_a_snippet_holds_no_markup_of_its_own():
    text = "a <b>damp</b> & \x02cold\x03 wall"
    row = find(SearchIndex(pd.DataFrame({"name": ["x"], "text": [text]})), "damp cold").rows.iloc[0]
    assert row["snippet"].text == "a <b>damp</b> &  cold  wall"
    assert [row["snippet"].text[a:b] for a, b in row["snippet"].marks] == ["damp", "cold"]


def test_the_score_is_bm25_by_its_formula():
    """Robertson and Zaragoza 2009, with k1 = 1.2 and b = 0.75; length over all fields."""
    texts = ["damp wall", "damp damp roof tile", "bus stop", "cold bus", "a door"]
    rows, scores = SearchIndex(pd.DataFrame({"name": texts}), weights={"name": 1}).scores([("damp",)])
    lengths, counts = [2, 4], [1, 2]
    mean = np.mean([len(text.split()) for text in texts])
    idf = math.log((5 - 2 + 0.5) / (2 + 0.5))
    by_hand = {
        n: idf * n * 2.2 / (n + 1.2 * (0.25 + 0.75 * length / mean))
        for n, length in zip(counts, lengths, strict=True)
    }
    assert sorted(scores) == pytest.approx(sorted(by_hand.values()))
    assert len(rows) == 2


def test_the_sum_over_words_is_what_sqlite_gives_for_all_at_once(index):
    memory = sqlite3.connect(":memory:")
    memory.execute(f"CREATE VIRTUAL TABLE d USING fts5({', '.join(FIELDS)}, tokenize='{STEMMED}')")
    places = ", ".join("?" * len(FIELDS))
    memory.executemany(f"INSERT INTO d VALUES ({places})", [index.texts(row) for row in range(len(index))])
    weights = ", ".join(str(WEIGHTS[name]) for name in FIELDS)
    theirs = memory.execute(
        f"SELECT -bm25(d, {weights}) FROM d WHERE d MATCH 'damp OR home OR stairs' ORDER BY rowid"
    ).fetchall()
    memory.close()
    ours = index.scores([("home",), ("stairs",), ("damp",)])[1]
    assert ours == pytest.approx([score for (score,) in theirs])


def test_frequent_words_score_as_others(monkeypatch):
    plain = find(SearchIndex(shelf()), "damp home carpets").rows
    monkeypatch.setattr("copkit.functions.knowledge.search_index.FREQUENT", 0)
    kept = find(SearchIndex(shelf()), "damp home carpets").rows
    pd.testing.assert_frame_equal(plain, kept)


def test_the_order_of_rows_and_words_does_not_matter(index):
    turned = SearchIndex(shelf().iloc[::-1])
    for query in ("damp home", "home damp", ""):
        assert names(index, query) == names(turned, query) == names(index, " ".join(query.split()[::-1]))


def test_an_index_of_nothing_answers():
    for frame in (pd.DataFrame({"name": []}), pd.DataFrame({"name": [None], "text": [float("nan")]})):
        found = find(SearchIndex(frame), "damp -x kind:guide")
        assert found.rows.empty
        assert found.total == 0


def test_missing_values_of_any_kind_are_empty():
    cells = [None, float("nan"), pd.NA, pd.NaT, "damp"]
    frame = pd.DataFrame({"name": list("abcde"), "text": cells, "kind": cells, "issues": cells}, dtype=object)
    found = find(SearchIndex(frame), "damp")
    assert found.rows["name"].tolist() == ["e"]
    assert found.facets["issue"].to_dict() == {"damp": 1}


@pytest.mark.parametrize(
    "query",
    [
        '"',
        '""',
        '"damp',
        "damp AND",
        "NOT damp",
        "damp* OR (",
        "name:damp",
        "NEAR(damp, 2)",
        "-",
        "--",
        "^damp",
        "{damp}",
        "damp\x00",
        "\ud800",
        "kind:",
        ":",
        "a" * 5_000,
        "damp " * 2_000,
        "'; DROP TABLE documents; --",
        "\x02\x03",
    ],
)
def test_signs_of_other_query_languages_are_harmless(index, query):
    find(index, query)
    find(index, query, typing=True)


@given(
    st.text(st.characters() | st.sampled_from('"-:*()^{}+ damp'), max_size=40)
    | st.lists(
        st.sampled_from(["damp", '"', "-", "kind:", "guide", " ", "AND", "*", "homes", "issue:"]), max_size=9
    ).map("".join)
)
def test_any_text_is_answered(text):
    found = find(INDEX, text, typing=True, limit=3)
    assert 0 <= found.with_all <= found.total <= 4
    assert len(found.rows) == min(3, found.total)
    assert found.rows["score"].is_monotonic_decreasing
    for piece in [*found.rows["title"], *found.rows["snippet"]]:
        assert all(0 <= start < end <= len(piece.text) for start, end in piece.marks)


@given(
    st.sampled_from(["damp", "home", "guide ten", "loose stairs"]),
    st.sets(st.sampled_from(["guide", "tool", "story"])),
)
def test_a_count_is_what_choosing_it_shows(query, kinds):
    found = find(INDEX, query, kinds=kinds)
    for kind, number in found.facets["kind"].items():
        assert find(INDEX, query, kinds=[kind]).total == number


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.data())
def test_a_text_is_found_by_each_of_its_words(text, data):
    one = SearchIndex(pd.DataFrame({"name": ["other", "x"], "text": ["nothing here", text]}))
    words = one.tokenizer.words(text)
    if words:
        word = data.draw(st.sampled_from(words)).word
        assert 1 in find(one, f'"{word}"').rows.index


INDEX = SearchIndex(shelf())


def test_no_word_is_put_right_into_one_that_says_nothing():
    """'Mould' is not 'could', however often a resource says it."""
    rows = pd.DataFrame({"name": ["Bills"], "description": ["What a household could save"]})
    found = find(SearchIndex(rows), "mould")
    assert found.total == 0
    assert "could" not in found.note
