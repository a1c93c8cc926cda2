"""What the pages of all organisations are made from, gathered once."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from copkit.functions.enablement import hours as counted
from copkit.functions.enablement.conditions import with_enough_raters
from copkit.functions.enablement.scale_scores import scale_scores
from copkit.place.privacy import PUBLIC, Audience
from copkit.place.view import View
from copkit.show.development.contributions import contributions
from copkit.show.enablement.hours import recorded
from copkit.show.free_text import FreeText, free_text
from copkit.show.members_now import members_now

MONTHS = 12
_EVER = pd.Timestamp(1700, 1, 1)


@dataclass(frozen=True)
class OrganisationRecords:
    """The frames of a place, and what was worked out from them. ``since`` is the day after which things
    count; the pages leave the building, so ``audience`` is the public."""

    here: View
    audience: Audience
    since: pd.Timestamp
    home: pd.Series
    now: frozenset[str]
    done: pd.DataFrame
    hours: counted.Recorded
    scores: pd.DataFrame
    texts: FreeText

    def people_of(self, organisation: str) -> list[str]:
        """Its people who take part now."""
        return sorted(name for name in self.now if self.home.get(name) == organisation)

    def done_by(self, organisation: str) -> pd.DataFrame:
        """What its people did in the months that count."""
        return self.done[self.done["member"].map(self.home) == organisation]

    def enough(self, members: pd.Series) -> bool:
        """Whether enough people stand behind a number for it to leave the building. Nobody is not enough."""
        return members.nunique() >= self.audience.threshold

    def may_tell(self, text: object) -> bool:
        """Whether a text names nobody who did not agree to be named."""
        return isinstance(text, str) and self.texts.for_anybody(text)

    def told(self, texts: pd.Series) -> list[str]:
        """Those of the texts that may be told, each once, in order."""
        return [text for text in dict.fromkeys(texts.dropna()) if self.may_tell(text)]


def organisation_records(here: View) -> OrganisationRecords:
    """Gathers what the pages need. ``here`` is a view of the room, for the whole place."""
    members = here["members"]
    since = here.as_of - pd.DateOffset(months=MONTHS) if pd.notna(here.as_of) else _EVER
    done = contributions(here)
    return OrganisationRecords(
        here=here,
        audience=PUBLIC,
        since=since,
        home=members.drop_duplicates("name").set_index("name")["organisation"].astype("object"),
        now=frozenset(members_now(here)),
        done=done[done["date"] > since],
        hours=recorded(here),
        scores=with_enough_raters(scale_scores(here["conditions"]), PUBLIC.threshold),
        texts=free_text(here),
    )


def organisations_of(records: OrganisationRecords, communities: tuple[str, ...] = ()) -> list[str]:
    """Whose pages are made: who has people that take part now, has promised something or has an agreement.

    With ``communities`` only those whose people take part in one of them, or who promised it something."""
    here = records.here
    found: set[str] = set()
    for name in communities or ("",):
        view = here.within(name)
        found |= set(records.home.reindex(sorted(members_now(view))).dropna())
        found |= set(view["commitments"]["organisation"]) | set(view["agreements"]["organisation"])
    return sorted(found)
