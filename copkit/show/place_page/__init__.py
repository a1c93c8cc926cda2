"""The place on a page: its outcome, its communities, what they are for, and what waits for somebody.

It tells what the seven workbooks find, in a sentence each, with the way to the pack behind it.
"""

from copkit.show.place_page.on_a_page import on_a_page
from copkit.show.place_page.parts import Behind, PlacePage

__all__ = ["Behind", "PlacePage", "on_a_page"]
