"""What can be asked of participants' phones, what a phone may answer, and the rows that come of it.

Five questions: dots for issues, the survey, 'I know these people', which sessions to see, and whether an
event was worth one's time. Each knows what it offers, and takes nothing else.
"""

from copkit.workshop.questions.choices import COMES_FROM, MOST_DOTS, Choices, Knows, Vote
from copkit.workshop.questions.of_events import ChooseSessions, Feedback
from copkit.workshop.questions.of_survey import Survey
from copkit.workshop.questions.question import NOT_UNDERSTOOD, Answer, Question, Refused, Stated

__all__ = [
    "COMES_FROM",
    "MOST_DOTS",
    "NOT_UNDERSTOOD",
    "Answer",
    "Choices",
    "ChooseSessions",
    "Feedback",
    "Knows",
    "Question",
    "Refused",
    "Stated",
    "Survey",
    "Vote",
]
