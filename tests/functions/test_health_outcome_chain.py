"""Function 7: the chain from an activity to the outcome, and what is of an initiative, worked out by hand."""

import pandas as pd

from copkit.functions.health.moved import BETTER, NO_CHANGE, WORSE
from copkit.functions.health.outcome_chain import LINKS, first_not_backed, outcome_chain
from copkit.functions.health.value_chain import cycle_of_indicators, value_chain, value_chain_of_initiatives

WORK = pd.DataFrame(
    {"name": ["Checks"], "community": ["Homes"], "issue": ["Damp"], "starts": pd.to_datetime(["2026-01-05"])}
)
FIGURES = pd.DataFrame(
    {"name": ["Wet", "Calls"], "community": "Homes", "issue": ["Damp", "Debt"], "cycle": ["applied", None]}
)
SEEN = pd.DataFrame({"indicator": ["Wet", "Calls"], "period": pd.to_datetime(["2026-02-01"] * 2)})
ISSUES = pd.DataFrame({"name": ["Damp", "Asthma", "Ill", "Debt"], "is_outcome": [None, None, True, None]})
LEADS = pd.DataFrame({"cause": ["Damp", "Asthma"], "effect": ["Asthma", "Ill"], "strength": [0.5, 0.5]})


def told(**more) -> pd.DataFrame:
    row = {"name": "A meter", "community": "Homes", "cycle": "realised", "indicator": None, "event": None}
    return pd.DataFrame([{**row, "told": pd.NaT, "initiative": None, **more}], dtype=object)


def states(stories, ways, work=WORK, leads=LEADS, seen=SEEN) -> dict:
    found = outcome_chain(work, stories, FIGURES, seen, pd.Series(ways, dtype=object), ISSUES, leads)
    return dict(zip(found["link"], zip(found["state"], found["what"], strict=True), strict=True))


def test_a_chain_whose_links_all_hold():
    found = states(told(initiative="Checks", event="Visit"), {"Wet": BETTER})
    assert tuple(found) == LINKS
    assert found == {
        "event": ("holds", ("Visit",)),
        "story": ("holds", ("A meter",)),
        "indicator": ("holds", ("Wet",)),
        "issue": ("holds", ("Damp",)),
        "outcome": ("holds", ("Damp", "Asthma", "Ill")),
    }


def test_a_story_that_names_no_initiative_may_belong_to_it_and_one_of_another_does_not():
    assert states(told(event="Visit"), {})["event"] == ("not sure", ("Visit",))
    assert states(told(event="Visit"), {})["story"] == ("not sure", ("A meter",))
    assert states(told(initiative="Lights", event="Visit"), {})["story"] == ("missing", ())


def test_a_figure_holds_only_if_it_got_better_and_since_the_work_began():
    story = told(initiative="Checks", indicator="Calls")
    for ways, state in (
        ({"Wet": NO_CHANGE}, "not sure"),
        ({"Wet": WORSE}, "speaks against it"),
        ({"Wet": BETTER, "Calls": WORSE}, "not sure"),
        ({"Calls": BETTER}, "holds"),
    ):
        assert states(story, ways)["indicator"] == (state, ("Wet", "Calls"))
    before = SEEN.assign(period=pd.Timestamp("2025-12-01"))
    assert states(story, {"Wet": BETTER}, seen=before)["indicator"] == ("missing", ())
    assert states(story, {"Wet": BETTER}, seen=before)["issue"] == ("not sure", ("Damp",))


def test_the_way_to_the_outcome_is_signed_and_an_outcome_is_its_own():
    lessens = LEADS.assign(strength=[0.5, -0.5])
    assert states(told(), {}, leads=lessens)["outcome"] == ("not sure", ("Damp", "Asthma", "Ill"))
    assert states(told(), {}, leads=LEADS.head(0))["outcome"] == ("missing", ())
    assert states(told(), {}, work=WORK.assign(issue="Ill"))["outcome"][0] == "holds"
    twice = LEADS.assign(strength=-0.5)
    assert states(told(), {}, leads=twice)["outcome"][0] == "holds"


def test_the_first_link_that_does_not_hold_is_named():
    ways = pd.Series({"Wet": BETTER})
    full, short = told(initiative="Checks", event="Visit"), told(initiative="Checks")
    for story, first in ((full, ""), (short, "event")):
        chain = outcome_chain(WORK, story, FIGURES, SEEN, ways, ISSUES, LEADS)
        assert first_not_backed(chain).to_dict() == {"Checks": first}


def test_the_cycle_that_an_indicator_names_itself_decides():
    story = told(indicator="Wet")
    assert cycle_of_indicators(FIGURES, story).values.tolist() == [["Wet", "applied"], ["Calls", "realised"]]
    chain = value_chain(story, FIGURES, SEEN, pd.Series(["Homes"]), pd.Series({"Wet": BETTER}))
    evidence = chain.matrix.set_index("cycle")["evidence"]
    assert (evidence["applied"], evidence["realised"]) == ("indicator", "story")


def test_a_story_counts_for_the_initiative_that_it_names_alone():
    work = pd.concat([WORK, WORK.assign(name="Lights", issue=None)])
    story = told(initiative="Lights", indicator="Calls", told=pd.Timestamp("2020-01-01"))
    chain = value_chain_of_initiatives(work, story, FIGURES, SEEN, pd.Series({"Calls": BETTER}))
    cells = chain.matrix.set_index(["name", "cycle"])["evidence"]
    assert cells["Lights", "realised"] == "both"
    assert cells["Checks", "realised"] == "none"
