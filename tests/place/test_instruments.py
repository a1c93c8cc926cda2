"""The statements of the health survey: whole, plain, and the same in both forms."""

from collections import Counter

import pytest

from copkit.place.instruments import instrument
from copkit.place.schema import TABLES
from copkit.place.schema.health import CYCLES, ELEMENTS, PRINCIPLES

FULL, PULSE = instrument("health_full"), instrument("health_pulse")


def test_the_full_one_has_all_elements_principles_and_cycles_of_value():
    assert len(FULL) == 28
    assert set(FULL[0]) == set(TABLES["survey_items"].fields())
    assert len({row["name"] for row in FULL}) == len({row["statement"] for row in FULL}) == 28
    plain = Counter(row["element"] for row in FULL if not row["principle"])
    assert plain == {"domain": 3, "community": 3, "practice": 3, "value": CYCLES.index("reframing") + 1}
    assert Counter(row["principle"] for row in FULL if row["principle"]) == dict.fromkeys(PRINCIPLES, 2)
    assert {row["element"] for row in FULL} == set(ELEMENTS)


def test_the_pulse_has_two_of_each_element_in_the_same_words():
    assert [row for row in FULL if row["form"] == "pulse"] == PULSE
    assert Counter(row["element"] for row in PULSE) == dict.fromkeys(ELEMENTS, 2)


@pytest.mark.parametrize("row", FULL, ids=lambda row: row["name"])
def test_each_statement_is_one_short_sentence_that_is_not_turned_round(row):
    words = row["statement"].removesuffix(".").lower().split()
    assert row["statement"].endswith(".")
    assert 4 <= len(words) <= 12
    assert not {"not", "never", "nobody", "cannot", "hardly", "and", "or"} & set(words) or row["name"] in {
        "domain-2",  # 'work or life'
        "community-3",  # 'disagree and still work together' is one idea
        "levels-1",  # 'as much or as little'
        "liveliness-2",  # 'now and then'
    }


def test_an_instrument_that_there_is_not_is_said():
    with pytest.raises(FileNotFoundError, match=r"health\.csv"):
        instrument("health")
