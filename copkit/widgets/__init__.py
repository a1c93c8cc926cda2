"""What a facilitator fills in: editors made from the declared tables, saving straight to the place."""

from copkit.widgets.asking import look_it_up, question_board
from copkit.widgets.development import mentor_matching, skills_matrix
from copkit.widgets.enablement import (
    barriers_register,
    conditions_audit,
    force_field,
    stakeholder_grid,
)
from copkit.widgets.events import (
    activity_library,
    after_event,
    attendance,
    availability,
    invitation,
    run_sheet_timer,
    small_groups,
    timetable,
)
from copkit.widgets.exercises import card, table
from copkit.widgets.health import survey_page
from copkit.widgets.issue_map import dot_voting, impact_by_effort, issue_map, near_duplicates, ranked_ballot
from copkit.widgets.knowledge import resource_card
from copkit.widgets.networking import introduction_rounds, tie_entry
from copkit.widgets.practice import learning_from_practice
from copkit.widgets.stage import stage_judgement

__all__ = [
    "activity_library",
    "after_event",
    "attendance",
    "availability",
    "barriers_register",
    "card",
    "conditions_audit",
    "dot_voting",
    "force_field",
    "impact_by_effort",
    "introduction_rounds",
    "invitation",
    "issue_map",
    "learning_from_practice",
    "look_it_up",
    "mentor_matching",
    "near_duplicates",
    "question_board",
    "ranked_ballot",
    "resource_card",
    "run_sheet_timer",
    "skills_matrix",
    "small_groups",
    "stage_judgement",
    "stakeholder_grid",
    "survey_page",
    "table",
    "tie_entry",
    "timetable",
]
