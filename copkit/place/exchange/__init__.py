"""A place in and out of a spreadsheet: an Excel file or a folder of CSV files. Nothing is lost. Its map of
issues in and out of the files of other tools. Its events for calendar programmes."""

from copkit.place.exchange.blank import blank
from copkit.place.exchange.calendar_files import invitation, save_calendar
from copkit.place.exchange.load import load
from copkit.place.exchange.maps import load_map, save_map
from copkit.place.exchange.save import save

__all__ = ["blank", "invitation", "load", "load_map", "save", "save_calendar", "save_map"]
