"""Where each barrier stands on the ladder of people who could lift it, and who is to be asked next.

This is hierarchic escalation, as service management has it: what is refused, not answered in time or
not in somebody's power goes to the next higher authority (ITIL's incident management, in Office of
Government Commerce 2007, Service Operation; in projects the same is management by exception, PRINCE2,
activity 'escalate issues and risks'). It is good practice in those fields, not a finding of research.
Escalating is no reproach: it says that the matter is above somebody's limits.

A frame of barriers has the columns name, can_lift, raised and state; one of steps has barrier, level,
asked_of, asked, answer_due, answered and outcome. What happened after ``as_of`` is not known yet. A step
without a day counts as taken before those with one.
"""

from __future__ import annotations

import pandas as pd

from copkit.place.schema.enablement import LADDER

LIVE = ("open", "eased")
"""States of a barrier that is still there; a lifted or accepted one asks nothing of anybody."""

PATIENCE = 28
"""Days after which an answer without an agreed day is overdue: four weeks, the twenty working days that
UK law gives a public authority to answer a request (Freedom of Information Act 2000, section 10)."""

STANDINGS = ("nobody asked", "waiting", "overdue", "refused", "passed on", "lifted", "eased", "answered")
"""How the last step can stand. 'answered' is one with a day of answer and no outcome written."""

_STEP = ["barrier", "level", "asked_of", "asked", "answer_due", "answered", "outcome"]


class UnknownLevel(ValueError):
    """A level that the ladder does not have."""


def standing(
    barriers: pd.DataFrame, steps: pd.DataFrame, as_of: pd.Timestamp, patience: int = PATIENCE
) -> pd.DataFrame:
    """How each barrier that is still there stands on the ladder on a day, and what to do next.

    Gives one row for each open or eased barrier: barrier; level and asked_of (of the last step; NA if
    none); reached (the highest level asked); answer (one of `STANDINGS`); since (the day it began to
    stand so: raised, asked or answered) and days from then to ``as_of``, NA if no day is written;
    overdue (days past the day of the answer, else NA); stuck; next_level (NA if there is none or none is
    needed); and next_step, a sentence. The stuck ones first, then who has waited longest, then by name.

    An open barrier is stuck if nobody was asked, if an answer is overdue, if the last one asked passed
    it on and nobody was asked since, or refused and somebody above has not. The next level is the lowest
    above the last one asked that has not refused. Without an agreed day an answer is overdue after
    ``patience`` days. Raises `UnknownLevel` for a level that is not on the `LADDER`.

    >>> barriers = pd.DataFrame({"name": ["No shared drive"], "can_lift": [None], "state": ["open"],
    ...     "raised": pd.to_datetime(["2026-03-01"])})
    >>> steps = pd.DataFrame({"barrier": ["No shared drive"], "level": ["head of service"],
    ...     "asked_of": ["Jo Field"], "asked": pd.to_datetime(["2026-05-20"]),
    ...     "answer_due": pd.to_datetime(["2026-06-03"]),
    ...     "answered": pd.to_datetime([None]), "outcome": [None]})
    >>> standing(barriers, steps, pd.Timestamp("2026-06-30"))["next_step"].item()
    'Ask the chief officer: the head of service has not answered for 41 days.'
    """
    known = _known(steps, as_of)
    of_barrier = dict(iter(known.groupby("barrier", sort=False))) if len(known) else {}
    rows = [
        _row(barrier, of_barrier.get(barrier["name"], known.head(0)), as_of, patience)
        for barrier in barriers[["name", "can_lift", "raised", "state"]].to_dict("records")
        if barrier["state"] in LIVE and not barrier["raised"] > as_of
    ]
    found = pd.DataFrame(rows, columns=_COLUMNS)
    for name in ("days", "overdue"):
        found[name] = found[name].astype("Int64")
    found["since"] = pd.to_datetime(found["since"])
    found["stuck"] = found["stuck"].astype("bool")
    return found.sort_values(
        ["stuck", "days", "barrier"], ascending=[False, False, True], na_position="last", ignore_index=True
    )


def by_level(standings: pd.DataFrame) -> pd.DataFrame:
    """How many barriers have come how far up: the columns reached, barriers, stuck, in the order of the
    `LADDER` with 'nobody asked' before it; every level has a row. ``standings`` is what `standing` gives.

    >>> some = pd.DataFrame({"reached": ["chief officer", None], "stuck": [False, True]})
    >>> by_level(some).head(2)["barriers"].tolist()
    [1, 0]
    """
    reached = standings["reached"].astype("object").where(standings["reached"].notna(), "nobody asked")
    order = ["nobody asked", *LADDER]
    grouped = standings["stuck"].astype("int64").groupby(reached)
    return pd.DataFrame(
        {
            "reached": order,
            "barriers": grouped.size().reindex(order, fill_value=0).to_numpy(),
            "stuck": grouped.sum().reindex(order, fill_value=0).to_numpy(),
        }
    )


_COLUMNS = [
    *("barrier", "level", "asked_of", "reached", "answer", "since", "days"),
    *("overdue", "stuck", "next_level", "next_step"),
]


def _known(steps: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """The steps taken by a day, in the order in which they were, whatever the order of the rows."""
    for level in steps["level"].dropna().unique():
        if level not in LADDER:
            raise UnknownLevel(f"There is no level '{level}'. Choose one of: {', '.join(LADDER)}.")
    if steps["level"].isna().any():
        raise UnknownLevel("A step has no level. Say who was asked: " + ", ".join(LADDER) + ".")
    known = steps.loc[~(steps["asked"] > as_of), _STEP].copy()
    later = known["answered"] > as_of
    known["answered"] = known["answered"].mask(later)
    known["outcome"] = known["outcome"].astype("object").mask(later | known["outcome"].isna(), None)
    known["rank"] = known["level"].map(LADDER.index).astype("int64")
    known["open"] = known["answered"].isna() & known["outcome"].isna()
    known["said"] = known["outcome"].fillna("").astype("str")
    order = ["asked", "rank", "open", "answered", "answer_due", "said", "asked_of"]
    return known.sort_values(order, na_position="first", kind="stable", ignore_index=True)


def _row(
    barrier: dict[str, object], steps: pd.DataFrame, as_of: pd.Timestamp, patience: int
) -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(_COLUMNS, None)
    row |= {"barrier": barrier["name"], "stuck": False}
    live = barrier["state"] == "open"
    if steps.empty:
        days = _days(barrier["raised"], as_of)
        first = LADDER[0]
        who = f"who can lift it ({barrier['can_lift']})" if pd.notna(barrier["can_lift"]) else f"the {first}"
        asked = "nobody has been asked" + ("" if days is None else f" for {_in_days(days)}")
        said = f"Ask {who}: {asked}." if live else "Agree whether what is left of it still matters."
        return row | {
            "answer": "nobody asked",
            "since": barrier["raised"],
            "days": days,
            "stuck": live,
            "next_level": first if live else None,
            "next_step": said,
        }
    last = steps.iloc[-1]
    answer, since, overdue = _answer(last, as_of, patience)
    above = _next_above(steps, last)
    moves = answer in ("overdue", "refused", "passed on")
    row |= {
        "overdue": overdue,
        "level": last["level"],
        "asked_of": last["asked_of"] if pd.notna(last["asked_of"]) else None,
        "reached": LADDER[int(steps["rank"].max())],
        "answer": answer,
        "since": since,
        "days": _days(since, as_of),
        "stuck": live and moves and not (answer == "refused" and above is None),
        "next_level": above if live and moves else None,
    }
    return row | {"next_step": _sentence(row, last, above) if live else _for_eased(row)}


def _answer(step: pd.Series, as_of: pd.Timestamp, patience: int) -> tuple[str, object, int | None]:
    """How a step stands, since when, and how many days its answer is overdue."""
    if not step["open"]:
        since = step["answered"] if pd.notna(step["answered"]) else step["asked"]
        return step["outcome"] or "answered", since, None
    due = step["answer_due"]
    if pd.isna(due):
        due = step["asked"] + pd.Timedelta(days=patience)
    late = _days(due, as_of)
    if late is not None and late > 0:
        return "overdue", step["asked"], late
    return "waiting", step["asked"], None


def _next_above(steps: pd.DataFrame, last: pd.Series) -> str | None:
    """The lowest level above the last one asked that did not refuse when it was asked last."""
    answers = dict(zip(steps["level"], steps["outcome"], strict=True))
    higher = LADDER[int(last["rank"]) + 1 :]
    return next((level for level in higher if answers.get(level) != "refused"), None)


def _sentence(row: dict[str, object], last: pd.Series, above: str | None) -> str:
    who, answer = f"the {last['level']}", str(row["answer"])
    days = row["days"]
    span = None if days is None else _in_days(int(str(days)))
    ago = f" {span} ago" if span else ""
    if answer == "waiting":
        if pd.isna(last["asked"]):
            return f"Write down the day on which {who} was asked."
        due = last["answer_due"]
        return (
            f"Agree with {who} on a day for the answer."
            if pd.isna(due)
            else f"Wait for {who} until {_day(due)}."
        )
    if answer == "answered":
        return f"Write down what {who} answered{ago}."
    if answer in ("lifted", "eased"):
        return f"Check with those it hurts whether it is {answer}, as {who} said{ago}."
    why = {
        "overdue": f"{who} has not answered" + (f" for {span}" if span else ""),
        "refused": f"{who} refused{ago}",
        "passed on": f"{who} passed it on{ago}, and nobody has been asked since",
    }[answer]
    if above is not None:
        return f"Ask the {above}: {why}."
    if answer == "refused":
        return f"Find a way round it, or accept it and say so: {why}, and nobody above is left to ask."
    return f"Ask {who} again: {why}, and nobody above is left to ask."


def _for_eased(row: dict[str, object]) -> str:
    if row["answer"] in ("waiting", "overdue"):
        return f"Wait for the {row['level']}, or agree whether what is left of it still matters."
    return "Agree whether what is left of it still matters."


def _days(since: object, as_of: pd.Timestamp) -> int | None:
    day = pd.Timestamp(since) if since is not None else pd.NaT
    return None if pd.isna(day) else int((as_of.normalize() - day.normalize()).days)


def _in_days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"


def _day(day: pd.Timestamp) -> str:
    return f"{day.day} {day.strftime('%B %Y')}"
