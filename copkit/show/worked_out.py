"""What takes seconds to work out, and is the same on several pages, is worked out once for all of them.

Where the environment variable `COPKIT_WORKED_OUT` names a folder, what came out is kept in it under a digest
of what it was worked out of. The processes that make pages side by side share it so, until the folder goes.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from collections.abc import Callable, Mapping, Set
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from copkit.place.readings import VARIABLE as READINGS
from copkit.place.readings import digest
from copkit.place.view import View, Worked

VARIABLE = "COPKIT_WORKED_OUT"

Result = TypeVar("Result")


def worked_out(work: Callable[..., Result], *given: object, **how: object) -> Result:
    """What ``work`` makes of these arguments, or made of the same ones before: it follows from them alone.

    They are frames, columns, texts, numbers, days, and lists, sets and dictionaries of these. What ``work``
    raises is raised and not kept.

    >>> worked_out(sorted, ["Streets", "Homes"])
    ['Homes', 'Streets']
    """
    folder = os.environ.get(VARIABLE)
    if not folder:
        return work(*given, **how)
    kept = _file(folder, work, _in_words([given, how]))
    if kept.exists():
        before: Result = pickle.loads(kept.read_bytes())  # written below, in a folder of this user's alone
        return before
    made = work(*given, **how)
    _write(kept, made)
    return made


def worked_out_of(here: View, work: Callable[[View], Result]) -> Result:
    """What ``work`` makes of the rows of a view, or made of the same tables before: of a view with the same
    limits, in whatever process of the run.

    >>> from copkit.place.view import view
    >>> worked_out_of(view("demo", "Warm Homes"), lambda here: len(here["communities"]))
    1
    """
    folder = os.environ.get(VARIABLE)
    if not folder or not os.environ.get(READINGS):  # what was read must be known to whoever finds it here
        return work(here)
    kept = _file(folder, work, f"{here.place.where}, {here.limits}, {here.looks_back}")
    worked: Worked[Result] | None = pickle.loads(kept.read_bytes()) if kept.exists() else None
    if worked is None or not here.stands(worked):
        worked = here.worked(lambda: work(here))
        _write(kept, worked)
    return here.taken(worked)


def _file(folder: str, work: Callable[..., Any], given: str) -> Path:
    asked = f"{work.__module__}.{work.__qualname__}{given}"
    return Path(folder, hashlib.sha256(asked.encode()).hexdigest())


def _write(path: Path, made: object) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        pickle.dump(made, file)
    os.replace(file.name, path)  # whole, or not there


def _in_words(value: Any) -> str:
    """The same words for the same value, in whatever process; others for any other."""
    if isinstance(value, pd.Series):
        return f"of rows {_in_words(value.to_frame())}"
    if isinstance(value, pd.DataFrame):
        return f"rows {digest(value)}"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key!r}: {_in_words(each)}' for key, each in value.items())}}}"
    if isinstance(value, Set):
        return f"{{{', '.join(sorted(map(_in_words, value)))}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_in_words, value))}]"
    if value is None or value is pd.NaT or isinstance(value, str | int | float | pd.Timestamp):
        return repr(value)
    raise TypeError(f"Nothing is kept by a {type(value).__name__}: give frames, columns, texts and numbers.")
