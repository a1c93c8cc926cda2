"""How many of those who were asked answered, and whether some kinds of people answered less than others.

The response rate is that of all members who could answer, partial answers counted (RR2 of the American
Association for Public Opinion Research 2023, Standard Definitions, 10th edition).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import fisher_exact

from copkit.functions.health.by_month import scoped
from copkit.functions.health.survey_answers import FEWEST, answers_of_wave, numbers_asked, population
from copkit.functions.small_samples.rank_tests import holm

OTHERS = "others"
"""Groups that are too small to be told by themselves, together."""

TOO_MANY = "more people answered than were members then"


def response_rates(
    responses: pd.DataFrame, asked: pd.DataFrame, fewest: int = FEWEST, whole_place: bool = False
) -> pd.DataFrame:
    """The response rate of one wave, by community: also of those where nobody answered.

    ``responses`` as for `answers_of_wave`, ``asked`` as `asked_at` gives. Gives the columns community,
    asked, answered, rate (0 to 1) and amiss (in words, if something is wrong with the numbers; else ''); by
    community. Where some but fewer than ``fewest`` answered, answered and rate are missing; where more
    answered than were asked the rate is.

    >>> asked = pd.DataFrame({"community": "Homes", "member": list("abcdefgh")})
    >>> said = pd.DataFrame({"community": "Homes", "respondent": list("kmnpqr"), "item": "trust", "score": 4})
    >>> response_rates(said, asked)[["asked", "answered", "rate"]].values.tolist()
    [[8.0, 6.0, 0.75]]
    """
    said = answers_of_wave(responses, whole_place).drop_duplicates("who").groupby("community").size()
    members = numbers_asked(asked, whole_place)
    names = members.index.union(said.index).astype("object")
    found = pd.DataFrame(
        {
            "community": names,
            "asked": members.reindex(names, fill_value=0).to_numpy(dtype="int64"),
            "answered": said.reindex(names, fill_value=0).to_numpy(dtype="float64"),
        }
    )
    known = population(found["community"], found["answered"], found["asked"].set_axis(names))
    found["rate"] = found["answered"] / known.replace(0, np.nan)
    found["amiss"] = np.where(known.isna(), TOO_MANY, "")
    few = found["answered"].between(1, fewest - 1)
    found.loc[few, ["answered", "rate"]] = np.nan
    return found.sort_values("community", ignore_index=True)


def who_is_missing(
    answered: pd.DataFrame, asked: pd.DataFrame, by: str, fewest: int = FEWEST, whole_place: bool = False
) -> pd.DataFrame:
    """How many of each role or sector answered, where that is known.

    ``asked`` has one row for each person asked, ``answered`` one for each who answered, both with community
    and the column ``by`` (such as role or sector). Groups of which fewer than ``fewest`` were asked are
    counted together as `OTHERS`, with the next smallest group if they still are too few. Some may not have
    said what they are: they could be of any group, so a rate then has a lower and a higher end.

    Gives the columns community, group, asked, answered, low, high (the rate, 0 to 1; both ends alike if
    everybody said), share_of_asked, share_of_answers (0 to 1, of those who said), p (Fisher's exact test of
    the group against all others; NaN unless everybody said) and p_adjusted (Holm, over all groups told); by
    community, the lowest rate first. Rates and p are missing where more of a group answered than were asked.
    A community where fewer than ``fewest`` were asked or answered is left out. A cell may be small enough
    to point to somebody: who shows it must hide those. Raises ValueError if there is no such column.

    Fisher 1935, The Design of Experiments: with everybody known and the number of answers as it is, the
    hypergeometric distribution is that of chance.

    >>> asked = pd.DataFrame({"community": "Homes", "sector": ["public"] * 10 + ["resident"] * 10})
    >>> said = pd.DataFrame({"community": "Homes", "sector": ["public"] * 9 + ["resident"] * 2})
    >>> found = who_is_missing(said, asked, "sector")
    >>> found[["group", "asked", "answered", "p"]].round(3).values.tolist()
    [['resident', 10, 2, 0.005], ['public', 10, 9, 0.005]]
    """
    for frame in (answered, asked):
        if by not in frame:
            raise ValueError(f"There is no column '{by}' that says who people are: name one that there is.")
    rows = []
    reached = scoped(answered[["community", by]], whole_place, [])
    for community, members in scoped(asked[["community", by]], whole_place, [by]).groupby("community"):
        own = reached.loc[reached["community"] == community, by].astype("object")
        if min(len(members), len(own)) < fewest:
            continue
        rows += _groups(str(community), members[by].astype("object"), own, fewest)
    columns = ["community", "group", "asked", "answered", "low", "high", "share_of_asked", "share_of_answers"]
    found = pd.DataFrame(rows, columns=[*columns, "p"])
    found["p"] = found["p"].astype("float64")
    found["p_adjusted"] = holm(found["p"])
    return found.sort_values(["community", "low", "group"], ignore_index=True)


def answered_less(found: pd.DataFrame, silent: int = 0, alpha: float = 0.05) -> list[str]:
    """The groups of which fewer answered than of all others, by more than chance.

    ``found`` as `who_is_missing` gives it for one community. ``silent`` people answered and did not say what
    they are: each group is tested as if all of them belonged to it, so that they cannot be why it stands
    out. Two-sided Fisher's exact test, Holm over all groups.

    >>> asked = pd.DataFrame({"community": "Homes", "sector": ["public"] * 20 + ["resident"] * 20})
    >>> said = pd.DataFrame({"community": "Homes", "sector": ["public"] * 19 + ["resident"] * 2 + [None] * 3})
    >>> found = who_is_missing(said, asked, "sector")
    >>> answered_less(found, 3), answered_less(found, 12)
    (['resident'], [])
    """
    fair = found[(found["answered"] <= found["asked"])]
    if len(fair) < len(found) or len(fair) < 2:
        return []
    in_all, reached = fair["asked"].sum(), fair["answered"].sum()
    p, less = [], []
    for asked, answered in zip(fair["asked"], fair["answered"], strict=True):
        most = min(answered + silent, asked)
        rest, others = in_all - asked, reached - answered
        p.append(float(fisher_exact([[most, asked - most], [others, rest - others]]).pvalue))
        less.append(most * rest < others * asked)
    beyond = holm(pd.Series(p, index=fair.index)) < alpha
    return fair.loc[beyond & pd.Series(less, index=fair.index), "group"].tolist()


def _groups(community: str, members: pd.Series, own: pd.Series, fewest: int) -> list[tuple[object, ...]]:
    sizes = members.value_counts().sort_index().sort_values(kind="stable")
    small = int((sizes < fewest).sum())
    while 0 < small < len(sizes) and sizes.iloc[:small].sum() < fewest:
        small += 1
    few = sizes.index[:small]
    asked = members.mask(members.isin(few), OTHERS).value_counts()
    known = own[own.isin(sizes.index)]
    unknown = len(own) - len(known)
    told = known.mask(known.isin(few), OTHERS).value_counts()
    found: list[tuple[object, ...]] = []
    for group, in_all in asked.items():
        reached = int(told.get(group, 0))
        rest, reached_rest = len(members) - in_all, len(own) - unknown - reached
        low, high, p = np.nan, np.nan, np.nan
        if reached <= in_all:
            low, high = reached / in_all, min(reached + unknown, in_all) / in_all
        if not unknown and rest and reached <= in_all and reached_rest <= rest:
            table = [[reached, in_all - reached], [reached_rest, rest - reached_rest]]
            p = float(fisher_exact(table).pvalue)
        share = reached / told.sum() if len(told) else np.nan
        found.append(
            (community, str(group), int(in_all), reached, low, high, in_all / len(members), share, p)
        )
    return found
