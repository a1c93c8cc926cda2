"""Who may be asked about what: through what they made, keep, answered and can do."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from copkit.functions.knowledge import who_knows as expert_search
from copkit.functions.knowledge.query_language import as_words
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.knowledge.across import answers_across, documents_across
from copkit.show.members_now import skills_now
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import count, listing
from copkit.show.tables import Table

MOST_PEOPLE = 3
MOST_REASONS = 2
MOST_TOPICS = 40

HALF, ALL = 0.5, 1.0
"""What speaks for a person must have half of the words of an issue, of which one alone tells little, and
all of a skill."""


def may_be_asked(here: View) -> set[str]:
    """Those who may be named to this reader as somebody to ask: who belongs to a community of the place on
    the day of the view and is not outside; in public only who agreed. Where nobody wrote down who belongs
    where, all members."""
    members, belongs = here.whole["members"], here.whole["memberships"]
    if here.audience.is_public:
        members = members[members["agrees_to_be_named"].fillna(False).astype(bool)]
    if belongs.empty:
        return set(members["name"])
    standing = current_at(belongs, here.as_of, "since", "until")
    return set(members["name"]) & set(standing.loc[standing["role"] != "outside", "member"])


def evidence(here: View, *, by_need: bool = False) -> expert_search.Evidence:
    """What speaks for those who may be asked, of what this reader may know of.

    In the room that is what they made, keep up to date or answered, and their skills. As no public page
    tells who made what or who can do what, the public learns only of answers that may be shared and of skills
    that somebody would teach, without a level. With ``by_need`` a skill is found by the issues that need it
    as well.
    """
    whole, public = here.whole, here.audience.is_public
    resources, said, answers = documents_across(here), whole["member_skills"], answers_across(here)
    skills = whole["skills"]
    if by_need:
        pairs = whole["skill_needs"].groupby("skill")["issue"]
        needed = {name: tuple(sorted(set(issues))) for name, issues in pairs}
        skills["issues"] = [needed.get(name, ()) for name in skills["name"]]
    if public:
        texts = TextsFor(here)
        said = said.sort_values("recorded", kind="stable", na_position="first")
        said = said.drop_duplicates(["member", "skill"], keep="last")
        said = said[said["can_teach"].fillna(False).astype(bool) & texts.may(said["skill"])]
        said = said.assign(level=expert_search.HIGHEST_LEVEL)
        answers = answers[texts.may(answers["question"])]
    kept = whole["resources"][["name", "contributor", "owner"]]
    return expert_search.gather_evidence(
        may_be_asked(here),
        resources=None if public else resources.merge(kept, on="name"),
        member_skills=said,
        skills=skills,
        answers=answers,
        tell_levels=not public,
    )


def who_knows(here: View) -> Section:
    """For each issue and each skill that is wanted, the likeliest people to ask, and why."""
    topics = _topics(here)
    if not topics:
        how = (
            "Say which issues the community takes, in workbook 1, and who wants to learn what, in workbook 4."
        )
        return Section([Needs("No issue and no wish to learn is written down yet.", how)])
    speaks = evidence(here, by_need=True)
    rows, silent = [], []
    for topic, least in topics[:MOST_TOPICS]:
        known = expert_search.who_knows(speaks, as_words(topic), least=least, limit=MOST_PEOPLE).rows
        if known.empty:
            silent.append(topic)
        rows += [
            (topic, member, " ".join(reasons[:MOST_REASONS]))
            for member, reasons in zip(known["member"], known["reasons"], strict=True)
        ]
    agreed = " who agreed to be named" if here.audience.is_public else ""
    if not rows:
        told = f"Nobody{agreed} is known yet for an issue or a skill that is wanted."
        return Section([Finding(told, (), *_method(here))])
    named = min(len(topics), MOST_TOPICS) - len(silent)
    told = f"Somebody{agreed} can be asked about {count(named, 'issue or skill', 'issues and skills')}."
    if silent:
        quoted = [f"'{topic}'" for topic in silent]
        told += f" For {listing(quoted, 3)} nobody{agreed} is known yet."
    frame = pd.DataFrame(rows, columns=["About", "Ask", "Why"])
    table = Table("The likeliest people to ask", frame, here.audience)
    return Section([Finding(told, [table], *_method(here))])


def _topics(here: View) -> list[tuple[str, float]]:
    """The issues of the community, or all, by name; then the skills that its members want to know more of.
    Beside each the share of its words that is needed."""
    issues = here["issues"]
    names = issues.loc[~issues["is_outcome"].fillna(False).astype(bool), "name"]
    if here.community:
        names = names[names.isin(here["coverage"]["issue"])]
    said = skills_now(here)
    wants = said[(said["wants"] > said["level"].fillna(0)).fillna(False)]
    people = wants.groupby("skill")["member"].nunique()
    wanted: Iterable[str] = (
        str(skill) for skill, number in people.items() if not here.audience.hides(number)
    )
    least = {**dict.fromkeys(sorted(wanted), ALL), **dict.fromkeys(names, HALF)}
    return sorted(least.items(), key=lambda topic: (topic[1], topic[0]))


def _method(here: View) -> tuple[str, str]:
    of = "what they made, keep up to date or answered, and the skills that they said they have"
    if here.audience.is_public:
        of = "the answers that they gave and the skills that they would teach"
    return (
        f"People are found through {of}. What has half of the words of an issue, or all of a skill, speaks "
        "for the people behind it, as much as the search ranks it; a skill has the words of the issues that "
        "need it, too. It says whom to ask first, not who knows most.",
        "Macdonald and Ounis 2006, Voting for candidates",
    )
