"""Which projects work on the same things and have nobody and nothing in common, and who could link them."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from copkit.functions.activities.alike_in_words import ONCE
from copkit.functions.activities.degree_models import LEVEL, MORE, NOT_MORE
from copkit.functions.activities.initiative_ties import LARGEST_EVENT
from copkit.functions.activities.unconnected import LINKED, SAME_ISSUE, SAME_SKILLS
from copkit.functions.activities.who_could_link import ACROSS, COORDINATES, IN_BOTH, OF_ONE, TIED_TO_BOTH
from copkit.place.view import View
from copkit.show.networking.activities_read import MOST_LINKED, ActivitiesRead, read_activities
from copkit.show.page import Finding, Needs, Section, Shown
from copkit.show.sentences import capital, count, listing, percent
from copkit.show.tables import Table

MOST_ALIKE = 10
NAMED = 3

_NO_PROJECTS = Needs(
    "Fewer than two projects that go on are written down, so none can be unconnected.",
    "List them in workbook 7, under 'List the projects and services', with the issue that each works on.",
)
_NO_ISSUES = Needs(
    "Of fewer than two projects it is known which issue they work on.",
    "Give the issue of each in workbook 7, under 'List the projects and services'.",
)

_METHOD = (
    "Compared are projects and services that are an idea, planned or under way. Two that work on the same "
    "issue overlap: that is plain fact. Others overlap if their issues are linked on the map, or need the "
    "same skills. An issue with many links has something in common with nearly all, so for these pairs it "
    "is worked out how likely they would share so much if only the number of links and needs of each "
    "counted. As many pairs are looked at, the bar is raised by their number (Holm's correction): what "
    f"passes it, at {percent(LEVEL)}, is more than chance. Even that shows only that their issues lie near "
    "each other. In common they have a member who leads either or told a story of it, an event to which "
    f"people of both came (of at most {LARGEST_EVENT} people), or a resource that both use. Nothing on "
    "record is not nothing: ask those who run them."
)
_SOURCE = (
    "Breiger 1974, The duality of persons and groups, Social Forces 53; Neal 2014, The backbone of bipartite "
    "projections, Social Networks 39; Gould and Fernandez 1989, Structures of mediation, for who could link"
)
_WAYS = {
    OF_ONE: ("is of one and is tied to somebody of the other", "are of one and are tied to the other"),
    TIED_TO_BOTH: ("is tied to people of both", "are tied to people of both"),
    COORDINATES: ("coordinates the community of both", "coordinate the community of both"),
    IN_BOTH: ("takes part in both communities", "take part in both communities"),
    ACROSS: (
        "is of the organisation of one and takes part in the community of the other",
        "are of the organisation of one and take part in the community of the other",
    ),
}


def unconnected(here: View) -> Section:
    """Pairs of projects that overlap without a member, an event or a resource in common, who could link them,
    and projects whose names read alike."""
    found = read_activities(here)
    if len(found.projects) < 2:
        return Section([_NO_PROJECTS])
    if found.projects["issue"].notna().sum() < 2:
        return Section([_NO_ISSUES, *_alike(here, found)])
    parts: list[Shown] = [*_apart(here, found), *_alike(here, found)]
    return Section(parts)


def linking_proposals(here: View) -> list[str]:
    """What to do about the first pair, as a sentence; none where no pair is unconnected."""
    found = read_activities(here)
    if found.apart.empty:
        return []
    first = found.apart.iloc[0]
    told = f"Ask those who run {_both(first)} whether they know of each other"
    names = found.who_could_link(first["one"], first["other"])["member"]
    return [f"{told}: {names.iloc[0]} could introduce them." if len(names) else f"{told}."]


def _apart(here: View, found: ActivitiesRead) -> list[Finding]:
    method = _METHOD
    if here.audience.is_public:
        method += " Here stand only those who agreed to be named, and who is tied to whom is left out."
    standing = len(found.projects) + found.left_out
    if found.left_out:
        method += f" Only the {len(found.projects):,} that began last are compared, of {standing:,}."
    if found.apart.empty:
        told = "No two projects that go on overlap, as far as is recorded."
        if found.overlapping:
            which = f" of which one is of {here.community}" if here.community else ""
            told = f"No two projects{which} overlap without a member, event or resource in common."
        return [Finding(told, [], method, _SOURCE)]
    first, shown = found.apart.iloc[0], found.apart.head(MOST_LINKED)
    told = (
        f"{_both(first)} {_overlap(found, first)}, and have no member, event or resource in common, as far "
        f"as is recorded. {_who(here, found, first)}"
    )
    frame = pd.DataFrame(
        {
            "Projects": [
                f"{_with_community(found, one)} and {_with_community(found, other)}"
                for one, other in zip(shown["one"], shown["other"], strict=True)
            ],
            "Why they overlap": [f"They {_overlap(found, pair)}" for _, pair in shown.iterrows()],
            "More than chance?": [_verdict(str(verdict)) for verdict in shown["verdict"]],
            "Who could link them": [
                listing(found.who_could_link(one, other)["member"]) or "nobody known yet"
                for one, other in zip(shown["one"], shown["other"], strict=True)
            ],
        }
    )
    more = len(found.apart) - len(shown)
    left = f" (the first {len(shown)}; {more:,} more)" if more else ""
    table = Table(f"Projects that nothing on record connects{left}", frame, here.audience)
    return [Finding(told), Finding(_how_many(found), [table], method, _SOURCE)]


def _how_many(found: ActivitiesRead) -> str:
    """How many pairs there are, and of how many more can be said than chance would give."""
    verdicts = found.apart["verdict"]
    told = (
        capital(count(len(verdicts), "pair of projects is", "pairs of projects are"))
        + " unconnected like this"
    )
    same, more = int((verdicts == SAME_ISSUE).sum()), int((verdicts == MORE).sum())
    parts = [f"{same:,} {'works' if same == 1 else 'work'} on the same issue"] if same else []
    parts += [f"{more:,} {_has(more)} more in common than chance would give"] if more else []
    if parts:
        return f"{told}: {listing(parts)}."
    return f"{told}. It is not known that any has more in common than chance would give: ask."


def _has(number: int) -> str:
    return "has" if number == 1 else "have"


def _overlap(found: ActivitiesRead, pair: pd.Series) -> str:
    """What two projects have to do with each other, beginning with a verb; without names that may not stand
    here."""
    if pair["basis"] == SAME_ISSUE:
        return f"both work on {_quoted(pair['issues'][:1])}" if pair["issues"] else "work on the same issue"
    if pair["basis"] == LINKED:
        own = found.projects["issue_told"].reindex([pair["one"], pair["other"]]).dropna()
        named = f": {_quoted(own)}" if len(own) == 2 else ""
        return f"work on issues of which one acts on the other{named}"
    if pair["basis"] == SAME_SKILLS:
        named = f": {_quoted(pair['skills'])}" if pair["skills"] else ""
        return f"need the same skills{named}"
    return f"both have to do with {_quoted(pair['issues'])}" if pair["issues"] else "have an issue in common"


def _who(here: View, found: ActivitiesRead, pair: pd.Series) -> str:
    """Who could link two projects: the nearest of them, and how they stand with a foot in each."""
    could = found.who_could_link(pair["one"], pair["other"])
    if could.empty:
        known = "Nobody who agreed to be named" if here.audience.is_public else "Nobody on record"
        return f"{known} has a foot in both."
    nearest = list(could[could["how"] == could["how"].iloc[0]]["member"])
    one, several = _WAYS[could["how"].iloc[0]]
    names = listing([*nearest[:NAMED], *(["others"] if len(nearest) > NAMED else [])])
    return f"{names} {one if len(nearest) == 1 else several} and could link them."


def _verdict(verdict: str) -> str:
    if verdict == SAME_ISSUE:
        return "not asked: the same issue"
    return {MORE: "yes", NOT_MORE: "no"}.get(verdict, "too little to tell")


def _alike(here: View, found: ActivitiesRead) -> list[Finding]:
    """Projects whose names read alike: one written down twice, or two that do the same."""
    if found.alike.empty:
        return []
    first, shown = found.alike.iloc[0], found.alike.head(MOST_ALIKE)
    may_be = "one written down twice" if first["may_be"] == ONCE else "two that do the same"
    told = f"{_both(first)} read alike: they may be {may_be}. Ask those who run them."
    frame = pd.DataFrame(
        {
            "Project": [_with_community(found, name) for name in shown["one"]],
            "Reads like": [_with_community(found, name) for name in shown["other"]],
            "May be": [
                "one written down twice" if said == ONCE else "two that do the same"
                for said in shown["may_be"]
            ],
        }
    )
    method = (
        "Names are compared by their words, without 'project', 'pilot', 'service' and the like. One written "
        "down twice: nothing that is known of both differs, and both go on at one time."
    )
    return [Finding(told, [Table("Projects that read alike", frame, here.audience)], method)]


def _with_community(found: ActivitiesRead, name: str) -> str:
    of = found.projects["community"].get(name)
    return f"{name} ({of})" if isinstance(of, str) else str(name)


def _both(pair: pd.Series) -> str:
    return f"'{pair['one']}' and '{pair['other']}'"


def _quoted(names: Iterable[str]) -> str:
    return listing((f"'{name}'" for name in names), NAMED)
