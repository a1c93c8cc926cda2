"""A place in and out of a spreadsheet: an Excel file or a folder of CSV files. Nothing is lost. And its map
of issues and its resources in and out of the files of other tools, its ties in, its events and what falls due
for calendars.

Maps, networks, resources and calendars are loaded when they are first asked for: they bring libraries that
nothing else needs.
"""

from importlib import import_module
from typing import Any

from copkit.place.exchange.blank import blank
from copkit.place.exchange.load import load
from copkit.place.exchange.save import save

_WHEN_ASKED = {
    "invitation": "calendar_files",
    "load_catalogue": "catalogue",
    "load_map": "maps",
    "load_network": "networks",
    "save_calendar": "calendar_files",
    "save_catalogue": "catalogue",
    "save_map": "maps",
    "save_reminders": "reminder_files",
}

__all__ = [
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
]


def __getattr__(name: str) -> Any:
    if name in _WHEN_ASKED:
        return getattr(import_module(f"copkit.place.exchange.{_WHEN_ASKED[name]}"), name)
    raise AttributeError(f"copkit.place.exchange has no {name!r}")
