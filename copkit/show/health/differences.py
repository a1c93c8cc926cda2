"""What differs between two assessments of the same thing."""

from __future__ import annotations

from collections.abc import Sequence

from copkit.show.health.verdicts import AT_RISK, WELL, Verdict


def differences(now: Sequence[Verdict], before: Sequence[Verdict]) -> list[str]:
    """What is different now, in whole sentences: what is newly at risk, what no longer is, what is newly
    going well and what no longer is. Verdicts are of the same thing where ``about`` is the same.

    What is no longer told may have too few figures by now: so it is said that nothing shows it any more, and
    not that it has gone.

    >>> now = [Verdict(AT_RISK, "vital sign: visits", "Visits fell.", "vital-signs")]
    >>> differences(now, [])
    ['New at risk: Visits fell.']
    >>> differences([], now)
    ['No longer told as at risk: vital sign: visits.']
    """
    then = {one.about: one.way for one in before}
    here = {one.about: one.way for one in now}
    told: list[str] = []
    for way, words in ((AT_RISK, "at risk"), (WELL, "going well")):
        new = [one for one in now if one.way == way and then.get(one.about) != way]
        told += [f"New {words}: {one.said}" for one in new]
    for way, words in ((AT_RISK, "at risk"), (WELL, "going well")):
        gone = [one.about for one in before if one.way == way and one.about not in here]
        told += [f"No longer told as {words}: {about}." for about in gone]
    return told
