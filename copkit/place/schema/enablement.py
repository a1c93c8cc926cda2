"""Function 5: what formal organisations allow, and what they promise."""

from copkit.place.columns import Table, choice, day, key, number, refers_to, text, whole, words, yes_no

CONDITIONS = ("time", "space", "flexibility", "recognition", "information", "sponsorship", "budget")
"""Space, time and flexibility first; then what else an organisation can give or withhold."""

RATER_ROLES = ("member", "manager")
TEAM_SIZES = ("1 or 2", "3 to 5", "6 to 10", "11 or more")
"""People, or full-time posts, in a rater's own team; in order."""

COMMITMENT_STATES = ("asked", "promised", "kept", "late", "broken", "withdrawn")
BARRIER_STATES = ("open", "eased", "lifted", "accepted")
LADDER = (
    "line manager",
    "head of service",
    "chief officer",
    "partnership board",
    "government or regulator",
)
"""Who is asked to lift a barrier, the nearest first; the next one where the one below cannot or will not."""

STEP_OUTCOMES = ("lifted", "eased", "refused", "passed on")
DIRECTIONS = ("driving", "restraining")
"""What a force does to a change (Lewin 1951)."""

STANCES = ("supports", "undecided", "against")
AGREEMENT_STATES = ("draft", "signed", "ended")


class ConditionItem(Table):
    """One statement of the audit of conditions, rated from 1 (strongly disagree) to 5 (strongly agree)."""

    __tablename__ = "condition_items"
    singular = "statement on conditions"

    name = key("A short code", "time-1")
    statement = text(
        "What people agree or disagree with", "I may use working hours for this work", required=True
    )
    condition = choice(CONDITIONS, "Which condition it is about", "time", required=True)


class PeopleToAsk(Table):
    """How many people of an organisation could rate its conditions: it tells how sure the answers are."""

    __tablename__ = "people_to_ask"
    singular = "number of people to ask"
    identity = ("organisation", "rater_role")
    belongs_to = ("organisation",)

    organisation = refers_to("organisations", "The organisation", "Ellery Council", required=True)
    rater_role = choice(RATER_ROLES, "Members or managers", "manager", required=True)
    people = whole("How many there are", 14, low=1, required=True)


class Condition(Table):
    """How one rater sees one condition in one organisation."""

    __tablename__ = "conditions"
    singular = "rating of a condition"
    identity = ("organisation", "condition", "item", "rater", "rated")
    known_from = "rated"
    belongs_to = ("organisation",)

    organisation = refers_to(
        "organisations", "The organisation that is rated", "Ellery Council", required=True
    )
    condition = choice(CONDITIONS, "What is rated", "time", required=True)
    item = refers_to(
        "condition_items", "The statement that was rated; empty if the condition as a whole was", "time-1"
    )
    rater_role = choice(RATER_ROLES, "A member or a manager", "member", required=True)
    rater = text("A code for the person who rates; not the name", "r12", required=True, personal="personal")
    rating = whole(
        "1 strongly disagree to 5 strongly agree that it is enough", 2, low=1, high=5, required=True
    )
    rated = day("When", "2026-03-02")
    team_size = choice(
        TEAM_SIZES, "How many work in the rater's own team, if asked", "3 to 5", personal="personal"
    )


class Commitment(Table):
    """What an organisation was asked for, or promised, so that a community can work."""

    __tablename__ = "commitments"
    singular = "commitment"
    known_from = "made"
    belongs_to = ("community", "organisation")

    name = key("What was asked or promised, in a few words", "Two hours a month for damp leads")
    organisation = refers_to("organisations", "Who promises", "Ellery Council", required=True)
    community = refers_to("communities", "For which community; empty for all", "Warm Homes")
    condition = choice(CONDITIONS, "Which condition it betters", "time")
    hours_a_month = number("Hours a month, if it is about time", 12, low=0, high=100_000)
    sponsor = refers_to("members", "Who answers for it", "Tom Brand", personal="personal")
    made = day("When it was asked or promised", "2026-02-01")
    due = day("When it should be in place", "2026-05-01")
    state = choice(COMMITMENT_STATES, "How it stands", "promised", required=True)


class Agreement(Table):
    """What an organisation agreed to for all its people who take part: the charter that its sponsor signs.

    Hours, and single promises, stand in the sheet Commitments."""

    __tablename__ = "agreements"
    singular = "agreement"
    identity = ("organisation", "community", "agreed")
    in_order = ("agreed", "review")
    known_from = "agreed"
    belongs_to = ("community", "organisation")

    organisation = refers_to("organisations", "Who agrees", "Ellery Council", required=True)
    community = refers_to("communities", "For which community; empty for all", "Warm Homes")
    sponsor = refers_to("members", "Who signs and answers for it", "Tom Brand", personal="personal")
    members_may_decide = words(
        "What its people may decide there without asking", "Which homes to visit; small changes to forms"
    )
    rooms = words("Rooms, tools and access that it gives", "A room in the library; the shared drive")
    agreed = day("When it was agreed", "2026-02-01")
    review = day("When both look at it again", "2027-02-01")
    state = choice(AGREEMENT_STATES, "How it stands", "draft", required=True)


class HoursGiven(Table):
    """Hours that an organisation's people gave in a month beyond coming to events."""

    __tablename__ = "hours_given"
    singular = "hours given"
    identity = ("organisation", "community", "member", "month", "purpose")
    known_from = "month"
    belongs_to = ("community", "organisation")

    organisation = refers_to("organisations", "Who gave them", "Ellery Council", required=True)
    community = refers_to("communities", "To which community; empty for all", "Warm Homes")
    member = refers_to("members", "Whose hours; empty if of several", "Amina Yusuf", personal="personal")
    month = day("Any day of the month", "2026-05-01", required=True)
    hours = number("How many", 6, low=0, high=100_000, required=True)
    purpose = text("What they went to", "Damp checks with the nurses", personal="personal")


class Barrier(Table):
    """Something that stops members from working as they could: a rule, a habit, a lock on a door."""

    __tablename__ = "barriers"
    singular = "barrier"
    known_from = "raised"
    belongs_through = ("barrier_communities", "barrier")
    shared_if = "may_be_shared"

    name = key(
        "What stops you, in a few words", "Nurses may not drive to visits in work time", personal="personal"
    )
    organisation = refers_to("organisations", "Whose rule or habit it is", "Ellery Coast NHS Trust")
    rule = text("Which rule, contract or system", "Travel policy, part 4", personal="personal")
    condition = choice(CONDITIONS, "Which condition it is about", "flexibility")
    can_lift = text("Who can lift it: an office, not a name", "Head of community nursing")
    members_hurt = whole("How many members it stops, if you know", 6, low=0, personal="personal")
    raised = day("When it was first named", "2026-02-09")
    state = choice(BARRIER_STATES, "How it stands", "open", required=True)
    may_be_shared = yes_no("May the text be shared outside the community?", False)


class BarrierCommunity(Table):
    """Which communities meet a barrier. One that several meet is told once."""

    __tablename__ = "barrier_communities"
    singular = "community that meets a barrier"
    identity = ("barrier", "community")
    belongs_to = ("community",)

    barrier = refers_to(
        "barriers",
        "A name from the sheet Barriers",
        "Nurses may not drive to visits in work time",
        required=True,
    )
    community = refers_to("communities", "A name from the sheet Communities", "Ageing Well", required=True)


class BarrierIssue(Table):
    """Which issues a barrier keeps from being addressed."""

    __tablename__ = "barrier_issues"
    singular = "issue that a barrier hurts"
    identity = ("barrier", "issue")
    belongs_to = ("barrier",)

    barrier = refers_to(
        "barriers",
        "A name from the sheet Barriers",
        "Nurses may not drive to visits in work time",
        required=True,
    )
    issue = refers_to("issues", "A name from the sheet Issues", "Falls at home", required=True)


class BarrierStep(Table):
    """One rung of the ladder: who was asked to lift a barrier, when, and what the answer was."""

    __tablename__ = "barrier_steps"
    singular = "step on a barrier"
    identity = ("barrier", "level", "asked")
    in_order = ("asked", "answered")
    known_from = "asked"
    belongs_to = ("barrier",)

    barrier = refers_to(
        "barriers",
        "A name from the sheet Barriers",
        "Nurses may not drive to visits in work time",
        required=True,
    )
    level = choice(LADDER, "How high up", "head of service", required=True)
    asked_of = text("Who was asked: an office, not a name", "Head of community nursing", personal="personal")
    asked = day("When", "2026-03-02", required=True)
    answer_due = day("By when an answer is due", "2026-03-23")
    answered = day("When the answer came", "2026-03-20")
    outcome = choice(STEP_OUTCOMES, "What it brought", "eased")
    answer = words("What was said", "Two nurses may, for a trial until June", personal="personal")


class Force(Table):
    """What drives a change, or holds it back (force field analysis)."""

    __tablename__ = "forces"
    singular = "force"
    identity = ("community", "change", "force")
    belongs_to = ("community",)

    change = text("The change that is wanted", "Members give two hours a month", required=True)
    force = text("What drives it or holds it back", "Waiting lists grow", required=True, personal="personal")
    direction = choice(DIRECTIONS, "Driving or restraining", "restraining", required=True)
    strength = whole("1 weak to 5 strong", 3, low=1, high=5, required=True)
    organisation = refers_to("organisations", "Where it acts; empty if everywhere", "Ellery Coast NHS Trust")
    community = refers_to("communities", "Which community; empty for the whole place", "Ageing Well")


class Stakeholder(Table):
    """Whose word counts for the communities: how much power, how much interest, and for or against."""

    __tablename__ = "stakeholders"
    singular = "stakeholder"
    belongs_to = ("community",)

    name = key("An office, a body or a person", "Director of nursing", personal="personal")
    organisation = refers_to("organisations", "Where they are", "Ellery Coast NHS Trust")
    community = refers_to("communities", "For which community; empty for the whole place", "Ageing Well")
    power = whole("1 little to 5 a great deal", 5, low=1, high=5, required=True, personal="personal")
    interest = whole("1 little to 5 a great deal", 2, low=1, high=5, required=True, personal="personal")
    stance = choice(STANCES, "Supports it, is undecided, or is against", "undecided", personal="personal")
