"""The stages of development of a community, and what each calls for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """The tension that a stage has to settle, between two things that pull apart; what the coordinator does
    about it, in a line; and what coordinators do next, one step each."""

    name: str
    tension: str
    pulls: tuple[str, str]
    task: str
    next_steps: tuple[str, ...]


STAGES = (
    Stage(
        "potential",
        "finding out what people share, and whether they want more",
        ("discover who and what is already there", "imagine what it could become"),
        "find those who care, and plan a start",
        (
            "Talk to those who already help each other, and ask what they would bring and what they need",
            "Say in a sentence what the community is about, and which problems are in reach",
            "Find those whom others listen to, and one who will coordinate",
            "Win a sponsor: say what it would be worth, and what time it takes",
            "Plan a small start with the few who care most",
        ),
    ),
    Stage(
        "coalescing",
        "building trust and showing value early",
        ("let trust grow in its own time", "show at once that it is worth the time"),
        "meet often, and help with real problems at once",
        (
            "Open with an event that members will talk about, then meet at a steady rhythm",
            "Between meetings talk to members one by one, and put people in touch who can help each other",
            "Bring the core group together, so that it holds without you",
            "Help with a real problem soon, and tell others what came of it",
            "Write down what is worth keeping, and no more than that",
            "Show managers what members get from it, so that they are given the time",
        ),
    ),
    Stage(
        "maturing",
        "growing without losing focus",
        ("keep to what matters most", "take in more people and questions"),
        "sharpen the domain, and gather what is known",
        (
            "Agree what the community wants to learn next, and who leads on each question",
            "Settle where its domain ends, and what newcomers are told and shown",
            "Give those with a question of their own a group of their own",
            "Gather and order what is known, with somebody who looks after it",
            "Measure what it is worth, and tell it",
        ),
    ),
    Stage(
        "stewardship",
        "staying fresh, relevant and open",
        ("own what was built", "stay open to new people and ideas"),
        "bring in new people, questions and allies",
        (
            "Bring new people into the core group, and let others lead",
            "Pair newcomers with those who know the work",
            "Hold a day to look at the domain afresh: what has changed, what is dull, what is missing",
            "Look outside: compare with others, and invite those who think otherwise",
            "See to it that the community is heard where decisions are made",
        ),
    ),
    Stage(
        "transformation",
        "letting go, or becoming something else",
        ("let go of what has had its time", "live on in another form"),
        "decide together: close, split, merge or begin anew",
        (
            "Ask members openly whether the community is still needed, and for what",
            "Decide together: close, split, merge with another, begin anew, or become a part of a body",
            "If it closes, thank those who built it, and mark the end",
            "See to it that what was learned stays where others can find it",
            "Help those who want to go on to find a new home",
        ),
    ),
)
"""After Wenger, McDermott and Snyder 2002, Cultivating Communities of Practice, chapters 4 and 5, in words of
this kit. The tensions there: discover and imagine; incubate and deliver value at once; focus and expand;
ownership and openness; let go and live on."""


def stage_called(name: str) -> Stage:
    """The stage of that name.

    >>> stage_called("maturing").tension
    'growing without losing focus'
    """
    return next(stage for stage in STAGES if stage.name == name)
