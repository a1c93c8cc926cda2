"""When a work was made, as the formats say it: a year, a month of a year, or a day."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PARTS = re.compile(r"\s*(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)")


def day_of(year: object, month: object = None, day: object = None) -> dt.date | None:
    """The day of a year, a month (a number or an English name) and a day; the first of the month or of the
    year where those are not known. None where there is no such day, or no year of four digits.

    >>> day_of("2019", "March"), day_of(2019), day_of("2019", "2", "30") is None, day_of("s.a.") is None
    (datetime.date(2019, 3, 1), datetime.date(2019, 1, 1), True, True)
    """
    found = re.search(r"(?<!\d)(\d{4})\D*$", str(year))
    if not found:
        return None
    try:
        return dt.date(int(found[1]), month_of(month) or 1, _whole(day) or 1)
    except ValueError:
        return None


def day_in(text: str) -> dt.date | None:
    """The day with which a text begins: ``2019``, ``2019-03``, ``2019/03/14/spring``.

    >>> day_in("2014/12/12"), day_in("2006//"), day_in("1991-03/1992")
    (datetime.date(2014, 12, 12), datetime.date(2006, 1, 1), datetime.date(1991, 3, 1))
    """
    found = _PARTS.match(text)
    if not found:
        return None
    try:
        return dt.date(int(found[1]), int(found[2] or 0) or 1, int(found[3] or 0) or 1)
    except ValueError:
        return None


def month_of(text: object) -> int | None:
    """The number of a month that is written as a number or by its English name.

    >>> month_of("10 January"), month_of("09"), month_of("spring") is None
    (1, 9, True)
    """
    words = str(text or "").casefold()
    for number, name in enumerate(_MONTHS, 1):
        if re.search(rf"\b{name}", words):
            return number
    return _whole(words)


def _whole(text: object) -> int | None:
    found = re.fullmatch(r"\s*0*(\d{1,2})\s*", str(text or ""))
    return int(found[1]) if found else None
