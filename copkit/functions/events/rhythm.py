"""The rhythm of a community, and its next dates.

A community lives by a rhythm that is neither too fast nor too slow (Wenger, McDermott and Snyder 2002,
Cultivating Communities of Practice, chapter 3: the last of seven principles). They give no numbers: those
here are ours. What was called off is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from copkit.functions.events.calendar import going_ahead, members_by_community, occurrences, span_of

_DAY = pd.Timedelta(days=1)
_LOOK_BACK = pd.DateOffset(years=2)
_MONTH = 365.25 / 12
_NEAR_A_MONTH = 7.5
"""The second Tuesdays of two months are 28 or 35 days apart: up to 7.4 from a whole number of months."""

_FARTHEST_MOVE = 13
_WEEKS = ("first", "second", "third", "fourth", "last")


@dataclass(frozen=True)
class Rhythm:
    """How a community meets: on ``usual`` ('second Tuesday of a month', or 'Tuesday' where it meets every
    few weeks), every so many months or weeks, at ``starts``; ``usually`` of ``meetings`` were on that day.
    ``assumed``: there was one meeting only, so that a month is a guess."""

    weekday: int
    week: int
    months: int | None
    weeks: int | None
    starts: str | None
    usual: str
    usually: int
    meetings: int
    assumed: bool

    def after(self, last: pd.Timestamp, step: int) -> pd.Timestamp:
        """The usual day so many steps after the last meeting."""
        if self.months:
            return nth_weekday(last.to_period("M") + step * self.months, self.weekday, self.week)
        nearest = (self.weekday - last.weekday() + 3) % 7 - 3
        return last + (nearest + 7 * step * int(self.weeks or 1)) * _DAY

    @property
    def reach(self) -> int:
        """By how many days a meeting can be moved and still keep the rhythm."""
        return _FARTHEST_MOVE if self.months else min(_FARTHEST_MOVE, (7 * int(self.weeks or 1) - 1) // 2)


def nth_weekday(month: pd.Period, weekday: int, week: int) -> pd.Timestamp:
    """The first (1) to fourth (4) or the last (5) such weekday (0 for Monday) of a month.

    >>> f"{nth_weekday(pd.Period('2026-09'), weekday=1, week=2):%d %B}"
    '08 September'
    """
    first = month.start_time.normalize()
    days = pd.date_range(first + (weekday - first.weekday()) % 7 * _DAY, month.end_time, freq="7D")
    return days[-1] if week == len(_WEEKS) else days[week - 1]


def rhythm_of(meetings: pd.DataFrame) -> Rhythm | None:
    """The rhythm of meetings, given by date and starts; None where there is none. Of two days that were used
    as often, the one used last counts.

    >>> held = pd.DataFrame({"date": pd.to_datetime(["2026-06-09", "2026-07-14"]), "starts": "10:00"})
    >>> rhythm_of(held).usual
    'second Tuesday of a month'
    """
    days = sorted({day.normalize() for day in meetings["date"].dropna()})
    if not days:
        return None
    weekday = _most_used([(day, day.weekday()) for day in days])
    week = _most_used(
        [(day, week) for day in days if day.weekday() == weekday for week in _weeks_of(day)], prefer=min
    )
    gaps = pd.Series(days).diff().dt.days.dropna()
    gap = float(gaps.median()) if len(gaps) else _MONTH
    months: int | None = round(gap / _MONTH)
    if not months or abs(gap - months * _MONTH) > _NEAR_A_MONTH:
        months = None
    weeks = None if months else max(1, round(gap / 7))
    name = days[0] + (weekday - days[0].weekday()) * _DAY
    usual = f"{_WEEKS[week - 1]} {name:%A} of a month" if months else f"{name:%A}"
    on_it = [day for day in days if day.weekday() == weekday and (weeks or week in _weeks_of(day))]
    timed = meetings.dropna(subset=["starts", "date"])
    starts = _most_used(list(zip(timed["date"], timed["starts"].astype("str"), strict=True)))
    return Rhythm(weekday, week, months, weeks, starts, usual, len(on_it), len(days), len(days) == 1)


def _most_used(used: list[tuple[pd.Timestamp, Any]], prefer: Any = max) -> Any:
    """The value used most often; of equal ones the one used last; of those the latest (or earliest)."""
    times = Counter(value for _, value in used)
    last = {value: day for day, value in sorted(used)}
    best = max(((times[value], last[value]) for value in times), default=None)
    return prefer((value for value in times if (times[value], last[value]) == best), default=None)


def _weeks_of(day: pd.Timestamp) -> list[int]:
    """Which of its weekday in the month a day is: the first to fourth, the last, or both."""
    nth = (day.day - 1) // 7 + 1
    return ([nth] if nth < len(_WEEKS) else []) + ([len(_WEEKS)] if day.day + 7 > day.days_in_month else [])


@dataclass(frozen=True)
class DateProposal:
    """A day for the next meeting. ``usual_day`` is what the rhythm alone would give; ``shared`` members are
    called elsewhere that day, which is so only where no day near is free."""

    day: pd.Timestamp
    starts: str | None
    usual_day: pd.Timestamp
    shared: int
    reason: str


def propose_dates(
    events: pd.DataFrame,
    community: str,
    memberships: pd.DataFrame,
    after: pd.Timestamp,
    number: int = 3,
    *,
    kind: str | None = None,
    bank_holidays: Iterable[pd.Timestamp] = (),
) -> list[DateProposal]:
    """The next dates of a community, in its rhythm of the last two years and after what is planned.

    ``events`` has the columns name, date, community, kind, starts, minutes, repeats; ``memberships`` member
    and community. With ``kind`` the rhythm is that of this kind of event alone. A day is moved, by 13 days
    at most and by less than half the usual gap, if it is a bank holiday, or if the community meets already,
    or one that shares members with it; a free day comes first, then the same weekday, then the nearest.
    Weekends count only if the community met on them. Where a repeating event already comes at that time
    nothing is proposed; without any meeting the list is empty.

    >>> held = pd.DataFrame({"name": ["June", "July"], "date": pd.to_datetime(["2026-06-09", "2026-07-14"])})
    >>> held = held.assign(community="Warm Homes", kind="meeting", starts="10:00", minutes=90, repeats=None)
    >>> nobody = pd.DataFrame({"member": [], "community": []})
    >>> found = propose_dates(held, "Warm Homes", nobody, pd.Timestamp("2026-07-31"), 2)
    >>> [f"{proposal.day:%d %B}" for proposal in found]
    ['11 August', '08 September']
    """
    going, floor = going_ahead(events), after.normalize()
    own = going[going["community"] == community]
    like = own if kind is None else own[own["kind"] == kind]
    past = occurrences(like, floor - _LOOK_BACK, floor)
    planned = like[like["repeats"].isna() & (like["date"] > floor)]
    meetings = [(row.date, row.starts) for part in (past, planned) for row in part.itertuples()]
    rhythm = rhythm_of(pd.DataFrame(meetings, columns=["date", "starts"]))
    if rhythm is None or number < 1:
        return []
    last = max(day for day, _ in meetings).normalize()
    floor = max(floor, last)
    usual_days = _usual_days(rhythm, last, floor, number)
    days = _days(going, community, members_by_community(memberships), floor, usual_days[-1], kind)
    holidays = {pd.Timestamp(day).normalize() for day in bank_holidays}
    met_on = {*range(5), *(day.weekday() for day, _ in meetings)}
    found: list[DateProposal] = []
    for usual in usual_days:
        near = [usual + moved * _DAY for moved in range(-rhythm.reach, rhythm.reach + 1)]
        able = [day for day in near if day > floor and day.weekday() in met_on]
        able = [day for day in able if day not in holidays and day not in days.own]
        if days.filled.intersection(near) or not able:
            continue
        day = min(able, key=lambda one: _preference(one, usual, rhythm, days))
        reason = _reason(rhythm, usual, day, days, usual in holidays)
        found.append(DateProposal(day, rhythm.starts, usual, len(days.shared(day)), reason))
        if len(found) == number:
            break
        floor = day
    return found


def _usual_days(rhythm: Rhythm, last: pd.Timestamp, floor: pd.Timestamp, number: int) -> list[pd.Timestamp]:
    """More days than are asked for, as some may be filled."""
    days: list[pd.Timestamp] = []
    step = 1
    while len(days) < 2 * number + 2:
        day = rhythm.after(last, step)
        if day > floor:
            days.append(day)
        step += 1
    return days


@dataclass(frozen=True)
class _Days:
    """Days on which a community meets already, those of them that fill the rhythm, and by day which members
    other communities call."""

    own: set[pd.Timestamp]
    filled: set[pd.Timestamp]
    others: dict[pd.Timestamp, dict[str, set[str]]]

    def shared(self, day: pd.Timestamp) -> set[str]:
        return set().union(*self.others.get(day, {}).values())


def _days(
    events: pd.DataFrame,
    community: str,
    belongs: dict[str, set[str]],
    first: pd.Timestamp,
    last: pd.Timestamp,
    kind: str | None,
) -> _Days:
    days = _Days(set(), set(), {})
    longest = pd.to_numeric(events["minutes"]).max()
    before = pd.Timedelta(minutes=0 if pd.isna(longest) else int(longest)).ceil("D")
    for row in occurrences(events, first - before, last + _FARTHEST_MOVE * _DAY).itertuples(index=False):
        span = span_of(row)
        both = belongs.get(span.community, set()) & belongs.get(community, set())
        for day in pd.date_range(span.begins.normalize(), span.ends, freq="D", inclusive="left"):
            if span.community == community:
                days.own.add(day)
                if kind is None or row.kind == kind:
                    days.filled.add(day)
            elif both:
                days.others.setdefault(day, {}).setdefault(span.community, set()).update(both)
    return days


def _preference(
    day: pd.Timestamp, usual: pd.Timestamp, rhythm: Rhythm, days: _Days
) -> tuple[int, bool, pd.Timedelta, pd.Timestamp]:
    """The smaller, the better."""
    return len(days.shared(day)), day.weekday() != rhythm.weekday, abs(day - usual), day


def _reason(rhythm: Rhythm, usual: pd.Timestamp, day: pd.Timestamp, days: _Days, holiday: bool) -> str:
    """Why this day, and why not the usual one."""
    meetings = _count(rhythm.meetings, "meeting")
    if rhythm.assumed:
        kept = f"{_capital(rhythm.usual)}, a month after the only meeting so far: the month is a guess"
    else:
        were = "was" if rhythm.usually == 1 else "were"
        kept = (
            f"{_capital(rhythm.usual)}, {_every(rhythm)}, as {rhythm.usually} of the last {meetings} {were}"
        )
    if day == usual and not days.shared(day):
        return f"{kept}; no community with the same members meets then."
    would = (
        f"The {rhythm.usual.removesuffix(' of a month')} would be"
        if rhythm.months
        else f"{_every(rhythm).capitalize()} it would be"
    )
    if day == usual:
        return f"{kept}. {_who_meets(days, day)}; no day near has fewer."
    if holiday:
        but = "a bank holiday"
    elif days.shared(usual):
        but = f"but {_who_meets(days, usual)}"
    else:
        but = "when the community meets already"
    found = f"{day:%A}" if day.weekday() == rhythm.weekday else "day"
    near = f"this is the nearest {found} that is free"
    if days.shared(day):
        near = f"no day near is free, and on this one {_who_meets(days, day)}, the fewest"
    return f"{would} {usual.day} {usual:%B}, {but}; {near}."


def _who_meets(days: _Days, day: pd.Timestamp) -> str:
    *most, last = sorted(days.others[day])
    who = f"{', '.join(most)} and {last} meet then and share" if most else f"{last} meets then and shares"
    return f"{who} {_count(len(days.shared(day)), 'member')}"


def _every(rhythm: Rhythm) -> str:
    number, unit = (rhythm.months, "month") if rhythm.months else (rhythm.weeks, "week")
    return f"every {unit}" if number == 1 else f"every {number} {unit}s"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
