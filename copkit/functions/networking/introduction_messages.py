"""The message that introduces two or three people to each other, ready to send.

A message says who, why (the reason that the plan gives) and how a first talk might go; that helps people
who were put together to meet at all (Nesta's Randomised Coffee Trials leave the first step to them). It holds
nothing else that is known of them, and it is plain text: no markup, no line breaks in a name.
"""

from __future__ import annotations

import pandas as pd

COLUMNS = ("round", "group", "members", "subject", "text")


def introduction_messages(rounds: pd.DataFrame, reasons: pd.DataFrame, sender: str = "") -> pd.DataFrame:
    """A message for each pair or three of a plan: the columns round, group, members, subject, text.

    ``rounds`` and ``reasons`` are those of `Introductions`; ``sender`` signs. Of the reasons only the
    sentence, the skill and the issue are used.

    >>> rounds = pd.DataFrame({"round": [1], "group": [1], "members": [("Ann", "Bo")]})
    >>> reasons = pd.DataFrame({"round": [1], "group": [1], "reason": ["Ann and Bo have not met."]})
    >>> message = introduction_messages(rounds, reasons, sender="Eve").iloc[0]
    >>> print(message["subject"])
    Ann and Bo: an introduction
    >>> print(message["text"])
    Dear Ann and Bo,
    <BLANKLINE>
    may I introduce you to each other? Ann and Bo have not met.
    <BLANKLINE>
    Take half an hour, over a coffee or by phone. For a first talk: each of you says what you work ...
    <BLANKLINE>
    Whoever reads this first, please suggest a day. If it does not suit you now, a short word is enough.
    <BLANKLINE>
    With best wishes
    Eve
    """
    told = {key: rows.to_dict("records") for key, rows in reasons.groupby(["round", "group"], sort=False)}
    made = []
    for at, group, members in rounds[["round", "group", "members"]].itertuples(index=False, name=None):
        names = [_one_line(name) for name in members]
        why = sorted(told.get((at, group), []), key=lambda row: _one_line(row["reason"]))
        made.append((at, group, tuple(members), _subject(names), _text(names, why, _one_line(sender))))
    return pd.DataFrame(made, columns=list(COLUMNS))


def _subject(names: list[str]) -> str:
    return f"{_listed(names)}: an introduction"


def _text(names: list[str], why: list[dict[str, object]], sender: str) -> str:
    reasons = " ".join(_one_line(row["reason"]) for row in why)
    talks = list(dict.fromkeys(_first_talk(row) for row in why)) or [_ANY_TALK]
    if len(talks) > 1:
        talks = [talk for talk in talks if talk != _ANY_TALK]
    return "\n\n".join(
        [
            f"Dear {_listed(names)},",
            f"may I introduce you to each other? {reasons}".strip(),
            f"Take half an hour, over a coffee or by phone. For a first talk: {'; or '.join(talks)}.",
            "Whoever reads this first, please suggest a day. If it does not suit you now, a short word is "
            "enough.",
            f"With best wishes\n{sender}".strip(),
        ]
    )


_ANY_TALK = (
    "each of you says what you work on just now, and one thing you would like to know from somebody else"
)


def _first_talk(row: dict[str, object]) -> str:
    skill, issue = _one_line(row.get("skill", "")), _one_line(row.get("issue", ""))
    if skill:
        learner, teacher = _one_line(row.get("learner", "")), _one_line(row.get("teacher", ""))
        return f"{learner} says where {skill} would help, and {teacher} shows one example"
    if issue:
        return f"each of you says what you have tried on {issue}, and what got in the way"
    return _ANY_TALK


def _one_line(value: object) -> str:
    """Without what could pass for markup or for another line of a message: < and >, breaks, signs that
    nobody sees."""
    if not isinstance(value, str):
        return ""
    seen = "".join(sign if sign.isprintable() and sign not in "<>" else " " for sign in value)
    return " ".join(seen.split())


def _listed(names: list[str]) -> str:
    return names[0] if len(names) < 2 else f"{', '.join(names[:-1])} and {names[-1]}"
