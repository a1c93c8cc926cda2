"""Communities side by side: held against exact limits, small ones and small counts left out, no rank."""

import pandas as pd
import pytest
from scipy.stats import binom

from copkit.functions.health.side_by_side import side_by_side
from copkit.functions.health.vital_signs import vital_signs
from copkit.place.schema import TABLES
from copkit.place.store import Place
from copkit.place.view import view
from copkit.show.health.compared import compared, compared_verdicts

CAME = {"Homes": (30, 60), "Streets": (28, 60), "Minds": (31, 60), "Work": (52, 60), "Few": (1, 4)}


@pytest.fixture(scope="module")
def place() -> Place:
    made = Place.in_memory()
    with made.change("Add") as change:
        for name, (came, members) in CAME.items():
            change.add("communities", {"name": name})
            event = {"name": f"{name} meets", "community": name, "kind": "meeting", "date": "2026-03-02"}
            change.add("events", event)
            for number in range(members):
                person = f"{name} {number}"
                change.add("members", {"name": person})
                change.add("memberships", {"member": person, "community": name, "role": "active"})
                if number < came:
                    change.add("attendance", {"event": event["name"], "member": person, "presence": "came"})
    return made


def test_a_community_is_flagged_outside_the_exact_limits_of_its_size(place):
    frames = {table: place.read(table) for table in TABLES}
    day = pd.Timestamp("2026-06-30")
    (one,) = side_by_side(frames, vital_signs(frames, day), day)
    units = one.made.units.set_index("unit")
    assert list(units.index) == ["Homes", "Streets", "Minds", "Work"], "four members say nothing"
    middle = sum(came for name, (came, _) in CAME.items() if name != "Few") / 240
    for name in units.index:
        came, members = CAME[name]
        far = min(binom.cdf(came, members, middle), binom.sf(came - 1, members, middle)) < 0.0005
        assert (units.loc[name, "flag"] == "differs beyond chance") == far
    assert units.loc["Work", "way"] == "better"


def test_the_page_names_who_differs_and_ranks_nobody(place):
    here = view(place, as_of="2026-06-30")
    section = compared(here)
    assert (
        section.parts[0].sentence
        == "More than chance apart, of the one figure that can be compared: members who came higher in Work."
    )
    table = section.parts[0].evidence[0].text
    assert list(table["Community"]) == [*CAME, "All together"], "in the order of the place"
    assert list(table.iloc[:, 1]) == [
        "50% of 60", "47% of 60", "52% of 60", "87% of 60 (differs: higher)", "–", "59%",
    ]  # fmt: skip
    assert [(one.way, one.about) for one in compared_verdicts(here)] == [("well", "members who came in Work")]


def test_one_community_sees_itself_beside_all(place):
    section = compared(view(place, "Homes", "2026-06-30"))
    assert section.parts[0].sentence == (
        "Homes does not differ from the others by more than chance, in the one figure that can be compared."
    )
    assert list(section.parts[0].evidence[0].text["Community"]) == ["Homes", "All together"]


def test_in_public_shares_are_coarse_and_small_rests_are_hidden(place):
    table = compared(view(place, "", "2026-06-30", "public")).parts[0].evidence[0].text
    assert list(table.iloc[:, 1]) == ["50%", "45%", "50%", "–", "–", "60%"], "of Work 8 did not come"
    assert compared_verdicts(view(place, "", "2026-06-30", "public")) == []
