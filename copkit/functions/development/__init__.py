"""Function 4: skills held and wanted, roles and the movement between them, goals, mentoring."""

from copkit.functions.development.goals import due_goals
from copkit.functions.development.roles import LEFT, inward_and_outward, movement, role_on
from copkit.functions.development.skills import (
    latest_levels,
    skills_held_and_wanted,
    teachers_and_learners,
)

__all__ = [
    "LEFT",
    "due_goals",
    "inward_and_outward",
    "latest_levels",
    "movement",
    "role_on",
    "skills_held_and_wanted",
    "teachers_and_learners",
]
