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

from copkit.place.readings import digest

VARIABLE = "COPKIT_WORKED_OUT"

Result = TypeVar("Result")


def worked_out(work: Callable[..., Result], *given: object, **how: object) -> Result:
    """What ``work`` makes of these arguments, or made of the same ones before: it follows from them alone.

    They are frames, columns, texts, numbers, and lists, sets and dictionaries of these. What ``work`` raises
    is raised and not kept.

    >>> worked_out(sorted, ["Streets", "Homes"])
    ['Homes', 'Streets']
    """
    folder = os.environ.get(VARIABLE)
    if not folder:
        return work(*given, **how)
    asked = f"{work.__module__}.{work.__qualname__}{_in_words([given, how])}"
    kept = Path(folder, hashlib.sha256(asked.encode()).hexdigest())
    if kept.exists():
        before: Result = pickle.loads(kept.read_bytes())  # written below, in a folder of this user's alone
        return before
    made = work(*given, **how)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        pickle.dump(made, file)
    os.replace(file.name, kept)  # whole, or not there
    return made


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
    if value is None or isinstance(value, str | int | float):
        return repr(value)
    raise TypeError(f"Nothing is kept by a {type(value).__name__}: give frames, columns, texts and numbers.")
