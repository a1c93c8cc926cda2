"""A place in and out of a spreadsheet: an Excel file or a folder of CSV files. Nothing is lost. And its map
of issues in and out of the files of other tools."""

from copkit.place.exchange.blank import blank
from copkit.place.exchange.load import load
from copkit.place.exchange.maps import load_map, save_map
from copkit.place.exchange.save import save

__all__ = ["blank", "load", "load_map", "save", "save_map"]
