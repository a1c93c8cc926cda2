"""A place in and out of a spreadsheet: an Excel file or a folder of CSV files. Nothing is lost."""

from copkit.place.exchange.blank import blank
from copkit.place.exchange.load import load
from copkit.place.exchange.save import save

__all__ = ["blank", "load", "save"]
