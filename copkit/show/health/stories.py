"""What taking part led to, by cycle of value; and the initiatives."""

from __future__ import annotations

import pandas as pd

from copkit.place.schema.health import CYCLES
from copkit.place.sharing import NOT_SHOWN
from copkit.place.view import View
from copkit.show import figures
from copkit.show.page import Figure, Finding, Needs, Section
from copkit.show.sentences import count
from copkit.show.tables import Table


def stories(here: View) -> Section:
    """What taking part led to, by cycle of value, with the figures that back it; and the initiatives."""
    rows = here["value_stories"]
    if rows.empty:
        how = (
            "Ask: what did you do differently because of it? Write the answer into the form 'Value stories'."
        )
        return Section([Needs("No value story is written down yet.", how)])
    counted = rows["cycle"].value_counts(sort=False)
    frame = pd.DataFrame({"Cycle of value": list(CYCLES), "Stories": [int(counted[name]) for name in CYCLES]})
    backed = int(rows["indicator"].notna().sum())
    far = int(rows["cycle"].isin(["applied", "realised", "reframing"]).sum())
    told = f"{count(len(rows), 'story', 'stories')}: {far:,} tell of value that was put to use or further"
    told += (
        f"; {count(backed, 'is', 'are')} backed by a figure."
        if backed
        else "; none is backed by a figure yet."
    )
    parts: list[Table | Figure] = [
        figures.bars(
            told.rstrip("."), Table("Stories by cycle", frame, here.audience), "Cycle of value", "Stories"
        )
    ]
    shown = rows[(rows["story"] != NOT_SHOWN) & rows["story"].notna()]
    shown = shown.sort_values(["told", "name"], ascending=[False, True], kind="stable").head(6)
    if len(shown):
        text = pd.DataFrame(
            {
                "Story": shown["name"],
                "Cycle": shown["cycle"],
                "What happened": shown["story"],
                "Figure": shown["indicator"],
            }
        )
        parts.append(Table("The newest stories", text, here.audience))
    method = (
        "Value is immediate (it was good to be there), potential (I know something new), applied (I did "
        "something), realised (it made a difference), or reframing (we see success differently)."
    )
    source = "Wenger, Trayner and de Laat 2011, Promoting and assessing value creation"
    return Section([Finding(told, parts, method, source), *_initiatives(here)])


def _initiatives(here: View) -> list[Finding]:
    rows = here["initiatives"].sort_values(["state", "name"], kind="stable")
    if rows.empty:
        return []
    going = int((rows["state"] == "under way").sum())
    frame = pd.DataFrame(
        {
            "Initiative": rows["name"],
            "Run by": rows["organisation"],
            "Works on": rows["issue"],
            "State": rows["state"],
        }
    )
    told = f"{count(len(rows), 'initiative')}, {going or 'none'} of them under way."
    return [Finding(told, [Table("Initiatives", frame.head(30), here.audience)])]
