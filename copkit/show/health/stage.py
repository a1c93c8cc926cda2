"""Where the communities stand in their life: what the records speak for, what the coordinator says, and what
coordinators do next."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health.stage import STAGES, stage_called
from copkit.functions.health.stage_of_life import FEWEST_STATEMENTS, TOO_LITTLE
from copkit.place.view import View
from copkit.show.health.stage_evidence import StageRead, evidence_table, read_stages
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count, date, listing
from copkit.show.tables import Table

_SOURCE = "Wenger, McDermott and Snyder 2002, Cultivating Communities of Practice, chapters 4 and 5"
_METHOD = (
    "Each figure is held against a line, and speaks for some stages and against others. Each counts once; "
    "the stage with the most for it, less what is against it, is told. The stages are those of the book; the "
    "lines are rules of this kit and no standard. A figure is near its line if it rests on so few that it "
    "could by chance have been on the other side. The coordinator knows what no record holds: what the "
    "coordinator says stands beside it, and counts."
)
_HOW = (
    "Fill in who comes to the events, and say under 'Say where it stands' at which stage you see the "
    "community."
)


def stage(here: View) -> Section:
    """What the records of a community speak for, with the evidence; what the coordinator says; and what
    coordinators do next. For the whole place, a line for each community, in the order of their names."""
    read = read_stages(here)
    if not any(one.said or one.found.evidence for one in read):
        return Section([Needs("Nothing is known yet of the stage of a community.", _HOW)])
    return _of_one(here, read[0]) if here.community else _of_all(here, read)


def _of_one(here: View, read: StageRead) -> Section:
    evidence = [evidence_table(here, read)] if read.found.evidence else []
    told = Finding(f"{_records(read)} {_coordinator(read)}", evidence, _METHOD, _SOURCE)
    names = list(dict.fromkeys([*([read.said] if read.said else []), *read.found.stages]))
    return Section([told, *(_what_next(here, name) for name in names)])


def _records(read: StageRead) -> str:
    found = read.found
    sided = [one for one in found.evidence if one.speaks_for or one.speaks_against]
    if not found.stages:
        if len(sided) < FEWEST_STATEMENTS:
            sides = count(len(sided), "figure takes", "figures take")
            return (
                f"The records of {read.community} are too few to speak for a stage: {sides} a side, and "
                f"{FEWEST_STATEMENTS} are needed."
            )
        return f"The records of {read.community} point to no one stage: too many have as much for them."
    parts = []
    for name in found.stages:
        favour = sum(name in one.speaks_for for one in sided)
        against = sum(name in one.speaks_against for one in sided)
        parts.append(
            f"'{name}' ({favour} of {count(len(sided), 'figure')} for it, {against or 'none'} against)"
        )
    if read.is_firm:
        return f"The records of {read.community} speak for {' or '.join(parts)}."
    return (
        f"The records of {read.community} perhaps speak for {' or '.join(parts)}: without the figures of "
        f"few, which lie near their line, {_without(read.firm.stages)}."
    )


def _coordinator(read: StageRead) -> str:
    if not read.said:
        return "The coordinator has not said yet where it stands."
    day = f" ({date(read.judged)})" if pd.notna(read.judged) else ""
    same = " too" if read.said in read.found.stages else ""
    told = f"The coordinator says '{read.said}'{same}{day}"
    if read.reason:
        return f"{told}: {read.reason.rstrip('.')}."
    return f"{told}, and no reason is written down." if read.differs else f"{told}."


def _what_next(here: View, name: str) -> Finding:
    found = stage_called(name)
    one, other = found.pulls
    told = (
        f"At the stage '{name}' the work is {found.tension}. Two things pull apart: to {one}, and to {other}."
    )
    frame = pd.DataFrame({"What coordinators do next": found.next_steps})
    return Finding(told, [Table(f"What coordinators do at the stage '{name}'", frame, here.audience)])


def _of_all(here: View, read: list[StageRead]) -> Section:
    frame = pd.DataFrame(
        {
            "Community": [one.community for one in read],
            "The records speak for": [one.in_words for one in read],
            "The coordinator says": [one.said or "not said yet" for one in read],
            "Said on": [date(one.judged) if pd.notna(one.judged) else "" for one in read],
            "Why": [one.reason for one in read],
        }
    )
    frame = frame.drop(columns=[name for name in ("Said on", "Why") if not frame[name].any()])
    named = {one.said for one in read} | {name for one in read for name in one.found.stages}
    stages = [each for each in STAGES if each.name in named]
    tasks = pd.DataFrame(
        {
            "Stage": [capital(each.name) for each in stages],
            "What it has to settle": [each.tension for each in stages],
            "What coordinators do": [each.task for each in stages],
        }
    )
    tables = [Table("Stages of development", frame, here.audience)]
    if stages:
        tables.append(Table("What each stage calls for", tasks, here.audience))
    method = f"{_METHOD} The evidence stands on the page of each community."
    return Section([Finding(_told_of_all(read), tables, method, _SOURCE)])


def _told_of_all(read: list[StageRead]) -> str:
    firm = [one for one in read if one.is_firm]
    apart = [one.community for one in firm if one.differs]
    same = sum(one.said in one.found.stages for one in firm)
    whole = count(len(read), "community", "communities")
    told = f"In {len(firm) or 'none'} of {whole} the records speak firmly for a stage"
    if same:
        told += f", in {same} for the one that the coordinator says"
    if apart:
        told += f"; records and coordinator differ on {listing(apart)}"
    unsaid = sum(not one.said for one in read)
    if unsaid:
        told += f". In {len(read) - unsaid or 'none'} of them a coordinator has said where it stands"
    return f"{told}."


def _without(names: tuple[str, ...]) -> str:
    if not names:
        return f"there is {TOO_LITTLE}"
    quoted = " or ".join(f"'{name}'" for name in names)
    return f"it would be {quoted}"
