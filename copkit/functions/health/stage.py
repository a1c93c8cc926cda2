"""The stages of development of a community, and what each calls for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """The tension that a stage has to settle, and what the coordinator does about it."""

    name: str
    tension: str
    task: str


STAGES = (
    Stage(
        "potential",
        "finding out what people share, and whether they want more",
        "find those who care, and plan a start",
    ),
    Stage(
        "coalescing",
        "building trust and showing value early",
        "meet often, and help with real problems at once",
    ),
    Stage("maturing", "growing without losing focus", "sharpen the domain, and gather what is known"),
    Stage("stewardship", "staying fresh, relevant and open", "bring in new people, questions and allies"),
    Stage(
        "transformation",
        "letting go, or becoming something else",
        "decide together: close, split, merge or begin anew",
    ),
)
"""After Wenger, McDermott and Snyder 2002, Cultivating Communities of Practice, chapters 4 and 5."""


def stage_called(name: str) -> Stage:
    """The stage of that name.

    >>> stage_called("maturing").tension
    'growing without losing focus'
    """
    return next(stage for stage in STAGES if stage.name == name)
