"""Workbook 7: at which stage a community is, never without the evidence, and what the coordinator says."""

import datetime as dt

import pandas as pd
import pytest

from copkit.functions.health.stage import STAGES
from copkit.functions.health.stage_rules import RULES
from copkit.place.store import Place
from copkit.place.view import View, view
from copkit.show.health import stage
from copkit.show.health.stage_evidence import read_stages
from copkit.show.health.stage_verdicts import stage_verdicts
from copkit.show.sentences import capital

AS_OF = "2026-06-30"
FADED = [20] * 24 + [1, *[0] * 11]


def place_where(came: list[int], *, members: int = 30, **community: object) -> Place:
    """One community with an event in each month up to June 2026, at which so many people were."""
    place = Place.in_memory()
    months = pd.date_range(end="2026-06-01", periods=len(came), freq="MS")
    with place.change("Fill") as change:
        change.add("communities", {"name": "Homes", **community})
        names = ["Ann Vale", *(f"M{number:02}" for number in range(members))]
        for name in names:
            change.add("members", {"name": name})
        for month, number in zip(months, came, strict=True):
            event = f"{month:%B %Y}"
            day = month.date() + dt.timedelta(days=9)
            change.add("events", {"name": event, "community": "Homes", "kind": "workshop", "date": day})
            for name in names[1 : number + 1]:
                change.add("attendance", {"event": event, "member": name, "presence": "came"})
    return place


def here(place: Place, audience: str = "workshop", community: str = "Homes") -> View:
    return view(place, community, AS_OF, audience)


def sentence(place: Place, audience: str = "workshop", community: str = "Homes") -> str:
    return stage(here(place, audience, community)).plain().partition("\n")[0]


def test_a_stage_stands_on_its_evidence_and_the_line_of_each_figure():
    page = stage(here(place_where(FADED)))
    assert page.plain().startswith("The records of Homes speak for 'transformation' (")
    table = page.parts[0].evidence[0].text
    assert set(table["What was looked at"]) <= {capital(what) for what in RULES}
    row = table.set_index("What was looked at").loc[
        "People who came in the last 12 months, over the 12 before"
    ]
    assert list(row) == ["0 times", "0.75 times or less", "transformation", "coalescing, maturing"]
    assert [found.sentence.split("'")[1] for found in page.parts[1:]] == ["transformation"]
    steps = page.parts[1].evidence[0].text.iloc[:, 0].tolist()
    assert steps == list(STAGES[-1].next_steps)


def test_records_and_coordinator_stand_side_by_side_with_the_reason():
    judged = {"stage": "maturing", "stage_judged": dt.date(2026, 4, 20)}
    place = place_where(FADED, **judged, stage_reason="We meet at the depot")
    said = sentence(place)
    assert "speak for 'transformation'" in said
    assert said.endswith("The coordinator says 'maturing' (20 April 2026): We meet at the depot.")
    page = stage(here(place)).plain()
    assert page.index("At the stage 'maturing'") < page.index("At the stage 'transformation'")
    silent = sentence(place_where(FADED, **judged))
    assert silent.endswith("says 'maturing' (20 April 2026), and no reason is written down.")
    assert sentence(place_where(FADED)).endswith("The coordinator has not said yet where it stands.")
    earlier = stage(view(place, "Homes", "2026-03-31")).plain()
    assert "The coordinator has not said yet where it stands." in earlier


@pytest.mark.parametrize(
    ("reason", "shown"), [("We meet at the depot", True), ("Ann Vale left", False)], ids=["fit", "a name"]
)
def test_the_public_reads_a_reason_that_names_nobody(reason, shown):
    place = place_where(FADED, stage="maturing", stage_reason=reason)
    for community in ("Homes", ""):
        said = stage(here(place, "public", community)).plain()
        assert (reason in said) == shown
        assert ("it names somebody" in said) != shown


def test_the_public_reads_no_value_of_few_people():
    place = place_where([12] * 24)
    texts = {
        audience: stage(here(place, audience)).parts[0].evidence[0].text
        for audience in ("workshop", "public")
    }
    rows = {audience: text.set_index("What was looked at")["Value"] for audience, text in texts.items()}
    new = "Newcomers among those who came in the last 12 months"
    assert (rows["workshop"][new], rows["public"][new]) == ("0%", "not shown")
    ratio = "People who came in the last 12 months, over the 12 before"
    assert rows["public"][ratio] == rows["workshop"][ratio] == "1 times"


def test_a_stage_that_rests_on_figures_near_their_line_is_a_perhaps():
    place = place_where([2, 1] * 12, stage="coalescing")
    (read,) = read_stages(here(place))
    assert (read.in_words, read.firm.in_words) == ("perhaps stewardship", "too little to say")
    assert sentence(place).startswith(
        "The records of Homes perhaps speak for 'stewardship' (3 of 4 figures for it, none against): without "
        "the figures of few, which lie near their line, there is too little to say."
    )
    assert stage_verdicts(here(place)) == []


def test_too_little_is_said_to_be_so():
    assert sentence(place_where([4] * 3)).startswith(
        "The records of Homes are too few to speak for a stage: 1 figure takes a side, and 3 are needed."
    )
    bare = Place.in_memory()
    assert stage(view(bare)).plain().startswith("Nothing is known yet of the stage of a community.")


def test_the_whole_place_has_a_line_for_each_community_in_the_order_of_names():
    found = stage(view("demo", as_of=AS_OF)).parts[0]
    assert found.evidence[0].text["Community"].is_monotonic_increasing
    assert found.sentence.startswith("In 3 of 5 communities the records speak firmly")


def test_verdicts_are_of_plain_facts_and_of_what_nobody_explained():
    def abouts(place: Place, community: str = "Homes") -> list[str]:
        return [one.about for one in stage_verdicts(here(place, community=community))]

    faded = place_where(FADED, stage="maturing")
    assert abouts(faded) == abouts(faded, "") == ["stage", "nothing recorded"]
    said = stage_verdicts(here(faded))[1].said
    assert said == "Nobody is recorded as having come to an event since 10 July 2025."
    explained = place_where(FADED, stage="maturing", stage_reason="We meet at the depot")
    assert abouts(explained) == ["nothing recorded"]
    assert abouts(place_where(FADED, stage="transformation")) == ["transformation", "nothing recorded"]
    assert abouts(place_where([12] * 24, stage="stewardship")) == []
    assert abouts(place_where([])) == []


def test_the_page_of_a_community_reads_its_stage_as_the_page_of_the_place_does():
    whole = view("demo")
    for one in read_stages(whole):
        (alone,) = read_stages(whole.within(one.community))
        assert alone == one
