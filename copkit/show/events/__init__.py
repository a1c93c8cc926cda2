"""What workbook 2 shows: the calendar and its rhythm, the run sheets to come, and who comes."""

from copkit.show.events.attendance import attendance, who_comes
from copkit.show.events.calendar import calendar, rhythm
from copkit.show.events.came_of_it import came_of_it
from copkit.show.events.dates import dates
from copkit.show.events.follow_up import coming_back, feedback
from copkit.show.events.next_steps import next_steps
from copkit.show.events.on_paper import on_paper
from copkit.show.events.run_sheets import run_sheets
from copkit.show.events.small_groups import small_groups
from copkit.show.events.timetable import timetables
from copkit.show.events.year import the_year

__all__ = [
    "attendance",
    "calendar",
    "came_of_it",
    "coming_back",
    "dates",
    "feedback",
    "next_steps",
    "on_paper",
    "rhythm",
    "run_sheets",
    "small_groups",
    "the_year",
    "timetables",
    "who_comes",
]
