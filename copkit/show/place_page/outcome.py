"""What the communities work for, and whether its figures move."""

from __future__ import annotations

from copkit.place.view import View
from copkit.show.health.before_and_after import before_and_after
from copkit.show.health.indicators import impact
from copkit.show.next_steps import opening
from copkit.show.page import Shown
from copkit.show.place_page.parts import Behind, Told, findings_or_one_need, told_of

FIGURES = Behind("07_assess_health", "impact", "Does the outcome come nearer?")
BEGAN = Behind("07_assess_health", "before-and-after", "Did it change when something began?")
MOST = 3


def outcome(here: View) -> list[Shown]:
    """The outcome in the words of the place, its figures, and what began when they changed."""
    wanted = opening(here).outcome
    parts: list[Shown] = [Told(f"What the communities work for: {wanted.rstrip('.')}.")] if wanted else []
    figures = told_of(impact(here), FIGURES, MOST)
    began = told_of(before_and_after(here), BEGAN, 1)
    return parts + findings_or_one_need([*figures, *began])
