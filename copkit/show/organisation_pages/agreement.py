"""The agreement with an organisation, one page to sign: from what was agreed, with lines for the rest."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from copkit.functions.enablement.commitments import standing_of
from copkit.show.one_page import OnePage
from copkit.show.organisation_pages.records import OrganisationRecords
from copkit.show.page import Finding, Section, Shown
from copkit.show.sentences import date, number
from copkit.show.tables import Table

MOST = 8
GIVES = ("asked", "promised", "late", "kept", "unanswered")


@dataclass(frozen=True, repr=False)
class Blank(Shown):
    """Lines to write on by hand: what belongs there, and how many lines."""

    label: str
    lines: int = 2

    def html(self) -> Markup:
        ruled = Markup('<span class="ruled" aria-hidden="true"></span>') * self.lines
        return Markup('<p class="to-write">{}{}</p>').format(self.label, ruled)

    def plain(self) -> str:
        return f"{self.label} ______"


@dataclass(frozen=True, repr=False)
class Signatures(Shown):
    """Where the two sides sign."""

    sides: tuple[str, str]

    def html(self) -> Markup:
        side = Markup(
            "<div><h3>{}</h3>"
            '<p class="to-write">Name and office<span class="ruled" aria-hidden="true"></span></p>'
            '<p class="to-write">Signature<span class="ruled" aria-hidden="true"></span></p>'
            '<p class="to-write">Date<span class="ruled" aria-hidden="true"></span></p></div>'
        )
        return Markup('<div class="signatures">{}</div>').format(
            Markup("").join(side.format(name) for name in self.sides)
        )

    def plain(self) -> str:
        return "\n".join(f"{name}: name, signature, date ______" for name in self.sides)


def agreement_with(records: OrganisationRecords, organisation: str) -> OnePage:
    """The agreement with an organisation: of the newest row that has not ended; without one, a draft."""
    here = records.here
    rows = here["agreements"]
    mine = rows[(rows["organisation"] == organisation) & (rows["state"] != "ended")]
    mine = mine.sort_values(["agreed", "community"], na_position="first", kind="stable")
    agreed = mine.iloc[-1].to_dict() if len(mine) else {}
    card = here["place"].iloc[0].to_dict() if len(here["place"]) else {}
    partnership = (
        _text(records, card.get("partnership")) or _text(records, card.get("name")) or "The partnership"
    )
    state = {"signed": "Signed", "draft": "A draft, to be signed"}.get(str(agreed.get("state")), "A draft")
    lines = [
        ("Between", f"{organisation} and {partnership}"),
        ("For", _for_whom(records, agreed.get("community"), "All communities")),
        ("What it is for", _text(records, card.get("outcome"))),
        ("State", state),
        ("Agreed", _day(agreed.get("agreed"))),
        ("Both look again on", _day(agreed.get("review"))),
    ]
    return OnePage(
        organisation,
        [(label, text) for label, text in lines if text],
        [
            (f"What {organisation} gives", Section(_gives(records, organisation, agreed))),
            ("What its people may decide without asking", Section([_decide(records, agreed)])),
            ("What it gets", Section([Finding(_GETS)])),
            ("Who answers for it", Section([_sponsor(records, agreed)])),
            ("Signed for", Section([Signatures((organisation, partnership))])),
        ],
    )


_GETS = (
    "Before each review: a page on what its people gave and got, what helped its own aims, and at most "
    "two things that we ask. What members learn comes back with them. If a promise cannot be kept, each "
    "side says so early."
)


def _gives(records: OrganisationRecords, organisation: str, agreed: dict[str, object]) -> list[Shown | Table]:
    rows = records.here["commitments"]
    rows = rows[rows["organisation"] == organisation]
    if agreed.get("community") and not pd.isna(agreed["community"]):
        rows = rows[rows["community"].isna() | (rows["community"] == agreed["community"])]
    state = standing_of(rows, records.here.as_of)
    rows = rows[state.isin(GIVES) & rows["name"].map(records.may_tell).astype(bool)]
    rows = rows.sort_values(["condition", "due", "name"], kind="stable").head(MOST)
    standing = state.reindex(rows.index).replace("unanswered", "asked")
    rooms = _text(records, agreed.get("rooms"))
    parts: list[Shown | Table] = []
    if len(rows):
        frame = pd.DataFrame(
            {
                "What": rows["name"],
                "Hours a month": ["" if pd.isna(each) else number(each, 1) for each in rows["hours_a_month"]],
                "For": [_for_whom(records, each, "all") for each in rows["community"]],
                "From": rows["due"],
                "Stands": standing,
            }
        )
        parts.append(Table("Time, and what else it gives", frame, records.audience))
    else:
        parts.append(Blank("Hours a month, and for whom:"))
    parts.append(
        Finding(f"Rooms, tools and access: {rooms}.") if rooms else Blank("Rooms, tools and access:", 1)
    )
    return parts


def _for_whom(records: OrganisationRecords, community: object, every: str) -> str:
    return (_text(records, community) or "one community") if isinstance(community, str) else every


def _decide(records: OrganisationRecords, agreed: dict[str, object]) -> Shown:
    said = _text(records, agreed.get("members_may_decide"))
    return Finding(f"{said.rstrip('.')}.") if said else Blank("")


def _sponsor(records: OrganisationRecords, agreed: dict[str, object]) -> Shown:
    """The sponsor by name, if that person agreed to be named; else a line."""
    name = _text(records, agreed.get("sponsor"))
    return Finding(name) if name else Blank("Sponsor:", 1)


def _text(records: OrganisationRecords, said: object) -> str:
    return str(said) if records.may_tell(said) else ""


def _day(day: object) -> str:
    return "" if day is None or pd.isna(day) else date(pd.Timestamp(str(day)))
