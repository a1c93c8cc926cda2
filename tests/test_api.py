"""What a workbook or another program can import from each room: a change here is a change for others."""

from copkit import show, widgets, workshop
from copkit.functions import issue_map
from copkit.place import exchange


def test_the_public_names_are_these():
    assert {
        room.__name__: sorted(room.__all__) for room in (show, widgets, workshop, exchange, issue_map)
    } == {
        "copkit.show": ["opening"],
        "copkit.widgets": [
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
        ],
        "copkit.workshop": ["workshop"],
        "copkit.place.exchange": [
            "blank",
            "invitation",
            "load",
            "load_catalogue",
            "load_map",
            "load_network",
            "save",
            "save_calendar",
            "save_catalogue",
            "save_map",
            "save_reminders",
        ],
        "copkit.functions.issue_map": [
            "Loop",
            "causal_graph",
            "crossing_links",
            "degrees",
            "dot_votes",
            "latest_round",
            "loops",
            "micmac",
            "takers",
        ],
    }
