"""What the units with better figures have that the worse ones lack, and who could share it with whom."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from copkit.functions.health.about_issue import about_issue
from copkit.functions.health.better_units import NO_CAUSE, BetterUnits, better_units
from copkit.functions.health.funnel_flags import DIFFERS, LOOK
from copkit.functions.health.funnel_notes import chance_note, too_many_stand_out
from copkit.functions.health.unit_assets import unit_of_members
from copkit.place.agreed_texts import who_agreed
from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.health.units_read import UnitsRead, read_units
from copkit.show.health.who_could_share import (
    pairs_to_share,
    sharing_proposal,
    sharing_sentence,
    sharing_table,
)
from copkit.show.page import Finding, Needs, Section, Shown
from copkit.show.sentences import capital, count, listing
from copkit.show.tables import Table

MOST_FIGURES = 3
MOST_THINGS = 8
NAMED = 3

_FRAMES = (
    "organisations",
    "members",
    "member_skills",
    "resources",
    "resource_use",
    "lessons",
    "practice_notes",
    "attendance",
)

_METHOD = (
    "A unit is the organisation of the same name. What it has is what is recorded of it: skills that a "
    "member has without help, resources that a member keeps or put to use, ways of learning at events that "
    "a member came to, and lessons that changed what is done there. Here stands what a better unit has and "
    "at least one worse unit has not: what bears on the issue of the figure first, then what sets the better "
    "ones apart most. The columns say of how many units it is recorded. Not recorded is not the same as not "
    "there: ask."
)
_SHARING = (
    "Of those who could share it, the first are two people who came to most events together; where no two "
    "met, somebody who is willing to teach it, then somebody who comes to most events. Where nobody may be "
    "named, the coordinator knows whom to ask."
)
_SOURCE = (
    "Bradley and others 2009, Research in action: using positive deviance to improve quality of health care, "
    "Implementation Science 4; Goldstein and Spiegelhalter 1996, on the limits of league tables"
)
_LINK = (
    "Name each unit as the organisation is named in the form 'Organisations', and say of each member where "
    "they work: then this section shows what their people know."
)


@dataclass(frozen=True)
class Learnt:
    """A figure with what its better units know; ``issue`` is what it tells about, '' if there is none or it
    may not be shown; ``about`` are kind and name of what bears on its issue;
    ``empty_units`` the units that differ and of which nobody is a member; ``more_members`` whether the better
    units have more members each than the worse ones; ``pairs`` who could share what, as `pairs_to_share`
    gives it."""

    read: UnitsRead
    found: BetterUnits
    issue: str
    about: frozenset[tuple[str, str]]
    organisations: frozenset[str]
    empty_units: tuple[str, ...]
    more_members: bool
    pairs: pd.DataFrame

    @property
    def has_what_to_share(self) -> bool:
        """Whether something is known of better units that could be shared."""
        return len(self.found.known) > 0 and not too_many_stand_out(self.read.made)

    def of_bodies(self, way: str) -> list[str]:
        """The units that are organisations and stand out that way."""
        return [name for name in self.read.names(way) if name in self.organisations]


def what_better_units_know(here: View) -> Section:
    """For each figure whose units are organisations: what the better ones have and the worse ones lack, who
    could share it with whom, and that it need not be why."""
    learnt = read_learnt(here)
    if not learnt:
        return Section(
            [
                Needs(
                    "No figure is compared between units yet, so there is no better one to learn from.",
                    "Type in a figure of at least three organisations under 'Type in the figure'.",
                )
            ]
        )
    apart = [one for one in learnt if one.read.names("better") or one.read.names("worse")]
    alike = [one.read.name for one in learnt if one not in apart]
    bodies = [one for one in apart if one.of_bodies("better") or one.of_bodies("worse")]
    strange = [one.read.name for one in apart if one not in bodies]
    shown: list[Shown] = [part for one in bodies[:MOST_FIGURES] for part in _shown(here, one)]
    if any(one.has_what_to_share for one in bodies[:MOST_FIGURES]):
        shown.append(Finding(NO_CAUSE))
    if alike:
        said = f"No unit differs from the others by more than chance in {listing(map(_quoted, alike), 3)}"
        shown.append(Finding(f"{said}: there, none is better to learn from."))
    if strange:
        which = listing(map(_quoted, strange), 3)
        shown.append(Needs(f"The units that stand out in {which} are no organisations of the place.", _LINK))
    if more := bodies[MOST_FIGURES:]:
        which = listing((_quoted(one.read.name) for one in more), 3)
        shown.append(Finding(f"Units stand out in {count(len(more), 'more figure')} as well: {which}."))
    return Section(shown)


def sharing_proposals(here: View) -> list[str]:
    """What to do about the first pair that could share something, as a sentence; none if there is none."""
    for one in read_learnt(here):
        if len(one.pairs) and not too_many_stand_out(one.read.made):
            return [sharing_proposal(one.pairs.iloc[0], here.audience)]
    return []


def read_learnt(here: View) -> tuple[Learnt, ...]:
    """What the better units know, for each figure that is compared; worked out once for a view.

    The people, skills and resources are those of the whole place, also for one community.
    """
    return here.kept("what better units know", lambda: tuple(_learnt(here)))


def _learnt(here: View) -> list[Learnt]:
    read, _ = read_units(here)
    if not read:
        return []
    frames = {name: here.whole[name] for name in (*_FRAMES, "resource_issues", "skill_needs")}
    agreed = who_agreed(here.stored) if here.audience.is_public else None
    texts = TextsFor(here)
    bodies = frames["organisations"].rename(columns={"name": "organisation"})
    bodies = bodies.assign(name=bodies["organisation"])
    made = []
    for one in read:
        units = one.made.units
        known = set(unit_of_members(list(units["unit"]), bodies))
        found = better_units(units[["unit", "way"]], frames, agreed)
        kept = found.known[texts.may(found.known["what"])]
        found = BetterUnits(kept, found.pairs[found.pairs["what"].isin(set(kept["what"]))], found.unmatched)
        about = about_issue(one.issue, frames) if one.issue else frozenset()
        pairs = pairs_to_share(found, about, here.audience)
        sizes = unit_of_members(list(known), frames["members"]).value_counts()
        members = units["unit"].map(sizes).fillna(0)[units["unit"].isin(known)]
        way = units.loc[members.index, "way"]
        empty = tuple(sorted(units.loc[members.index, "unit"][(way != "") & (members == 0)].astype(str)))
        more = bool(members[way == "better"].mean() > members[way == "worse"].mean())
        issue = one.issue if texts.may(pd.Series([one.issue])).all() else ""
        made.append(Learnt(one, found, issue, about, frozenset(known), empty, more, pairs))
    return made


def _shown(here: View, one: Learnt) -> list[Shown]:
    name = one.read.name
    if too_many_stand_out(one.read.made):
        return [
            Needs(
                f"{name}: so many units stand out that it is not said who could learn from whom.",
                "Compare like with like: make one indicator for each kind of unit, in the form 'Indicators'.",
            )
        ]
    better, worse = one.of_bodies("better"), one.of_bodies("worse")
    nobody = _nobody(one)
    if not better:
        if one.read.names("better"):
            return [Needs(f"{_standing(one)} {capital(_no_bodies(one, 'better'))}", _LINK)]
        said = (
            f"{_standing(one)} None is better by more than chance, so nobody here stands out to learn from: "
            f"look for a place where it goes well, and ask {listing(worse, NAMED)} what stands in the way."
        )
        return [Finding(f"{said}{nobody}")]
    if not worse:
        if one.read.names("worse"):
            return [Needs(f"{_standing(one)} {capital(_no_bodies(one, 'worse'))}", _LINK)]
        said = (
            f"{_standing(one)} None is worse by more than chance: ask {listing(better, NAMED)} to tell all "
            "others how it is done."
        )
        return [Finding(f"{said}{nobody}")]
    if one.found.known.empty:
        known = "Nothing that may be shown here" if here.audience.is_public else "Nothing"
        return [
            Needs(
                f"{_standing(one)} {known} is recorded of a better unit and not of a worse one.{nobody}",
                "Note where members work and what they can do (workbook 4), and the resources they use and "
                "the lessons they learn (workbook 6).",
            )
        ]
    told = f"{_standing(one)} {_what(one)}{nobody}"
    if one.more_members and not nobody:
        told += " More people of the better units are members, so more is recorded of them."
    parts: list[Shown] = [Finding(told, [_known_table(here, one)], _METHOD, _SOURCE)]
    if len(one.pairs):
        table = sharing_table(name, one.pairs, here.audience)
        parts.append(Finding(sharing_sentence(one.pairs, here.audience), [table], _SHARING))
    return parts


def _standing(one: Learnt) -> str:
    """Which units stand out, and how surely; where some are only worth a look, how many chance would mark."""
    parts = []
    unsure = one.read.names("better", LOOK) + one.read.names("worse", LOOK)
    for flag, how in ((DIFFERS, "beyond chance"), (LOOK, "worth a look")):
        for way in ("better", "worse"):
            if names := one.read.names(way, flag):
                verb = "is" if len(names) == 1 else "are"
                parts.append(f"{listing(names, NAMED)} {verb} {way} ({how})")
    said = f"{one.read.name}: {listing(parts)}."
    return f"{said} {chance_note(one.read.made)}" if unsure else said


def _what(one: Learnt) -> str:
    ordered = _ordered(one)
    first = listing((f"'{what}'" for what in ordered["what"].head(NAMED)), NAMED)
    is_one = len(ordered) == 1
    said = (
        f"{capital(count(len(ordered), 'thing'))} {'is' if is_one else 'are'} recorded of a better unit and "
    )
    said += "not of a worse one"
    about = int(ordered["bears"].sum())
    if about and one.issue:
        bearing = listing((f"'{what}'" for what in ordered.loc[ordered["bears"], "what"]), NAMED)
        return f"{said}; {about} of them {'bears' if about == 1 else 'bear'} on '{one.issue}': {bearing}."
    return f"{said}: {first}." if len(ordered) <= NAMED else f"{said}, among them {first}."


def _ordered(one: Learnt) -> pd.DataFrame:
    """What is known, what bears on the issue first."""
    known = one.found.known
    bears = [pair in one.about for pair in zip(known["kind"], known["what"], strict=True)]
    return known.assign(bears=bears).sort_values("bears", ascending=False, kind="stable", ignore_index=True)


def _known_table(here: View, one: Learnt) -> Table:
    rows = _ordered(one)
    shown = rows.head(MOST_THINGS)
    frame = pd.DataFrame({"What": shown["what"], "Kind": shown["kind"]})
    if one.issue and rows["bears"].any():
        frame["On the issue"] = shown["bears"]
    for label, way in (("Better", "better"), ("Worse", "worse"), ("Others", "others")):
        frame[label] = [
            f"{with_it} of {all_}" if all_ else "none there"
            for with_it, all_ in zip(shown[f"{way}_with"], shown[way], strict=True)
        ]
    more = len(rows) - len(shown)
    left = f" (the first {len(shown)}; {more} more)" if more else ""
    return Table(f"What better units have: {one.read.name}{left}", frame, here.audience)


def _nobody(one: Learnt) -> str:
    if not one.empty_units:
        return ""
    return f" Nobody of {listing(one.empty_units, NAMED)} is a member yet: invite somebody."


def _no_bodies(one: Learnt, way: str) -> str:
    names = one.read.names(way)
    verb = "is no organisation" if len(names) == 1 else "are no organisations"
    return f"{listing(names, NAMED)} {verb} of the place, so what is known there cannot be looked up."


def _quoted(name: str) -> str:
    return f"'{name}'"
