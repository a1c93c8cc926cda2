"""At which stage of its life a community seems to be: the evidence, what most of it speaks for, and who says
else.

The evidence is never left out: a stage without it would be a verdict. The coordinator, who knows more than
the records, can say another stage and why; both are then told side by side. What each stage calls for is in
``stage``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from copkit.functions.health.evidence_of_stage import Evidence
from copkit.functions.health.stage import STAGES

FEWEST_STATEMENTS = 3
"""Statements that take a side, below which there is too little to say."""

MOST_STAGES = 2
"""Stages that can be told together, one beside the other; with more the evidence points nowhere."""

TOO_LITTLE = "too little to say"


@dataclass(frozen=True)
class Overrule:
    """The stage that the coordinator says, and why."""

    stage: str
    reason: str


@dataclass(frozen=True)
class StageOfLife:
    """The evidence, and what follows from it.

    ``weights`` is for each stage the number of statements that speak for it less those that speak against it;
    ``stages`` are those with the largest weight, in the order of life, or none if there is too little to say;
    ``overrule`` is what the coordinator says instead, if anything.
    """

    evidence: tuple[Evidence, ...]
    weights: dict[str, int]
    stages: tuple[str, ...]
    overrule: Overrule | None = None

    @property
    def in_words(self) -> str:
        """The stages that most evidence speaks for, or 'too little to say'.

        >>> stage_of_life([]).in_words
        'too little to say'
        """
        return " or ".join(self.stages) if self.stages else TOO_LITTLE


def stage_of_life(evidence: Sequence[Evidence]) -> StageOfLife:
    """Weighs statements of evidence, as `evidence_of_stage` gives them: each counts once.

    There is too little to say with fewer than `FEWEST_STATEMENTS` statements that take a side, if no stage
    has more for it than against it, or if more than `MOST_STAGES` have as much.

    >>> young = [Evidence(what, 1.0, "", ("coalescing",), ("potential",), 12, False) for what in "abc"]
    >>> stage_of_life(young).in_words
    'coalescing'
    """
    weights = {
        stage.name: sum(
            (stage.name in one.speaks_for) - (stage.name in one.speaks_against) for one in evidence
        )
        for stage in STAGES
    }
    sided = [one for one in evidence if one.speaks_for or one.speaks_against]
    most = max(weights.values())
    enough = len(sided) >= FEWEST_STATEMENTS and most > 0
    stages = tuple(name for name, weight in weights.items() if weight == most and enough)
    stages = stages if len(stages) <= MOST_STAGES else ()
    return StageOfLife(tuple(evidence), weights, stages)


def of_the_firm_alone(found: StageOfLife) -> StageOfLife:
    """The same from the statements alone that are not near their line: what remains if chance is left out.

    >>> soft = Evidence("a", 1.0, "", ("maturing",), (), 6, True, near=True)
    >>> of_the_firm_alone(stage_of_life([soft] * 3)).in_words
    'too little to say'
    """
    return replace(stage_of_life([one for one in found.evidence if not one.near]), overrule=found.overrule)


def overruled(found: StageOfLife, stage: str, reason: str) -> StageOfLife:
    """The same with what the coordinator says instead; the evidence and its weights stay beside it.

    Raises ValueError for a stage that is none, or without a reason.

    >>> overruled(stage_of_life([]), "maturing", "We doubled since the records began.").overrule.stage
    'maturing'
    """
    if stage not in {each.name for each in STAGES}:
        names = ", ".join(each.name for each in STAGES)
        raise ValueError(f"'{stage}' is not a stage. It can be {names}.")
    if not reason.strip():
        raise ValueError("There is no reason. Say in a sentence why the stage is another one.")
    return replace(found, overrule=Overrule(stage, reason.strip()))
