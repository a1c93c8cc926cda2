"""The communities, in the order of the place: their size, their stage, their vital signs, and whether they
differ by more than chance. No ranks."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health.variation import FEWEST_POINTS
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show.health.compared import compared
from copkit.show.health.glance import at_a_glance
from copkit.show.health.sign_verdicts import vital_sign_verdicts
from copkit.show.health.signs_read import may_be_told, read_signs
from copkit.show.health.stage_evidence import StageRead, read_stages
from copkit.show.health.verdicts import WELL
from copkit.show.page import Finding, Needs, Shown
from copkit.show.place_page.parts import Behind, Told
from copkit.show.sentences import capital, count, listing
from copkit.show.tables import Table
from copkit.show.worked_out import worked_out_of

GLANCE = Behind("07_assess_health", "at-a-glance", "At a glance")
NOT_KNOWN, AS_USUAL = "not known", "as usual"

_METHOD = (
    "Members are those of now. The stage is what the coordinator says; what the records speak for stands "
    "beside it where nobody said, or where they firmly speak for another. Vital signs are figures by month "
    "(who comes, who gives, what is answered), each on a chart that tells change from chance; one needs "
    f"{FEWEST_POINTS} months. Named are those that got better or worse beyond chance; of a hundred figures "
    "that move by chance alone, two or three are marked in any month. The evidence stands in the pack "
    "'Assess health' of each community."
)


def communities(here: View) -> list[Shown]:
    """How many there are, each with its stage and vital signs, and the figures held against the limits of
    chance."""
    glance = [part for part in at_a_glance(here).parts if isinstance(part, Finding | Needs)]
    if here["communities"].empty:
        return list(glance)
    told = [Told(part.sentence, GLANCE) for part in glance if isinstance(part, Finding)]
    held = [part for part in compared(here).parts if isinstance(part, Finding)]
    return [*told, _stages_and_signs(here), *held]


def _stages_and_signs(here: View) -> Finding:
    stages = {one.community: one for one in read_stages(here)}
    names = list(here["communities"]["name"])
    signs = [_signs(here.within(name)) for name in names]
    standing = current_at(here["memberships"], here.as_of, "since", "until")
    members = standing[standing["role"] != "outside"].groupby("community")["member"].nunique()
    frame = pd.DataFrame(
        {
            "Community": names,
            "Members": members.reindex(names).fillna(0).astype("int64").to_numpy(),
            "Stage": [_stage(stages[name]) for name in names],
            "Vital signs": signs,
        }
    )
    told = _sentence([bool(stages[name].said) for name in names], signs)
    caption = "Members, stage and vital signs of each community"
    table = Table(caption, frame, here.audience, people=["Members"], rounded=True)
    return Finding(told, [table], _METHOD)


def _sentence(said: list[bool], signs: list[str]) -> str:
    """Of how many communities a stage is said, and in how many a vital sign moved, of those where any is
    known."""
    whole = count(len(said), "community", "communities")
    told = f"For {sum(said) or 'none'} of {whole} the coordinator has said at which stage it is"
    known = [sign for sign in signs if sign != NOT_KNOWN]
    if not known:
        return f"{told}. Of none are there vital signs that can be told here."
    moved = sum(sign != AS_USUAL for sign in known)
    return (
        f"{told}. Vital signs are known for {len(known):,}: beyond chance they changed in {moved or 'none'}."
    )


def _stage(read: StageRead) -> str:
    if read.said and not read.differs:
        return read.said
    if not read.found.stages:
        return "not said yet"
    return f"{read.said or 'not said yet'} (the records: {read.in_words})"


def _signs(here: View) -> str:
    """What got better and what got worse beyond chance in one community, as far as the reader may know."""
    moved = worked_out_of(here, vital_sign_verdicts)
    parts = []
    for is_well, words in ((False, "worse"), (True, "better")):
        names = [one.about.partition(": ")[2] for one in moved if (one.way == WELL) is is_well]
        parts += [f"{words}: {listing(names)}"] if names else []
    if parts:
        return capital("; ".join(parts))
    known = [one for one in read_signs(here) if may_be_told(here.audience, one)]
    return AS_USUAL if known else NOT_KNOWN
