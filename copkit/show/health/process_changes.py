"""Known changes of a process, from which a control chart begins anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from copkit.place.sharing import NOT_SHOWN
from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.sentences import date, listing

SOMETHING = "something was done in a new way"
"""Stands where a reader may not see what was changed."""


@dataclass(frozen=True)
class PhaseStart:
    """The first day of a new way, and what was changed, in words fit for the reader."""

    changed: pd.Timestamp
    what: str


def phase_starts(here: View, vital_sign: str = "", indicator: str = "") -> tuple[PhaseStart, ...]:
    """The known changes of a vital sign of what the page is about, or of an indicator, in the order of time:
    one for each day.

    A change that names neither a vital sign nor an indicator counts for all of them. Of the whole place only
    what names no community counts, as one community alone does not make the place work in a new way; of a
    community, what names it or none. An indicator belongs to the community that it names. Changes after the
    day of the page are not known yet.

    >>> from copkit.place.view import view
    >>> found = phase_starts(view("demo"), indicator="Homes that fail the damp check")
    >>> [f"{one.changed:%B %Y}: {one.what}" for one in found]
    ['September 2025: Tenants can borrow a damp meter from the library']
    """
    rows = here.whole["process_changes"]
    if rows.empty:
        return ()
    community = _community_of(here, indicator) if indicator else here.community
    of_all = rows["vital_sign"].isna() & rows["indicator"].isna()
    here_or_all = rows["community"].isna() | (rows["community"] == community)
    named = rows["indicator"] == indicator if indicator else (rows["vital_sign"] == vital_sign) & here_or_all
    found = rows[named | (of_all & here_or_all)].sort_values("changed", kind="stable")
    if found.empty:
        return ()
    told = TextsFor(here).fit(found["what"], SOMETHING).replace(NOT_SHOWN, SOMETHING)
    return tuple(
        PhaseStart(day, listing(dict.fromkeys(texts), 3)) for day, texts in told.groupby(found["changed"])
    )


def starts_told(starts: Sequence[PhaseStart]) -> str:
    """The changes in a sentence for the method, or nothing without one.

    >>> starts_told([PhaseStart(pd.Timestamp("2026-05-01"), "Meetings moved to the evening")])
    'The limits begin anew from 1 May 2026 (Meetings moved to the evening).'
    """
    if not starts:
        return ""
    days = listing([f"from {date(one.changed)} ({one.what})" for one in starts], 6)
    return f"The limits begin anew {days}."


def _community_of(here: View, indicator: str) -> str:
    rows = here.whole["indicators"]
    names = rows.loc[rows["name"] == indicator, "community"].dropna()
    return str(names.iloc[0]) if len(names) else ""
