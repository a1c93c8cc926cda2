"""How far several reviewers of stories or evidence agree: intraclass correlations.

Shrout and Fleiss 1979, Intraclass correlations: uses in assessing rater reliability, Psychological Bulletin
86: 420-428; the intervals of ICC(2,1) and ICC(2,k) after McGraw and Wong 1996, Forming inferences about some
intraclass correlation coefficients, Psychological Methods 1: 30-46. Own code: neither scipy nor statsmodels
has them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import f as f_distribution

FORMS = {
    "ICC(1,1)": "each story has reviewers of its own; one review",
    "ICC(2,1)": "the same reviewers, who could be others; one review",
    "ICC(3,1)": "these reviewers and no others, apart from how strict each is; one review",
    "ICC(1,k)": "each story has reviewers of its own; the mean of all reviews",
    "ICC(2,k)": "the same reviewers, who could be others; the mean of all reviews",
    "ICC(3,k)": "these reviewers and no others, apart from how strict each is; the mean of all reviews",
}
"""The six forms and when each is meant."""


@dataclass(frozen=True)
class Agreement:
    """Intraclass correlations: ``forms`` has a row for each of `FORMS`, in their order.

    Its columns are icc (up to 1; far below 0 where reviewers contradict each other), low, high (its
    interval), f, df1, df2 and p (that stories do not differ). ``stories`` and ``reviewers`` were counted;
    ``left_out`` stories lack a review.
    """

    stories: int
    reviewers: int
    left_out: int
    forms: pd.DataFrame


def reviewer_agreement(ratings: pd.DataFrame, confidence: float = 0.95) -> Agreement | None:
    """The six intraclass correlations of ``ratings``: a row for each story, a column for each reviewer.

    Where reviewers share out the stories and each score is one person's, read ICC(2,1); where the mean of
    all reviewers is used, ICC(2,k). Stories that a reviewer left out are left out. None with fewer than two
    stories or reviewers, or if the stories do not differ in their mean: then there is nothing to agree on.

    >>> ratings = pd.DataFrame([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9],
    ...     [6, 2, 4, 7]])
    >>> reviewer_agreement(ratings).forms["icc"].round(2).tolist()
    [0.17, 0.29, 0.71, 0.44, 0.62, 0.91]
    """
    whole = ratings.dropna().astype("float64")
    stories, reviewers = whole.shape
    if stories < 2 or reviewers < 2:
        return None
    between, within, of_reviewers, error = _mean_squares(whole.to_numpy())
    if between == 0:
        return None
    apart, both = stories - 1, (stories - 1) * (reviewers - 1)
    one_way = _form(between, within, apart, stories * (reviewers - 1), reviewers, confidence)
    fixed = _form(between, error, apart, both, reviewers, confidence)
    random = _random(between, of_reviewers, error, stories, reviewers, confidence)
    singles = [one_way[0], random[0], fixed[0]]
    means = [one_way[1], random[1], fixed[1]]
    tests = [one_way[2], fixed[2], fixed[2]]
    rows = [(*ends, *test) for ends, test in zip(singles + means, tests * 2, strict=True)]
    columns = ["icc", "low", "high", "f", "df1", "df2", "p"]
    frame = pd.DataFrame(rows, index=pd.Index(FORMS, name="form"), columns=columns)
    return Agreement(stories, reviewers, len(ratings) - stories, frame)


def agreement_in_words(icc: float) -> str:
    """How good an agreement is: poor, moderate (from 0.5), good (0.75) or excellent (0.9).

    Koo and Li 2016, A guideline of selecting and reporting intraclass correlation coefficients for
    reliability research, Journal of Chiropractic Medicine 15: 155-163. They judge by the interval: say it of
    its lower and its upper end.

    >>> agreement_in_words(0.29), agreement_in_words(0.9)
    ('poor', 'excellent')
    """
    return ("poor", "moderate", "good", "excellent")[
        int(np.searchsorted((0.5, 0.75, 0.9), icc, side="right"))
    ]


def _mean_squares(scores: np.ndarray) -> tuple[float, float, float, float]:
    """Mean squares between stories, within them, between reviewers, and what is left; exact noughts kept."""
    stories, reviewers = scores.shape
    middle = scores.mean()
    by_story = scores.mean(axis=1, keepdims=True) - middle
    by_reviewer = scores.mean(axis=0, keepdims=True) - middle
    left = scores - middle - by_story - by_reviewer
    squares = np.array(
        [
            reviewers * (by_story**2).sum() / (stories - 1),
            ((scores - middle - by_story) ** 2).sum() / (stories * (reviewers - 1)),
            stories * (by_reviewer**2).sum() / (reviewers - 1),
            (left**2).sum() / ((stories - 1) * (reviewers - 1)),
        ]
    )
    tiny = 1e-12 * max(float((scores**2).sum()), 1e-300)
    between, within, of_reviewers, error = np.where(squares < tiny, 0.0, squares).tolist()
    return between, within, of_reviewers, error


Ends = tuple[float, float, float]
"""A correlation, and the lower and upper end of its interval."""


def _form(
    between: float, error: float, df1: int, df2: int, reviewers: int, confidence: float
) -> tuple[Ends, Ends, tuple[float, int, int, float]]:
    """ICC(1, .) or ICC(3, .), of one review and of their mean, and the test of F."""
    level = (1 - confidence) / 2
    shares = (1.0, float(f_distribution.isf(level, df1, df2)), 1 / float(f_distribution.isf(level, df2, df1)))
    single = [(between - each * error) / (between + (reviewers - 1) * each * error) for each in shares]
    mean = [1 - each * error / between for each in shares]
    ratio = between / error if error else float("inf")
    p = float(f_distribution.sf(ratio, df1, df2))
    return (single[0], single[1], single[2]), (mean[0], mean[1], mean[2]), (ratio, df1, df2, p)


def _random(
    between: float, of_reviewers: float, error: float, stories: int, reviewers: int, confidence: float
) -> tuple[Ends, Ends]:
    """ICC(2, 1) and ICC(2, k)."""
    n, k = stories, reviewers
    icc = (between - error) / (between + (k - 1) * error + k * (of_reviewers - error) / n)
    if error == 0 and of_reviewers == 0:
        return (1.0, 1.0, 1.0), (1.0, 1.0, 1.0)
    one = k * icc * of_reviewers
    other = (n * (1 + (k - 1) * icc) - k * icc) * error
    spread = (n - 1) * one**2 + other**2
    degrees = (k - 1) * (n - 1) * ((one + other) ** 2 / spread if spread else 1)
    level = (1 - confidence) / 2
    above = float(f_distribution.isf(level, n - 1, degrees))
    below = float(f_distribution.isf(level, degrees, n - 1))
    rest = k * of_reviewers + (k * n - k - n) * error
    low = n * (between - above * error) / (above * rest + n * between)
    high = n * (below * between - error) / (rest + n * below * between)
    return (icc, low, high), (_of_mean(icc, k), _of_mean(low, k), _of_mean(high, k))


def _of_mean(icc: float, reviewers: int) -> float:
    """The correlation of the mean of all reviews (Spearman and Brown); -inf below what one can have."""
    below = 1 + icc * (reviewers - 1)
    return icc * reviewers / below if below > 1e-12 else float("-inf")
