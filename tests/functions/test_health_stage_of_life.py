"""Function 7: evidence for the stages of a community's life."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.health.evidence_of_stage import Evidence, evidence_of_stage
from copkit.functions.health.stage import STAGES
from copkit.functions.health.stage_of_life import of_the_firm_alone, overruled, stage_of_life
from copkit.functions.health.stage_rules import RULES
from copkit.functions.health.vital_signs import VITAL_SIGNS
from copkit.place.schema.health import ELEMENTS

NAMES = {stage.name for stage in STAGES}


def signs(**values: list) -> pd.DataFrame:
    """Signs by name, each with its newest values: a number, or a pair of numerator and denominator."""
    rows = []
    for name, given_values in values.items():
        months = pd.date_range(end="2026-06-01", periods=len(given_values), freq="MS")
        for month, value in zip(months, given_values, strict=True):
            kept, of_all = value if isinstance(value, tuple) else (value, None)
            share = kept if of_all is None else kept / of_all if of_all else None
            rows.append((name.replace("_", " "), month, share, kept, of_all))
    columns = ["sign", "month", "value", "numerator", "denominator"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype(dict.fromkeys(columns[2:], "float64"))


def told(**values) -> dict[str, tuple[float, str]]:
    return {one.what: (one.value, one.rule) for one in evidence_of_stage(signs(**values))}


def test_the_rules_name_stages_and_figures_that_there_are():
    for rule in RULES.values():
        assert rule.low < rule.high
        for speaks_for, against in (rule.if_low, rule.if_high, rule.between):
            assert set(speaks_for) | set(against) <= NAMES
            assert not set(speaks_for) & set(against)
    assert {f"share of answers that agree on the {element}" for element in ELEMENTS} <= set(RULES)
    spoken_for = {
        stage for rule in RULES.values() for side in (rule.if_low, rule.if_high) for stage in side[0]
    }
    assert spoken_for == NAMES


def test_each_figure_by_hand():
    found = told(
        people_who_came=[2] * 12 + [4] * 6 + [0] * 6,
        newcomers=[9] * 11 + [1] * 12,
        newcomers_who_came_back=[(0, 9), *[(1, 2)] * 12],
        core_members=[(9, 9), (1, 6)],
        questions_answered=[(0, 0)] * 11 + [(3, 5)],
    )
    assert found == {
        "months since the first record": (24, "between 12 and 36"),
        "share of the last 12 months in which somebody came": (0.5, "between 0.25 and 0.75"),
        "people who came in the last 12 months, over the 12 before": (1.0, "between 0.75 and 1.25"),
        "newcomers among those who came in the last 12 months": (0.5, "at least 0.2"),
        "share of newcomers who came back": (0.5, "at least 0.5"),
        "share of members in the core": (1 / 6, "at most 0.2"),
        "share of questions answered in 30 days": (0.6, "between 0.3 and 0.7"),
    }


def test_what_is_not_known_or_of_few_is_no_evidence():
    assert set(told(people_who_came=[3] * 11)) == {"months since the first record"}
    few = told(
        people_who_came=[0] * 12, newcomers=[0] * 12, core_members=[(1, 4)], questions_answered=[(4, 4)]
    )
    assert set(few) == {"months since the first record", "share of the last 12 months in which somebody came"}
    assert evidence_of_stage(signs()) == ()
    with pytest.raises(ValueError, match="several"):
        evidence_of_stage(pd.DataFrame({"community": ["Homes", "Care"]}))


def test_the_survey_is_evidence_if_enough_answered():
    elements = pd.DataFrame(
        {"element": ["domain", "community", "practice"], "people": [5, 4, 9], "agree": [0.5, 0.9, 0.6]}
    )
    found = evidence_of_stage(signs(), elements)
    assert [(one.what, one.value, one.rests_on, one.counts_people) for one in found] == [
        ("share of answers that agree on the domain", 0.5, 5, True),
        ("share of answers that agree on the practice", 0.6, 9, True),
    ]
    assert (found[0].speaks_for, found[1].speaks_for) == (("potential", "transformation"), ())


def test_the_day_of_the_first_meeting_makes_a_community_older_and_never_younger():
    few = signs(people_who_came=[1] * 3)
    for started, months in ((None, 3), ("2025-06-15", 13), ("2026-06-20", 3), (pd.NaT, 3)):
        day = pd.Timestamp(started) if started is not None else None
        assert evidence_of_stage(few, started=day)[0].value == months


LIVES = {
    "coalescing": signs(people_who_came=[3, 5, 8, 9, 9, 8, 9, 9, 8, 9, 9, 9], newcomers=[2] * 12),
    "stewardship": signs(
        people_who_came=[20] * 60,
        newcomers=[2] * 60,
        newcomers_who_came_back=[(2, 3)] * 60,
        core_members=[(4, 30)],
    ),
    "transformation": signs(
        people_who_came=[20] * 36 + [2, *[0] * 11], newcomers=[0] * 48, newcomers_who_came_back=[(0, 9)]
    ),
}


@pytest.mark.parametrize("stage", LIVES)
def test_a_typical_life_is_recognised(stage):
    assert stage_of_life(evidence_of_stage(LIVES[stage])).stages == (stage,)


def test_little_evidence_is_too_little_to_say_and_stays_visible():
    evidence = evidence_of_stage(signs(people_who_came=[3] * 3))
    found = stage_of_life(evidence)
    assert (found.in_words, found.stages, found.evidence) == ("too little to say", (), evidence)


def test_stages_with_as_much_evidence_are_all_told():
    one = Evidence("a", 1.0, "", ("maturing", "stewardship"), (), 9, False)
    assert stage_of_life([one] * 3).in_words == "maturing or stewardship"
    against = Evidence("b", 1.0, "", (), ("maturing",), 9, False)
    assert stage_of_life([one, one, against]).in_words == "stewardship"
    assert stage_of_life([against] * 3).in_words == "too little to say"


def test_an_overrule_stands_beside_the_evidence():
    found = stage_of_life(evidence_of_stage(LIVES["transformation"]))
    other = overruled(found, "maturing", " The records moved to another system. ")
    assert (other.evidence, other.weights, other.stages) == (found.evidence, found.weights, found.stages)
    assert other.overrule is not None
    assert (other.overrule.stage, other.overrule.reason) == (
        "maturing",
        "The records moved to another system.",
    )


@pytest.mark.parametrize(("stage", "reason"), [("old", "Because."), ("maturing", "  ")])
def test_an_overrule_needs_a_stage_and_a_reason(stage, reason):
    with pytest.raises(ValueError, match=r"not a stage|no reason"):
        overruled(stage_of_life([]), stage, reason)


def test_a_figure_that_by_chance_could_be_across_its_line_is_near_it():
    def near(**values) -> dict[str, bool]:
        return {one.what: one.near for one in evidence_of_stage(signs(**values))}

    back = "share of newcomers who came back"
    assert near(newcomers_who_came_back=[(3, 5)])[back]  # Wilson: 0.23 to 0.88
    assert not near(newcomers_who_came_back=[(60, 100)])[back]  # 0.50 to 0.69
    assert not near(core_members=[(1, 6)])[
        "share of members in the core"
    ]  # all members: nothing is left to chance


def test_without_what_is_near_its_line_less_may_be_left():
    soft = Evidence("a", 1.0, "", ("maturing",), (), 6, True, near=True)
    hard = Evidence("b", 1.0, "", ("stewardship",), (), 60, True)
    found = stage_of_life([soft] * 4 + [hard] * 3)
    assert (found.in_words, of_the_firm_alone(found).in_words) == ("maturing", "stewardship")


def test_more_than_two_stages_with_as_much_are_none():
    found = stage_of_life(
        [Evidence("a", 1.0, "", ("coalescing", "maturing", "stewardship"), (), 9, False)] * 3
    )
    assert (found.in_words, found.weights["maturing"]) == ("too little to say", 3)


def test_in_the_first_year_of_the_records_an_older_community_has_no_newcomers_to_speak_of():
    new = "newcomers among those who came in the last 12 months"
    year = signs(people_who_came=[5] * 13, newcomers=[3] * 12)
    for started, told_of in ((None, True), ("2025-05-20", True), ("2019-05-20", False)):
        day = pd.Timestamp(started) if started else None
        assert (new in {one.what for one in evidence_of_stage(year, started=day)}) == told_of
    later = signs(people_who_came=[5] * 24, newcomers=[3] * 23)
    assert new in {one.what for one in evidence_of_stage(later, started=pd.Timestamp("2019-05-20"))}


SIGN = st.sampled_from([sign.name for sign in VITAL_SIGNS])


@given(st.dictionaries(SIGN, st.lists(st.tuples(st.integers(0, 9), st.integers(9, 20)), max_size=30)))
def test_weights_are_the_statements_for_less_those_against(values):
    found = stage_of_life(evidence_of_stage(signs(**values)))
    for name, weight in found.weights.items():
        favour = sum(name in one.speaks_for for one in found.evidence)
        assert weight == favour - sum(name in one.speaks_against for one in found.evidence)
    assert all(found.weights[name] == max(found.weights.values()) > 0 for name in found.stages)
