"""What differs between two assessments of the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from copkit.show.health.verdicts import AT_RISK, WELL, Verdict
from copkit.show.sentences import items

MOST_NAMED = 8


@dataclass(frozen=True)
class Differences:
    """What is different now. ``new`` are the things that are told as they were not before, by ``about``;
    ``said`` tells it in whole sentences, and is empty if nothing is different."""

    new: frozenset[str]
    said: tuple[str, ...]


def differences(now: Sequence[Verdict], before: Sequence[Verdict]) -> Differences:
    """What is newly at risk, what no longer is, what newly goes well and what no longer does. Verdicts are of
    the same thing where ``about`` is the same.

    What is no longer told may have too few figures by now: so it is said that it is not told any more, and
    not that it has gone.

    >>> now = [Verdict(AT_RISK, "visits", "Visits fell.", "vital-signs")]
    >>> differences(now, []).said
    ('New at risk: visits.',)
    >>> differences([], now).said
    ('No longer told as at risk: visits.',)
    """
    then = {one.about: one.way for one in before}
    new = [one for one in now if then.get(one.about) != one.way]
    told = {(one.about, one.way) for one in now}
    gone = [one for one in before if (one.about, one.way) not in told]
    lines = []
    for words, verdicts in (("New {}", new), ("No longer told as {}", gone)):
        for way, name in ((AT_RISK, "at risk"), (WELL, "going well")):
            about = [one.about for one in verdicts if one.way == way]
            if about:
                lines.append(f"{words.format(name)}: {items(about, MOST_NAMED)}.")
    return Differences(frozenset(one.about for one in new), tuple(lines))
