"""Why somebody has no mentor, and whom to ask next: a sentence each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

import pandas as pd

from copkit.functions.development.mentor_preferences import skills_to_learn
from copkit.functions.development.ranked_pairs import Lists, places_of
from copkit.functions.development.skills import latest_levels

COLUMNS = ["mentee", "why", "how", "next_best", "offer"]
MOST_NAMED = 3
_ORDINALS = (
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)


def why_unmatched(
    pairs: pd.DataFrame,
    mentees: Lists,
    mentors: Lists,
    places: Mapping[str, int] | int,
    *,
    scored: pd.DataFrame,
    member_skills: pd.DataFrame,
    wishes: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """For each mentee without a mentor: why, and the next best.

    ``pairs`` is the matching (mentor, mentee), however it was made; ``mentees``, ``mentors`` and ``places``
    are as for `deferred_acceptance`; ``scored`` and ``member_skills`` as `mentor_pairs` gives and takes them.

    Columns: mentee, why, how, next_best (a name, or empty), offer. ``how`` is *free place* (a mentor who has
    one and teaches what the mentee wants), *one more* (a mentor who is full is asked to take one more),
    *could teach* (somebody who knows more of it, and has not said that they teach), or *none*. Nobody's place
    is offered twice, and each mentor is asked for one more at most: the best fit first, then the alphabet.

    >>> skills = pd.DataFrame({"member": ["Ann", "Cy"], "skill": "maps", "level": [1, 3], "wants": [3, 3],
    ...                        "can_teach": False, "recorded": pd.NaT})
    >>> none = pd.DataFrame({"mentor": [], "mentee": [], "points": [], "mentees_now": [], "skill": []})
    >>> print(*why_unmatched(none, {"Ann": []}, {}, 1, scored=none, member_skills=skills)
    ...       .loc[0, ["why", "offer"]], sep="\\n")
    Nobody here teaches a skill that Ann wants to learn: maps.
    Ask Cy, who knows more of maps (3), whether they would teach it.
    """
    left = sorted(set(mentees) - set(pairs["mentee"]))
    given = places_of(places, mentors)
    held: dict[str, list[str]] = {}
    for mentor, mentee in pairs[["mentor", "mentee"]].itertuples(index=False, name=None):
        held.setdefault(mentor, []).append(mentee)
    wanted: dict[str, list[str]] = {}
    for name, skill in skills_to_learn(member_skills, wishes)[["member", "skill"]].itertuples(index=False):
        wanted.setdefault(name, []).append(skill)
    known = latest_levels(member_skills)
    said = known[known["can_teach"].eq(True).fillna(False).astype(bool)]
    teachers = said.groupby("skill", observed=True)["member"].agg(set).to_dict()
    ranks = {
        name: {mentee: place for place, mentee in enumerate(mentors[name])}
        for name in sorted({mentor for mentee in left for mentor in mentees[mentee] if mentor in mentors})
    }
    offers = _offers(left, scored, given, held)
    could = _who_could(left, wanted, teachers, known)
    rows = []
    for name in left:
        how, next_best, offer = offers.get(name) or could.get(name) or ("none", "", _outside(name, wanted))
        why = _why(name, mentees[name], ranks, given, held)
        if not mentees[name] and not (scored["mentee"] == name).any():
            why = _untaught(name, wanted.get(name, []), teachers)
        rows.append((name, why, how, next_best, offer))
    return pd.DataFrame(rows, columns=COLUMNS, dtype="object")


def _why(
    name: str,
    asked: Collection[str],
    ranks: Mapping[str, Mapping[str, int]],
    places: Mapping[str, int],
    held: Mapping[str, list[str]],
) -> str:
    if not asked:
        return f"{name} asked for nobody."
    back = [mentor for mentor in asked if name in ranks.get(mentor, {})]
    if not back:
        return f"Those who could be {name}'s mentor named others, and not {name}: {_listed(asked)}."
    free = [mentor for mentor in back if len(held.get(mentor, ())) < places[mentor]]
    if free:
        return f"{_listed(free)} would have {name} and has a place, but this plan leaves them apart."
    full = [f"{mentor} ({_free_places(places[mentor])})" for mentor in back if places[mentor]]
    none = [mentor for mentor in back if not places[mentor]]
    if not full:
        return f"The mentors whom {name} could have, have no place free now: {_listed(back)}."
    taken = _listed(full)
    if none:
        taken += f"; {_listed(none)} {'has' if len(none) == 1 else 'have'} no place free now"
    preferred = all(
        ranks[mentor].get(other, len(ranks[mentor])) < ranks[mentor][name]
        for mentor in back
        for other in held.get(mentor, ())
    )
    if preferred:
        return f"All mentors whom {name} could have are taken by people whom they prefer: {taken}."
    return f"All places of the mentors whom {name} could have are taken: {taken}."


def _free_places(number: int) -> str:
    return "1 free place" if number == 1 else f"{number} free places"


def _untaught(name: str, skills: list[str], teachers: Mapping[str, set[str]]) -> str:
    if not skills:
        return f"{name} asked for nobody, and names no skill to learn."
    if not any(teachers.get(skill, set()) - {name} for skill in skills):
        return f"Nobody here teaches a skill that {name} wants to learn: {_listed(skills)}."
    return (
        f"Who teaches what {name} wants to learn ({_listed(skills)}) is {name}'s mentor already, or knows no "
        "more of it."
    )


def _offers(
    left: list[str], scored: pd.DataFrame, places: Mapping[str, int], held: Mapping[str, list[str]]
) -> dict[str, tuple[str, str, str]]:
    """Free places first, each once; then each mentor who is full is asked for one more."""
    open_to = scored[scored["mentee"].isin(left)]
    open_to = open_to.sort_values(["points", "mentee", "mentor"], ascending=[False, True, True])
    rows = list(open_to[["mentee", "mentor", "skill", "mentees_now"]].itertuples(index=False, name=None))
    free = Counter({name: places.get(name, 0) - len(held.get(name, ())) for _, name, _, _ in rows})
    found: dict[str, tuple[str, str, str]] = {}
    for mentee, mentor, skill, _ in rows:
        if mentee not in found and free[mentor] > 0:
            free[mentor] -= 1
            told = f"Offer {mentee} a place with {mentor}, who teaches {skill} and has one free."
            found[mentee] = ("free place", mentor, told)
    asked: set[str] = set()
    for mentee, mentor, _, now in rows:
        number = int(now) + len(held.get(mentor, ())) + 1
        # who takes nobody and has nobody is not pressed
        if mentee not in found and mentor not in asked and number > 1 and free[mentor] <= 0:
            if len(held.get(mentor, ())) < places.get(mentor, 0):
                continue  # the place was offered to another
            asked.add(mentor)
            ordinal = _ORDINALS[number] if number < len(_ORDINALS) else "further"
            found[mentee] = ("one more", mentor, f"Ask {mentor} to take a {ordinal} mentee: {mentee}.")
    return found


def _who_could(
    left: list[str], wanted: Mapping[str, list[str]], teachers: Mapping[str, set[str]], known: pd.DataFrame
) -> dict[str, tuple[str, str, str]]:
    """Who knows more of a skill that somebody wants, and has not said that they teach it: the most first."""
    levels = known.dropna(subset=["level"]).sort_values(["level", "member"], ascending=[False, True])
    by_skill: dict[str, list[tuple[str, int]]] = {}
    own: dict[tuple[str, str], int] = {}
    for member, skill, level in levels[["member", "skill", "level"]].itertuples(index=False, name=None):
        own[member, skill] = int(level)
        if member not in teachers.get(skill, ()):
            by_skill.setdefault(skill, []).append((member, int(level)))
    found = {}
    for name in left:
        for skill in wanted.get(name, []):
            able = [one for one in by_skill.get(skill, [])[:2] if one[0] != name]
            if able and able[0][1] > own.get((name, skill), 0):
                who, level = able[0]
                told = f"Ask {who}, who knows more of {skill} ({level}), whether they would teach it."
                found[name] = ("could teach", who, told)
                break
    return found


def _outside(name: str, wanted: Mapping[str, list[str]]) -> str:
    if skills := wanted.get(name):
        return f"Look outside for somebody who teaches {_listed(skills)}, or wait for a place."
    return f"Ask {name} what they want to learn."


def _listed(names: Collection[str]) -> str:
    """'Ann, Bo and Cy'; of many the first three."""
    shown = list(names)
    if len(shown) > MOST_NAMED + 1:
        shown = [*shown[:MOST_NAMED], f"{len(shown) - MOST_NAMED} others"]
    *first, last = shown
    return f"{', '.join(first)} and {last}" if first else last
