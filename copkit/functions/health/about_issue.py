"""What bears on one issue: the resources about it, the skills it needs, the lessons learnt on it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd


def about_issue(issue: str, frames: Mapping[str, pd.DataFrame]) -> frozenset[tuple[str, str]]:
    """Pairs of the kind ('resource', 'skill', 'lesson') and the name of what bears on an issue.

    ``frames`` are those of a place, by name of table: resource_issues, skill_needs, lessons.

    >>> frames = {"resource_issues": pd.DataFrame({"resource": ["Sheet"], "issue": ["Damp"]}),
    ...     "skill_needs": pd.DataFrame({"skill": ["Triage", "Filing"], "issue": ["Damp", "Debt"]}),
    ...     "lessons": pd.DataFrame({"name": [], "issue": []})}
    >>> sorted(about_issue("Damp", frames))
    [('resource', 'Sheet'), ('skill', 'Triage')]
    """
    sources = (
        ("resource", "resource_issues", "resource"),
        ("skill", "skill_needs", "skill"),
        ("lesson", "lessons", "name"),
    )
    return frozenset(
        (kind, str(what))
        for kind, table, column in sources
        for what in frames[table].loc[frames[table]["issue"] == issue, column]
    )
