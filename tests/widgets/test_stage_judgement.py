"""The sheet on which a core group says where its community stands."""

import pytest

from copkit.functions.health.stage import STAGES
from copkit.place.view import view
from copkit.widgets import stage_judgement


@pytest.mark.parametrize(("community", "top"), [("", ("Community", "Date")), ("Warm Homes", ("Date",))])
def test_each_stage_has_a_box_to_tick_and_its_tension(community, top):
    sheet = stage_judgement(view("demo", community)).sheet
    html = str(sheet.html())
    assert html.count("☐") == len(STAGES)
    assert all(each.tension in html for each in STAGES)
    assert sheet.top == top


def test_the_screen_knows_the_stages_and_nothing_that_was_said():
    settings = stage_judgement(view("demo")).settings
    assert [each["name"] for each in settings["stages"]] == [each.name for each in STAGES]
    assert "reason" not in str(settings)
