"""What workbook 4 shows: skills, who can teach whom, roles and movement, goals, mentoring.

In the room people are named. The public sees numbers only, and none that is small.
"""

from __future__ import annotations

import pandas as pd

from copkit.functions import development
from copkit.place.schema.people import ROLES
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show import figures
from copkit.show.next_steps import steps
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count, date, listing, people
from copkit.show.tables import Table

_ROLE_WORDS = {
    "coordinator": ("coordinator", "coordinators"),
    "core": ("core member", "core members"),
    "active": ("active member", "active members"),
    "peripheral": ("peripheral member", "peripheral members"),
    "outside": ("outside", "outside"),
}

_NO_SKILLS = Needs(
    "Nobody's skills are known yet.",
    "Ask each member what they can do, want to learn and can teach: fill in the forms 'Skills' and "
    "'Member skills'.",
)
_NO_ROLES = Needs(
    "Nobody belongs to a community yet.",
    "Say who takes part in which community, and how strongly, in the form 'Memberships'.",
)


def skills(here: View) -> Section:
    """What members can do alone, and what they want to learn."""
    found = development.skills_held_and_wanted(here["member_skills"])
    if found.empty:
        return Section([_NO_SKILLS])
    frame = found[["skill", "people", "able", "learners", "teachers"]].set_axis(
        ["Skill", "Asked", "Can do it alone", "Want to learn more", "Can teach it"], axis=1
    )
    counts = list(frame.columns[1:])
    parts = dict.fromkeys(counts[1:], "Asked")
    table = Table("Skills held and wanted", frame, here.audience, people=counts, parts_of=parts)
    seen = table.values.dropna(subset=["Want to learn more", "Can teach it"])
    wanted = seen.sort_values(["Want to learn more", "Skill"], ascending=[False, True], kind="stable")
    method = (
        "Each member says from 0 to 4 what they can do and what they want to be able to do. 'Alone' is a "
        "level of 3 or 4. The newest answer counts."
    )
    source = "Boydell and Leary 1996, Identifying Training Needs"
    if wanted.empty or not wanted["Want to learn more"].iloc[0]:
        return Section(
            [Finding("No skill is wanted by enough people to be shown here.", [table], method, source)]
        )
    first = wanted.iloc[0]
    title = f"{first['Skill']} is what most people want to learn"
    told = f"{title}: {people(here.audience, first['Want to learn more'])} do, and "
    told += f"{people(here.audience, first['Can teach it'])} can teach it."
    return Section(
        [Finding(told, [figures.bars(title, table, "Skill", "Want to learn more")], method, source)]
    )


def teaching(here: View) -> Section:
    """Who can teach whom; which skills nobody can teach."""
    rows = here["member_skills"]
    found = development.skills_held_and_wanted(rows)
    if found.empty:
        return Section([_NO_SKILLS])
    untaught = found[(found["teachers"] == 0) & (found["learners"] > 0)]
    pairs = development.teachers_and_learners(rows)
    wanted = found.loc[found["learners"] > 0, "skill"]
    if wanted.empty:
        return Section([Finding("Nobody has said that they want to learn more.")])
    if len(untaught):
        told = f"Nobody here can teach {listing(untaught['skill'], 4)}, though it is wanted."
    else:
        told = "For every skill that is wanted, somebody here can teach it."
    if here.audience.is_public or pairs.empty:
        return Section([Finding(told)])
    by_learner = pairs.groupby(["skill", "learner"])["teacher"].agg(list).reset_index()
    frame = pd.DataFrame(
        {
            "Skill": by_learner["skill"],
            "Who wants to learn": by_learner["learner"],
            "Who can teach it": [listing(names, 3) for names in by_learner["teacher"]],
        }
    )
    if len(frame) > 50:
        told += f" The first 50 of {len(frame):,} learners are listed."
    return Section([Finding(told, [Table("Who could teach whom", frame.head(50), here.audience)])])


def roles(here: View) -> Section:
    """Members by level of participation now, and how they moved over the last year."""
    rows = here["memberships"]
    if rows.empty:
        return Section([_NO_ROLES])
    standing = current_at(rows, here.as_of, "since", "until")
    counted = standing["role"].value_counts().reindex(list(ROLES), fill_value=0)
    frame = pd.DataFrame({"Role": list(ROLES), "Memberships": counted.to_numpy()})
    table = Table("Levels of participation now", frame, here.audience, people=["Memberships"])
    total = len(standing)
    if table.hides:
        told = f"{people(here.audience, total)} take part; the smaller groups are too small to show."
    else:
        parts = [count(counted[role], *_ROLE_WORDS[role]) for role in ROLES if counted[role]]
        told = f"{count(total, 'membership')} now: {listing(parts, 6)}."
    method = (
        "Participation has a core that leads, active members, peripheral members who watch and learn, and "
        "people outside who take an interest. Moving inwards should be easy; staying at the edge is fine."
    )
    source = "Wenger, McDermott and Snyder 2002, chapter 3: invite different levels of participation"
    picture = figures.bars("Memberships by level of participation", table, "Role", "Memberships")
    return Section([Finding(told, [picture], method, source), *_movement(here)])


def _movement(here: View) -> list[Finding]:
    if pd.isna(here.as_of):
        return []
    first = here.as_of - pd.DateOffset(years=1)
    moves = development.movement(here["memberships"], first, here.as_of)
    if here["memberships"]["since"].isna().all():
        return []
    inward, outward = development.inward_and_outward(moves)
    away = development.LEFT
    joined, left = int(moves.loc[away].sum()), int(moves[away].sum())
    frame = moves.rename_axis("Role a year ago").reset_index()
    table = Table(
        f"Roles on {date(first)} (rows) and now (columns)",
        frame,
        here.audience,
        people=list(moves.columns),
        crossed=True,
    )
    if table.hides:
        direction = (
            "more moved inwards than outwards" if inward > outward else "as many or more moved outwards"
        )
        told = f"Over the last year {direction} among those who stayed."
        return [Finding(told, [table], "Somebody in two communities counts in each.")]
    told = (
        f"Over the last year {people(here.audience, joined)} joined and {people(here.audience, left)} left; "
        f"{people(here.audience, inward)} moved inwards, {people(here.audience, outward)} outwards."
    )
    return [Finding(told, [table], "Somebody in two communities counts in each.")]


def goals(here: View) -> Section:
    """Members' goals: how they stand, and which are due for a talk."""
    rows = here["goals"]
    if rows.empty:
        how = "Ask each member for one thing they want to achieve this year: fill in the form 'Goals'."
        return Section([Needs("Nobody has set a goal yet.", how)])
    states = rows["state"].astype("object").fillna("no state given").value_counts()
    order = [state for state in [*rows["state"].cat.categories, "no state given"] if state in states]
    frame = pd.DataFrame({"State": order, "Goals": [int(states[state]) for state in order]})
    table = Table("Goals by state", frame, here.audience, people=["Goals"])
    due = development.due_goals(rows, here.as_of)
    waiting = "a few are" if here.audience.hides(len(due)) else count(len(due), "is", "are")
    if here.audience.hides(len(rows)):
        return Section([Finding("A few members have set themselves a goal.")])
    told = f"{count(len(rows), 'goal is', 'goals are')} written down; {waiting} due for a talk."
    if here.audience.is_public:
        return Section([Finding(told, [table])])
    listed = due.head(30)
    names = pd.DataFrame(
        {"Member": listed["member"], "Goal": listed["goal"], "To be looked at by": listed["review"]}
    )
    return Section(
        [Finding(told, [table, Table("Goals to talk about", names, here.audience)] if len(due) else [table])]
    )


def mentoring(here: View) -> Section:
    """Mentoring pairs now, and who wants to learn and has no mentor."""
    pairs = here["mentoring"]
    if pairs.empty:
        how = "Pair somebody who can teach with somebody who wants to learn, in the form 'Mentoring'."
        return Section([Needs("There is no mentoring pair yet.", how)])
    standing = current_at(pairs, here.as_of, "since", "until")
    learners = set(development.teachers_and_learners(here["member_skills"])["learner"])
    without = sorted(learners - set(standing["mentee"]))
    number = here.audience.people(len(standing))
    told = capital(f"{number} mentoring {'pair' if len(standing) == 1 else 'pairs'} now. ")
    told += f"Without a mentor, though somebody here could teach them: {people(here.audience, len(without))}."
    if here.audience.is_public:
        return Section([Finding(told)])
    frame = pd.DataFrame(
        {
            "Mentor": standing["mentor"],
            "Mentee": standing["mentee"],
            "About": standing["skill"],
            "Since": standing["since"],
        }
    )
    return Section([Finding(told, [Table("Mentoring pairs now", frame.head(50), here.audience)])])


def next_steps(here: View) -> Section:
    """What skills, roles and goals ask for."""
    proposals: list[str] = []
    found = development.skills_held_and_wanted(here["member_skills"])
    if found.empty:
        proposals.append("Ask members what they can do and what they want to learn.")
    else:
        untaught = found[(found["teachers"] == 0) & (found["learners"] > 0)]["skill"]
        if len(untaught):
            proposals.append(f"Find a teacher from outside for {listing(untaught, 2)}.")
        first = found[(found["learners"] > 0) & (found["teachers"] > 0)].head(1)
        if len(first) and not here.audience.hides(int(first["learners"].iloc[0])):
            proposals.append(
                f"Hold a practice session on {first['skill'].iloc[0]}: many learners, few teachers."
            )
    if len(development.due_goals(here["goals"], here.as_of)):
        proposals.append("Talk with those whose goals are due.")
    rows = here["memberships"]
    if len(rows) and pd.notna(here.as_of):
        moves = development.movement(rows, here.as_of - pd.DateOffset(years=1), here.as_of)
        inward, outward = development.inward_and_outward(moves)
        if outward > inward:
            proposals.append(
                "Ask the core group what makes people step back, and share its tasks more widely."
            )
    return steps(here, "develop members", proposals)
