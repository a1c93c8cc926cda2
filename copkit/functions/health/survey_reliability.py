"""Whether the statements on one element or principle hang together, so that they may be read as one."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from scipy.stats import f as f_distribution

from copkit.functions.health.survey_answers import FEWEST, answers_of_wave

COLUMNS = ["community", "scale", "items", "people", "alpha", "low", "high"]


def reliability(
    responses: pd.DataFrame,
    scale_of: pd.Series,
    fewest: int = FEWEST,
    confidence: float = 0.95,
    whole_place: bool = False,
) -> pd.DataFrame:
    """Cronbach's alpha of each scale in each community, or in the whole place, in one wave.

    ``responses`` as for `answers_of_wave`, ``scale_of`` as for `survey_scores.person_scores`. Only people
    who answered every item of the scale count. Gives the columns community, scale, items, people, alpha (up
    to 1), low and high (Feldt's interval); by community and scale. Scales of a single item, those that fewer
    than ``fewest`` answered whole, and those where nobody differs are left out. Over the whole place alpha
    is higher where communities differ. In a small group its interval is wide: read that, not the figure.

    >>> said = pd.DataFrame([[3, 4, 3], [2, 3, 4], [4, 4, 5], [3, 2, 3], [4, 4, 4]]).stack().rename("score")
    >>> said = said.rename_axis(["respondent", "item"]).reset_index().assign(community="Homes")
    >>> round(reliability(said, pd.Series("domain", index=[0, 1, 2]))["alpha"].item(), 5)
    0.73256
    """
    rows = answers_of_wave(responses, whole_place)
    table = rows.pivot(index=["community", "who"], columns="item", values="score")
    about = scale_of.reindex(table.columns).dropna().astype("object")
    found = []
    for scale, own in about.groupby(about):
        whole = table[own.index].dropna() if len(own) > 1 else table.iloc[:0]
        communities = whole.index.get_level_values("community").to_numpy()
        for community, answers in whole.reset_index(drop=True).groupby(communities):
            alpha = cronbach_alpha(answers, confidence) if len(answers) >= fewest else None
            if alpha is not None:
                row = (community, scale, alpha.items, alpha.people, alpha.alpha, alpha.low, alpha.high)
                found.append(row)
    return pd.DataFrame(found, columns=COLUMNS).sort_values(["community", "scale"], ignore_index=True)


@dataclass(frozen=True)
class Reliability:
    """Cronbach's alpha with its 95% interval, from so many people and items."""

    alpha: float
    low: float
    high: float
    people: int
    items: int


def cronbach_alpha(answers: pd.DataFrame, confidence: float = 0.95) -> Reliability | None:
    """How far the items of a scale hang together (Cronbach 1951), with Feldt's interval (Feldt 1965).

    ``answers`` has one row for each person and one column for each item. People who left an item out
    are left out. None for fewer than two people or items, or if nobody differs.

    >>> answers = pd.DataFrame([[3, 4, 3], [2, 3, 4], [4, 4, 5], [3, 2, 3], [4, 4, 4]])
    >>> round(cronbach_alpha(answers).alpha, 5)
    0.73256
    """
    scores = answers.dropna().to_numpy(dtype=float)
    people, count = scores.shape
    if people < 2 or count < 2:
        return None
    total = scores.sum(axis=1).var(ddof=1)
    if total == 0:
        return None
    alpha = count / (count - 1) * (1 - scores.var(axis=0, ddof=1).sum() / total)
    tail = (1 - confidence) / 2
    degrees = (people - 1, (people - 1) * (count - 1))
    low = 1 - (1 - alpha) * float(f_distribution.isf(tail, *degrees))
    high = 1 - (1 - alpha) * float(f_distribution.isf(1 - tail, *degrees))
    return Reliability(float(alpha), low, high, people, count)
