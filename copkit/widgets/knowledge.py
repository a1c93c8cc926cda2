"""The editor of 'Build knowledge': one resource with the issues and skills that it helps with."""

from __future__ import annotations

from copkit.place.view import View
from copkit.show.page import Sheet
from copkit.widgets.editor import Editor


def resource_card(here: View) -> Editor:
    """A form for one resource, which asks whether there is one like it already.

    >>> from copkit.place.view import view
    >>> resource_card(view("demo")).settings
    {'editor': 'resource_card'}
    """
    sheet = Sheet(
        title="Resource cards",
        instructions="One resource on each line. Look first whether it is on the list already.",
        columns=[
            ("Title", "What it is called"),
            ("Kind", "Guide, case, tool, template, story, contact, dataset or recording"),
            ("What is in it", "And who it helps"),
            ("Link", "A web address or a shelf"),
            ("Owner", "Who keeps it up to date"),
            ("Issues", "Those that it helps with"),
            ("Skills", "Those that one can learn from it"),
        ],
        rows=3,
    )
    return Editor(here, sheet, {"editor": "resource_card"})
