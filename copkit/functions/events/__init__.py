"""Function 2: the calendar and its rhythm, the run sheet of an event, and who comes."""

from copkit.functions.events.attendance import attendance_by_event, newcomers_and_leavers
from copkit.functions.events.calendar import months_without, occurrences
from copkit.functions.events.run_sheet import RunSheet, run_sheet

__all__ = [
    "RunSheet",
    "attendance_by_event",
    "months_without",
    "newcomers_and_leavers",
    "occurrences",
    "run_sheet",
]
