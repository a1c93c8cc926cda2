"""The resources that a reader may know of; the public knows of those that are open to it, and of no other."""

from __future__ import annotations

import pandas as pd

from copkit.place.view import View
from copkit.show.page import Needs

_NO_RESOURCES = Needs(
    "The knowledge base is empty.",
    "Ask: what do you send to a new colleague? Write each guide, tool and story into the form 'Resources', "
    "or the sheet Resources of the spreadsheet.",
)
_NONE_OPEN = Needs(
    "No resource is open to the public.", "Those that may be passed on are marked 'public' in their form."
)


def resources(here: View) -> pd.DataFrame:
    """The resources that this reader may know of."""
    rows = here["resources"]
    return rows[rows["open_to"] == "public"] if here.audience.is_public else rows


def none_here(here: View) -> Needs:
    """Why there are no resources to show."""
    return _NO_RESOURCES if here["resources"].empty else _NONE_OPEN
