"""Function 1: the issues that stand between the place and its outcome."""

from typing import ClassVar

from copkit.place.columns import Table, choice, day, key, number, refers_to, text, whole, words, yes_no
from copkit.place.schema.people import SECTORS


class Issue(Table):
    """Something that must be addressed if the outcome is to be reached."""

    __tablename__ = "issues"
    singular = "issue"
    known_from = "raised"
    belongs_through = ("coverage", "issue")

    name = key("The issue in a few words. Do not name a person", "Damp in private lets")
    theme = text("A word to group issues by", "housing quality")
    evidence = words("How we know", "One let in five failed its last check", personal="personal")
    organisation = refers_to("organisations", "Where it sits, if in one organisation", "Ellery Council")
    raised_by = refers_to("members", "Who raised it", "Amina Yusuf", personal="personal")
    raised = day("When it was raised", "2025-09-18")
    is_outcome = yes_no("Is it the outcome itself, to which the others lead?", False)


class DistinctIssue(Table):
    """That two issues that read alike are not the same: they are not offered for merging again."""

    __tablename__ = "distinct_issues"
    singular = "pair of distinct issues"
    identity = ("issue", "other")
    must_differ = ("issue", "other")
    belongs_to = ("issue", "other")

    issue = refers_to("issues", "One of the two", "Damp in private lets", required=True)
    other = refers_to("issues", "The other", "Damp in council homes", required=True)


class IssueLink(Table):
    """That one issue makes another worse (above 0) or better (below 0)."""

    __tablename__ = "issue_links"
    singular = "issue link"
    identity = ("cause", "effect")
    must_differ = ("cause", "effect")
    belongs_to = ("cause", "effect")

    cause = refers_to("issues", "The issue that acts", "Damp in private lets", required=True)
    effect = refers_to("issues", "The issue that it acts on", "Children with asthma", required=True)
    strength = number(
        "From -1 (strongly lessens) to 1 (strongly worsens)", 0.7, low=-1, high=1, required=True
    )


class MapLink(Table):
    """A link as one participant or one group drew it, on a map of their own."""

    __tablename__ = "map_links"
    singular = "link on a group's map"
    identity = ("map", "cause", "effect")
    must_differ = ("cause", "effect")
    known_from = "drawn"
    belongs_to = ("cause", "effect")

    map = text(
        "Whose map: a group or a code; not a person's name",
        "Residents' table",
        required=True,
        personal="personal",
    )
    cause = refers_to("issues", "The issue that acts", "Damp in private lets", required=True)
    effect = refers_to("issues", "The issue that it acts on", "Children with asthma", required=True)
    strength = number(
        "From -1 (strongly lessens) to 1 (strongly worsens)", 0.7, low=-1, high=1, required=True
    )
    drawn = day("When", "2026-06-18")


class Scenario(Table):
    """What if? The level at which one issue would be held, from 0 (gone) to 1 (as bad as can be)."""

    __tablename__ = "scenarios"
    singular = "issue in a scenario"
    identity = ("scenario", "issue")
    belongs_to = ("issue",)

    scenario = text("A name for what would be done", "An evening bus", required=True)
    issue = refers_to("issues", "The issue that it holds", "No bus after seven", required=True)
    level = number("0 gone, 0.5 as things are, 1 as bad as can be", 0.1, low=0, high=1, required=True)


class Vote(Table):
    """Dots that one participant gave to one issue in one round of voting."""

    __tablename__ = "votes"
    singular = "vote"
    identity = ("round", "voter", "issue")
    joined_by: ClassVar = {"dots": sum}
    known_from = "cast"
    belongs_to = ("issue",)

    round = text("A name for the round of voting", "September workshop", required=True)
    voter = text("A code for the person who votes; not the name", "p07", required=True, personal="personal")
    issue = refers_to("issues", "A name from the sheet Issues", "Damp in private lets", required=True)
    dots = whole("How many dots", 2, low=0, high=100, required=True)
    cast = day("When", "2025-09-18")
    sector = choice(SECTORS, "Where the person comes from", "resident", personal="personal")


class Ballot(Table):
    """The place that one participant gives to one issue, 1 for the first; equal places may be given."""

    __tablename__ = "ballots"
    singular = "place on a ballot"
    identity = ("round", "voter", "issue")
    joined_by: ClassVar = {"rank": min}
    known_from = "cast"
    belongs_to = ("issue",)

    round = text("A name for the round of ranking", "June workshop", required=True)
    voter = text("A code for the person who ranks; not the name", "p07", required=True, personal="personal")
    issue = refers_to("issues", "A name from the sheet Issues", "Damp in private lets", required=True)
    rank = whole("1 for the first, 2 for the next", 1, low=1, high=500, required=True, personal="personal")
    cast = day("When", "2026-06-18")
    sector = choice(SECTORS, "Where the person comes from", "resident", personal="personal")


class IssueRating(Table):
    """How much good one participant thinks it would do to address an issue, and how much effort it takes."""

    __tablename__ = "issue_ratings"
    singular = "rating of an issue"
    identity = ("round", "rater", "issue")
    known_from = "rated"
    belongs_to = ("issue",)

    round = text("A name for the round of rating", "June workshop", required=True)
    rater = text("A code for the person who rates; not the name", "p07", required=True, personal="personal")
    issue = refers_to("issues", "A name from the sheet Issues", "Damp in private lets", required=True)
    impact = whole("1 little good to 5 a great deal", 4, low=1, high=5, required=True, personal="personal")
    effort = whole("1 little effort to 5 a great deal", 2, low=1, high=5, required=True, personal="personal")
    rated = day("When", "2026-06-18")


class Coverage(Table):
    """Which community takes which issue."""

    __tablename__ = "coverage"
    singular = "coverage"
    identity = ("issue", "community")
    known_from = "since"
    belongs_to = ("community",)

    issue = refers_to("issues", "A name from the sheet Issues", "Damp in private lets", required=True)
    community = refers_to("communities", "The community that takes it", "Warm Homes", required=True)
    lead = refers_to("members", "Who leads on it", "Amina Yusuf", personal="personal")
    since = day("From when", "2025-10-01")
