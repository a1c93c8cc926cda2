"""Members who hold three communities or more together."""

from __future__ import annotations

import pandas as pd

from copkit.place.agreed_texts import who_agreed
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show.networking.holding import brokers
from copkit.show.page import Finding, Needs, Shown
from copkit.show.place_page.parts import Behind, findings_or_one_need, told_of
from copkit.show.sentences import capital, count, listing
from copkit.show.tables import Table

BROKERS = Behind("03_weave_networks", "brokers", "Who links others?")
FROM = 3
"""Communities from which on somebody holds them together."""

_METHOD = (
    "Counted are the communities in which somebody takes part now, in any role but 'outside'. What one "
    "community learns can reach the others through these people. Whether it does, the network in 'Weave "
    "networks' tells."
)
_NOBODY = Needs(
    "Nobody's communities are known yet.",
    "Write who takes part in which community into the form 'Memberships'.",
)


def holding_together(here: View) -> list[Shown]:
    """Who takes part in three communities or more, and who links others in the network."""
    return findings_or_one_need([*in_several(here), *told_of(brokers(here), BROKERS, 1)])


def in_several(here: View) -> list[Shown]:
    """How many take part in three communities or more, and who; in public those who agreed to be named."""
    standing = current_at(here["memberships"], here.as_of, "since", "until")
    standing = standing[standing["role"] != "outside"]
    if standing.empty:
        return [_NOBODY]
    of = standing.groupby("member")["community"].agg(lambda names: tuple(sorted(set(names))))
    many = of[of.map(len) >= FROM]
    agreed = who_agreed(here.stored) if here.audience.is_public else set(many.index)
    named = sorted(agreed & set(many.index), key=lambda name: (-len(many[name]), name))
    if many.empty and not here.audience.is_public:
        return [Finding("Nobody takes part in three communities or more.", (), _METHOD)]
    evidence = []
    if len(named):
        frame = pd.DataFrame({"Member": named, "Communities": [listing(many[name], 8) for name in named]})
        evidence = [Table("Members of three communities or more", frame, here.audience)]
    return [Finding(_sentence(here, len(many), len(named)), evidence, _METHOD)]


def _sentence(here: View, many: int, named: int) -> str:
    if here.audience.is_public:
        told = f"{capital(here.audience.about(many))} members take part in three communities or more"
        return f"{told}; those who agreed to be named stand below." if named else f"{told}."
    told = capital(count(many, "member takes part", "members take part"))
    return f"{told} in three communities or more: see that no one of them has to carry all of it."
