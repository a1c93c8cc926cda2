"""What an assessment says of the stage: where records and coordinator differ, what has come to its end, and
of whom nothing was recorded for long."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health.participation import visits
from copkit.place.view import View
from copkit.show.health.stage_evidence import StageRead, read_stages
from copkit.show.health.verdicts import AT_RISK, CORE_GROUP, Verdict
from copkit.show.sentences import count, date, listing

SILENT = pd.DateOffset(months=6)
"""After so long without anybody recorded as having come, a community is told as silent."""


def stage_verdicts(here: View) -> list[Verdict]:
    """At risk: communities of which records and coordinator say different stages and no reason is written
    down; those of which both say 'transformation'; and those to whose events nobody came for half a year. A
    community without any record is none of these."""
    if pd.isna(here.as_of):
        return []
    read = read_stages(here)
    return [*_differing(here, read), *_at_its_end(here, read), *_silent(here, read)]


def _differing(here: View, read: list[StageRead]) -> list[Verdict]:
    apart = [one for one in read if one.differs and not one.reason]
    if not apart:
        return []
    ask = "Talk about where the community stands, and write down why"
    if here.community:
        said = (
            f"The records speak for the stage '{apart[0].found.in_words}', and the coordinator says "
            f"'{apart[0].said}' without a reason written down."
        )
        return [Verdict(AT_RISK, "stage", said, "stage", ask, CORE_GROUP)]
    each = [f"{one.community} (records: {one.found.in_words}; coordinator: {one.said})" for one in apart]
    said = (
        f"Records and coordinator differ on the stage of {count(len(apart), 'community', 'communities')}, "
        f"without a reason written down: {listing(each, 4)}."
    )
    return [Verdict(AT_RISK, "stage", said, "stage", "Say why the stage is another one")]


def _at_its_end(here: View, read: list[StageRead]) -> list[Verdict]:
    ended = [one for one in read if one.said == "transformation" and "transformation" in one.firm.stages]
    if not ended:
        return []
    names = listing([one.community for one in ended], 4)
    one_alone = len(ended) == 1
    said = (
        f"By the records and the coordinator, {names} {'is' if one_alone else 'are'} at the stage "
        "'transformation', in which a community fades or turns into something else."
    )
    ways = "closes, splits, merges or begins" if one_alone else "close, split, merge or begin"
    ask = f"Decide together whether {names} {ways} anew"
    return [Verdict(AT_RISK, "transformation", said, "stage", ask, CORE_GROUP)]


def _silent(here: View, read: list[StageRead]) -> list[Verdict]:
    came = visits(here.whole["events"], here.whole["attendance"])
    came = came[came["date"] <= here.as_of]
    newest = came.groupby("community")["date"].max()
    silent = [one.community for one in read if newest.get(one.community, here.as_of) < here.as_of - SILENT]
    if not silent:
        return []
    if here.community:
        said = f"Nobody is recorded as having come to an event since {date(newest[here.community])}."
    else:
        said = (
            f"Nobody is recorded as having come to an event in the last half year in {len(silent)} of "
            f"{count(len(read), 'community', 'communities')}: {listing(silent, 4)}."
        )
    ask = "Find out whether nobody meets any more, or nobody writes it down"
    return [Verdict(AT_RISK, "nothing recorded", said, "taking-part", ask)]
