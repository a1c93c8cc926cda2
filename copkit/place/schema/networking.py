"""Function 3: ties between members, and the introductions that make new ones."""

from copkit.place.columns import Table, choice, day, number, refers_to, words

TIE_KINDS = ("advice", "works with", "knows", "trusts")
OUTCOMES = ("not yet", "met", "met again", "works together now", "did not meet")


class Tie(Table):
    """That one member goes to, works with, knows or trusts another."""

    __tablename__ = "ties"
    singular = "tie"
    identity = ("member", "to_member", "kind", "seen")
    must_differ = ("member", "to_member")
    known_from = "seen"
    belongs_to = ("member", "to_member")

    member = refers_to("members", "Who said so", "Amina Yusuf", required=True)
    to_member = refers_to("members", "Whom they named", "Tom Brand", required=True)
    kind = choice(TIE_KINDS, "What kind of tie", "advice", required=True)
    strength = number("From 0 (slight) to 1 (strong)", 0.6, low=0, high=1)
    seen = day("When it was recorded", "2026-02-12")


class Introduction(Table):
    """That two members were introduced, and what came of it."""

    __tablename__ = "introductions"
    singular = "introduction"
    identity = ("member", "to_member", "introduced")
    must_differ = ("member", "to_member")
    known_from = "introduced"
    belongs_to = ("member", "to_member")

    member = refers_to("members", "One of the two", "Amina Yusuf", required=True)
    to_member = refers_to("members", "The other", "Tom Brand", required=True)
    introduced = day("When", "2026-03-05", required=True)
    reason = words("Why these two", "Both work on damp, and have not met", personal="personal")
    outcome = choice(OUTCOMES, "What came of it", "met")
    introduced_by = refers_to("members", "Who brought them together", "Leila Chen", personal="personal")
