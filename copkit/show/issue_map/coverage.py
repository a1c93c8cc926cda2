"""Which community takes which issue: what nobody takes, what is crowded, and who could take the rest."""

from __future__ import annotations

import pandas as pd

from copkit.functions import development, issue_map
from copkit.functions.issue_map.orphans import Proposal, proposals
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.issue_map.on_the_map import NO_ISSUES, links_of, problems
from copkit.show.page import Finding, Section
from copkit.show.sentences import capital, count, listing, people
from copkit.show.tables import Table

CROWDED = 3
"""Communities from which on an issue is crowded."""

MOST_COLUMNS = 8
ABLE = 3
"""The level from which on a member can do something alone."""


def coverage(here: View) -> Section:
    """Which community takes which issue; what nobody takes; what several share; who could take the rest."""
    issues = problems(here)
    if issues.empty:
        return Section([NO_ISSUES])
    taken = issue_map.takers(list(issues["name"]), here.whole["coverage"])
    sentence = _sentence(here, taken)
    votes = here.whole["votes"]
    latest = issue_map.latest_round(votes)
    dots = issue_map.dot_votes(votes[votes["round"] == latest]).set_index("issue")["dots"]
    frame = pd.DataFrame({"Issue": list(taken.index), "Taken by": list(taken)})
    frame["rank"] = frame["Issue"].map(dots).fillna(0)
    frame["free"] = [not names for names in frame["Taken by"]]
    frame = frame.sort_values(["free", "rank", "Issue"], ascending=[False, False, True], kind="stable")
    table = Table("Who takes which issue", _grid(here, frame), here.audience)
    return Section([Finding(sentence, [table]), *_orphans(here, frame.loc[frame["free"], "Issue"])])


def _sentence(here: View, taken: pd.Series) -> str:
    nobody = [name for name in taken.index if not taken[name]]
    shared = [name for name in taken.index if len(taken[name]) > 1]
    crowded = [name for name in taken.index if len(taken[name]) >= CROWDED]
    if here.community:
        told = f"{here.community} takes {count(len(taken), 'issue')}"
        told += f"; it shares {listing(shared)} with others." if shared else " and shares none with others."
    elif nobody:
        told = (
            f"{count(len(nobody), 'issue is', 'issues are')} taken by no community; "
            f"{_number_are(len(shared))} shared by two or more."
        )
    else:
        told = (
            f"Every issue is taken by a community; {count(len(shared), 'is', 'are')} shared by two or more."
        )
    if crowded:
        told += f" {listing(crowded, 3)} {'is' if len(crowded) == 1 else 'are'} crowded: agree who leads."
    return capital(told)


def _number_are(number: int) -> str:
    return count(number, "is", "are") if number else "none is"


def _grid(here: View, frame: pd.DataFrame) -> pd.DataFrame:
    """Issue by community where the page is wide enough, else the takers as a list."""
    names = list(here.whole["communities"]["name"])
    if len(names) > MOST_COLUMNS:
        takers = [listing(found) or "nobody yet" for found in frame["Taken by"]]
        return pd.DataFrame({"Issue": frame["Issue"], "Taken by": takers})
    columns = {name: ["takes it" if name in found else "" for found in frame["Taken by"]] for name in names}
    return pd.DataFrame(
        {"Issue": frame["Issue"], **columns, "In all": [len(found) for found in frame["Taken by"]]}
    )


def orphans_and_takers(here: View, orphans: list[str]) -> dict[str, Proposal | None]:
    """For each issue that nobody takes, the community that matches it best."""
    return proposals(
        orphans,
        here.whole["issues"],
        links_of(here.whole),
        here.whole["coverage"],
        here.whole["communities"],
        _skills(here.whole),
    )


def _skills(whole: View) -> pd.DataFrame:
    """How many members of each community can do what alone."""
    able = development.latest_levels(whole["member_skills"])
    able = able[able["level"].fillna(0) >= ABLE]
    members = current_at(whole["memberships"], whole.as_of, "since", "until")[["member", "community"]]
    both = able.merge(members.drop_duplicates(), on="member")
    counted = both.groupby(["community", "skill"])["member"].nunique().rename("members").reset_index()
    described = whole["skills"].rename(columns={"name": "skill"})[["skill", "description"]]
    return counted.merge(described, on="skill")


def _orphans(here: View, orphans: pd.Series) -> list[Finding]:
    if orphans.empty or here.whole["communities"].empty:
        return []
    found = orphans_and_takers(here, list(orphans))
    rows = [
        (issue, match.community if match else "no community yet", _because(here, match))
        for issue, match in found.items()
    ]
    matched = [match for match in found.values() if match]
    if matched:
        first = matched[0]
        sentence = f"{first.community} could take {first.issue}: {_because(here, first)}."
        if len(found) > len(matched):
            left = len(found) - len(matched)
            sentence += f" For {count(left, 'issue')} no community is near: it may need a new one."
    else:
        sentence = "No community is near the issues that nobody takes: they may need a new one."
    table = Table(
        "Who could take the issues that nobody takes",
        pd.DataFrame(rows, columns=["Issue", "Could be taken by", "Because"]),
        here.audience,
    )
    method = (
        "Four signs count alike: how much of the issue's links runs to what the community takes; how many "
        "of its telling words stand in the community's domain; the same for the skills that its members "
        "have at level 3 or more; and whether the community works on the theme. A proposal is there to be "
        "talked about."
    )
    return [Finding(sentence, [table], method)]


def _because(here: View, match: Proposal | None) -> str:
    """The reason for a proposal, in words."""
    if match is None:
        return "no link, no words in common, no skill and no theme"
    skills = [skill for skill, _ in match.skills[:2]]
    holders = people(here.audience, match.skills[0][1]) if match.skills else ""
    theme = TextsFor(here).said(match.theme, "")
    reasons = [
        f"it takes {listing(match.neighbours, 2)}, to which this is linked" if match.neighbours else "",
        _shared_words(here, match),
        f"{holders} can do {listing([f'‘{skill}’' for skill in skills])}" if len(skills) == 1 else "",
        f"its members can do {listing([f'‘{skill}’' for skill in skills])}" if len(skills) > 1 else "",
        f"it works on {f'the theme ‘{theme}’' if theme else 'its theme'} already" if match.theme else "",
    ]
    return "; ".join(reason for reason in reasons if reason)


def _shared_words(here: View, match: Proposal) -> str:
    """What the domain and the issue both speak of; in public no word of a domain that names somebody who did
    not agree."""
    if not match.words:
        return ""
    about = here.whole["communities"].set_index("name").loc[match.community, ["domain", "purpose"]]
    if not TextsFor(here).may(about).all():
        return "its domain speaks of the same"
    return f"its domain speaks of {listing([f'‘{word}’' for word in match.words], 3)}"
