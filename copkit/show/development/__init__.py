"""What workbook 4 shows: skills, who can teach whom, roles and paths, goals, mentoring, giving.

In the room people are named. The public sees numbers only, and none that is small.
"""

from copkit.show.development.goals import goals
from copkit.show.development.mentoring import mentoring
from copkit.show.development.proposals import next_steps
from copkit.show.development.roles import roles
from copkit.show.development.skills import skills, teaching

__all__ = ["goals", "mentoring", "next_steps", "roles", "skills", "teaching"]
