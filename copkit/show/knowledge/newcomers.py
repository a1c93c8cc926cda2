"""What a newcomer reads first, and what one community has that another needs."""

from __future__ import annotations

import pandas as pd

from copkit.functions import knowledge
from copkit.functions.issue_map import dot_votes, latest_round
from copkit.functions.knowledge.lending import resources_to_lend
from copkit.functions.knowledge.reading_list import reading_list
from copkit.place.view import View
from copkit.show.knowledge.shelf import none_here, resources
from copkit.show.members_now import skills_now
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count, listing, percent
from copkit.show.tables import Table

MOST = 40


def to_begin_with(here: View) -> Section:
    """A short reading list for a newcomer to the community."""
    rows = resources(here)
    if rows.empty:
        return Section([none_here(here)])
    weights = _weights(here)
    if not weights:
        how = "Say which issues the community takes, in workbook 1."
        return Section([Needs("It is not known yet what a newcomer should read about.", how)])
    fresh = rows[~rows["name"].isin(knowledge.stale(rows, here.as_of)["name"])]
    used = here["resource_use"]
    put = used[used["use"].isin(knowledge.APPLIED)].groupby("resource")["member"].nunique()
    counts = {str(name): int(number) for name, number in put.items() if not here.audience.hides(int(number))}
    found = reading_list(here.whole["resource_issues"], set(fresh["name"]), weights, counts)
    if found.empty:
        return Section([Finding("No resource that is up to date helps with an issue here yet.")])
    kinds = rows.drop_duplicates("name").set_index("name")
    frame = pd.DataFrame(
        {
            "Read": found["resource"],
            "Kind": kinds["kind"].reindex(found["resource"]).to_numpy(),
            "It tells about": [listing(issues, 3) for issues in found["adds"]],
            "Where to find it": kinds["link"].reindex(found["resource"]).to_numpy(),
        }
    )
    covered = float(found["covered"].iloc[-1])
    told = f"{capital(count(len(found), 'resource tells', 'resources tell'))} a newcomer about "
    told += "all issues" if covered > 0.999 else f"{percent(covered)} of what weighs most"
    told += f" here. Begin with {found['resource'].iloc[0]}."
    method = (
        "Each is the one that adds most to what those before it cover; an issue weighs as many dots as "
        "it got in the last vote, and one more. Of equals the one that more people put to use comes "
        "first. What is to be checked is left out."
    )
    source = "Nemhauser, Wolsey and Fisher 1978, for choosing the few that cover most"
    return Section([Finding(told, [Table("To begin with", frame, here.audience)], method, source)])


def _weights(here: View) -> dict[str, float]:
    """What each issue of the community weighs: its dots in the last vote, and one."""
    votes = here.whole["votes"]
    dots = dot_votes(votes[votes["round"] == latest_round(votes)]).set_index("issue")["dots"]
    issues = here["issues"]
    taken = here["coverage"]["issue"] if here.community else issues["name"]
    names = set(taken) & set(issues.loc[~issues["is_outcome"].fillna(False).astype(bool), "name"])
    return {str(name): 1.0 + float(dots.get(name, 0)) for name in sorted(names)}


def to_borrow(here: View) -> Section:
    """What other communities have that this one needs; for the whole place, who could lend what to whom."""
    whole = here.whole
    rows = resources(whole)
    if rows.empty:
        return Section([none_here(whole)])
    belongs = whole["memberships"]
    said = skills_now(whole)
    wants = said[(said["wants"] > said["level"]).fillna(False)]
    wanted = belongs.loc[belongs["role"] != "outside", ["member", "community"]].merge(
        wants[["member", "skill"]], on="member"
    )
    if here.audience.is_public:
        people = wanted.groupby(["community", "skill"])["member"].transform("nunique")
        wanted = wanted[people >= here.audience.threshold]
    shelf = set(rows["name"])
    helps, teaches = whole["resource_issues"], whole["resource_skills"]
    found = resources_to_lend(
        rows[["name", "community"]],
        helps[helps["resource"].isin(shelf)],
        whole["coverage"],
        teaches[teaches["resource"].isin(shelf)],
        wanted[["community", "skill"]],
    )
    if here.community:
        found = found[found["to"] == here.community]
    method = (
        "A community needs something on an issue that it takes, and to learn from for a skill that its "
        "members want to know more of. What is kept for all needs no lending."
    )
    source = "Wenger 1998, Communities of Practice, chapter 4: brokering"
    if found.empty:
        return Section([Finding("No community has something that another one lacks.", [], method, source)])
    first = found.iloc[0]
    needs = len(found.drop_duplicates(["to", "need"]))
    told = f"For {count(needs, 'need')} of one community another has something. "
    told += f"{first['to']} has nothing of its own on {first['need']}; "
    told += f"{first['from']} has '{first['resource']}'."
    frame = found[["to", "need", "resource", "from"]].set_axis(
        ["Who needs it", "What for", "What there is", "Who keeps it"], axis=1
    )
    return Section(
        [
            Finding(
                told, [Table("Who could lend what to whom", frame.head(MOST), here.audience)], method, source
            )
        ]
    )
