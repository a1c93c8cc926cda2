"""Makes a place of real communities: the open groups of Kubernetes, with a real indicator from England.

    python tests/real/kubernetes_place.py DATA kubernetes.place
    copkit packs kubernetes.place --out kubernetes-packs

DATA is a folder that holds ``kubernetes/`` (the public repositories kubernetes/community and
kubernetes/org, Apache-2.0, as of 21 August 2026; members are pseudonyms) and ``nhs/`` (accident and
emergency figures of NHS England, from NHSRdatasets 0.3.3, CC0). How each becomes a part of a place:

- a month in which people worked on a group's documents is an event of the kind 'work together',
  on the last day of that month, and those who worked on them came;
- a recurring meeting is a planned event that repeats, first held after the day of the data;
- an area of practice is a resource of the kind 'tool';
- four-hour breaches over attendances are an indicator of the whole place, for each organisation and
  department type. It has nothing to do with Kubernetes: it is here because it is real.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path

import pandas as pd

from copkit.place.intake import Given, Report, take_in
from copkit.place.store import Place

DAY = dt.date(2026, 8, 21)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Row = dict[str, object]


def given(data: Path) -> dict[str, list[Given]]:
    """The rows of the place, by table, as `copkit.place.intake.take_in` takes them."""
    groups = _read(data, "kubernetes/communities")
    names = dict(zip(groups["community"], groups["name"], strict=True))
    members = _read(data, "kubernetes/members")
    events, attendance = _work(_read(data, "kubernetes/contributions"), names)
    tables: dict[str, list[Row]] = {
        "place": [
            {
                "name": "Kubernetes",
                "outcome": "Software that anyone can run at any size, kept by people of many firms together",
                "partnership": "Cloud Native Computing Foundation",
                "note": "Real data: public repositories as of 21 August 2026. The emergency figures are "
                "those of England, 2016 to 2019, and stand here as an example of an indicator.",
            }
        ],
        "communities": [
            {"name": group.name, "domain": group.domain} for group in groups.itertuples(index=False)
        ],
        "organisations": [
            {"name": name, "sector": "business"} for name in sorted(members["organisation"].dropna().unique())
        ],
        "members": [
            {"name": member, "organisation": organisation, "kind": "practitioner"}
            for member, organisation in members.itertuples(index=False)
        ],
        "memberships": [
            {"member": member, "community": names[community], "role": role}
            for member, community, role in _read(data, "kubernetes/memberships").itertuples(index=False)
        ],
        "events": events + _meetings(_read(data, "kubernetes/meetings"), names),
        "attendance": attendance,
        "resources": _practices(_read(data, "kubernetes/practices"), names),
        **_breaches(_read(data, "nhs/ae_attendances")),
    }
    return {name: list(enumerate(rows, 2)) for name, rows in tables.items()}


def fill(place: Place, data: Path) -> Report:
    """Takes the real communities into a place."""
    return take_in(place, given(data), "the Kubernetes communities")


def _read(data: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(data / f"{name}.csv")


def _work(contributions: pd.DataFrame, names: dict[str, str]) -> tuple[list[Row], list[Row]]:
    events: dict[str, Row] = {}
    attendance: list[Row] = []
    for month, member, community, _ in contributions.itertuples(index=False):
        first = pd.Timestamp(f"{month}-01")
        name = f"{names[community]}, work in {first:%B %Y}"
        last = min((first + pd.offsets.MonthEnd()).date(), DAY)
        events[name] = {"name": name, "community": names[community], "kind": "work together", "date": last}
        attendance.append({"event": name, "member": member, "presence": "came"})
    return list(events.values()), attendance


def _meetings(meetings: pd.DataFrame, names: dict[str, str]) -> list[Row]:
    rows: list[Row] = []
    for number, meeting in enumerate(meetings.itertuples(index=False), 1):
        weekday = next(place for place, word in enumerate(_WEEKDAYS) if word in str(meeting.weekday).lower())
        day = DAY + dt.timedelta(days=(weekday - DAY.weekday()) % 7 or 7)
        rows.append(
            {
                "name": f"{names[str(meeting.community)]}: {meeting.title} ({number})",
                "community": names[str(meeting.community)],
                "kind": "online session",
                "date": day,
                "starts": _clock(str(meeting.time)),
                "openness": "open",
                "purpose": f"{meeting.frequency}, {meeting.time} {meeting.timezone}",
                "repeats": _rhythm(str(meeting.frequency).lower()),
            }
        )
    return rows


def _rhythm(said: str) -> str:
    if re.search(r"bi-?weekly", said):
        return "fortnightly"
    return "weekly" if "weekly" in said else "monthly"


def _clock(said: str) -> str | None:
    found = re.match(r"(\d{1,2}):(\d{2})", said)
    return f"{int(found[1]):02}:{found[2]}" if found else None


def _practices(practices: pd.DataFrame, names: dict[str, str]) -> list[Row]:
    twice = practices["practice"].duplicated(keep=False)
    return [
        {
            "name": f"{practice} ({names[community]})" if again else practice,
            "kind": "tool",
            "community": names[community],
            "open_to": "public",
        }
        for (community, practice, _), again in zip(practices.itertuples(index=False), twice, strict=True)
    ]


def _breaches(figures: pd.DataFrame) -> dict[str, list[Row]]:
    name = "Waits of over four hours in accident and emergency"
    indicator: Row = {
        "name": name,
        "unit_of_measure": "per 100 attendances",
        "multiplier": 100,
        "better": "lower",
        "target": 5,
        "source": "NHS England, accident and emergency attendances, from NHSRdatasets 0.3.3",
    }
    return {
        "indicators": [indicator],
        "observations": [
            {
                "indicator": name,
                "unit": f"{row.org_code}, type {row.type}",
                "period": row.period,
                "numerator": row.breaches,
                "denominator": row.attendances,
            }
            for row in figures.itertuples(index=False)
        ],
    }


if __name__ == "__main__":
    source, target = sys.argv[1:]
    with Place.create(target) as made:
        print(fill(made, Path(source)))
