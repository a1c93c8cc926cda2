"""The survey on the page: response, missing voices, scores, change, verdicts; in the room and in public."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas as pd
import pytest

from copkit.place.store import Place
from copkit.place.view import View, view
from copkit.show.health import answers, change, next_steps, principles, who_answered
from copkit.show.health.survey_verdicts import survey_verdicts
from copkit.show.page import Section

ITEMS = {
    "trust": ("community", None, "pulse"),
    "belonging": ("community", None, "full"),
    "useful": ("value", None, "pulse"),
    "outside": ("domain", "dialogue", "full"),
    "reach": ("domain", "dialogue", "full"),
}
SECTORS = ("public",) * 12 + ("resident",) * 8
DAYS = {"Spring": "2026-03-02", "Autumn": "2026-10-05"}

Said = Mapping[str, Sequence[int]]
"""For each code the scores, in the order of the items; 0 is no answer."""


def place_of(waves: Mapping[str, Said], sectors: Mapping[str, str] | None = None, forms: str = "") -> Place:
    """Twenty members, who joined before the first wave, and one who came too late to be asked."""
    made = Place.in_memory()
    with made.change("Fill") as edit:
        edit.add("communities", {"name": "Homes"})
        for sector in dict.fromkeys(SECTORS):
            edit.add("organisations", {"name": f"A {sector} body", "sector": sector})
        for number, sector in enumerate((*SECTORS, "public")):
            edit.add("members", {"name": f"Member {number}", "organisation": f"A {sector} body"})
            since = "2026-01-05" if number < len(SECTORS) else "2026-11-01"
            row = {"member": f"Member {number}", "community": "Homes", "role": "active", "since": since}
            edit.add("memberships", row)
        for name, (element, principle, form) in ITEMS.items():
            item = {"name": name, "statement": f"We have {name}.", "element": element}
            edit.add("survey_items", {**item, "principle": principle, "form": form})
        for wave, said in waves.items():
            edit.add("survey_waves", {"name": wave, "opened": DAYS[wave], "form": forms or None})
            for code, scores in said.items():
                of = {"wave": wave, "community": "Homes", "respondent": code}
                for item, score in zip(ITEMS, scores, strict=False):
                    if score:
                        edit.add("responses", {**of, "item": item, "score": score})
        for code, sector in (sectors or {}).items():
            row = {"wave": list(waves)[-1], "community": "Homes", "respondent": code, "sector": sector}
            edit.add("respondents", row)
    return made


def everybody(count: int, *scores: int) -> dict[str, tuple[int, ...]]:
    return {f"k{number:02}": scores for number in range(count)}


def seen(place: Place, audience: str = "workshop") -> View:
    return view(place, "Homes", "2026-12-31", audience)


def first(section: Section) -> str:
    return section.plain().split("\n")[0]


SECTIONS = (who_answered, answers, principles, change)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.__name__)
@pytest.mark.parametrize("audience", ["workshop", "public"])
def test_an_empty_place_says_what_is_needed(section, audience):
    assert first(section(view(Place.in_memory(), audience=audience))).startswith("Nobody has answered")


def test_asked_is_who_was_a_member_on_the_day_the_round_opened():
    place = place_of({"Spring": everybody(12, 4, 4, 4)})
    assert first(who_answered(seen(place))) == (
        "12 of the 20 members on 2 March 2026 answered in Spring (60%); what the others think is not known."
    )
    assert first(who_answered(seen(place, "public"))) == (
        "About 10 of about 20 members on 2 March 2026 answered in Spring (about 50%); what the others "
        "think is not known."
    )


def test_more_answers_than_members_give_no_share():
    told = first(who_answered(seen(place_of({"Spring": everybody(22, 4)}))))
    assert "more than were members" in told
    assert "%" not in told


@pytest.mark.parametrize(("audience", "few"), [("workshop", 4), ("public", 9)])
def test_of_too_few_nothing_is_told(audience, few):
    here = seen(place_of({"Spring": everybody(few, 1, 1, 1, 1, 1)}), audience)
    for section in SECTIONS[:3]:
        text = section(here).plain()
        assert re.search(r"(Too few|Fewer than (5|10)) people answered", text)
        assert not re.search(r"\b1\.0\b|\d%|We have", text)


def test_in_the_room_it_is_told_how_many_answers_are_missing_and_in_public_it_is_not():
    place = place_of({"Spring": everybody(3, 1, 1, 1, 1, 1)})
    told = "Results are shown from 5 answers on; so far there are 3."
    for section in (answers, principles, next_steps):
        assert told in section(seen(place)).plain()
        assert "so far" not in section(seen(place, "public")).plain()


def test_fewer_residents_are_told_although_some_did_not_say():
    sectors = {f"k{number:02}": "public" for number in range(12)}
    place = place_of({"Spring": everybody(12, 4, 4, 4)}, sectors)
    text = who_answered(seen(place)).plain()
    assert "Fewer of residents answered than of the others, by more than chance." in text
    silent = place_of({"Spring": everybody(12, 4, 4, 4)}, dict(list(sectors.items())[:7]))
    assert "No kind of body is missing among the answers by more than chance." in (
        who_answered(seen(silent)).plain()
    )


def test_in_the_room_as_well_no_group_of_fewer_than_five_can_be_counted():
    """Of 12 members of public bodies 8 answered, so 4 did not; of 8 residents 3 did."""
    sectors = {f"k{number:02}": "public" if number < 8 else "resident" for number in range(11)}
    (finding,) = who_answered(seen(place_of({"Spring": everybody(11, 4, 4)}, sectors))).parts[1:] or [None]
    assert finding is None, "with both rows hidden there is no table"


def test_the_score_has_its_interval_and_what_the_others_could_change():
    scores = {f"k{number:02}": (4 if number % 2 else 2,) * 3 for number in range(12)}
    finding = answers(seen(place_of({"Spring": scores}))).parts[0]
    assert finding.sentence.startswith(
        "On a scale from 1 to 5, those who answered in Spring give community 3.0 and value 3.0."
    )
    row = finding.evidence[0].table.values.iloc[0]
    assert row["From"] < 3 < row["To"]
    assert row["If all had answered"] == "2.2 to 3.8"  # (12 x 3 + 8 x 1) / 20 and (12 x 3 + 8 x 5) / 20


def test_in_public_means_near_the_ends_do_not_tell_how_all_answered():
    text = answers(seen(place_of({"Spring": everybody(12, 5, 1, 4)}), "public")).plain()
    assert "We have trust.      4.5" in text
    assert "We have belonging.  1.5" in text
    assert "12" not in text
    assert "alpha" not in text
    assert "%" not in text


def test_principles_come_from_the_newest_round_that_asked_about_them():
    place = place_of({"Spring": everybody(12, 4, 4, 4, 2, 2), "Autumn": everybody(12, 4, 0, 4)})
    assert first(principles(seen(place))) == (
        "Of the design principles in Spring: people agree least on 'Dialogue between inside and outside' "
        "(2.0 of 5)."
    )
    never = place_of({"Spring": everybody(12, 4, 4, 4)})
    assert first(principles(seen(never))).startswith("The survey has asked nothing about the seven")


def test_the_same_code_in_another_case_is_compared_with_itself_and_only_shared_statements_count():
    before = {f"k{number:02}": (2, 5, 3 + number % 2) for number in range(10)}
    after = {code.upper(): (3 + number % 2, 0, 3) for number, code in enumerate(before)}
    finding = change(seen(place_of({"Spring": before, "Autumn": after}))).parts[0]
    assert finding.sentence == (
        "Since Spring, community rose from 2.0 to 3.5, by more than chance. 10 of the 10 people who "
        "answered in Autumn wrote the same code in Spring: they are compared with themselves. Only the 2 "
        "statements that both asked count."
    )
    table = finding.evidence[0].table.values.set_index("Score of")
    assert table.loc["Community", "Compared"] == "10 people with themselves"
    assert not table.loc["Value", "More than chance"]


def test_a_change_is_never_told_as_more_than_chance_where_its_interval_holds_none():
    for community in ("", "Warm Homes", "Safe Streets"):
        for finding in change(view("demo", community)).parts:
            table = finding.evidence[0]
            rows = getattr(table, "table", table).values
            for row in rows[rows["More than chance"]].to_dict("records"):
                low, high = (float(end) for end in row["95% interval"].split(" to "))
                assert low >= 0 or high <= 0


def test_verdicts_are_what_is_beyond_chance_or_plain_fact():
    fell = place_of({"Spring": everybody(14, 4, 4, 4), "Autumn": everybody(14, 2, 2, 4, 2, 2)})
    found = survey_verdicts(seen(fell))
    assert [(one.way, one.about, one.section) for one in found] == [
        ("at risk", "the score of community, survey", "change"),
        ("at risk", "design principles", "principles"),
    ]
    assert found[0].said == (
        "In the survey, the score of community fell from 4.0 to 2.0 of 5 between Spring and Autumn, by "
        "more than chance."
    )
    few = survey_verdicts(seen(place_of({"Spring": everybody(6, 4, 4, 4, 4, 4)})))
    assert [one.said for one in few] == [
        "6 of the 20 members on 2 March 2026 answered in Spring (30%): the results may not stand for all."
    ]
    assert few[0].section == "who-answered"


def test_no_data_and_too_few_for_the_reader_give_no_verdict():
    assert survey_verdicts(view(Place.in_memory())) == []
    few = place_of({"Spring": everybody(9, 5, 5, 5, 5, 5), "Autumn": everybody(9, 1, 1, 1, 1, 1)})
    assert survey_verdicts(seen(few))
    assert survey_verdicts(seen(few, "public")) == []


def test_a_verdict_on_an_earlier_day_knows_nothing_of_the_later_round():
    place = place_of({"Spring": everybody(14, 4, 4, 4), "Autumn": everybody(14, 2, 2, 4)})
    assert survey_verdicts(seen(place).at(pd.Timestamp("2026-06-30"))) == []
