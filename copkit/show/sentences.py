"""Words for numbers, lists and dates, as they stand in findings."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import pandas as pd

from copkit.place.privacy import Audience


def count(number: float, singular: str, plural: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "member"), count(1200, "member"), count(0, "community", "communities")
    ('1 member', '1,200 members', 'no communities')
    """
    noun = singular if number == 1 else plural or f"{singular}s"
    return f"{'no' if number == 0 else f'{int(number):,}'} {noun}"


def people(audience: Audience, number: float) -> str:
    """A number of people in words fit for the reader.

    >>> from copkit.place.privacy import PUBLIC, WORKSHOP
    >>> people(WORKSHOP, 1), people(WORKSHOP, 0), people(PUBLIC, 3), people(PUBLIC, 30)
    ('1 person', 'nobody', 'fewer than 5 people', '30 people')
    """
    if number == 0:
        return "nobody"
    return f"{audience.people(number)} {'person' if number == 1 and not audience.hides(1) else 'people'}"


def capital(text: str) -> str:
    """The text with its first letter large, and all else as it is.

    >>> capital("fewer than 5 of 40 members")
    'Fewer than 5 of 40 members'
    """
    return text[:1].upper() + text[1:]


def listing(names: Iterable[object], most: int = 5) -> str:
    """A list in words, cut after ``most``.

    >>> listing(["a", "b", "c"]), listing(["a", "b", "c", "d"], most=2)
    ('a, b and c', 'a, b and 2 more')
    """
    words = [str(name) for name in names]
    if len(words) > most:
        words = [*words[:most], f"{len(words) - most:,} more"]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def items(names: Sequence[str], most: int) -> str:
    """Names in one line that may hold commas themselves, cut after ``most``.

    >>> items(["a, b", "c"], 4), items(["a", "b", "c"], 2)
    ('a, b; c', 'a; b; 1 more')
    """
    more = [f"{len(names) - most} more"] if len(names) > most else []
    return "; ".join([*names[:most], *more])


def percent(share: float) -> str:
    """A share as a whole percentage; small ones do not become 0%, nor large ones 100%.

    >>> percent(0.254), percent(0.002), percent(0.998), percent(1)
    ('25%', 'under 1%', 'over 99%', '100%')
    """
    if 0 < share < 0.005:
        return "under 1%"
    if 0.995 <= share < 1:
        return "over 99%"
    return f"{math.floor(share * 100 + 0.5)}%"


def date(day: pd.Timestamp) -> str:
    """A date in words: '18 June 2026'; 'no date' for NaT."""
    return "no date" if pd.isna(day) else f"{day.day} {day:%B %Y}"


def month(day: pd.Timestamp) -> str:
    """A month in words: 'June 2026'; 'no date' for NaT."""
    return "no date" if pd.isna(day) else f"{day:%B %Y}"


def number(value: float, places: int = 2) -> str:
    """A number with at most ``places`` decimals and no trailing noughts.

    >>> number(1234.5), number(3.0), number(0.126)
    ('1,234.5', '3', '0.13')
    """
    text = f"{value:,.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
