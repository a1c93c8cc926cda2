"""The code by which somebody answers the survey: chosen by that person, remembered, and never a name.

A code that the same person writes in each wave pairs the answers: change is then told with fewer people
(`survey_change`). One made of things that only its owner puts together is found again without being kept
anywhere (self-generated identification codes: Yurek, Vasey and Sullivan Havens 2008, The use of
self-generated identification codes in longitudinal research, Evaluation Review 32: 435-452).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from copkit.place.rules import fold

LONGEST = 20
"""Signs that a code may have: what is longer is not remembered."""

HOW_TO_BUILD = (
    "the first two letters of your mother's first name and the day of the month on which you were born, such "
    "as ma07"
)

_OF_A_PHONE = re.compile(r"s\d+p\d+")
_SIGNS = re.compile(r"[^\W_]+(?:[ -][^\W_]+)*")


def why_not(code: str, names: Iterable[str] = ()) -> str:
    """Why a code cannot be taken, as a whole sentence; '' if it can.

    ``names`` are those of the members: none of them may be the code, alone or with a number behind it, nor
    any part of one. A code needs a figure and a letter, so that most other names are no codes either.

    >>> why_not("ma07"), why_not("amina 7", ["Amina Yusuf"])
    ('', 'This may be a name. Make a code that tells nobody who you are.')
    >>> why_not("Amina")
    'A code needs letters and figures, such as ma07, and is not a name.'
    """
    folded = fold(code)
    if len(folded) > LONGEST:
        return f"A code may have up to {LONGEST} signs."
    if not _SIGNS.fullmatch(folded):
        return "A code has letters and figures only, such as ma07."
    if not re.search(r"\d", folded) or not re.search(r"[^\W\d_]", folded):
        return "A code needs letters and figures, such as ma07, and is not a name."
    if _OF_A_PHONE.fullmatch(folded):
        return "A code like this is given to phones that have none of their own. Make another one."
    words = _words(re.sub(r"\d+", " ", folded))
    for name in names:
        own = _words(name)
        if words == own or (len(words) == 1 and len(words[0]) > 2 and words[0] in own):
            return "This may be a name. Make a code that tells nobody who you are."
    return ""


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", fold(text))
