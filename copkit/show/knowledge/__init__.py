"""What workbook 6 shows: what there is, what is missing, what is used, what was asked and learnt."""

from copkit.show.knowledge.base import base, description
from copkit.show.knowledge.experts import who_knows
from copkit.show.knowledge.finding import find_resources
from copkit.show.knowledge.gaps import gaps, kinds
from copkit.show.knowledge.keeping import left_behind, out_of_date
from copkit.show.knowledge.newcomers import to_begin_with, to_borrow
from copkit.show.knowledge.practice import lessons, notes, questions
from copkit.show.knowledge.proposals import next_steps
from copkit.show.knowledge.use import in_use, users

__all__ = [
    "base",
    "description",
    "find_resources",
    "gaps",
    "in_use",
    "kinds",
    "left_behind",
    "lessons",
    "next_steps",
    "notes",
    "out_of_date",
    "questions",
    "to_begin_with",
    "to_borrow",
    "users",
    "who_knows",
]
