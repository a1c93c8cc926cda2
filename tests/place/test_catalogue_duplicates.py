"""Duplicates: the same identifier in any form, or a title that is alike with nothing against it."""

import datetime as dt
import random
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.place.exchange.catalogue import duplicates as module
from copkit.place.exchange.catalogue.blocking import pairs
from copkit.place.exchange.catalogue.duplicates import duplicates


def made(name, creator="", year=0, **more):
    row = {"name": name, **more}
    row |= {"creator": creator} if creator else {}
    return row | ({"made": dt.date(year, 1, 1)} if year else {})


def one(new, *standing):
    found = duplicates([new], standing)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("new", "other", "why"),
    [
        (
            {"identifier": "https://dx.doi.org/10.1000/ABC"},
            {"identifier": "10.1000/abc"},
            "the DOI 10.1000/abc",
        ),
        ({"identifier": "0-306-40615-2"}, {"identifier": "9780306406157"}, "the ISBN 9780306406157"),
        ({"link": "https://doi.org/10.1000/abc"}, {"identifier": "10.1000/abc"}, "the DOI 10.1000/abc"),
    ],
)
def test_the_same_identifier_in_another_form(new, other, why):
    found = one({"name": "Damp", **new}, {"name": "Wholly other words", **other})
    assert found.likeness == 100
    assert why in found.why


def test_the_same_address_counts_if_it_is_a_page_and_the_titles_are_not_strange():
    page = {"link": "https://www.example.org/damp/?utm_source=x"}
    assert one(
        {"name": "Damp check list", **page}, {"name": "The damp checklist", "link": "http://example.org/damp"}
    )
    assert not one({"name": "Damp", **page}, {"name": "Meals for all", "link": "http://example.org/damp"})
    site = {"link": "https://example.org/"}
    assert not one({"name": "Damp check list", **site}, {"name": "Damp in lets", **site})


def test_an_issn_says_nothing_of_an_article():
    issn = {"identifier": "0028-0836"}
    assert not one({"name": "Alkanethiolate clusters", **issn}, {"name": "A model of leptons", **issn})


@pytest.mark.parametrize(
    ("new", "standing"),
    [
        (made("Damp inspecton handbook"), made("Damp inspection handbook")),
        (made("DAMP INSPECTION HANDBOOK"), made("Damp inspection handbook")),
        (made("Damp inspection: a handbook"), made("Damp inspection – a handbook")),
        (
            made("Damp inspection in private lets"),
            made("Damp inspection in private lets: findings of a survey"),
        ),
        (made("The colour of mould"), made("Colour of mould")),
        (
            made("Behavior change in houses", "Yusuf, A.", 2020),
            made("Behaviour change in houses", "Amina Yusuf", 2020),
        ),
    ],
)
def test_titles_that_are_one_work(new, standing):
    assert one(new, standing)
    assert one(standing, new)


@pytest.mark.parametrize(
    ("new", "standing"),
    [
        (made("Damp survey, part 1"), made("Damp survey, part 2")),
        (made("Damp survey II"), made("Damp survey III")),
        (made("Annual report 2023"), made("Annual report 2024")),
        (made("Annual report of Bury council"), made("Annual report of Bath council")),
        (made("Damp: a guide for tenants"), made("Damp: a guide for landlords")),
        (made("Introduction", "Smith, J.", 1990), made("Introduction", "Jones, K.", 2015)),
        (made("Housing: rules for letting"), made("Housing")),
        (
            made("A survey of damp", "", 1990, identifier="10.1000/a"),
            made("A survey of damp", "", 2020, identifier="10.1000/b"),
        ),
    ],
)
def test_titles_that_are_two_works(new, standing):
    assert not one(new, standing)


def test_what_is_for_it_is_said():
    found = one(
        made("Damp inspecton handbook", "Yusuf, A.", 2020),
        made("Damp inspection handbook", "Yusuf, A.", 2020),
    )
    assert found.why == "the titles are 98% alike, a maker is the same and the year is the same"


def test_the_same_text_under_another_title():
    text = "Look first at the outer walls. " * 10
    found = one({"name": "scan0001", "full_text": text}, {"name": "Damp at home", "full_text": text})
    assert found.why == "their texts are equal, word for word"


def test_duplicates_among_the_new_are_found_once():
    found = duplicates([made("Damp at home"), made("Damp at homes"), made("Damp at home!")])
    assert [(one.new, one.other, one.among_new) for one in found] == [(1, 0, True), (2, 0, True)]


TITLES = st.lists(
    st.lists(
        st.sampled_from(["damp", "home", "guide", "tenants", "council", "report", "walls", "2"]),
        min_size=1,
        max_size=6,
    ).map(" ".join),
    max_size=12,
)


@given(TITLES, TITLES)
def test_every_answer_names_two_that_exist(new, standing):
    new, standing = ([{"name": name} for name in names] for names in (new, standing))
    for found in duplicates(new, standing):
        assert 84 <= found.likeness <= 100
        assert found.other < (found.new if found.among_new else len(standing))
    twice = duplicates(new, new)
    assert [one.new for one in twice] == list(range(len(new)))


def test_blocking_finds_what_all_pairs_find():
    chance = random.Random(3)
    words = ["".join(chance.choices("abcdefghilmnoprstu", k=chance.randint(3, 9))) for _ in range(900)]
    titles = [" ".join(chance.choices(words, k=chance.randint(3, 9))) for _ in range(600)]
    for title in chance.sample(titles, 120):
        at = chance.randrange(len(title))
        titles.append(title[:at] + chance.choice("aeiou") + title[at + 1 :])
    rows = [{"name": title} for title in titles]
    blocked = {(one.new, one.other) for one in duplicates(rows)}

    def every(texts, first_new=0):
        later, earlier = np.tril_indices(len(texts), -1)
        return later[later >= first_new], earlier[later >= first_new]

    with patch.object(module, "pairs", every):
        whole = {(one.new, one.other) for one in duplicates(rows)}
    assert len(whole) > 80
    assert len(blocked & whole) >= 0.99 * len(whole)


def test_pairs_do_not_depend_on_what_stands_beside():
    texts = ["damp inspection handbook", "ties that bind", "damp inspecton handbook"]
    later, earlier = pairs(texts, 2)
    assert (later.tolist(), earlier.tolist()) == ([2], [0])
