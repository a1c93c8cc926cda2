"""The first page of an assessment, gathered from what each topic says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from copkit.place.view import View, day_before
from copkit.show.health.before_and_after import before_and_after_verdicts
from copkit.show.health.compared import compared_verdicts
from copkit.show.health.decision import Decision
from copkit.show.health.differences import differences
from copkit.show.health.each_community import each_community
from copkit.show.health.empty_months import taking_part_verdicts
from copkit.show.health.indicators import impact_verdicts
from copkit.show.health.sign_verdicts import vital_sign_verdicts
from copkit.show.health.stage_verdicts import stage_verdicts
from copkit.show.health.survey_verdicts import survey_verdicts
from copkit.show.health.uneven_verdicts import uneven_verdicts
from copkit.show.health.value_verdicts import value_verdicts
from copkit.show.health.verdicts import AT_RISK, COORDINATOR, CORE_GROUP, WELL, Verdict
from copkit.show.health.work_in_hand import late_actions, work_verdicts
from copkit.show.page import Finding, Section
from copkit.show.sentences import count, date
from copkit.show.worked_out import worked_out_of

MONTHS_BETWEEN = 3
"""An assessment is compared with how things stood so many months before, unless a date is given."""

TOPICS: tuple[Callable[[View], list[Verdict]], ...] = (
    impact_verdicts,
    before_and_after_verdicts,
    vital_sign_verdicts,
    taking_part_verdicts,
    survey_verdicts,
    compared_verdicts,
    uneven_verdicts,
    stage_verdicts,
    value_verdicts,
    work_verdicts,
)
"""What each topic has to say, in the order in which it is told."""


def to_decide_on(here: View, compared_with: str = "") -> Section:
    """What goes well, what is at risk, what is asked of whom, and what is different from the assessment
    before: as of the day ``compared_with``, or three months earlier. Both are worked out from the same
    records, as they were known on each day.

    Raises `CopkitError` for a date that is none, or that is not earlier.
    """
    now = [_to_many(here, one) for one in verdicts(here)]
    then = day_before(here, compared_with)
    if pd.isna(then):
        then = here.as_of - pd.DateOffset(months=MONTHS_BETWEEN)
    earlier = here.at(then)
    if is_recorded(earlier):
        found = differences(now, verdicts(earlier))
        told = found.said or ("Nothing is different.",)
    else:
        found, told = differences(now, now), ("There was nothing to compare with yet.",)
    method = (
        "A line stands here if it is more than chance, or a plain fact. What too little is known of stands "
        "under neither. How each was worked out is told with its evidence."
    )
    since = f"Since {date(then)}" if pd.notna(then) else "Since the last time"
    page = Decision(now, since, told, found.new)
    return Section(
        [
            Finding(_sentence(here, now), method=method),
            page,
            *late_actions(here),
            *each_community(here, verdicts),
        ]
    )


def _to_many(here: View, one: Verdict) -> Verdict:
    """Of a whole place it is not one core group that is asked, but those of the communities."""
    many = {CORE_GROUP: "the core groups", COORDINATOR: "the coordinators"}
    return one if here.community else replace(one, whom=many.get(one.whom, one.whom))


def verdicts(here: View) -> list[Verdict]:
    """What all topics say of this place or community, on the day of the view."""
    return [one for topic in TOPICS for one in worked_out_of(here, topic)]


def is_recorded(here: View) -> bool:
    """Whether anything was known on that day that an assessment rests on: events, answers, figures, deeds."""
    if pd.isna(here.as_of):
        return False
    return any(len(here[table]) for table in ("events", "responses", "observations", "actions"))


def _sentence(here: View, now: list[Verdict]) -> str:
    who = here.community or "the whole place"
    well, risk = (sum(one.way == way for one in now) for way in (WELL, AT_RISK))
    if not now and not is_recorded(here):
        return f"Nothing is recorded yet of {who} that would tell what goes well and what is at risk."
    if not now:
        return f"Of {who} nothing stands out by more than chance, neither well nor at risk."
    good = f"{count(well, 'thing')} {'goes' if well == 1 else 'go'} well"
    bad = f"{count(risk, 'thing')} {'is' if risk == 1 else 'are'} at risk"
    good = good if well else "nothing is known to go well"
    bad = bad if risk else "nothing is known to be at risk"
    return f"Of {who}, {good} and {bad}."
