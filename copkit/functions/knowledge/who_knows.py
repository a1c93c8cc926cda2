"""'Who knows about ...': finds people through what they can do, what they made and what they answered.

A voting model (Macdonald and Ounis 2006, Voting for candidates: adapting data fusion techniques for an
expert search task, Proceedings of CIKM: 387-396): the documents that the search ranks for a query are votes
for the people behind them, and a person's score is the sum of the scores of their documents (CombSUM, Fox
and Shaw 1994, Combination of multiple searches, TREC-2: 243-252). It has the form of the document model of
Balog, Azzopardi and de Rijke 2006 (Formal models for expert finding in enterprise corpora, Proceedings of
SIGIR: 43-50), with BM25 where theirs has a language model. How much a document speaks for a person is a
rule of this kit: 1 for who made or keeps a resource or gave an answer, and for a skill the level of 4.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from copkit.functions.knowledge.search import find
from copkit.functions.knowledge.search_index import SearchIndex

MOST_DOCUMENTS = 100
"""So many of the best documents vote; those far down a list are only a little about the query."""

MOST_REASONS = 5
HIGHEST_LEVEL = 4

_MAKERS = {
    "creator": "Made '{}'.",
    "contributor": "Worked on '{}'.",
    "owner": "Keeps '{}' up to date.",
}
_VOTES = ["document", "member", "share", "reason"]


@dataclass(frozen=True)
class Evidence:
    """Documents that can be searched, and the members that each speaks for.

    ``votes`` has the columns document (its label in the index), member, share (above 0, to 1) and reason.
    """

    index: SearchIndex
    votes: pd.DataFrame


@dataclass(frozen=True)
class KnownBy:
    """Who knows about a query.

    ``rows`` has the columns member, score (above 0; only its order means something), documents (how many
    speak for the member) and reasons (sentences, the weightiest first, five at most); the likeliest
    first, equal ones by name. ``total`` members were found; ``note`` says how the query was read.
    """

    rows: pd.DataFrame
    total: int
    note: str


def gather_evidence(
    members: Collection[str],
    *,
    resources: pd.DataFrame | None = None,
    member_skills: pd.DataFrame | None = None,
    skills: pd.DataFrame | None = None,
    answers: pd.DataFrame | None = None,
    tell_levels: bool = True,
) -> Evidence:
    """Makes skills, resources and answers ready to be asked who knows about something.

    ``resources`` has the column name and any of subject, description, text, issues and skills, and of
    creator, contributor (names of members, several with a semicolon; other names speak for nobody) and
    owner. ``member_skills`` has member, skill and level (0 to 4; 0 speaks for nobody), can_teach and
    recorded if known: the newest row of a member and skill counts. ``skills`` has name, and description and
    issues (those that need it) if known. ``answers`` has question, answered_by and answer. Without
    ``tell_levels`` no reason tells a level. Only ``members`` are ever found. Pass only what may be shown
    to those who ask: reasons name resources, skills and questions.
    """
    known = {name.casefold(): name for name in sorted(members)}
    documents: list[dict[str, object]] = []
    votes: list[tuple[int, str, float, str]] = []

    def add(document: dict[str, object], of_members: dict[str, tuple[float, str]]) -> None:
        votes.extend((len(documents), member, *said) for member, said in sorted(of_members.items()))
        documents.append(document)

    for row in _records(resources, ["name"]):
        said = {
            column: dict.fromkeys(_people(row.get(column), known), (1.0, sentence.format(row["name"])))
            for column, sentence in _MAKERS.items()
        }
        found = {**said["contributor"], **said["owner"], **said["creator"]}
        if found:
            texts = ("name", "subject", "description", "text", "issues", "skills")
            add({name: row.get(name) for name in texts}, found)
    described = {row["name"]: row for row in _records(skills, ["name"])}
    for skill, levels in _levels(member_skills, known, tell_levels).items():
        row = described.get(skill, {})
        add({"name": skill, "description": row.get("description"), "issues": row.get("issues")}, levels)
    for row in _records(answers, ["question", "answered_by"]):
        found = dict.fromkeys(_people(row["answered_by"], known), (1.0, f"Answered '{row['question']}'."))
        if found:
            add({"name": row["question"], "text": row.get("answer")}, found)
    frame = pd.DataFrame(
        documents or None, columns=["name", "subject", "description", "text", "issues", "skills"]
    )
    return Evidence(SearchIndex(frame), pd.DataFrame(votes, columns=_VOTES))


def who_knows(
    evidence: Evidence,
    query: str,
    *,
    agreed: Collection[str] | None = None,
    typing: bool = False,
    least: float = 0.0,
    limit: int = 10,
) -> KnownBy:
    """The members who know about a query, the likeliest first, each with the reasons.

    The query is read as `find` reads it, ``typing`` and ``least`` too: stems, typing errors, phrases,
    -not. ``agreed`` holds those who may be named; with None all may. ``limit`` rows are given. A query
    without words finds nobody, and no query raises anything.

    >>> skilled = pd.DataFrame({"member": ["Ann", "Bo"], "skill": ["Damp meter"] * 2, "level": [4, 2]})
    >>> answered = pd.DataFrame({"question": ["Damp or a leak?"], "answered_by": ["Bo"], "answer": ["Wait."]})
    >>> evidence = gather_evidence(["Ann", "Bo"], member_skills=skilled, answers=answered)
    >>> known = who_knows(evidence, "dampness").rows
    >>> known[["member", "documents"]].to_dict("list")
    {'member': ['Bo', 'Ann'], 'documents': [2, 1]}
    >>> known["reasons"][0]
    ("Answered 'Damp or a leak?'.", "Has the skill 'Damp meter': level 2 of 4.")
    """
    found = find(evidence.index, query, typing=typing, least=least, limit=MOST_DOCUMENTS)
    voting = evidence.votes.merge(found.rows["score"], left_on="document", right_index=True)
    voting = voting[voting["score"] > 0]
    if agreed is not None:
        voting = voting[voting["member"].isin(set(agreed))]
    voting = voting.assign(vote=voting["share"] * voting["score"]).sort_values(
        ["member", "vote", "reason"], ascending=[True, False, True], kind="stable"
    )
    rows = [
        (
            str(member),
            round(float(own["vote"].sum()), 12),
            len(own),
            tuple(own["reason"].drop_duplicates().iloc[:MOST_REASONS]),
        )
        for member, own in voting.groupby("member", sort=True)
    ]
    rows.sort(key=lambda row: (-row[1], row[0]))
    frame = pd.DataFrame(rows[: max(limit, 0)], columns=["member", "score", "documents", "reasons"])
    return KnownBy(frame, len(rows), found.note)


def _records(frame: pd.DataFrame | None, needed: list[str]) -> list[dict[str, object]]:
    """The rows of a frame that have what is needed, in an order that is always the same."""
    if frame is None or frame.empty:
        return []
    kept = frame.dropna(subset=needed)
    order = kept.astype(str).reset_index(drop=True).sort_values(list(kept.columns), kind="stable").index
    return kept.iloc[order].to_dict("records")


def _people(cell: object, known: dict[str, str]) -> list[str]:
    if cell is None or pd.isna(cell):
        return []
    names = [str(cell), *str(cell).split(";")]
    return [known[name] for one in names if (name := one.strip().casefold()) in known]


def _levels(
    member_skills: pd.DataFrame | None, known: dict[str, str], tell_levels: bool
) -> dict[str, dict[str, tuple[float, str]]]:
    """By skill, what it says for each member: the level of 4, and the sentence."""
    if member_skills is None or member_skills.empty:
        return {}
    by = [name for name in ("recorded", "level", "can_teach") if name in member_skills]
    rows = member_skills.sort_values(by, kind="stable", na_position="first")
    levels: dict[str, dict[str, tuple[float, str]]] = {}
    for row in rows.drop_duplicates(["member", "skill"], keep="last").to_dict("records"):
        level = 0 if pd.isna(row["level"]) else row["level"]
        for member in _people(row["member"], known):
            teaches = row.get("can_teach", False)
            if level > 0:
                said = f"Has the skill '{row['skill']}'"
                said += f": level {level:.0f} of {HIGHEST_LEVEL}" if tell_levels else ""
                said += ", and can teach it." if not pd.isna(teaches) and teaches else "."
                levels.setdefault(str(row["skill"]), {})[member] = (level / HIGHEST_LEVEL, said)
    return dict(sorted(levels.items()))
