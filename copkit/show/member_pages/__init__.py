"""A page for each member alone, and a note of what the member gave: what members get for taking part.

A page is sent to one person. It names others only if they agreed to be named.
"""

from copkit.show.member_pages.note import note_on
from copkit.show.member_pages.page import page_for
from copkit.show.member_pages.records import Records, records_of

__all__ = ["Records", "note_on", "page_for", "records_of"]
