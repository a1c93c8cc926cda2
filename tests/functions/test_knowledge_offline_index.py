"""Function 6: the index that a page carries leads to the same scores as SQLite's own."""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.functions.knowledge.offline_index import offline_index
from copkit.functions.knowledge.query_language import SMALL_WORDS
from copkit.functions.knowledge.search_index import SearchIndex
from copkit.place.store import Place
from copkit.place.view import view
from copkit.show.knowledge.finding import documents, find_resources

DATA = Path(__file__).parents[1] / "data"
SHELF = pd.DataFrame(
    {
        "name": ["Damp check", "Falls at home", "Moulds"],
        "description": ["Look for mould on damp walls", None, "Ten checks"],
        "issues": [("Damp in private lets",), (), ()],
        "text": ["damp damp damp", "", "A visit"],
    }
)


@pytest.fixture(scope="module")
def practices() -> pd.DataFrame:
    rows = pd.read_csv(DATA / "kubernetes_practices.csv")
    communities = pd.read_csv(DATA / "kubernetes_communities.csv", index_col="community")
    return pd.DataFrame(
        {
            "name": rows["practice"],
            "description": rows["community"].map(communities["domain"]),
            "community": rows["community"].map(communities["name"]),
        }
    )


def scores(carried: dict[str, Any], stem: str) -> tuple[list[int], list[float]]:
    """The rows of a stem and their BM25, by the formula on SQLite's page on FTS5."""
    places, lengths = carried["stems"][stem][0], carried["lengths"]
    rows = np.cumsum(places[::2]).tolist()
    worth = math.log((len(lengths) - len(rows) + 0.5) / (len(rows) + 0.5))
    mean = sum(lengths) / len(lengths)
    return rows, [
        (worth if worth > 0 else 1e-6) * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * lengths[row] / mean))
        for row, often in zip(rows, places[1::2], strict=True)
    ]


def words(carried: dict[str, Any]) -> dict[str, tuple[str, int]]:
    """Each word as written: its stem, and how many documents have it."""
    told = {}
    for stem, (_, *written) in carried["stems"].items():
        for word, after in zip(written, [*written[1:], ""], strict=True):
            if isinstance(word, str):
                told[word] = (stem, after if isinstance(after, int) else 1)
    return told


def agrees(frame: pd.DataFrame, **how: Any) -> None:
    index = SearchIndex(frame, **how)
    carried = json.loads(json.dumps(offline_index(index)))
    told = words(carried)
    assert {word: number for word, (_, number) in told.items()} == index.vocabulary.documents
    for word, (stem, _) in told.items():
        assert index.stem_of(word) == stem
        rows, worth = index.scores([(word,)])
        assert scores(carried, stem)[0] == rows.tolist()
        np.testing.assert_allclose(scores(carried, stem)[1], worth, rtol=1e-12)


def test_the_scores_are_those_of_sqlite_on_real_areas_of_practice(practices):
    agrees(practices)


def test_a_worked_case():
    carried = offline_index(SearchIndex(SHELF))
    assert carried["lengths"] == [15, 3, 5]
    assert carried["stems"]["damp"] == [[0, 5 + 1 + 4 + 3], "damp"]
    assert carried["stems"]["mould"] == [[0, 1, 2, 5], "mould", "moulds"]
    assert carried["stems"]["check"] == [[0, 5, 2, 1], "check", "checks"]


def test_fields_may_weigh_otherwise():
    agrees(SHELF, weights={"name": 2.5, "text": 0.5})


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.text("ab é\"'<-1", max_size=12), min_size=1, max_size=8),
    st.lists(st.text("ab xs.", max_size=12), min_size=8, max_size=8),
)
def test_whatever_is_typed_the_scores_agree(names, texts):
    agrees(pd.DataFrame({"name": names, "description": texts[: len(names)]}))


def test_the_order_of_the_rows_makes_no_difference():
    turned = SHELF.iloc[::-1].reset_index(drop=True)
    assert json.dumps(offline_index(SearchIndex(SHELF))) == json.dumps(offline_index(SearchIndex(turned)))


def test_it_carries_the_small_words_and_nothing_of_an_empty_shelf():
    carried = offline_index(SearchIndex(SHELF.head(0)))
    assert carried == {"lengths": [], "small_words": sorted(SMALL_WORDS), "stems": {}}


def test_a_public_list_holds_no_word_of_what_is_for_members():
    place = Place.in_memory()
    with place.change("Fill") as change:
        row = {"kind": "guide", "description": "Ten checks", "creator": "Zarathustra"}
        change.add("resources", {**row, "name": "Open", "full_text": "chimney", "open_to": "public"})
        change.add("resources", {**row, "name": "Closed", "full_text": "cellar", "open_to": "members"})
        change.add("resources", {**row, "name": "Unsaid", "full_text": "attic", "open_to": None})
    public = str(find_resources(view(place, audience="public")).html()).casefold()
    assert [word for word in ("closed", "cellar", "unsaid", "attic", "zarathustra") if word in public] == []
    assert '"chimnei"' in public
    room = str(find_resources(view(place)).html())
    assert all(word in room for word in ("Closed", "cellar", "Unsaid", "attic", "zarathustra", "chimney"))


def test_what_is_not_shown_is_not_searched():
    place = Place.in_memory()
    with place.change("Fill") as change:
        change.add("resources", {"name": "Damp", "kind": "tool", "open_to": "public"})
    section = find_resources(view(place, audience="public"))
    assert section.plain() == "1 resource that the public may see, by title.\n  Damp · tool"
    assert set(offline_index(SearchIndex(documents(view(place))))["stems"]) == {"damp"}


def test_it_is_small(practices):
    text = json.dumps(offline_index(SearchIndex(practices)), separators=(",", ":"))
    assert len(text) < 250 * len(practices)
