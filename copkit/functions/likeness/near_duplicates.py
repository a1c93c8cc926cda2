"""Names that read alike and may be one thing, written down twice: issues, barriers, initiatives.

RapidFuzz compares the words (Bachmann 2020-; the indel distance, as in Levenshtein's without replacing).
Ours is only what counts as a word of a name, and that two names are near where the one says all that
the other says.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from copkit.functions.likeness.words import words_of

ALIKE = 80.0
"""From this score on, of 100, a pair is shown. Nothing is ever merged by itself."""

_WORTH_A_LOOK = 40.0
"""Names that are less alike than this are not looked at for one saying all that the other says."""


def near_duplicates(
    names: Sequence[str], distinct: Collection[frozenset[str]] = (), *, least: float = ALIKE
) -> pd.DataFrame:
    """Pairs of names that read alike, the nearest first.

    Words are compared without case, small words, endings of the plural and order; where both names
    have two words or more and the one has all words of the other, they count as near. Names with other
    numbers in them are not the same. ``distinct`` holds
    pairs that somebody said are different. Gives the columns one, other (the earlier in ``names``
    first) and score, from ``least`` to 100.

    >>> near_duplicates(["Long waits for help", "No evening bus", "Long wait for help"])["other"].tolist()
    ['Long wait for help']
    """
    words = [words_of(name) for name in names]
    texts = [" ".join(sorted(own)) for own in words]
    score = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=min(least, _WORTH_A_LOOK))
    pairs = []
    for one, other in np.argwhere(np.triu(score, 1) > 0):
        near = float(score[one, other])
        shorter = min(words[one], words[other], key=len)
        if len(shorter) > 1 and shorter == words[one] & words[other]:
            near = max(near, 95.0)
        pair = frozenset((names[one], names[other]))
        numbers = [{word for word in own if word.isdigit()} for own in (words[one], words[other])]
        if numbers[0] != numbers[1]:
            continue  # 'Ward 3' is not 'Ward 4'
        if near >= least and len(pair) == 2 and pair not in distinct:
            pairs.append((names[one], names[other], round(near, 1)))
    frame = pd.DataFrame(pairs, columns=["one", "other", "score"])
    return frame.sort_values("score", ascending=False, kind="stable", ignore_index=True)
