"""The sponsor's brief, on one page: what its people gave and got, what helped its own aims, two things asked.

It leaves the building: no number of few people stands in it, and no text that names somebody who did not
agree to be named.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from copkit.functions.development import ALL_SKILLS, skill_growth
from copkit.functions.enablement.commitments import promise_record
from copkit.show.development.contributions import TOOK_PART
from copkit.show.one_page import OnePage
from copkit.show.organisation_pages.asks import asks_of
from copkit.show.organisation_pages.gave import what_they_gave
from copkit.show.organisation_pages.records import OrganisationRecords
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count, date, listing
from copkit.show.tables import Table

MOST_NAMED = 5


def brief_for(records: OrganisationRecords, organisation: str) -> OnePage:
    """The brief for the sponsor of an organisation."""
    here = records.here
    card = here["place"].iloc[0].to_dict() if len(here["place"]) else {}
    day = date(here.as_of) if pd.notna(here.as_of) else ""
    from_day = date(records.since + pd.DateOffset(days=1)) if day else ""
    lines = [
        ("For", f"The sponsor at {organisation}"),
        ("From", card.get("partnership") or card.get("name") or ""),
        ("What it is for", card.get("outcome") or ""),
        ("Months", f"{from_day} to {day}" if day else ""),
    ]
    return OnePage(
        organisation,
        [(label, text) for label, text in lines if isinstance(text, str) and records.may_tell(text)],
        [
            ("What your people gave", Section(what_they_gave(records, organisation))),
            ("What they got", Section(_got(records, organisation))),
            ("What helped your own aims", Section(_aims(records, organisation))),
            ("How your promises stand", Section(_promises(records, organisation))),
            ("Two things that we ask of you", Section([_asks(records, organisation)])),
        ],
    )


def _got(records: OrganisationRecords, organisation: str) -> list[Finding]:
    here = records.here
    parts = []
    met = _partners(records, organisation)
    if met:
        parts.append(f"met people of {listing(met, MOST_NAMED)}")
    used = here["resource_use"]
    used = used[(used["used"] > records.since) & (used["member"].map(records.home) == organisation)]
    if records.enough(used["member"]):
        parts.append(f"used guides and tools {count(len(used), 'time', 'times')}")
    said = here["member_skills"]
    grown = skill_growth(said[said["member"].map(records.home) == organisation], records.since, here.as_of)
    overall = grown[grown["skill"] == ALL_SKILLS]
    if (
        len(overall)
        and overall["people"].iloc[0] >= records.audience.threshold
        and overall["low"].iloc[0] > 0
    ):
        parts.append("know more than a year ago, by their own account")
    if not parts:
        return [Finding("Nothing is written down that enough of them share to be told.")]
    return [Finding(f"Your people {listing(parts)}.")]


def _partners(records: OrganisationRecords, organisation: str) -> list[str]:
    """The other organisations whose people were at the same events, most often met first: those of which
    enough people were there, and enough of one's own."""
    came = records.done[records.done["kind"] == TOOK_PART]
    there = came.assign(home=came["member"].map(records.home)).dropna(subset=["home"])
    own = there[there["home"] == organisation]
    others = there[there["what"].isin(own["what"]) & (there["home"] != organisation)]
    met = {
        home: rows["what"].nunique()
        for home, rows in others.groupby("home")
        if records.may_tell(home)
        and records.enough(rows["member"])
        and records.enough(own.loc[own["what"].isin(rows["what"]), "member"])
    }
    return sorted(met, key=lambda home: (-met[home], home))


def _aims(records: OrganisationRecords, organisation: str) -> list[Finding | Needs | Table]:
    here = records.here
    projects = here["initiatives"]
    projects = projects[(projects["organisation"] == organisation) & (projects["state"] != "stopped")]
    projects = projects[projects["name"].map(records.may_tell).astype(bool)]
    told = []
    if len(projects):
        told.append(
            f"{capital(count(len(projects), 'project of yours works', 'projects of yours work'))} on the "
            f"outcome: {_quoted(projects['name'])}"
        )
    lifted = here["barriers"]
    lifted = lifted[
        (lifted["organisation"] == organisation) & lifted["may_be_shared"].fillna(False).astype(bool)
    ]
    names = records.told(lifted.loc[lifted["state"].isin(["lifted", "eased"]), "name"])
    if names:
        told.append(f"you lifted or eased what stopped people: {_quoted(names)}")
    stories = here["value_stories"]
    shared = stories[stories["may_be_shared"].fillna(False).astype(bool) & (stories["told"] > records.since)]
    titles = records.told(shared.loc[shared["member"].map(records.home) == organisation, "name"])
    if titles:
        told.append(f"your people told what changed: {_quoted(titles)}")
    if not told:
        how = "Tell your coordinator which of your own aims this work should help."
        return [Needs("Nothing is written down yet of what helped your own aims.", how)]
    return [Finding(f"{capital(part)}.") for part in told]


def _quoted(names: Iterable[str]) -> str:
    return listing([f"'{name}'" for name in names], MOST_NAMED)


def _promises(records: OrganisationRecords, organisation: str) -> list[Finding]:
    rows = records.here["commitments"]
    rows = rows[rows["organisation"] == organisation]
    if rows.empty:
        return [Finding("You were asked for nothing yet.")]
    record = promise_record(rows, records.here.as_of).iloc[0]
    words = {
        "kept": "kept",
        "late": "late",
        "broken": "broken",
        "not_due": "not due yet",
        "unanswered": "asked for and not answered",
        "withdrawn": "withdrawn by both sides",
    }
    parts = [f"{int(record[name]):,} {told}" for name, told in words.items() if record[name]]
    kept = records.told(rows.loc[rows["state"] == "kept", "name"])
    thanks = f" Thank you for: {_quoted(kept)}." if kept else ""
    all_of_them = capital(count(len(rows), "promise or request", "promises and requests"))
    return [Finding(f"{all_of_them}: {listing(parts, 6)}.{thanks}")]


def _asks(records: OrganisationRecords, organisation: str) -> Finding | Table:
    asks = asks_of(records, organisation)
    frame = pd.DataFrame(asks, columns=["What", "Why"])
    if frame.empty:
        return Finding("We ask for nothing now. Thank you.")
    return Table("What would help most now", frame, records.audience)
