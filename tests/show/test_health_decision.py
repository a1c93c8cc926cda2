"""The page to decide on: what stands where, what is asked of whom, what is different, and nothing run."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.place.errors import CopkitError
from copkit.place.store import Place
from copkit.place.view import view
from copkit.show.health import decide
from copkit.show.health.decide import to_decide_on, verdicts
from copkit.show.health.decision import MOST_LINES, NO_ASK, NOTHING, Decision
from copkit.show.health.differences import differences
from copkit.show.health.verdicts import AT_RISK, CORE_GROUP, WELL, Verdict
from copkit.show.health.waves import answered_waves
from copkit.show.health.work_in_hand import work_verdicts

ABOUT = st.sampled_from(["visits", "trust", "damp", "actions"])
VERDICTS = st.dictionaries(ABOUT, st.sampled_from([WELL, AT_RISK])).map(
    lambda ways: [Verdict(way, about, f"{about} said.", "answers") for about, way in ways.items()]
)


def verdict(way=AT_RISK, about="visits", **more) -> Verdict:
    return Verdict(way, about, f"Something of {about}.", "vital-signs", **more)


def test_each_line_leads_to_its_evidence_and_asks_stand_by_whom_they_are_asked_of():
    page = Decision(
        [
            verdict(WELL, "trust", ask="Write the story down"),
            verdict(ask="Ask the newcomers", whom=CORE_GROUP),
            verdict(about="core", ask="Ask the newcomers", whom=CORE_GROUP),
        ],
        "Since 31 March 2026",
        ["Nothing is different."],
        frozenset({"core"}),
    )
    assert page.asks == {"the core group": ["Ask the newcomers"], "the coordinator": ["Write the story down"]}
    html = str(page.html())
    assert html.count('href="#about-vital-signs"') == 3
    assert re.findall(r"<strong>New: </strong>Something of (\w+)", html) == ["core"]
    assert html.index("Something of trust") < html.index("At risk") < html.index("Something of visits")
    assert "<dt>The core group</dt><dd>Ask the newcomers.</dd>" in html


def test_what_is_typed_is_shown_as_typed():
    page = Decision([verdict(about="<script>x</script>", ask="<b>go</b>")], "Since", ["<i>new</i>"])
    assert not re.search("<(script|b|i)>", str(page.html()))
    assert "&lt;script&gt;" in str(page.html())


def test_many_lines_are_cut_and_their_number_is_said():
    page = Decision([verdict(about=str(number)) for number in range(MOST_LINES + 3)], "Since", [])
    assert str(page.html()).count("Something of") == MOST_LINES
    assert "3 more, with the evidence below." in str(page.html())


def test_nothing_to_say_is_said():
    plain = Decision([], "Since", ["Nothing is different."]).plain()
    assert plain.count(NOTHING) == 2
    assert NO_ASK in plain


def test_what_is_new_and_what_is_told_no_more():
    now = [verdict(about="visits"), verdict(WELL, "trust"), verdict(WELL, "damp")]
    before = [verdict(WELL, "visits"), verdict(WELL, "trust"), verdict(about="core")]
    found = differences(now, before)
    assert found.new == {"visits", "damp"}
    assert found.said == (
        "New at risk: visits.",
        "New going well: damp.",
        "No longer told as at risk: core.",
        "No longer told as going well: visits.",
    )


@given(VERDICTS, VERDICTS)
def test_what_is_new_one_way_is_gone_the_other(now, before):
    forth, back = differences(now, before), differences(before, now)
    assert differences(now, now).said == ()
    assert len(forth.said) == len(back.said)
    assert {one.about for one in now if one.about in forth.new} == forth.new


@pytest.fixture
def place() -> Place:
    made = Place.in_memory()
    with made.change("Add") as change:
        change.add("communities", {"name": "Homes"})
        for number in range(6):
            due = f"2026-0{number + 1}-10"
            row = {"name": f"Act {number}", "community": "Homes", "agreed": "2026-01-02", "due": due}
            state = {"state": "done", "finished": "2026-05-01"} if number == 0 else {"state": "open"}
            change.add("actions", row | state)
    return made


def test_actions_that_are_late_are_a_risk_as_they_stood_on_the_day(place):
    here = view(place, as_of="2026-05-11")
    assert [one.said for one in work_verdicts(here)] == [
        "Of 5 open actions 4 are late, the oldest since 10 February 2026."
    ]
    earlier = here.at(pd.Timestamp("2026-03-31"))
    assert [one.said for one in work_verdicts(earlier)] == [
        "Of 6 open actions 3 are late, the oldest since 10 January 2026."
    ], "the first was not done yet"
    assert work_verdicts(here.at(pd.Timestamp("2026-02-11"))) == [], "two late ones are no risk yet"


def test_actions_done_in_time_go_well(place):
    with place.change("Do") as change:
        for id_, row in change.rows("actions").items():
            change.update("actions", id_, {"state": "done", "finished": row["due"]})
    assert [one.said for one in work_verdicts(view(place, as_of="2026-06-30"))] == [
        "Of 6 actions due in the last half year 6 were done in time."
    ]


def test_it_is_compared_with_three_months_before_or_the_day_given(place):
    here = view(place, as_of="2026-05-11")
    assert "Since 11 February 2026:\n- New at risk: actions." in to_decide_on(here).plain()
    given_day = to_decide_on(here, "2026-03-31").plain()
    assert "Since 31 March 2026:\n- Nothing is different." in given_day
    with pytest.raises(CopkitError, match="compared_with: 'soon' is not a date"):
        to_decide_on(here, "soon")


def test_a_day_before_the_first_record_is_nothing_to_compare_with(place):
    told = to_decide_on(view(place, as_of="2026-05-11"), "2026-01-01").plain()
    assert "Since 1 January 2026:\n- There was nothing to compare with yet." in told


def test_on_a_past_day_a_survey_that_was_still_open_had_no_result(place):
    with place.change("Ask") as change:
        change.add("survey_items", {"name": "trust", "statement": "I trust", "element": "community"})
        change.add("survey_waves", {"name": "Spring", "opened": "2026-03-02", "closed": "2026-04-17"})
        answer = {"wave": "Spring", "community": "Homes", "respondent": "k41", "item": "trust", "score": 4}
        change.add("responses", answer)
    here = view(place, as_of="2026-03-31")
    assert answered_waves(here) == ["Spring"], "in the room it is looked at while it is open"
    assert answered_waves(here.at(here.as_of)) == []
    assert answered_waves(here.at(pd.Timestamp("2026-04-17"))) == ["Spring"]


def test_an_empty_place_says_that_too_little_is_recorded():
    here = view(Place.in_memory())
    assert verdicts(here) == []
    assert to_decide_on(here).plain().startswith("Nothing is recorded yet of the whole place")


def test_every_line_of_the_demonstration_is_a_sentence_with_its_evidence_on_the_page():
    sections = {
        "compared", "stage", "who-answered", "answers", "principles", "change", "taking-part", "vital-signs",
        "impact", "before-and-after", "value-chain", "uneven", "better-units", "stories", "to-decide-on",
    }  # fmt: skip
    for community in ("", "Safe Streets"):
        found = verdicts(view("demo", community, audience="public"))
        assert found
        assert {one.section for one in found} <= sections
        assert all(re.fullmatch(r"[A-Z'\"0-9].*\.", one.said) for one in found)
        assert not any(one.ask.endswith(".") for one in found)
    assert len({one.about for one in found}) == len(found)
    assert decide.TOPICS


def test_it_is_compared_with_an_earlier_day_only(place):
    with pytest.raises(CopkitError, match="2026-05-11 is not before 2026-05-11, the day of the page"):
        to_decide_on(view(place, as_of="2026-05-11"), "2026-05-11")
