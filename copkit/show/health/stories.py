"""What taking part led to, by cycle of value, with what backs each story; and the initiatives."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health.moved import BETTER
from copkit.place.schema.health import CYCLES
from copkit.place.view import View
from copkit.show import figures
from copkit.show.free_text import TextsFor
from copkit.show.health.shareable_stories import shareable
from copkit.show.health.value_read import HOW_FIGURES_ARE_READ, WAYS_SAID, called, ways_of_figures
from copkit.show.page import Figure, Finding, Needs, Section
from copkit.show.sentences import count
from copkit.show.tables import Table

MOST_SHOWN = 15
UNBACKED = "No figure backs this yet."
NOT_NAMED = "one that may not be named here"


def stories(here: View) -> Section:
    """What taking part led to, by cycle of value, with the figures that back it; and the initiatives."""
    rows = here["value_stories"]
    if rows.empty:
        how = (
            "Ask: what did you do differently because of it? Write the answer into the form 'Value stories'."
        )
        return Section([Needs("No value story is written down yet.", how), *_initiatives(here)])
    counted = rows["cycle"].value_counts(sort=False)
    numbers = [int(counted.get(name, 0)) for name in CYCLES]
    frame = pd.DataFrame({"Cycle of value": list(CYCLES), "Stories": numbers})
    far = int(rows["cycle"].isin(["applied", "realised", "reframing"]).sum())
    told = (
        f"{count(len(rows), 'story', 'stories')}: {far or 'none'} of value that was put to use or further; "
    )
    told += _backed(rows["indicator"].dropna().map(ways_of_figures(here)))
    parts: list[Table | Figure] = [
        figures.bars(
            told.rstrip("."), Table("Stories by cycle", frame, here.audience), "Cycle of value", "Stories"
        )
    ]
    seen = shareable(here)
    if len(seen):
        shown = seen.head(MOST_SHOWN)
        text = pd.DataFrame(
            {
                "Story": shown["name"],
                "Cycle": shown["cycle"],
                "What happened": shown["story"].astype("object").fillna("Not written down yet."),
                "What backs it": [
                    " ".join(said).rstrip()
                    for said in zip(_figures(here, shown["indicator"]), _around(here, shown), strict=True)
                ],
            }
        )
        caption = "The stories, the newest first" if len(shown) == len(rows) else "The newest stories"
        parts.append(Table(caption, text, here.audience))
    hidden = len(rows) - len(seen)
    if hidden:
        told += f" {count(hidden, 'story', 'stories').capitalize()} may not be told here."
    method = (
        "Value is immediate (it was good to be there), potential (I know something new), applied (I did "
        "something), realised (it made a difference), or reframing (we see success differently). "
        + HOW_FIGURES_ARE_READ
    )
    source = "Wenger, Trayner and de Laat 2011, Promoting and assessing value creation"
    return Section([Finding(told, parts, method, source), *_initiatives(here)])


def _backed(ways: pd.Series) -> str:
    if ways.empty:
        return "none is backed by a figure yet."
    better = int((ways == BETTER).sum())
    names = f"{len(ways):,} {'names' if len(ways) == 1 else 'name'} a figure"
    if len(ways) == 1:
        return f"{names}, and it {'got better' if better else 'did not get better by more than chance'}."
    which = "all" if better == len(ways) else f"{better:,}" if better else "none"
    return f"{names}, and for {which} of them it got better."


def _figures(here: View, indicators: pd.Series) -> list[str]:
    ways, may = ways_of_figures(here), TextsFor(here).may(indicators)
    said = []
    for name, seen in zip(indicators, may, strict=True):
        if not isinstance(name, str):
            said.append(UNBACKED)
        else:
            way = WAYS_SAID[str(ways.get(name, "too few figures"))]
            said.append(f"{name if seen else 'A figure'}: {way}.")
    return said


def _around(here: View, rows: pd.DataFrame) -> list[str]:
    texts = TextsFor(here)
    events = texts.fit(rows["event"], NOT_NAMED).fillna("")
    projects = texts.fit(rows["initiative"], NOT_NAMED).fillna("")
    return [
        " ".join(
            f"{label}: {name}."
            for label, name in (("Began at", event), ("Led to the project", project))
            if name
        ).rstrip()
        for event, project in zip(events, projects, strict=True)
    ]


def _initiatives(here: View) -> list[Finding]:
    rows = here["initiatives"].sort_values(["state", "name"], kind="stable")
    if rows.empty:
        return []
    going = int((rows["state"] == "under way").sum())
    texts = TextsFor(here)
    frame = pd.DataFrame(
        {
            "Initiative": rows["name"].map(called(here, rows["name"], "a project")),
            "Run by": texts.fit(rows["organisation"], "a body that may not be named here"),
            "Works on": texts.fit(rows["issue"], NOT_NAMED),
            "State": rows["state"],
        }
    )
    of_them = "" if len(rows) == 1 else " of them"
    told = f"{count(len(rows), 'initiative')}, {going or 'none'}{of_them} under way."
    return [Finding(told, [Table("Initiatives", frame.head(30), here.audience)])]
