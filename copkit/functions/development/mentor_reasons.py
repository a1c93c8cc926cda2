"""Why two would be a good pair of mentor and mentee: one plain sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def mentor_reason(facts: Mapping[str, Any]) -> str:
    """The reason, from a row of `mentor_pairs`.

    >>> mentor_reason({"mentee": "Ann", "mentor": "Bo", "skill": "maps", "further": 1, "level": 1, "wants": 3,
    ...                "taught": 4, "wished": True, "community": "", "other_organisation": True,
    ...                "mentees_now": 1})
    'Ann wishes to learn maps (1 now, 3 wanted) and Bo teaches it (4), and one more skill; they come from
    different organisations; Bo has one mentee now.'
    """
    mentee, mentor, further = facts["mentee"], facts["mentor"], int(facts["further"])
    levels = [
        f"{int(facts[name])} {word}"
        for name, word in (("level", "now"), ("wants", "wanted"))
        if pd.notna(facts[name]) and (name == "level" or not facts["wants"] <= facts["level"])
    ]
    learns = f"{mentee} {'wishes' if facts['wished'] else 'wants'} to learn {facts['skill']}"
    learns += f" ({', '.join(levels)})" if levels else ""
    teaches = f"{mentor} teaches it" + (f" ({int(facts['taught'])})" if pd.notna(facts["taught"]) else "")
    if further:
        teaches += f", and {in_words(further)} more skill{'' if further == 1 else 's'}"
    parts = [f"{learns} and {teaches}"]
    if facts["community"]:
        parts.append(f"they meet in {facts['community']}")
    if facts["other_organisation"]:
        parts.append("they come from different organisations")
    number = int(facts["mentees_now"])
    parts.append(f"{mentor} has {in_words(number)} mentee{'' if number in (0, 1) else 's'} now")
    return "; ".join(parts) + "."


def in_words(number: int) -> str:
    """'no', 'one' to 'nine', '10'."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"
