"""Stories of what taking part led to, along the cycles of value."""

from __future__ import annotations

import datetime as dt
from random import Random

from copkit.place.demo.people import Town

# title, community, cycle, story, indicator, told, may be shared
_STORIES = (
    (
        "A damp meter changed the visit",
        "Warm Homes",
        "applied",
        "At the March visit I saw how the nurses ask about the home. I took the meter the week after.",
        "Homes that fail the damp check",
        dt.date(2026, 4, 2),
        True,
    ),
    (
        "The repairs line",
        "Warm Homes",
        "realised",
        "We made one number for repairs. Tenants on Quay Row now wait three weeks, not three months.",
        "Homes that fail the damp check",
        dt.date(2026, 5, 19),
        True,
    ),
    (
        "Two pages instead of nine",
        "Ageing Well",
        "applied",
        "The falls check went from nine pages to two. I do it on every visit now.",
        "Falls that need an ambulance",
        dt.date(2026, 1, 14),
        True,
    ),
    (
        "What should a good day be?",
        "Ageing Well",
        "reframing",
        "We stopped asking how many falls. We ask what a good day is, and plan from there.",
        "",
        dt.date(2026, 6, 3),
        True,
    ),
    (
        "Tea at three, every week",
        "Ageing Well",
        "realised",
        "Nine people who saw nobody now come each week, and two of them run it.",
        "",
        dt.date(2025, 11, 12),
        True,
    ),
    (
        "The evening I nearly left",
        "Safe Streets",
        "immediate",
        "I came to say goodbye, and stayed for the youth workers' case.",
        "",
        dt.date(2025, 12, 8),
        False,
    ),
    (
        "A list of who helps",
        "Young Minds",
        "potential",
        "For the first time I know whom to ring. I have not needed it yet.",
        "Young people seen within a week",
        dt.date(2026, 2, 19),
        True,
    ),
    (
        "I heard that I am not alone",
        "Young Minds",
        "immediate",
        "Every school in the room has the same waiting list. That was a relief, and a spur.",
        "",
        dt.date(2026, 5, 21),
        True,
    ),
    (
        "A seat at the table",
        "Good Work",
        "immediate",
        "It was the first time that a shop keeper and the food bank spoke about hours.",
        "",
        dt.date(2026, 4, 10),
        True,
    ),
)


_BACKED: dict[str, dict[str, object]] = {
    "A damp meter changed the visit": {
        "initiative": "Damp check at the door",
        "event": "Warm Homes, 24 March 2026",
    },
    "The repairs line": {"initiative": "One repairs line"},
    "Two pages instead of nine": {"initiative": "Steady on your feet"},
    "Tea at three, every week": {"initiative": "Tea at three"},
    "A list of who helps": {"capital": "social"},
}


def stories(town: Town, chance: Random) -> list[dict[str, object]]:
    """The stories, each told by somebody of the community."""
    return [
        {
            "name": title,
            "community": community,
            "member": chance.choice(town.of(community)),
            "cycle": cycle,
            "story": story,
            "indicator": indicator,
            "told": told,
            "may_be_shared": shared,
            **_BACKED.get(title, {}),
        }
        for title, community, cycle, story, indicator, told, shared in _STORIES
    ]
