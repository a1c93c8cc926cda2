"""The place, its communities, organisations and members, and who belongs where."""

from copkit.place.columns import Table, choice, day, key, number, refers_to, text, whole, words, yes_no

STAGES = ("potential", "coalescing", "maturing", "stewardship", "transformation")
"""The stages of development of a community (Wenger, McDermott and Snyder 2002, chapters 4 and 5)."""

SECTORS = ("public", "voluntary", "business", "resident", "political")
MEMBER_KINDS = ("practitioner", "public", "politician")

ROLES = ("coordinator", "core", "active", "peripheral", "outside")
"""Levels of participation (Wenger, McDermott and Snyder 2002, chapter 3), the coordinator first."""


class PlaceCard(Table):
    """The partnership itself, on one row: what it is called and the outcome that it is for."""

    __tablename__ = "place"
    singular = "place"

    name = key("What the place or the partnership's area is called", "Port Ellery")
    outcome = words(
        "The outcome, or the wicked problem that no single body can solve",
        "Everyone in Port Ellery lives in a warm, safe home that they can afford",
    )
    partnership = text("The bodies that work together", "Port Ellery Together")
    note = words("Anything a reader must know about this data", "Figures up to the end of June")


class Community(Table):
    """A community of practice: people who share a concern and deepen their knowledge by meeting often."""

    __tablename__ = "communities"
    singular = "community"
    also_dated = ("stage_judged",)

    name = key("A short name; the other sheets use it", "Warm Homes")
    domain = words("What the community cares about, in a sentence", "Cold homes and what they do to health")
    purpose = words("What it wants to bring about", "Fewer people in homes that make them ill")
    stage = choice(STAGES, "Where it stands in its life, as the coordinator sees it", "maturing")
    stage_judged = day("When the coordinator said so", "2026-04-20")
    stage_reason = words(
        "Why, if the records say otherwise", "Half of us meet at the depot, and nobody writes that down"
    )
    started = day("When it first met", "2024-09-12")


class Organisation(Table):
    """A formal organisation, or a body of residents, that members come from."""

    __tablename__ = "organisations"
    singular = "organisation"
    belongs_through = ("members", "organisation")

    name = key("The name that people use", "Ellery Council")
    sector = choice(SECTORS, "What kind of body it is", "public", required=True)
    hour_costs = number("What an hour of its people costs it, in pounds; empty if unknown", 24, low=0)


class Member(Table):
    """A person who takes part in at least one community, or who may."""

    __tablename__ = "members"
    singular = "member"
    known_from = "joined"
    belongs_through = ("memberships", "member")

    name = key(
        "The name that people use. If two share it, add something: 'Sam Lee (Housing)'",
        "Amina Yusuf",
        personal="personal",
    )
    organisation = refers_to("organisations", "Where the person works or belongs", "Ellery Council")
    job = text("What the person does, in a few words", "housing officer", personal="personal")
    kind = choice(MEMBER_KINDS, "Practitioner, member of the public, or politician", "practitioner")
    email = text("E-mail address", "amina.yusuf@example.org", personal="personal")
    agrees_to_be_named = yes_no("May the person's name stand in what is shared? Empty counts as no", True)
    joined = day("When the person first took part", "2025-01-16", personal="personal")
    introductions_wanted = whole(
        "How many introductions at most in one plan of rounds. 0 for none; empty if there is no limit",
        2,
        low=0,
        personal="personal",
    )
    named_nobody = day(
        "The last day on which the person was asked about ties and named nobody",
        "2026-02-12",
        personal="personal",
    )
    mentees_wanted = whole(
        "How many mentees the person would take at once. 0 for none; empty if nobody asked",
        2,
        low=0,
        high=100,
        personal="personal",
    )
    hours_a_month = number(
        "Hours a month that the person's manager agreed to; empty if nothing was agreed",
        4,
        low=0,
        high=744,
        personal="personal",
    )
    agrees_to_note = yes_no(
        "May a note of what the person gave go to the line manager? Empty counts as no",
        True,
        personal="personal",
    )


class Membership(Table):
    """Who takes part in which community, in which role, from when until when.

    When a role changes, end the row and add a new one: the movement between roles is then seen."""

    __tablename__ = "memberships"
    singular = "membership"
    identity = ("member", "community", "since")
    in_order = ("since", "until")
    known_from = "since"
    belongs_to = ("community",)

    member = refers_to("members", "A name from the sheet Members", "Amina Yusuf", required=True)
    community = refers_to("communities", "A name from the sheet Communities", "Warm Homes", required=True)
    role = choice(ROLES, "How strongly the person takes part", "core", required=True)
    since = day("The first day in this role; empty if nobody knows", "2025-01-16", personal="personal")
    until = day("The last day in this role; empty if it goes on", "2026-03-31", personal="personal")
