"""Makes a place of a real wave of development data: what 237 analysts of the NHS said in 2022.

    python tests/real/nhs_analysts_place.py DATA analysts.place
    copkit packs analysts.place --out analysts-packs --workbook 5 --workbook 7

DATA is a folder that holds ``nhs/analyst_development_survey.csv`` (NHSRdatasets 0.3.3, CC0; free text and
time stamps removed, respondents renumbered). Each kind of body is an organisation, and all together are one
community. What they said of time at work, their manager, their organisation, talks on development and the
weight of their work is a wave of the survey; the first four, with what they know of, budget and study leave,
are ratings of conditions, by size of team; those in the upper pay bands count as managers. Words became
numbers from 1 to 5 as `SCORES` says: the steps between them are ours, and a plain no or yes is 2 or 4.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import pandas as pd

from copkit.place.intake import Given, Report, take_in
from copkit.place.store import Place

KINDS = {
    "trust (": "Trust",
    "csu": "CSU",
    "ccg": "CCG/ICB/ICP",
    "nhs england": "NHS England",
    "nhse": "NHS England",
    "ics": "ICS",
    "community care": "Community and primary care",
    "local authority": "Local authority",
    "public heath at county": "Local authority",
    "work in local government": "Local authority",
    "i don't; local authority": "Local authority",
}
"""How an answer on the kind of body begins, in small letters, and what it is here."""

TEAMS = {"Below 3": "1 or 2", "3 ~ 5": "3 to 5", "6 ~ 10": "6 to 10", "11 or above": "11 or more"}
"""How an answer on the size of the team begins (full-time posts), and what it is here."""

MANAGERS = ("Band 8c or 8d", "Band 9 or VSM")
"""Pay bands of those who lead: their answers count as those of managers."""

COMMUNITY, WAVE = "Analysts of the NHS", "Summer 2022"
OPENED, CLOSED = dt.date(2022, 6, 1), dt.date(2022, 8, 31)

SCORES = {
    "q12a_cpd_time_at_work_cat": {"Rarely": 1, "Sometimes": 3, "Often": 4, "Always": 5},
    "q14a_mgr_cpd_supportive_cat": {"Not at all": 1, "Somewhat": 3, "Very supportive": 5},
    "q16a_org_cpd_supportive_cat": {"Not at all": 1, "Somewhat": 3, "Very supportive": 5},
    "q19a_mgr_cpd_discuss_freq_cat": {
        "Not at all": 1,
        "Only when I request": 2,
        "Only when appraisals": 3,
        "Occasionally": 4,
        "Regularly": 5,
    },
    "q24a_org_analytics_influence_cat": {
        "Not at all": 1,
        "Yes – a little": 2,
        "Yes – somewhat": 3,
        "Yes – very often": 4,
        "Yes – analytics influences": 5,
    },
    "q11a_nhs_cpd_aware_cat": {"Not at all": 1, "Yes": 4, "Fully aware": 5},
    "q17a_org_cpd_budget_cat": {"No": 2, "Yes": 4},
    "q18a_org_study_leave_ind": {"No": 2, "Yes": 4},
}
"""How an answer begins, and its number. 'Do not know' and no answer have none."""

ITEMS = {
    "time": ("q12a_cpd_time_at_work_cat", "I get time at work to develop", "practice"),
    "manager": ("q14a_mgr_cpd_supportive_cat", "My manager supports my development", "community"),
    "organisation": ("q16a_org_cpd_supportive_cat", "My organisation supports development", "community"),
    "talks": ("q19a_mgr_cpd_discuss_freq_cat", "We talk about my development regularly", "practice"),
    "weight": ("q24a_org_analytics_influence_cat", "Our work weighs in decisions", "value"),
}
STATEMENTS = {
    "work-time": ("time", "q12a_cpd_time_at_work_cat", "I get time at work for my development"),
    "manager": ("sponsorship", "q14a_mgr_cpd_supportive_cat", "My manager supports my development"),
    "organisation": ("sponsorship", "q16a_org_cpd_supportive_cat", "My organisation supports development"),
    "talks": ("recognition", "q19a_mgr_cpd_discuss_freq_cat", "We talk about my development regularly"),
    "aware": ("information", "q11a_nhs_cpd_aware_cat", "I know what the NHS offers for development"),
    "budget": ("budget", "q17a_org_cpd_budget_cat", "My organisation has a budget for development"),
    "study-leave": ("flexibility", "q18a_org_study_leave_ind", "My organisation gives study leave"),
}
"""The statements, the condition that each is about, and the column with its answers."""

Row = dict[str, object]


def given(data: Path) -> dict[str, list[Given]]:
    """The rows of the place, by table, as `copkit.place.intake.take_in` takes them."""
    answers = pd.read_csv(data / "nhs" / "analyst_development_survey.csv", dtype="str", keep_default_na=False)
    kinds = answers["q22a_org_nhs_type_cat"].map(kind_of_body)
    tables: dict[str, list[Row]] = {
        "place": [
            {
                "name": "Analysts of the NHS",
                "outcome": "Decisions in health and care that rest on good analysis",
                "note": "Real data: an open survey of 2022 with 237 answers. Who answered chose to.",
            }
        ],
        "communities": [{"name": COMMUNITY, "domain": "How analysts develop"}],
        "organisations": [{"name": kind, "sector": "public"} for kind in sorted(set(kinds))],
        "condition_items": [
            {"name": name, "statement": statement, "condition": condition}
            for name, (condition, _, statement) in STATEMENTS.items()
        ],
        "conditions": [
            {
                "organisation": kind,
                "condition": condition,
                "item": name,
                "rater_role": "manager" if answers["q05a_afc_band_cat"][at] in MANAGERS else "member",
                "rater": answers["respondent_id"][at],
                "rating": rating,
                "rated": CLOSED,
                "team_size": team(answers["q23a_org_analyst_team_size_cat"][at]),
            }
            for name, (condition, column, _) in STATEMENTS.items()
            for at, (kind, answer) in enumerate(zip(kinds, answers[column], strict=True))
            if (rating := score(column, answer)) is not None
        ],
        "survey_items": [
            {"name": name, "statement": statement, "element": element}
            for name, (_, statement, element) in ITEMS.items()
        ],
        "survey_waves": [{"name": WAVE, "opened": OPENED, "closed": CLOSED}],
        "responses": [
            {"wave": WAVE, "community": COMMUNITY, "respondent": respondent, "item": name, "score": rating}
            for name, (column, _, _) in ITEMS.items()
            for respondent, answer in zip(answers["respondent_id"], answers[column], strict=True)
            if (rating := score(column, answer)) is not None
        ],
    }
    return {table: list(enumerate(rows, 2)) for table, rows in tables.items()}


def score(column: str, answer: str) -> int | None:
    """The number of an answer, by how it begins; the longest beginning counts."""
    said = " ".join(answer.split())
    found = [(len(words), number) for words, number in SCORES[column].items() if said.startswith(words)]
    return max(found)[1] if found else None


def kind_of_body(answer: str) -> str:
    """The kind of body, its spellings counted together; kinds that few named are one."""
    said = " ".join(answer.split())
    return next((kind for words, kind in KINDS.items() if said.casefold().startswith(words)), "Another kind")


def team(answer: str) -> str | None:
    """The size of the team, by how the answer begins."""
    return next((size for words, size in TEAMS.items() if answer.startswith(words)), None)


def make(data: Path, where: Path) -> Report:
    """Makes the place at ``where``; tells what it took in."""
    with Place.create(where) as place:
        return take_in(place, given(data), "the analysts' survey of 2022")


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), Path(sys.argv[2])))
