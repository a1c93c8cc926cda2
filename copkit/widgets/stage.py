"""The editor of the stage: the coordinator says where a community stands in its life, and why."""

from __future__ import annotations

from copkit.functions.health.stage import STAGES
from copkit.place.view import View
from copkit.show.sentences import capital
from copkit.widgets.editor import Editor
from copkit.widgets.sheets import StatementSheet


def stage_judgement(here: View) -> Editor:
    """One of five stages for a community, with the reason. It is kept at once, with the day on which it was
    said, and stands on the page beside what the records speak for.

    >>> from copkit.place.view import view
    >>> stage_judgement(view("demo")).sheet.title
    'Where it stands in its life'
    """
    paper = StatementSheet(
        title="Where it stands in its life",
        instructions=(
            "Talk about it in the core group before you look at the figures. Tick the stage that fits best. "
            "Then write on the back why, above all what no record holds. Name nobody."
        ),
        columns=[("Stage", ""), ("It fits best", "Tick one")],
        rows=len(STAGES),
        top=(*(() if here.community else ("Community",)), "Date"),
        widths=(80, 20),
        groups={"Stages": [f"{capital(each.name)}: {each.tension}" for each in STAGES]},
    )
    stages = [{"name": each.name, "tension": each.tension} for each in STAGES]
    return Editor(here, paper, {"editor": "stage_judgement", "stages": stages})
