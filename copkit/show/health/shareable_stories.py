"""Which stories a reader may see: in the room all; in public those shared that name nobody."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from copkit.place.sharing import NOT_SHOWN
from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.sentences import count, listing


def shareable(here: View) -> pd.DataFrame:
    """The stories whose title and text this reader may see, the newest first."""
    return here.kept("shareable stories", lambda: _shareable(here))


def _shareable(here: View) -> pd.DataFrame:
    rows = here["value_stories"]
    texts = TextsFor(here)
    fits = (rows["story"] != NOT_SHOWN) & texts.may(rows["name"]) & texts.may(rows["story"])
    if here.audience.is_public:
        fits &= rows["may_be_shared"].fillna(False).astype(bool)
    return rows[fits].sort_values(["told", "name"], ascending=[False, True], kind="stable")


def titles_for(here: View, titles: Iterable[str]) -> str:
    """Titles in quotes, as far as this reader may see them, and how many more there are."""
    seen = set(shareable(here)["name"])
    titles = list(titles)
    told = [f"'{title}'" for title in titles if title in seen]
    rest = len(titles) - len(told)
    if rest:
        more = "more " if told else ""
        told.append(f"{count(rest, f'{more}story', f'{more}stories')} that may not be told here")
    return listing(told)
