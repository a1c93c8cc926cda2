"""Function 4: what members know, what they want to learn, and who helps them."""

from copkit.place.columns import Table, choice, day, key, refers_to, text, whole, words, yes_no

GOAL_STATES = ("planned", "under way", "reached", "given up")
MENTOR_SIDES = ("a mentor", "a mentee")
LEVELS = (0, 4)
"""0 none, 1 aware, 2 can do with help, 3 can do alone, 4 can teach others to do it well."""


class Skill(Table):
    """Something that members can do or know."""

    __tablename__ = "skills"
    singular = "skill"

    name = key("A short name", "Reading a damp meter")
    description = words("What someone who has it can do", "Take readings and say what they mean")


class SkillNeed(Table):
    """That an issue needs a skill, and of how many members."""

    __tablename__ = "skill_needs"
    singular = "need for a skill"
    identity = ("issue", "skill")

    issue = refers_to("issues", "A name from the sheet Issues", "Damp in private lets", required=True)
    skill = refers_to(
        "skills", "A skill without which it cannot be addressed", "Reading a damp meter", required=True
    )
    people = whole("How many members are needed who can do it alone", 3, low=1, high=1_000)


class MemberSkill(Table):
    """What level a member has in a skill, wants to reach, and whether the member can teach it.

    Who is asked again gets a new row with its day: growth is then seen. The newest row counts."""

    __tablename__ = "member_skills"
    singular = "member skill"
    identity = ("member", "skill", "recorded")
    known_from = "recorded"
    belongs_to = ("member",)

    member = refers_to("members", "A name from the sheet Members", "Amina Yusuf", required=True)
    skill = refers_to("skills", "A name from the sheet Skills", "Reading a damp meter", required=True)
    level = whole("0 none, 1 aware, 2 with help, 3 alone, 4 expert", 3, low=0, high=4, personal="personal")
    wants = whole("The level the member wants, 0 to 4", 4, low=0, high=4, personal="personal")
    can_teach = yes_no("Is the member willing to teach it?", True, personal="personal")
    recorded = day("When this was said", "2026-02-12")


class Goal(Table):
    """What a member wants to achieve, and by when."""

    __tablename__ = "goals"
    singular = "goal"
    identity = ("member", "goal")
    known_from = "set"
    belongs_to = ("member",)

    member = refers_to("members", "A name from the sheet Members", "Amina Yusuf", required=True)
    goal = text("What the member wants to achieve", "Lead a case clinic", required=True, personal="personal")
    skill = refers_to("skills", "The skill that it builds", "Facilitation")
    set = day("When it was set", "2026-01-15")
    review = day("When to look at it again", "2026-07-15")
    state = choice(GOAL_STATES, "How it stands", "under way", personal="personal")


class Mentoring(Table):
    """That one member is the mentor of another."""

    __tablename__ = "mentoring"
    singular = "mentoring pair"
    identity = ("mentor", "mentee", "since")
    must_differ = ("mentor", "mentee")
    in_order = ("since", "until")
    known_from = "since"
    belongs_to = ("mentor", "mentee")

    mentor = refers_to("members", "Who helps", "Tom Brand", required=True)
    mentee = refers_to("members", "Who is helped", "Amina Yusuf", required=True)
    skill = refers_to("skills", "What it is about", "Facilitation")
    since = day("From when", "2026-01-15")
    until = day("Until when; empty if it goes on", "2026-06-30")


class MentorChoice(Table):
    """Whom a member would like as a mentor, or as a mentee, and in which order."""

    __tablename__ = "mentor_choices"
    singular = "choice of a mentor or mentee"
    identity = ("member", "wants", "chosen")
    must_differ = ("member", "chosen")
    belongs_to = ("member",)

    member = refers_to("members", "Who chooses", "Amina Yusuf", required=True)
    wants = choice(MENTOR_SIDES, "A mentor or a mentee", "a mentor", required=True, personal="personal")
    chosen = refers_to("members", "Whom", "Tom Brand", required=True)
    rank = whole(
        "1 for the first choice, 2 for the next", 1, low=1, high=500, required=True, personal="personal"
    )
