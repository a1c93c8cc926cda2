"""Function 4: skills held and wanted, roles and the movement between them, goals, mentoring."""

from copkit.functions.development.activity_levels import levels_by_activity
from copkit.functions.development.best_total import BestAssignment, best_assignment
from copkit.functions.development.cohorts import sector_of_members
from copkit.functions.development.contributions import (
    SILENT_MONTHS,
    time_to_second_contribution,
    time_to_silence,
)
from copkit.functions.development.dependence import (
    DEPUTY,
    NO_COORDINATOR,
    NO_DEPUTY,
    deputies,
    rests_on,
    skill_holders,
)
from copkit.functions.development.goals import due_goals
from copkit.functions.development.growth import ALL_SKILLS, skill_growth
from copkit.functions.development.inequality import gini, gini_interval, lorenz_curve, participation_split
from copkit.functions.development.mentor_preferences import (
    USUAL_LIMIT,
    FitPoints,
    mentor_pairs,
    places_left,
    rankings,
    skills_to_learn,
)
from copkit.functions.development.mentor_reasons import mentor_reason
from copkit.functions.development.paths import role_spells, time_to_leaving, time_to_role, where_people_leave
from copkit.functions.development.roles import LEFT, inward_and_outward, movement, role_on
from copkit.functions.development.skill_needs import ALONE, needs_and_holders
from copkit.functions.development.skills import (
    latest_levels,
    skills_held_and_wanted,
    teachers_and_learners,
)
from copkit.functions.development.stable_matching import (
    TwoSidedMatching,
    blocking_pairs,
    check_stability,
    deferred_acceptance,
)
from copkit.functions.development.survival import (
    FEWEST_AT_RISK,
    LogRank,
    MedianTime,
    kaplan_meier,
    log_rank,
    median_time,
    survival_at,
)
from copkit.functions.development.topic_matching import TopicMatching, check_topic_stability, topic_allocation
from copkit.functions.development.transitions import Transitions, move_rates, transition_matrix
from copkit.functions.development.unmatched import why_unmatched

__all__ = [
    "ALL_SKILLS",
    "ALONE",
    "DEPUTY",
    "FEWEST_AT_RISK",
    "LEFT",
    "NO_COORDINATOR",
    "NO_DEPUTY",
    "SILENT_MONTHS",
    "USUAL_LIMIT",
    "BestAssignment",
    "FitPoints",
    "LogRank",
    "MedianTime",
    "TopicMatching",
    "Transitions",
    "TwoSidedMatching",
    "best_assignment",
    "blocking_pairs",
    "check_stability",
    "check_topic_stability",
    "deferred_acceptance",
    "deputies",
    "due_goals",
    "gini",
    "gini_interval",
    "inward_and_outward",
    "kaplan_meier",
    "latest_levels",
    "levels_by_activity",
    "log_rank",
    "lorenz_curve",
    "median_time",
    "mentor_pairs",
    "mentor_reason",
    "move_rates",
    "movement",
    "needs_and_holders",
    "participation_split",
    "places_left",
    "rankings",
    "rests_on",
    "role_on",
    "role_spells",
    "sector_of_members",
    "skill_growth",
    "skill_holders",
    "skills_held_and_wanted",
    "skills_to_learn",
    "survival_at",
    "teachers_and_learners",
    "time_to_leaving",
    "time_to_role",
    "time_to_second_contribution",
    "time_to_silence",
    "topic_allocation",
    "transition_matrix",
    "where_people_leave",
    "why_unmatched",
]
