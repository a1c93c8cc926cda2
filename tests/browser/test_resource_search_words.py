"""The search in a pack reads words, stems and typing errors as Python's own search does."""

from pathlib import Path
from random import Random
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Browser
from rapidfuzz.distance import DamerauLevenshtein

from copkit.functions.knowledge import SearchIndex
from copkit.functions.knowledge.tokens import Tokenizer
from copkit.packs.library import TEMPLATE_FOLDER
from copkit.place.view import view
from copkit.show.knowledge.finding import documents

pytestmark = pytest.mark.browser

DATA = Path(__file__).parents[1] / "data"
ENDINGS = """s es sses ies eed ed ing at bl iz y ational tional enci anci izer logi bli alli entli eli ousli
ization ation ator alism iveness fulness ousness aliti iviti biliti icate ative alize iciti ical ful ness al
ance ence er ic able ible ant ement ment ent ion sion tion ou ism ate iti ous ive ize e ll"""
ODD = """naïve cafés Zürichs 日本語 привет й ångströms straße a_b e\u0301tudes x² s ss ing sing ied
It's—2026"""


def vocabulary() -> set[str]:
    """The words of the demonstration and of real areas of practice."""
    rows = pd.read_csv(DATA / "kubernetes_practices.csv")
    communities = pd.read_csv(DATA / "kubernetes_communities.csv", index_col="community")
    described = rows["community"].map(communities["domain"])
    practices = pd.DataFrame({"name": rows["practice"], "description": described})
    shelves = (documents(view("demo")), practices)
    return {word for frame in shelves for word in SearchIndex(frame).vocabulary.documents}


def made(chance: Random) -> set[str]:
    """Words of the endings that Porter's rules are about."""
    endings = ENDINGS.split()
    return {
        "".join(chance.choice("abcdeilosstyyz") for _ in range(chance.randrange(6)))
        + chance.choice(endings)
        + chance.choice(["", "", *endings])
        for _ in range(6_000)
    }


def by_the_script(browser: Browser, told: str, given: Any) -> Any:
    """What an expression of the script says of what is ``given``."""
    parts = (TEMPLATE_FOLDER / "pack" / f"resource_search_{name}.js" for name in ("words", "index"))
    source = "\n".join(part.read_text(encoding="utf-8") for part in parts)
    page = browser.new_page()
    try:
        return page.evaluate(f"(given) => {{ {source}; return {told}; }}", given)
    finally:
        page.close()


def test_words_and_stems_are_those_of_sqlite(browser):
    words = vocabulary()
    assert len(words) > 500
    texts = sorted({*made(Random(1)), *words, *ODD.split(), ODD})
    told = "given.map((text) => wordsOf(text).map(({ word }) => [word, stemOf(word)]))"
    ours = by_the_script(browser, told, texts)
    theirs = [[list(word) for word in read] for read in Tokenizer().words_of_each(texts)]
    assert [(text, one) for text, one, other in zip(texts, ours, theirs, strict=True) if one != other] == []


def test_errors_are_counted_as_rapidfuzz_does(browser):
    chance = Random(2)
    pairs = [["".join(chance.choices("abc", k=chance.randrange(8))) for _ in range(2)] for _ in range(2_000)]
    ours = by_the_script(browser, "given.map(([one, other]) => distance(one, other))", pairs)
    assert ours == [DamerauLevenshtein.distance(*pair) for pair in pairs]
