"""Initiatives whose names read alike: one written down twice, or two that do the same.

The words are compared by `near_duplicates`. Names of initiatives are short and share words that tell nothing
('project', 'pilot', 'service'): these are left out first, so that names that differ in them alone are alike.
"""

from __future__ import annotations

import re
from collections.abc import Collection

import pandas as pd

from copkit.functions.likeness.near_duplicates import ALIKE, near_duplicates

WHAT = ("issue", "community", "organisation")
"""What is compared besides the words."""
COLUMNS = ("one", "other", "score", *(f"same_{what}" for what in WHAT), "at_one_time", "may_be")

ONCE, TWICE = "written down twice", "two that do the same"
"""What a pair may be: the same body's initiative two times over, or two bodies' initiatives."""

_SAYS_NOTHING = re.compile(
    r"\b(initiatives?|pilots?|programmes?|programs?|projects?|schemes?|services?)\b", re.IGNORECASE
)


def alike_in_words(
    initiatives: pd.DataFrame, distinct: Collection[frozenset[str]] = (), *, least: float = ALIKE
) -> pd.DataFrame:
    """Pairs of initiatives whose names read alike, the nearest first.

    ``initiatives`` has the columns name, issue, community, organisation, starts and ends; ``distinct`` holds
    pairs of names that somebody said are different. Gives the columns one and other (the earlier in
    ``initiatives`` first); score (``least`` to 100); same_issue, same_community, same_organisation: True or
    False, empty where one of the two has none; at_one_time: whether there is a day on which both go on (an
    empty start is 'always', an empty end 'still'); and may_be: 'written down twice' if nothing that is known
    of both differs, else 'two that do the same'. It is a question for those who run them, not a finding.

    >>> rows = pd.DataFrame({"name": ["Damp checks pilot", "Damp check at the door", "Damp check"],
    ...     "issue": "Damp", "community": "Homes", "organisation": ["Council", "Trust", "Council"],
    ...     "starts": pd.NaT, "ends": pd.NaT})
    >>> alike_in_words(rows)[["one", "other", "may_be"]].values.tolist()[0]
    ['Damp checks pilot', 'Damp check', 'written down twice']
    """
    rows = initiatives.drop_duplicates("name").set_index("name", drop=False)
    full = {name: _without_words_that_tell_nothing(name) for name in rows["name"].astype(str)}
    short = near_duplicates(list(dict.fromkeys(full.values())), least=least)
    scores = {frozenset(pair): score for *pair, score in short.itertuples(index=False, name=None)}
    found = []
    names = list(full)
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            score = 100.0 if full[one] == full[other] else scores.get(frozenset((full[one], full[other])))
            if score is None or frozenset((one, other)) in distinct:
                continue
            same = [_same(rows.at[one, what], rows.at[other, what]) for what in WHAT]
            at_one_time = _at_one_time(rows.loc[one], rows.loc[other])
            once = all(known is not False for known in same) and at_one_time
            found.append((one, other, score, *same, at_one_time, ONCE if once else TWICE))
    frame = pd.DataFrame(found, columns=list(COLUMNS))
    frame = frame.astype(
        {**{f"same_{what}": "boolean" for what in WHAT}, "score": "float64", "at_one_time": "bool"}
    )
    return frame.sort_values("score", ascending=False, kind="stable", ignore_index=True)


def _without_words_that_tell_nothing(name: str) -> str:
    """The name as it is compared; the whole name if nothing would be left of it."""
    left = " ".join(_SAYS_NOTHING.sub(" ", name).split())
    return left or name


def _same(one: object, other: object) -> bool | None:
    """Whether two are the same; None where one is not known."""
    return None if pd.isna(one) or pd.isna(other) else bool(one == other)


def _at_one_time(one: pd.Series, other: pd.Series) -> bool:
    """Whether there is a day on which both go on."""
    one_first = pd.notna(one["ends"]) and pd.notna(other["starts"]) and one["ends"] < other["starts"]
    other_first = pd.notna(other["ends"]) and pd.notna(one["starts"]) and other["ends"] < one["starts"]
    return not (one_first or other_first)
