"""At which stage of its life each community is: by the records, with the evidence, and by the coordinator."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from copkit.functions.health.evidence_of_stage import FEWEST, Evidence, evidence_of_stage
from copkit.functions.health.stage_of_life import StageOfLife, of_the_firm_alone, stage_of_life
from copkit.functions.health.stage_rules import BETWEEN, LOW, RULES
from copkit.functions.health.survey_agreement import agreement_by_element
from copkit.place.privacy import Audience
from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.health.signs_read import signs_of_all
from copkit.show.health.waves import answered_waves, fewest_told
from copkit.show.sentences import capital, number, percent
from copkit.show.tables import Table

NEWEST_SURVEY = pd.DateOffset(years=2)
"""A survey opened longer ago says nothing of the stage now."""

SHARED_ELSEWHERE = "A reason is written down; it is not shown here, as it names somebody."


@dataclass(frozen=True)
class StageRead:
    """What is known of the stage of one community: what the records speak for, and what the coordinator says,
    with the day and the reason in words fit for the reader ('' and NaT if there is none)."""

    community: str
    found: StageOfLife
    said: str
    judged: pd.Timestamp
    reason: str

    @property
    def firm(self) -> StageOfLife:
        """What the records speak for if what is near its line is left out."""
        return of_the_firm_alone(self.found)

    @property
    def is_firm(self) -> bool:
        """Whether the records say the same if what is near its line is left out."""
        return bool(self.found.stages) and self.firm.stages == self.found.stages

    @property
    def in_words(self) -> str:
        """What the records speak for: 'maturing', 'perhaps maturing' if that is not firm, or 'too little to
        say'."""
        return f"{'perhaps ' if self.found.stages and not self.is_firm else ''}{self.found.in_words}"

    @property
    def differs(self) -> bool:
        """Whether the coordinator says a stage, and the records speak for others and firmly so."""
        return bool(self.said) and self.is_firm and self.said not in self.found.stages


def read_stages(here: View) -> list[StageRead]:
    """The stage of each community of the page, in the order of their names."""
    return here.kept("stages", lambda: _read(here))


def _read(here: View) -> list[StageRead]:
    rows = here["communities"].sort_values("name", kind="stable")
    if rows.empty:
        return []
    signs = signs_of_all(here) if pd.notna(here.as_of) else None
    own_signs = dict(list(signs.groupby("community"))) if signs is not None else {}
    agreed = _agreement(here)
    reasons = TextsFor(here).fit(rows["stage_reason"], SHARED_ELSEWHERE)
    found = []
    for row, reason in zip(rows.to_dict("records"), reasons, strict=True):
        name = str(row["name"])
        evidence: tuple[Evidence, ...] = ()
        if signs is not None:
            evidence = evidence_of_stage(
                own_signs.get(name, signs.head(0)), agreed.get(name), started=row["started"]
            )
        told = [one for one in evidence if not _hidden(here.audience, one)]
        known = pd.isna(row["stage_judged"]) or pd.isna(here.as_of) or row["stage_judged"] <= here.as_of
        said = str(row["stage"]) if isinstance(row["stage"], str) and known else ""
        found.append(
            StageRead(
                name,
                stage_of_life(told),
                said,
                row["stage_judged"] if said else pd.NaT,
                reason.strip() if said and isinstance(reason, str) else "",
            )
        )
    return found


def evidence_table(here: View, read: StageRead) -> Table:
    """What was looked at, its value, the line it was held against, and what it speaks for and against. In
    public it is not said which figures are near their line: of few people that tells how many they are."""
    frame = pd.DataFrame(
        [
            {
                "What was looked at": capital(one.what),
                "Value": _value(here.audience, one),
                "Held against the line": _line(one)
                + (" (near it)" if one.near and not here.audience.is_public else ""),
                "Speaks for": ", ".join(one.speaks_for) or "none",
                "Speaks against": ", ".join(one.speaks_against) or "none",
            }
            for one in read.found.evidence
        ]
    )
    return Table(f"Evidence for the stage of {read.community}", frame, here.audience)


def _agreement(here: View) -> dict[str, pd.DataFrame]:
    """For each community of the page the elements of the newest survey with answers enough, if recent."""
    waves = here.whole["survey_waves"].set_index("name")["opened"]
    recent = [wave for wave in answered_waves(here.whole) if waves[wave] >= here.as_of - NEWEST_SURVEY]
    rows = here.whole["responses"]
    rows = rows[rows["wave"].isin(recent) & rows["community"].isin(here["communities"]["name"])]
    element_of = here.whole["survey_items"].set_index("name")["element"].astype("object")
    found = {}
    for name, own in rows.groupby("community"):
        newest = max(own["wave"].unique(), key=recent.index)
        found[str(name)] = agreement_by_element(own[own["wave"] == newest], element_of)
    return found


def _hidden(audience: Audience, one: Evidence) -> bool:
    of_survey = one.what.startswith("share of answers that agree")
    fewest = fewest_told(audience) if of_survey else max(FEWEST, audience.threshold)
    return audience.is_public and one.counts_people and one.rests_on < fewest


def _value(audience: Audience, one: Evidence) -> str:
    """The value in words; in public to the nearest 5%, and only where both parts are of enough people."""
    value = one.value
    if one.counts_people and audience.is_public:
        share = value / (1 + value) if _is_ratio(one.what) else value
        parts = (share * one.rests_on, (1 - share) * one.rests_on)
        if any(audience.rounded(round(part)) is None for part in parts):
            return "not shown"
        value = audience.share(value)
    return _in_words(one.what, value)


def _line(one: Evidence) -> str:
    rule = RULES[one.what]
    low, high = _in_words(one.what, rule.low), _in_words(one.what, rule.high)
    side = rule.side(one.value)
    if side == BETWEEN:
        return f"between {low} and {high}"
    return f"{low} or less" if side == LOW else f"{high} or more"


def _in_words(what: str, value: float) -> str:
    if what.startswith("months"):
        return f"{value:.0f} months"
    return f"{number(value)} times" if _is_ratio(what) else percent(value)


def _is_ratio(what: str) -> bool:
    return what.startswith("people")
