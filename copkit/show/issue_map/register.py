"""The register: the issues, their themes and evidence, and those that were written down twice."""

from __future__ import annotations

import pandas as pd

from copkit.functions.likeness.near_duplicates import near_duplicates
from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.issue_map.on_the_map import NO_ISSUES, links_of, problems
from copkit.show.page import Finding, Section
from copkit.show.sentences import capital, count
from copkit.show.tables import Table

MOST_ROWS = 60
A_THEME = "a theme that names somebody"


def register(here: View) -> Section:
    """All issues with their theme, what is known of them, who raised them, and where they sit."""
    issues = here["issues"]
    if issues.empty:
        return Section([NO_ISSUES])
    own = problems(here)
    linked = {*links_of(here)["cause"], *links_of(here)["effect"]}
    no_evidence = int(own["evidence"].isna().sum())
    alone = int((~own["name"].isin(linked)).sum())
    themes = own["theme"].dropna().nunique()
    table = pd.DataFrame(
        {
            "Issue": issues["name"],
            "Theme": TextsFor(here)
            .apart(issues["theme"], A_THEME)
            .where(issues["name"].isin(own["name"]), "the outcome"),
            "How we know": issues["evidence"],
            "Where it sits": issues["organisation"],
            "Raised by": issues["raised_by"],
        }
    ).sort_values(["Theme", "Issue"], na_position="last", kind="stable")
    missing = [
        f"{count(no_evidence, 'issue has', 'issues have')} no evidence written down" if no_evidence else "",
        f"{count(alone, 'is', 'are')} not linked to any other" if alone else "",
    ]
    told = "; ".join(part for part in missing if part) or "every one has evidence and a link"
    sentence = capital(
        f"{count(len(own), 'issue')} {'is' if len(own) == 1 else 'are'} on the map, "
        f"in {count(themes, 'theme')}: {told}."
    )
    if here.audience.is_public:
        table = table.drop(columns=["How we know", "Raised by"])
    evidence = [Table("The register of issues", table.head(MOST_ROWS), here.audience)]
    return Section([Finding(sentence, evidence), *_alike(here)])


def _alike(here: View) -> list[Finding]:
    """Issues that may be one, until somebody puts them together or says that they differ."""
    distinct = [
        frozenset(pair) for pair in here["distinct_issues"][["issue", "other"]].itertuples(index=False)
    ]
    pairs = near_duplicates(list(here["issues"]["name"]), distinct)
    if pairs.empty:
        return []
    first = pairs.iloc[0]
    sentence = capital(
        f"{count(len(pairs), 'pair of issues reads', 'pairs of issues read')} alike and may be one: "
        f"first ‘{first['one']}’ and ‘{first['other']}’."
    )
    frame = pairs.rename(columns={"one": "Issue", "other": "Reads like", "score": "How alike, of 100"})
    return [
        Finding(
            sentence,
            [
                Table(
                    "Issues that read alike",
                    frame.head(15),
                    here.audience,
                    formats={"How alike, of 100": "whole"},
                )
            ],
            "The words of each two names are compared, without small words, order or endings. Nothing is put "
            "together by itself: use 'Put together what was written twice' in the workshop.",
            "RapidFuzz, ratio of the indel distance (Levenshtein's without replacing)",
        )
    ]
