"""What the public may know of the network: how many pairs of people tie one organisation to another."""

from __future__ import annotations

import pandas as pd

from copkit.functions import networking
from copkit.place.view import View
from copkit.show.networking.member_graph import MemberNetwork

OTHERS = "other organisations"
NONE_GIVEN = "no organisation given"


def ties_of_organisations(here: View, found: MemberNetwork) -> pd.DataFrame:
    """Ties between organisations, the most first: ``start``, ``end`` and ``weight``, the tied pairs.

    Organisations with few members stand together as 'other organisations', and are left out if these have few
    in all. The pairs are counted as `Audience.rounded` tells them, so that neither two communities nor two
    dates can be taken from each other; what it does not tell is left out.
    """
    named = pd.Series({name: found.organisations.get(name, NONE_GIVEN) for name in found.graph})
    sizes = named.value_counts()
    large = {name for name, size in sizes.items() if not here.audience.hides(size)}
    groups = named.where(named.isin(large), OTHERS)
    groups = groups[~groups.map(groups.value_counts()).map(here.audience.hides).astype(bool)]
    between = networking.ties_between(found.pairs, {str(name): (group,) for name, group in groups.items()})
    rows = [
        (one, other, told)
        for place, one in enumerate(between.index)
        for other in between.index[place + 1 :]
        if (told := here.audience.rounded(int(between.loc[one, other])))
    ]
    return pd.DataFrame(rows, columns=["start", "end", "weight"]).sort_values(
        ["weight", "start", "end"], ascending=[False, True, True], kind="stable"
    )
