"""What issues need against what members have, skills that hang on one person, and growth between waves."""

from __future__ import annotations

import pandas as pd

from copkit.functions import development
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show import figures
from copkit.show.development.skills import NO_SKILLS
from copkit.show.for_the_place import is_hidden_part, of_the_place_alone
from copkit.show.members_now import members_now
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count, date, listing, number, people
from copkit.show.tables import Table

MOST_SKILLS = 40
_COUNTED = (
    "Counted are the members of the communities that take the issue, and who can do it alone (a level "
    "of 3 or 4) by their newest answer."
)
_TRAINING = "Boydell and Leary 1996, Identifying Training Needs"
NO_NEEDS = Needs(
    "Nobody has said yet which skills the issues need.",
    "For each issue, name the skills without which it cannot be addressed, and for how many people: fill in "
    "the form 'Skill needs'.",
)


def needs(here: View) -> Section:
    """What the issues need against what members can do, and which skills hang on one person."""
    if here["member_skills"].empty:
        return Section([NO_SKILLS])
    # that a skill hangs on one person points at that person
    return Section([*_against_issues(here), *([] if here.audience.is_public else _holders(here))])


def _against_issues(here: View) -> list[Finding | Needs]:
    asked = here.whole["skill_needs"]
    takes = here["coverage"]
    if here.community:
        asked = asked[asked["issue"].isin(takes["issue"])]
    if asked.empty:
        return [NO_NEEDS]
    now = current_at(here.whole["memberships"], here.as_of, "since", "until")
    now = now[now["role"] != "outside"]
    both = takes[["issue", "community"]].merge(now[["member", "community"]], on="community")
    on = {str(issue): set(rows["member"]) for issue, rows in both.groupby("issue")}
    found = development.needs_and_holders(asked, here.whole["member_skills"], on)
    if here.audience.is_public:
        return [Finding(_nobody(found), [_whether_enough(here, found)], _COUNTED, _TRAINING)]
    frame = found[["issue", "skill", "needed", "able", "learners"]].set_axis(
        ["Issue", "Skill", "Needed", "Can do it alone", "Cannot yet, and want to"], axis=1
    )
    table = Table("What issues need, and who is there", frame.head(MOST_SKILLS), here.audience)
    return [Finding(_missing(found), [table], _COUNTED, _TRAINING)]


def _whether_enough(here: View, found: pd.DataFrame) -> Table:
    """Whether there are enough, in the order of the alphabet: numbers by issue could be taken from another,
    as the same people stand behind several."""
    rows = found.sort_values(["issue", "skill"], ignore_index=True).head(MOST_SKILLS)
    enough = ["yes" if missing <= 0 else "not yet" for missing in rows["missing"]]
    frame = pd.DataFrame({"Issue": rows["issue"], "Skill": rows["skill"], "Enough people": enough})
    return Table("Whether there are enough people who can do it alone", frame, here.audience)


def _missing(found: pd.DataFrame) -> str:
    missing = found[found["missing"] > 0]
    if missing.empty:
        return "For every issue there are as many people as it needs who can do what it takes."
    issues, first = missing["issue"].nunique(), missing.iloc[0]
    able, learners = int(first["able"]), int(first["learners"])
    told = f"{count(issues, 'issue lacks', 'issues lack')} people with the skills that "
    told += f"{'it needs' if issues == 1 else 'they need'}. "
    told += f"{first['issue']} needs {number(first['needed'])} who can do {first['skill']} alone, and has "
    told += f"{able or 'none'}"
    if learners:
        told += f"; {count(learners, 'member wants', 'members want')} to learn it"
    return f"{told}."


def _nobody(found: pd.DataFrame) -> str:
    nobody = found[found["able"] == 0]
    if nobody.empty:
        return "For each skill that an issue needs there is somebody who can do it alone; not always enough."
    first = nobody.iloc[0]
    return f"For {first['issue']} nobody can do {first['skill']} alone yet."


def _holders(here: View) -> list[Finding]:
    found = development.skill_holders(here["member_skills"], members_now(here))
    gone, single = found[found["able"] == 0], found[found["able"] == 1]
    told = []
    if len(single):
        first = single.iloc[0]
        told.append(
            f"{count(len(single), 'skill hangs', 'skills hang')} on one person: if {first['who'][0]} left, "
            f"nobody could do {first['skill']} alone"
        )
    if len(gone):
        told.append(f"nobody here can do {listing(gone['skill'], 3)} alone")
    if not told:
        told.append("every skill is held by two people or more")
    frame = pd.DataFrame(
        {
            "Skill": found["skill"],
            "Can do it alone": found["able"],
            "Who": [listing(who, 3) for who in found["who"]],
            "Can leave before it is gone": found["can_leave"],
        }
    )
    table = Table("How many can leave before a skill is gone", frame.head(MOST_SKILLS), here.audience)
    source = "Avelino and others 2016, for the truck factor"
    return [Finding(f"{capital('; '.join(told))}.", [table], "", source)]


def growth(here: View) -> Section:
    """How levels changed between the last two times that members were asked."""
    if is_hidden_part(here):
        return of_the_place_alone("Those who were asked twice")
    rows = here["member_skills"]
    if rows.empty:
        return Section([NO_SKILLS])
    how = "Ask the same members again, half a year or a year later, in 'Say who can do what'."
    if pd.isna(here.as_of) or rows["recorded"].dropna().empty:
        return Section([Needs("Skills were asked for once only: growth cannot be seen yet.", how)])
    before = here.as_of - pd.DateOffset(years=1)
    found = development.skill_growth(rows, before, here.as_of)
    everything = found[found["skill"] == development.ALL_SKILLS]
    if everything.empty or not int(everything["people"].iloc[0]):
        return Section([Needs("Nobody was asked both before and within the last year.", how)])
    total = everything.iloc[0]
    if total["people"] < here.audience.least_rounded:
        return Section([Finding("Too few members were asked twice to say how skills grew.")])
    each = found[found["skill"] != development.ALL_SKILLS].sort_values(
        ["change", "skill"], ascending=[False, True]
    )
    frame = each[["skill", "people", "before", "after", "change", "low", "high"]].set_axis(
        ["Skill", "Asked twice", "Level before", "Level after", "Change", "From", "To"], axis=1
    )
    few = frame["Asked twice"] < development.FEWEST_AT_RISK
    frame[["From", "To"]] = frame[["From", "To"]].mask(few)  # of so few an interval says nothing
    follows = dict.fromkeys(["Level before", "Level after", "Change", "From", "To"], "Asked twice")
    table = Table(
        f"Levels up to {date(before)} and since",
        frame.head(MOST_SKILLS),
        here.audience,
        people=["Asked twice"],
        follows=follows,
        formats=dict.fromkeys(follows, "two decimals"),
    )
    change, low, high = total["change"], total["low"], total["high"]
    told = f"{capital(people(here.audience, total['people']))} were asked twice: their level "
    told += (
        "did not change" if change == 0 else f"{'rose' if change > 0 else 'fell'} by {number(abs(change))}"
    )
    told += " on average"
    if pd.notna(low) and total["people"] >= development.FEWEST_AT_RISK:
        told += f" (95% interval {number(low)} to {number(high)})"
    if pd.notna(total["p"]):
        sure = "more than chance would give" if total["p"] < 0.05 else "which chance could give"
        told += f", {sure}"
    seen = table.values.dropna(subset=["Change"])
    picture = figures.dumbbell("Levels before and after", table, "Skill", "Level before", "Level after")
    shown = [picture] if len(seen) == len(frame) and len(frame) else [table]
    method = (
        "Only those count who said a level both up to a year ago and since; each person once, with the "
        "mean over their skills. The interval is a t interval of the changes; the test is the "
        "signed-rank test. Who "
        "answers again may be who grew."
    )
    if here.audience.is_public:
        # a mean times the people is a count of levels: so few could be worked out
        rose = "rose" if change > 0 else "fell" if change < 0 else "did not change"
        asked = capital(here.audience.about(total["people"]))
        return Section([Finding(f"{asked} people were asked twice: their level {rose} on average.")])
    return Section([Finding(f"{told}.", shown, method, "Wilcoxon 1945, Individual comparisons by ranking")])
