"""What members can do, want to learn and can teach."""

from __future__ import annotations

import pandas as pd

from copkit.functions import development
from copkit.place.view import View
from copkit.show import figures
from copkit.show.for_the_place import is_hidden_part, of_the_place_alone
from copkit.show.members_now import skills_now
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import listing
from copkit.show.tables import Table

NO_SKILLS = Needs(
    "Nobody's skills are known yet.",
    "Ask each member what they can do, want to learn and can teach: fill in the forms 'Skills' and "
    "'Member skills'.",
)


def skills(here: View) -> Section:
    """What members can do alone, and what they want to learn."""
    if is_hidden_part(here):
        return of_the_place_alone("The skills that members have and want")
    found = development.skills_held_and_wanted(skills_now(here))
    if found.empty:
        return Section([NO_SKILLS])
    frame = found[["skill", "people", "able", "learners", "teachers"]].set_axis(
        ["Skill", "Asked", "Can do it alone", "Want to learn more", "Can teach it"], axis=1
    )
    counts = list(frame.columns[1:])
    parts = dict.fromkeys(counts[1:], "Asked")
    table = Table("Skills held and wanted", frame, here.audience, people=counts, parts_of=parts, rounded=True)
    seen = table.values.dropna(subset=["Want to learn more"])
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
    learners = int(first["Want to learn more"])
    told = f"{title}: {here.audience.about(learners)} {'does' if learners == 1 else 'do'}"
    if pd.notna(first["Can teach it"]):
        told += f", and {here.audience.about(first['Can teach it'])} can teach it"
    told += "."
    return Section(
        [Finding(told, [figures.bars(title, table, "Skill", "Want to learn more")], method, source)]
    )


def teaching(here: View) -> Section:
    """Who can teach whom; which skills nobody can teach."""
    rows = skills_now(here)
    found = development.skills_held_and_wanted(rows)
    if found.empty:
        return Section([NO_SKILLS])
    untaught = found[(found["teachers"] == 0) & (found["learners"] > 0)]
    pairs = development.teachers_and_learners(rows)
    wanted = found.loc[found["learners"] > 0, "skill"]
    if wanted.empty:
        return Section([Finding("Nobody has said that they want to learn more.")])
    if len(untaught):
        told = f"Nobody here can teach {listing(untaught['skill'], 4)}, which somebody wants to learn."
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
        told += f" The first 50 of {len(frame):,} wishes are listed."
    return Section([Finding(told, [Table("Who could teach whom", frame.head(50), here.audience)])])
