"""Function 1: the issues that stand between the place and its outcome."""

from copkit.place.columns import Table, day, key, number, refers_to, text, whole, words


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


class Vote(Table):
    """Dots that one participant gave to one issue in one round of voting."""

    __tablename__ = "votes"
    singular = "vote"
    identity = ("round", "voter", "issue")
    known_from = "cast"
    belongs_to = ("issue",)

    round = text("A name for the round of voting", "September workshop", required=True)
    voter = text("A code for the person who votes; not the name", "p07", required=True, personal="personal")
    issue = refers_to("issues", "A name from the sheet Issues", "Damp in private lets", required=True)
    dots = whole("How many dots", 2, low=0, high=100, required=True)
    cast = day("When", "2025-09-18")


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
