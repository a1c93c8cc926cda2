"""What a reader may know of: the public knows of resources that are open to it and of texts that may be
shared, and reads nobody's name in them who did not agree."""

from __future__ import annotations

import pandas as pd

from copkit.place.schema.knowledge import Resource
from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.page import Needs

_NO_RESOURCES = Needs(
    "The knowledge base is empty.",
    "Ask: what do you send to a new colleague? Write each guide, tool and story into the form 'Resources', "
    "or the sheet Resources of the spreadsheet.",
)
_NONE_OPEN = Needs(
    "No resource is open to the public.", "Those that may be passed on are marked 'public' in their form."
)


_WORDS = [
    name for name, field in Resource.fields().items() if field.kind in ("text", "words") and name != "name"
]
"""The columns of a resource that hold words, but for its name."""

_TYPED = ("name", "question", "change", "answer", "which", "prompt", "note")
"""Columns of questions, answers, lessons and notes in which somebody may have typed a name."""


def resources(here: View) -> pd.DataFrame:
    """The resources that this reader may know of; in public without the words that name somebody."""
    rows = here["resources"]
    if not here.audience.is_public:
        return rows
    texts = TextsFor(here)
    rows = rows[rows["open_to"] == "public"]
    rows = rows[texts.may(rows["name"])]
    return rows.assign(**{name: rows[name].where(texts.may(rows[name])) for name in _WORDS})


def may_be_read(here: View, rows: pd.DataFrame) -> pd.DataFrame:
    """The questions, answers, lessons or notes whose text this reader may see."""
    if not here.audience.is_public:
        return rows
    texts = TextsFor(here)
    rows = rows[rows["may_be_shared"].fillna(False).astype(bool)]
    for name in _TYPED:
        if name in rows:
            rows = rows[texts.may(rows[name])]
    return rows


def none_here(here: View) -> Needs:
    """Why there are no resources to show."""
    return _NO_RESOURCES if here["resources"].empty else _NONE_OPEN
