"""What workbook 4 shows: skills, who can teach whom, roles and paths, goals, mentoring, giving.

In the room people are named. The public sees numbers only, and none that is small.
"""

from copkit.show.development.giving import dependence, inequality
from copkit.show.development.goals import goals
from copkit.show.development.mentoring import mentoring
from copkit.show.development.needs import growth, needs
from copkit.show.development.paths import paths
from copkit.show.development.proposals import next_steps
from copkit.show.development.roles import roles
from copkit.show.development.skills import skills, teaching

__all__ = [
    "dependence",
    "goals",
    "growth",
    "inequality",
    "mentoring",
    "needs",
    "next_steps",
    "paths",
    "roles",
    "skills",
    "teaching",
]
