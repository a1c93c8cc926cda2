"""Function 7: the chain of value, from stories and indicators, worked out by hand."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.functions.health.moved import BETTER, NO_CHANGE, TOO_FEW, WORSE, moved
from copkit.functions.health.value_chain import (
    CHAIN,
    IN_EACH_CAPITAL,
    MEANS,
    WHOLE_PLACE,
    ValueChain,
    capitals_told,
    cycle_of_indicators,
    value_chain,
    value_chain_of_initiatives,
)
from copkit.place.frames import empty_frame
from copkit.place.schema import TABLES
from copkit.place.schema.health import CAPITALS, CYCLES

STEADY = [9, 10] * 8
FALLING = [9, 10, 9, 10, 9, 10, 9, 10, 9, 5, 6, 5, 6, 5, 6, 5]


def stories(*told: tuple) -> pd.DataFrame:
    """Stories (community, cycle, indicator, day told); what is left off is missing."""
    full = [(*each, None, None)[:4] for each in told]
    found = pd.DataFrame(full, columns=["community", "cycle", "indicator", "told"], dtype=object)
    return found.assign(told=pd.to_datetime(found["told"]))


def indicators(**of: tuple) -> pd.DataFrame:
    """Indicators by name: (community, issue)."""
    rows = [(name, community, issue, "lower", 1.0) for name, (community, issue) in of.items()]
    return pd.DataFrame(rows, columns=["name", "community", "issue", "better", "multiplier"]).astype(
        {"name": "object", "community": "object", "issue": "object", "better": "object"}
    )


def observed(**of) -> pd.DataFrame:
    rows = [
        {"indicator": name, "period": month, "numerator": value, "denominator": None}
        for name, values in of.items()
        for month, value in zip(
            pd.date_range("2025-01-01", periods=len(values), freq="MS"), values, strict=True
        )
    ]
    columns = ["indicator", "period", "numerator", "denominator"]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def link(chain: ValueChain, name: str) -> dict:
    return chain.links.set_index("name").loc[name].to_dict()


def cell(chain: ValueChain, name: str, cycle: str) -> list:
    rows = chain.matrix[(chain.matrix["name"] == name) & (chain.matrix["cycle"] == cycle)]
    return rows[["stories", "indicators", "better", "worse", "evidence"]].values.tolist()[0]


HOMES = pd.Series(["Homes"])


def test_an_indicator_moves_as_its_control_chart_says():
    figures = indicators(
        Falls=("Homes", None), Calls=("Homes", None), Few=("Homes", None), None_=(None, None)
    )
    seen = observed(Falls=FALLING, Calls=FALLING[::-1], Few=[9, 9, 1, 9], None_=[])
    assert moved(figures, seen).to_dict() == {
        "Falls": BETTER,
        "Calls": WORSE,
        "Few": TOO_FEW,
        "None_": TOO_FEW,
    }
    assert moved(figures, observed(Falls=STEADY))["Falls"] == NO_CHANGE


def test_a_cycle_has_a_story_an_indicator_both_or_none():
    told = stories(("Homes", "applied", "Falls"), ("Homes", "applied"), ("Homes", "immediate", "Calls"))
    figures = indicators(Falls=("Homes", None), Calls=("Homes", None), Damp=("Homes", None))
    chain = value_chain(told, figures, observed(Falls=FALLING, Calls=STEADY, Damp=FALLING), HOMES)
    assert chain.matrix["cycle"].tolist() == list(CYCLES)
    assert cell(chain, "Homes", "applied") == [2, 1, 1, 0, "both"]
    assert cell(chain, "Homes", "immediate") == [1, 1, 0, 0, "story"]
    assert cell(chain, "Homes", "realised") == [0, 1, 1, 0, "indicator"]
    assert cell(chain, "Homes", "potential") == [0, 0, 0, 0, "none"]
    assert link(chain, "Homes") == {
        "reaches": "immediate",
        "claims": "realised",
        "weakest": "potential",
        "next_cycle": "potential",
        "reason": "An indicator of realised value got better, but nothing shows that people took something "
        "away.",
    }


def test_an_indicator_that_got_worse_is_no_evidence():
    chain = value_chain(stories(), indicators(Falls=("Homes", None)), observed(Falls=FALLING[::-1]), HOMES)
    assert cell(chain, "Homes", "realised") == [0, 1, 0, 1, "none"]
    assert link(chain, "Homes")["reason"].startswith("There is no story yet")
    assert link(chain, "Homes")["next_cycle"] == "immediate"


def test_an_unbroken_chain_is_told_with_what_comes_next():
    begun = stories(("Homes", "immediate"), ("Homes", "potential"))
    chain = value_chain(begun, indicators(), observed(), HOMES)
    assert link(chain, "Homes")["weakest"] == ""
    assert (link(chain, "Homes")["reaches"], link(chain, "Homes")["next_cycle"]) == ("potential", "applied")
    assert link(chain, "Homes")["reason"].endswith("Ask next whether people did something otherwise.")
    whole = stories(*(("Homes", cycle) for cycle in CHAIN))
    told = link(value_chain(whole, indicators(), observed(), HOMES), "Homes")
    assert (told["reaches"], told["weakest"], told["next_cycle"]) == ("realised", "", "")
    assert told["reason"].endswith("What immediate value lacks is an indicator that got better.")
    backed = stories(*(("Homes", cycle, "Falls") for cycle in CHAIN))
    full = value_chain(backed, indicators(Falls=("Homes", None)), observed(Falls=FALLING), HOMES)
    assert link(full, "Homes")["reason"] == "A story and an indicator speak for each step of the chain."
    last = value_chain(
        stories(*(("Homes", cycle, "Falls") for cycle in CHAIN[:3])),
        indicators(Falls=("Homes", None), Damp=("Homes", None)),
        observed(Falls=FALLING, Damp=FALLING),
        HOMES,
    )
    assert link(last, "Homes")["reason"].endswith("What realised value lacks is a story.")


def test_later_cycles_are_in_the_matrix_and_not_in_the_chain():
    told = stories(("Homes", "reframing"), ("Homes", "strategic"), ("Homes", "enabling"))
    chain = value_chain(told, indicators(), observed(), HOMES)
    assert cell(chain, "Homes", "reframing")[-1] == "story"
    assert link(chain, "Homes")["claims"] == ""


def test_what_belongs_to_no_community_stands_under_the_whole_place():
    told = stories((None, "immediate"), ("Homes", "realised", "Asthma"))
    figures = indicators(Asthma=(None, None))
    chain = value_chain(told, figures, observed(Asthma=FALLING), HOMES)
    assert chain.links["name"].tolist() == ["Homes", WHOLE_PLACE]
    assert cell(chain, WHOLE_PLACE, "immediate")[-1] == "story"
    assert cell(chain, WHOLE_PLACE, "realised")[-1] == "indicator"
    assert cell(chain, "Homes", "realised")[-1] == "both"
    assert value_chain(stories(), indicators(), observed(), HOMES).links["name"].tolist() == ["Homes"]


def test_an_indicator_speaks_for_the_cycles_of_its_stories():
    told = stories(
        ("Homes", "applied", "Falls"), ("Other", "potential", "Falls"), ("Homes", "applied", "Gone")
    )
    pairs = cycle_of_indicators(indicators(Falls=("Homes", None), Calls=("Homes", None)), told)
    assert pairs.values.tolist() == [["Falls", "applied"], ["Falls", "potential"], ["Calls", "realised"]]


def test_an_initiative_has_the_stories_of_its_issue_since_it_began():
    work = pd.DataFrame(
        {
            "name": ["Checks", "Lights", "Idea"],
            "community": ["Homes", "Homes", "Streets"],
            "issue": ["Damp", "Dark", None],
            "starts": pd.to_datetime(["2026-01-05", "2026-03-01", None]),
        }
    )
    told = stories(
        ("Homes", "immediate", None, "2026-02-01"),
        ("Homes", "applied", "Dampness", "2026-02-02"),
        ("Homes", "potential", "Dampness", "2025-12-31"),
        ("Streets", "immediate", None, "2020-01-01"),
        ("Streets", "applied", "Dampness", None),
    )
    figures = indicators(Dampness=("Homes", "Damp"), Lamps=("Streets", "Dark"))
    chain = value_chain_of_initiatives(work, told, figures, observed(Dampness=FALLING, Lamps=FALLING))
    assert cell(chain, "Checks", "immediate")[-1] == "story"
    assert cell(chain, "Checks", "applied") == [1, 1, 1, 0, "both"]
    assert cell(chain, "Checks", "potential") == [0, 1, 1, 0, "indicator"]
    assert link(chain, "Checks")["reaches"] == "applied"
    assert cell(chain, "Lights", "immediate")[0] == 0
    assert link(chain, "Lights")["weakest"] == "immediate"
    assert cell(chain, "Lights", "realised")[-1] == "indicator"
    assert cell(chain, "Idea", "immediate")[-1] == "story"
    assert cell(chain, "Idea", "applied") == [0, 0, 0, 0, "none"]


def test_no_initiatives_have_no_chain():
    none = pd.DataFrame(columns=["name", "community", "issue", "starts"])
    assert value_chain_of_initiatives(none, stories(), indicators(), observed()).links.empty


def test_all_cycles_and_the_five_capitals_are_said_in_words():
    assert set(MEANS) == set(CYCLES)
    assert tuple(IN_EACH_CAPITAL) == CAPITALS
    told = pd.DataFrame({"cycle": ["potential", "potential", "applied"], "capital": ["human", None, "human"]})
    assert capitals_told(told)["human"] == 1
    assert capitals_told(told).sum() == 1


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(CYCLES), max_size=8), st.randoms(use_true_random=False))
def test_the_weakest_link_is_a_gap_before_a_claim(cycles, chance):
    told = [("Homes", cycle) for cycle in cycles]
    first = link(value_chain(stories(*told), indicators(), observed(), HOMES), "Homes")
    chance.shuffle(told)
    assert link(value_chain(stories(*told), indicators(), observed(), HOMES), "Homes") == first
    places = [CHAIN.index(cycle) for cycle in cycles if cycle in CHAIN]
    gaps = [place for place in range(4) if place not in places]
    if places and gaps and gaps[0] < max(places):
        assert first["weakest"] == first["next_cycle"] == CHAIN[gaps[0]]
    else:
        assert first["weakest"] == ""
    assert first["claims"] == (CHAIN[max(places)] if places else "")
    unbroken = gaps[0] if gaps else 4
    assert first["reaches"] == (CHAIN[unbroken - 1] if unbroken else "")
    assert first["reason"].endswith(".")


def test_empty_frames_of_a_place_will_do():
    empty = {name: empty_frame(TABLES[name]) for name in ("value_stories", "indicators", "observations")}
    none = empty_frame(TABLES["initiatives"])
    chain = value_chain_of_initiatives(none, *empty.values())
    assert chain.links.empty
    assert value_chain(*empty.values(), HOMES).links["reaches"].tolist() == [""]
