"""What a value and a row must be: reads what people type, and says in plain words what is wrong.

The same rules serve the spreadsheet, the forms and calls from Python.
"""

from __future__ import annotations

import datetime as dt
import difflib
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from openpyxl.utils.datetime import from_excel

from copkit.place.columns import Field, Table
from copkit.place.errors import Fault
from copkit.place.unseen_marks import is_seen, without_unseen

EXAMPLE = "example:"
"""A row whose first cell begins so is an example: it is never loaded."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MONTHS = {
    name[:3]: number
    for number, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        1,
    )
}


@dataclass(frozen=True)
class Misread(Exception):
    """A value that does not fit its column."""

    wrong: str
    allowed: str = ""
    near: str | None = None


def fold(name: str) -> str:
    """The form in which names are compared: case and spacing make no difference.

    >>> fold("  Warm   HOMES ") == fold("Warm Homes")
    True
    """
    return " ".join(without_unseen(name).casefold().split())


def nearest(typed: str, known: Iterable[str]) -> str | None:
    """The known word that was most likely meant, if one is near enough.

    >>> nearest("Activ", ["core", "active", "peripheral"])
    'active'
    """
    by_fold = {fold(word): word for word in known}
    close = difflib.get_close_matches(fold(typed), list(by_fold), n=1, cutoff=0.7)
    return by_fold[close[0]] if close else None


def either(words: Iterable[str]) -> str:
    """A list in words: ``'yes or no'``, ``'a, b or c'``."""
    words = list(words)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def shorten(value: object, longest: int = 60) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _as_text(raw: object) -> str:
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, dt.datetime) and raw.time() == dt.time():
        return raw.date().isoformat()
    return without_unseen(str(raw)).strip()


def _text(field: Field, raw: object) -> str | None:
    text = _as_text(raw).replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\x85", "\n").strip()
    if _UNPRINTABLE.search(text):
        raise Misread(f"'{shorten(_UNPRINTABLE.sub('�', text))}' holds a character that cannot be printed")
    if field.kind != "words":
        text = " ".join(text.split())
    if len(text) > field.longest:
        raise Misread(
            f"'{shorten(text)}' is {len(text):,} characters long", f"up to {field.longest:,} characters"
        )
    return text if is_seen(text) else None


def _choice(field: Field, raw: object) -> str:
    typed = _as_text(raw)
    for word in field.choices:
        if fold(word) == fold(typed):
            return word
    article = "an" if field.label[0] in "aeiou" else "a"
    raise Misread(
        f"'{shorten(typed)}' is not {article} {field.label}",
        either(field.choices),
        nearest(typed, field.choices),
    )


def _number(field: Field, raw: object) -> float:
    typed = _as_text(raw)
    try:
        value = (
            float(raw) if isinstance(raw, int | float) else float(re.sub(r"(?<=\d),(?=\d{3}\b)", "", typed))
        )
    except (ValueError, OverflowError):
        value = math.nan
    if not math.isfinite(value):
        raise Misread(f"'{shorten(typed)}' is not a number", _range(field))
    if (field.low is not None and value < field.low) or (field.high is not None and value > field.high):
        raise Misread(f"{shorten(typed)} is out of range", _range(field))
    return value


def _whole(field: Field, raw: object) -> int:
    value = _number(field, raw)
    if not value.is_integer():
        raise Misread(f"{shorten(_as_text(raw))} is not a whole number", _range(field))
    return int(value)


def _range(field: Field) -> str:
    kind = "a whole number" if field.kind == "whole" else "a number"
    if field.low is not None and field.high is not None and field.high < 1_000_000:
        return f"{kind} from {field.low:g} to {field.high:g}"
    return f"{kind} of at least {field.low:g}" if field.low is not None else kind


_DAY_HELP = "a date, day first, such as 3/4/2026 or 3 April 2026, or 2026-04-03"


def _day(field: Field, raw: object) -> dt.date:
    if isinstance(raw, dt.datetime):
        return raw.date()
    if isinstance(raw, dt.date):
        return raw
    typed = _as_text(raw)
    if isinstance(raw, int | float) and not isinstance(raw, bool) and 20_000 <= raw <= 80_000:
        moment = from_excel(raw)
        if isinstance(moment, dt.datetime):
            return moment.date()
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00)?)?", typed):
        year, month, day = (int(part) for part in found.groups())
    elif found := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})", typed):
        day, month, year = (int(part) for part in found.groups())
    elif (
        found := re.fullmatch(
            r"(\d{1,2})(?:st|nd|rd|th)?[ -]+([a-z]{3,9})\.?,?[ -]+(\d{4}|\d{2})", typed.lower()
        )
    ) and found[2][:3] in _MONTHS:
        day, month, year = int(found[1]), _MONTHS[found[2][:3]], int(found[3])
    else:
        raise Misread(f"'{shorten(typed)}' is not a date", _DAY_HELP)
    try:
        return dt.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        wrong = f"there is no month {month}" if month > 12 else "there is no such day"
        raise Misread(f"'{shorten(typed)}' is not a date: {wrong}", _DAY_HELP) from None


def _time(field: Field, raw: object) -> str:
    if isinstance(raw, dt.datetime):
        raw = raw.time()
    if isinstance(raw, dt.time):
        return raw.strftime("%H:%M")
    found = re.fullmatch(r"(\d{1,2})(?:[:.h](\d{2}))?(?::00)?\s*([ap]m)?", _as_text(raw).lower())
    if found and (found[2] or found[3]):
        hour, minute = int(found[1]), int(found[2] or 0)
        if found[3] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if found[3] == "pm" else 0)
        if hour < 24 and minute < 60:
            return f"{hour:02}:{minute:02}"
    raise Misread(f"'{shorten(_as_text(raw))}' is not a time", "a time such as 09:30 or 2.15pm")


def _yes_no(field: Field, raw: object) -> bool:
    typed = fold(_as_text(raw))
    if typed in ("yes", "y", "true", "1", "x"):
        return True
    if typed in ("no", "n", "false", "0"):
        return False
    raise Misread(
        f"'{shorten(_as_text(raw))}' is neither yes nor no", "yes or no", nearest(typed, ("yes", "no"))
    )


_READERS: Mapping[str, Callable[[Field, object], object]] = {
    "text": _text,
    "words": _text,
    "reference": _text,
    "choice": _choice,
    "number": _number,
    "whole": _whole,
    "day": _day,
    "time": _time,
    "yes or no": _yes_no,
}


def is_empty(raw: object) -> bool:
    """Whether a cell holds nothing: None, NaN, NaT, or only spaces and marks that are not seen."""
    if raw is None or (isinstance(raw, str) and not is_seen(raw)):
        return True
    return not isinstance(raw, str) and raw != raw


def read_value(field: Field, raw: object) -> object:
    """What a typed value means in its column, or None if nothing was typed.

    A reference is given back as the name that was typed. Raises `Misread`.

    >>> from copkit.place.columns import Field
    >>> read_value(Field("day", "", ""), "3/4/2026")
    datetime.date(2026, 4, 3)
    """
    if is_empty(raw):
        return None
    return _READERS[field.kind](field, raw)


def read_row(
    table: type[Table], raw: Mapping[str, object], row: int | None = None
) -> tuple[dict[str, object], list[Fault]]:
    """Reads one row by the rules of its table: the values that fit, and a fault for each that does not.

    ``raw`` maps names of columns to what was typed; columns left out are not looked at, unless the
    table requires them. Faults bear the sheet's title and ``row``.
    """
    values: dict[str, object] = {}
    faults: list[Fault] = []
    fields = table.fields()

    def fault(column: str, wrong: str, allowed: str = "", near: str | None = None) -> None:
        faults.append(Fault(table.sheet(), row, fields[column].label, wrong, allowed, near))

    for name, field in fields.items():
        try:
            value = read_value(field, raw.get(name))
        except Misread as misread:
            fault(name, misread.wrong, misread.allowed, misread.near)
            continue
        if value is None and field.required:
            fault(name, "this must be filled in", f"something like '{field.example}'")
        elif name in raw:
            values[name] = value
    first = next(iter(fields))
    if str(values.get(first) or "").casefold().startswith(EXAMPLE):
        fault(first, f"a row that begins with '{EXAMPLE}' is passed over, so it cannot be kept")
    for later, message in _across(table, values):
        fault(later, message)
    return values, faults


def _across(table: type[Table], values: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    """Rules that concern two columns of a row."""
    if table.must_differ:
        one, other = (values.get(column) for column in table.must_differ)
        if isinstance(one, str) and isinstance(other, str) and fold(one) == fold(other):
            yield (
                table.must_differ[1],
                f"'{shorten(other)}' stands in '{table.must_differ[0].replace('_', ' ')}' too",
            )
    if table.in_order:
        start, end = (values.get(column) for column in table.in_order)
        if isinstance(start, dt.date) and isinstance(end, dt.date) and start > end:
            first = table.in_order[0].replace("_", " ")
            yield table.in_order[1], f"{end:%d/%m/%Y} comes before '{first}', which is {start:%d/%m/%Y}"


def identity(table: type[Table], values: Mapping[str, object]) -> tuple[object, ...]:
    """What tells this row from the others of its table; names and codes compared without case."""
    return tuple(
        fold(value) if isinstance(value := values.get(column), str) else value for column in table.identity
    )
