"""A map of issues on its way in or out: its rows, and how a link's strength is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Issues = Sequence[Mapping[str, str]]
"""Each with ``name`` and, if known, ``theme``."""

Links = Sequence[tuple[str, str, float]]
"""Cause, effect, strength from -1 to 1."""


def strength_of(given: object, kind: object = "") -> float:
    """A strength as a file has it; without one, 1, or -1 where the link's kind says that it lessens.

    >>> strength_of("0.5"), strength_of("", "-"), strength_of(None)
    (0.5, -1.0, 1.0)
    """
    if given not in (None, ""):
        return float(str(given))
    return -1.0 if str(kind).strip().lower() in ("-", "−", "negative", "opposite", "lessens") else 1.0
