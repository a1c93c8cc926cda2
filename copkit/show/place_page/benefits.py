"""What communities of practice are for, in four findings: expertise that is out of reach, problems with roots
elsewhere, uneven results, activities that nothing connects."""

from __future__ import annotations

from dataclasses import replace

from copkit.place.view import View
from copkit.show.enablement.barriers import recurring
from copkit.show.health.uneven import told_of_units
from copkit.show.health.units_read import read_units
from copkit.show.health.what_better_units_know import what_better_units_know
from copkit.show.issue_map.boundaries import boundaries
from copkit.show.networking.alone import loose_ends
from copkit.show.networking.crossing import closer_ties
from copkit.show.networking.introduced import introductions
from copkit.show.networking.unconnected import unconnected
from copkit.show.page import Finding, Needs, Shown
from copkit.show.place_page.parts import Behind, Told, findings_or_one_need, told_of

ALONE = Behind("03_weave_networks", "loose-ends", "Who has no tie yet?")
CROSSING = Behind("03_weave_networks", "within-and-between", "Do ties cross communities and organisations?")
INTRODUCED = Behind("03_weave_networks", "introductions", "What came of introductions, and who is next?")
CONNECTED = Behind("03_weave_networks", "unconnected", "Which projects may not know of each other?")
ROOTS = Behind("01_map_issues", "boundaries", "Which roots lie across a boundary?")
BARRIERS = Behind("05_clear_the_way", "recurring", "Which barriers do several communities meet?")
UNEVEN = Behind("07_assess_health", "uneven", "Where does it differ?")
BETTER = Behind("07_assess_health", "better-units", "What do the better ones know?")


def out_of_reach(here: View) -> list[Shown]:
    """People without a tie, skills that nobody else reaches, communities that should know each other."""
    alone = told_of(loose_ends(here), ALONE, 2)
    apart = [Told(one.sentence, CROSSING) for one in closer_ties(here)]
    return findings_or_one_need([*alone, *apart, *told_of(introductions(here), INTRODUCED, 1)])[:3]


def roots_elsewhere(here: View) -> list[Shown]:
    """Problems with a root in another organisation or community, and barriers that several communities
    meet."""
    roots = told_of(boundaries(here), ROOTS, 2)
    if any("←" in part.plain() for part in roots):
        roots = _and_said(roots, "Read '←' as 'because of'.")
    return findings_or_one_need([*roots, *told_of(recurring(here), BARRIERS, 1)])


def uneven_results(here: View) -> list[Shown]:
    """Units that differ by more than chance, what the better ones know, and that it need not be why."""
    read, _ = read_units(here)
    better = what_better_units_know(here)
    known = [part for part in better.parts if isinstance(part, Finding) and part.evidence]
    learnt: list[Shown] = [Told(one.sentence, BETTER) for one in known[:2]]
    if learnt:
        caution = "What the better ones know need not be why they are better: it is where to ask."
        learnt = _and_said(learnt, caution)
    figures = [
        Told(told_of_units(one), UNEVEN)
        for one in read
        if not any(told.sentence.startswith(f"{one.name}:") for told in known)
    ]
    return findings_or_one_need([*learnt, *figures[: 1 if learnt else 2]]) or [
        part for part in better.parts[:1] if isinstance(part, Needs)
    ]


def _and_said(parts: list[Shown], words: str) -> list[Shown]:
    """The same with some words after the last sentence."""
    *before, last = parts
    return [*before, replace(last, sentence=f"{last.sentence} {words}")] if isinstance(last, Told) else parts


def nothing_connects(here: View) -> list[Shown]:
    """Projects that overlap and have nobody and nothing in common, or read alike."""
    return told_of(unconnected(here), CONNECTED, 2)
