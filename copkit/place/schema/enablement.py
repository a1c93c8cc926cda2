"""Function 5: what formal organisations allow, and what they promise."""

from copkit.place.columns import Table, choice, day, key, number, refers_to, text, whole

CONDITIONS = ("time", "space", "flexibility", "recognition", "information", "sponsorship", "budget")
"""Space, time and flexibility first; then what else an organisation can give or withhold."""

RATER_ROLES = ("member", "manager")
COMMITMENT_STATES = ("asked", "promised", "kept", "late", "broken", "withdrawn")


class Condition(Table):
    """How one rater sees one condition in one organisation."""

    __tablename__ = "conditions"
    singular = "rating of a condition"
    identity = ("organisation", "condition", "rater", "rated")
    known_from = "rated"
    belongs_to = ("organisation",)

    organisation = refers_to(
        "organisations", "The organisation that is rated", "Ellery Council", required=True
    )
    condition = choice(CONDITIONS, "What is rated", "time", required=True)
    rater_role = choice(RATER_ROLES, "A member or a manager", "member", required=True)
    rater = text("A code for the person who rates; not the name", "r12", required=True, personal="personal")
    rating = whole(
        "1 strongly disagree to 5 strongly agree that it is enough", 2, low=1, high=5, required=True
    )
    rated = day("When", "2026-03-02")


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
