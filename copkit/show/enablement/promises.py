"""How the promises of organisations stand: which are kept, late or broken, and who keeps them."""

from __future__ import annotations

import pandas as pd

from copkit.functions.enablement import commitments as promised
from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import count, date, listing
from copkit.show.tables import Table

_NO_PROMISES = Needs(
    "No promise is written down yet.",
    "Ask each organisation for one thing that would help: fill in the form 'Commitments', or the sheet "
    "Commitments of the spreadsheet.",
)
_MOST = 50
_WORDS = {"unanswered": "asked for without an answer by the day"}


def commitments(here: View) -> Section:
    """What organisations promised, and how the promises stand."""
    rows = here["commitments"]
    if rows.empty:
        return Section([_NO_PROMISES])
    rows = rows.assign(standing=promised.standing_of(rows, here.as_of))
    method = (
        "Late: promised, and the day it was due is past; it may still be kept. Unanswered: asked for, "
        "and the day is past: nobody promised it, so it counts against nobody; nor does what both sides "
        "withdrew. The share kept is of what has come due: of a few it is no verdict."
    )
    source = "Winograd and Flores 1986: a promise is asked for, given, and kept or broken"
    found = promised.promise_record(rows, here.as_of)
    tables = (
        [_listed(here, rows)] if len(found) == 1 else [_listed(here, rows), _by_organisation(here, found)]
    )
    return Section([Finding(_standing(here, rows), tables, method, source), *_sponsors(here, rows)])


def told_commitments(here: View) -> pd.DataFrame:
    """The commitments whose text the reader of the view may see: in public those that name nobody who did not
    agree. The columns are those of the sheet."""
    rows = here["commitments"]
    return rows[TextsFor(here).may(rows["name"])]


def _standing(here: View, rows: pd.DataFrame) -> str:
    """How many are kept, late and broken, and what falls due."""
    counts = rows["standing"].value_counts()
    kept = int(counts.get("kept", 0))
    told = f"{kept or 'Not one'} of {count(len(rows), 'commitment')} {'is' if kept < 2 else 'are'} kept"
    behind = [
        f"{counts[state]:,} {'is' if counts[state] == 1 else 'are'} {_WORDS.get(state, state)}"
        for state in ("late", "broken", "unanswered")
        if counts.get(state)
    ]
    told += f"; {listing(behind)}." if behind else "; none is late or broken."
    soon = promised.due_soon(rows, here.as_of)
    if len(soon):
        verb = "falls" if len(soon) == 1 else "fall"
        told += (
            f" {len(soon):,} {verb} due in the next three months, the first on {date(soon['due'].iloc[0])}."
        )
    return told


def _listed(here: View, rows: pd.DataFrame) -> Table:
    texts = TextsFor(here)
    order = {state: place for place, state in enumerate(promised.STANDINGS)}
    listed = rows.assign(order=rows["standing"].map(order)).sort_values(
        ["order", "due", "name"], kind="stable"
    )
    frame = pd.DataFrame(
        {
            "What was asked or promised": texts.fit(listed["name"], _neutral(listed)),
            "State": listed["standing"],
            "Due": listed["due"],
            "By": listed["organisation"],
            "For": texts.fit(listed["community"], "one community").fillna("all"),
            "About": listed["condition"],
            "Answers for it": listed["sponsor"],
        }
    )
    if here.audience.is_public:
        frame = frame.drop(columns="Answers for it")
    caption = "Commitments, what needs attention first"
    if len(frame) > _MOST:
        caption += f": the first {_MOST} of {len(frame):,}"
    return Table(caption, frame.head(_MOST), here.audience)


def _neutral(rows: pd.DataFrame) -> pd.Series:
    """Words for each commitment whose own name somebody."""
    asked = rows["state"] == "asked"
    return asked.map({True: "a request", False: "a promise"})


def _by_organisation(here: View, found: pd.DataFrame) -> Table:
    """How each organisation has kept what it promised."""
    labels = {
        "kept": "Kept",
        "late": "Late",
        "broken": "Broken",
        "not_due": "Not due yet",
        "unanswered": "Asked for",
        "withdrawn": "Withdrawn",
    }
    shown = [name for name in labels if found[name].any()]
    frame = found[["organisation", *shown, "share_kept"]].rename(
        columns=labels | {"organisation": "Organisation", "share_kept": "Kept, of what came due"}
    )
    caption = "How organisations keep their promises"
    return Table(caption, frame.head(_MOST), here.audience, formats={"Kept, of what came due": "percent"})


def _sponsors(here: View, rows: pd.DataFrame) -> list[Finding]:
    live = rows[rows["standing"].isin([*promised.OPEN, "late"])]
    if live.empty:
        return []
    bare = int(live["sponsor"].isna().sum())
    if not bare:
        return [Finding("Somebody answers for every commitment that is still open.")]
    of = "the only commitment" if len(live) == 1 else f"{bare:,} of {len(live):,} commitments"
    return [Finding(f"Nobody answers yet for {of} still open.")]
