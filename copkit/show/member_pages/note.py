"""Recognition: what a member gave, as a note for the line manager, if the member agrees."""

from __future__ import annotations

import pandas as pd

from copkit.place.privacy import WORKSHOP
from copkit.show.development.contributions import GIVEN, TOOK_PART
from copkit.show.member_pages.records import Records
from copkit.show.next_steps import opening
from copkit.show.one_page import OnePage
from copkit.show.page import Finding, Section
from copkit.show.sentences import capital, count, date, listing
from copkit.show.tables import Table

MONTHS = 12


def note_on(records: Records, name: str) -> OnePage | None:
    """The note on the last year of a member; None if the member did not agree, or there is nothing to tell.

    It names nobody else, not in a text that somebody typed either, and says nothing of skills, goals or what
    did not happen.
    """
    here = records.here
    agreed = records.members["agrees_to_note"].get(name)
    rows = records.of(records.done, name)
    if pd.isna(agreed) or not agreed or rows.empty or pd.isna(here.as_of):
        return None
    since = here.as_of - pd.DateOffset(months=MONTHS)
    rows = rows[rows["date"] > since]
    gave = rows[rows["kind"].isin(list(GIVEN))]
    came = int((rows["kind"] == TOOK_PART).sum())
    if gave.empty and not came:
        return None
    parts = [_outcome(records, name), _given(records, name, came, gave)]
    return OnePage(
        name,
        [
            ("About", name),
            ("From", f"{date(since + pd.DateOffset(days=1))} to {date(here.as_of)}"),
            ("Agreed", f"{name} agreed that their line manager may read this note."),
        ],
        [part for part in parts if part is not None],
    )


def _outcome(records: Records, name: str) -> tuple[str, Section] | None:
    card = opening(records.here)
    if not card.outcome or not records.texts.for_manager(name, card.outcome):
        return None
    place = f"{card.place}: " if card.place and records.texts.for_manager(name, card.place) else ""
    return "What it is for", Section([Finding(f"{place}{card.outcome}")])


def _given(records: Records, name: str, came: int, gave: pd.DataFrame) -> tuple[str, Section]:
    communities = _told(records, name, sorted(set(gave["community"].dropna())))
    told = f"{name} came to {count(came, 'event')}"
    if len(gave):
        told += f" and gave {count(len(gave), 'time')} beyond that"
        told += f", for {listing(communities, 4)}" if communities else ""
    counted = gave["kind"].value_counts()
    frame = pd.DataFrame(
        [(capital(words), int(counted[kind])) for kind, words in GIVEN.items() if kind in counted],
        columns=["What", "Times"],
    )
    evidence = [Table("What was given", frame, WORKSHOP)] if len(frame) else []
    return "What was given", Section([Finding(f"{told}.", evidence)])


def _told(records: Records, name: str, communities: list[str]) -> list[str]:
    """The communities by name, at the end how many there are whose name may not stand in the note."""
    told = [each for each in communities if records.texts.for_manager(name, each)]
    left_out = len(communities) - len(told)
    more = "more " if told else ""
    return told + ([count(left_out, f"{more}community", f"{more}communities")] if left_out else [])
