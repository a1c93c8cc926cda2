"""What the assessment asks for."""

from __future__ import annotations

from copkit.functions.health.stage import stage_called
from copkit.place.view import View
from copkit.show.health.answers import so_far
from copkit.show.health.indicators import newest_states
from copkit.show.health.statements import fit_statements, least_agreed, quoted
from copkit.show.health.vital_signs import changed_signs
from copkit.show.health.waves import rounds
from copkit.show.health.what_better_units_know import sharing_proposals
from copkit.show.next_steps import steps
from copkit.show.page import Section


def next_steps(here: View) -> Section:
    """What the assessment asks for."""
    proposals: list[str] = []
    found = rounds(here)
    if not found:
        proposals.append("Ask members the eight statements of the short survey: it takes a few minutes.")
    elif missing := so_far(here.audience, found[-1]):
        proposals.append(f"Ask more members to answer the survey {found[-1].name}. {missing}")
    elif (least := least_agreed(here, found[-1])) is not None:
        statements = fit_statements(here, here["survey_items"].set_index("name")["statement"])
        proposals.append(f"Talk about why people agree least with '{quoted(statements[least])}'.")
    for name, state in [*newest_states(here), *changed_signs(here)]:
        if state == "worse" and len(proposals) < 3:
            proposals.append(f"Look into {name}: it got worse, and not by chance.")
        if state == "better" and len(proposals) < 3:
            proposals.append(f"Ask what made {name} better, and write the story down.")
    proposals += sharing_proposals(here)
    unbacked = here["value_stories"][here["value_stories"]["indicator"].isna()]
    if len(unbacked):
        proposals.append("Look for a figure to back the stories that have none.")
    if here.community and here["communities"]["stage"].notna().any():
        found_stage = stage_called(str(here["communities"]["stage"].iloc[0]))
        proposals.append(f"At the stage '{found_stage.name}': {found_stage.task}.")
    return steps(here, "assess health", proposals)
