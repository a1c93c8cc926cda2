"""Why a member is introduced to another: one sentence, said to the member."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from copkit.show.free_text import FreeText

_FROM = {"community": "communities", "organisation": "organisations", "sector": "sectors"}


def reason_to(reader: str, facts: Mapping[Hashable, Any], texts: FreeText) -> str:
    """The reason, from a row of `networking.Introductions.reasons` that the reader is in. What the reader may
    not read is told in neutral words.

    >>> from copkit.place.names_in_text import NamesInText
    >>> facts = {"member": "Ann", "to_member": "Bo", "distance": 2.0, "teacher": "Bo", "learner": "Ann",
    ...          "skill": "maps", "issue": "Di's leak", "member_in": "Homes", "to_member_in": "Work"}
    >>> reason_to("Ann", facts, FreeText(NamesInText(["Ann", "Bo", "Di"]), {"Bo"}))
    'You and Bo (Work) know some of the same people, but not each other; Bo teaches maps, which you want to \
learn; you both work on the same issue.'
    """
    first = facts["member"] == reader
    other = str(facts["to_member" if first else "member"])
    place = texts.said(reader, facts["to_member_in" if first else "member_in"], "")
    parts = [f"You and {other}{f' ({place})' if place else ''} {_acquaintance(facts['distance'])}"]
    if facts["skill"]:
        skill = texts.said(reader, facts["skill"], "")
        what = f"{skill}, which" if skill else "what"
        if facts["teacher"] == reader:
            parts.append(f"you teach {what} {other} wants to learn")
        else:
            parts.append(f"{other} teaches {what} you want to learn")
    if facts["issue"]:
        parts.append(f"you both work on {texts.said(reader, facts['issue'], 'the same issue')}")
    if len(parts) == 1:
        apart = [plural for word, plural in _FROM.items() if facts[f"other_{word}"]]
        parts += [f"you come from different {apart[0]}"] if apart else []
    return "; ".join(parts) + "."


def _acquaintance(distance: float) -> str:
    if pd.isna(distance):
        return "have not met"
    return "know some of the same people, but not each other" if distance <= 2 else "know nobody in common"
