"""Function 6: the knowledge base. Columns follow the Dublin Core terms (DCMI Metadata Terms, 2020)."""

from copkit.place.columns import Table, choice, day, key, refers_to, text, words

RESOURCE_KINDS = ("guide", "case", "tool", "template", "story", "lesson", "contact", "dataset", "recording")
OPEN_TO = ("public", "members")
USES = ("opened", "applied", "adapted", "shared")


class Resource(Table):
    """Something that supports practice: a guide, a case, a tool, a story. In Dublin Core terms:
    name is title, kind is type, link is identifier, made is date, licence is rights."""

    __tablename__ = "resources"
    singular = "resource"
    known_from = "made"
    belongs_to = ("community",)
    shared_if = "open_to"

    name = key("Its title", "How to check a home for damp")
    kind = choice(RESOURCE_KINDS, "What it is", "guide", required=True)
    description = words("What is in it and who it helps", "Ten checks with photographs", personal="personal")
    creator = text("Who made it", "Ellery Council housing team", personal="personal")
    publisher = text("Who publishes it", "Port Ellery Together")
    subject = text("Words to find it by, with commas", "damp, inspection")
    language = text("Its language, as a short code", "en")
    link = text("Where to find it: a web address or a shelf", "https://example.org/damp-check")
    community = refers_to("communities", "The community that keeps it; empty for all", "Warm Homes")
    owner = refers_to("members", "Who keeps it up to date", "Amina Yusuf", personal="personal")
    event = refers_to("events", "The event that it came out of", "Warm Homes, 18 June 2026")
    made = day("When it was made", "2025-11-03")
    review = day("When to check that it still holds", "2026-11-03")
    licence = text("Who may use it and how", "Open Government Licence")
    open_to = choice(OPEN_TO, "Who may see it", "public")


class ResourceIssue(Table):
    """That a resource helps with an issue."""

    __tablename__ = "resource_issues"
    singular = "link from a resource to an issue"
    identity = ("resource", "issue")
    belongs_to = ("resource", "issue")

    resource = refers_to(
        "resources", "A name from the sheet Resources", "How to check a home for damp", required=True
    )
    issue = refers_to("issues", "A name from the sheet Issues", "Damp in private lets", required=True)


class ResourceUse(Table):
    """That somebody used a resource."""

    __tablename__ = "resource_use"
    singular = "use of a resource"
    identity = ("resource", "member", "used", "use")
    known_from = "used"
    belongs_to = ("resource",)

    resource = refers_to(
        "resources", "A name from the sheet Resources", "How to check a home for damp", required=True
    )
    member = refers_to("members", "Who used it; empty if unknown", "Amina Yusuf", personal="personal")
    used = day("When", "2026-04-14", required=True)
    use = choice(USES, "How it was used", "applied", required=True)
