"""What the assessment asks for."""

from __future__ import annotations

from copkit.functions.health import survey
from copkit.functions.health.stage import stage_called
from copkit.place.view import View
from copkit.show.health.indicators import newest_states
from copkit.show.health.vital_signs import changed_signs
from copkit.show.health.waves import answered_waves, answers_of, respondents
from copkit.show.next_steps import steps
from copkit.show.page import Section


def next_steps(here: View) -> Section:
    """What the assessment asks for."""
    proposals: list[str] = []
    waves = answered_waves(here)
    if not waves:
        proposals.append("Ask members twelve short questions: it takes four minutes.")
    elif not here.audience.hides(respondents(answers_of(here, waves[-1]))):
        found = survey.items(answers_of(here, waves[-1]))
        found = found[[not here.audience.hides(asked) for asked in found["people"]]]
        statements = here["survey_items"].set_index("name")["statement"]
        if len(found):
            proposals.append(f"Talk about why few agree with '{statements[found['item'].iloc[0]]}'.")
    for name, state in [*newest_states(here), *changed_signs(here)]:
        if state == "worse" and len(proposals) < 3:
            proposals.append(f"Look into {name}: it got worse, and not by chance.")
        if state == "better" and len(proposals) < 3:
            proposals.append(f"Ask what made {name} better, and write the story down.")
    unbacked = here["value_stories"][here["value_stories"]["indicator"].isna()]
    if len(unbacked):
        proposals.append("Look for a figure to back the stories that have none.")
    if here.community and here["communities"]["stage"].notna().any():
        found_stage = stage_called(str(here["communities"]["stage"].iloc[0]))
        proposals.append(f"At the stage '{found_stage.name}': {found_stage.task}.")
    return steps(here, "assess health", proposals)
