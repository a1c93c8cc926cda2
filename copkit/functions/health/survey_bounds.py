"""What those who did not answer could do to a result: its worst and best case.

No interval makes up for who chose not to answer. Without a guess about them, the result lies between that
where they all would give the lowest answer, and that where they all would give the highest (Manski 1989,
Anatomy of the selection problem, Journal of Human Resources 24: 343-360; Manski 2003, Partial Identification
of Probability Distributions, chapter 1).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from copkit.functions.health.survey_answers import HIGHEST, LOWEST


def share_bounds(agreeing: ArrayLike, answered: ArrayLike, asked: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """The lowest and the highest share, 0 to 1, of all who were asked; NaN where that number is not known.

    Each of the three is a number or an array as long as the others. Raises ValueError where more agree than
    answered, or more answered than were asked.

    >>> low, high = share_bounds(9, 12, 20)
    >>> float(low), round(float(high), 2)
    (0.45, 0.85)
    """
    agree, people, in_all = (np.asarray(each, dtype=float) for each in (agreeing, answered, asked))
    _check_asked(in_all)
    if ((agree > people) | (people > in_all) | (agree < 0)).any():
        raise ValueError("More agree than answered, or more answered than were asked: correct the numbers.")
    return agree / in_all, (agree + in_all - people) / in_all


def mean_bounds(
    mean: ArrayLike,
    answered: ArrayLike,
    asked: ArrayLike,
    lowest: float = LOWEST,
    highest: float = HIGHEST,
) -> tuple[np.ndarray, np.ndarray]:
    """The lowest and the highest mean of all who were asked; NaN where that number is not known.

    As for `share_bounds`; ``lowest`` and ``highest`` are the ends of the scale. Raises ValueError also for
    a mean off the scale.

    >>> low, high = mean_bounds(4.0, 12, 20)
    >>> float(low), round(float(high), 2)
    (2.8, 4.4)
    """
    middle, people, in_all = (np.asarray(each, dtype=float) for each in (mean, answered, asked))
    _check_asked(in_all)
    if ((people > in_all) | (middle < lowest) | (middle > highest)).any():
        raise ValueError("More answered than were asked, or a mean lies off the scale: correct the numbers.")
    missing = in_all - people
    return (middle * people + lowest * missing) / in_all, (middle * people + highest * missing) / in_all


def _check_asked(in_all: np.ndarray) -> None:
    if (in_all < 1).any():
        raise ValueError("Nobody was asked: there is nothing that a share could be of.")


def bounds_in_words(agreeing: int, answered: int, asked: int) -> str:
    """The same as a sentence for everybody.

    >>> bounds_in_words(9, 12, 20)
    '9 of the 12 who answered agree (75%). 8 of the 20 who were asked did not answer: of all 20, between 45%
    and 85% may agree.'
    >>> bounds_in_words(9, 12, 12)
    '9 of the 12 who were asked agree (75%). Everybody answered.'
    """
    low, high = share_bounds(agreeing, answered, asked)
    if not answered:
        return f"None of the {asked} who were asked answered."
    if answered == asked:
        return f"{agreeing} of the {asked} who were asked agree ({agreeing / asked:.0%}). Everybody answered."
    return (
        f"{agreeing} of the {answered} who answered agree ({agreeing / answered:.0%}). {asked - answered} "
        f"of the {asked} who were asked did not answer: of all {asked}, between {low:.0%} and {high:.0%} may "
        "agree."
    )
