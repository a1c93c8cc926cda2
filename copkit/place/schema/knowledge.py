"""Function 6: the knowledge base.

Columns of a resource follow the Dublin Core terms (DCMI Metadata Terms, 2020): name is title, kind is type,
made is date, licence is rights; creator, subject, description, publisher, contributor, format, identifier,
source, language, relation and coverage have their own names.
"""

from copkit.place.columns import Table, choice, day, key, refers_to, text, whole, words, yes_no

RESOURCE_KINDS = ("guide", "case", "tool", "template", "story", "lesson", "contact", "dataset", "recording")
OPEN_TO = ("public", "members")
USES = ("opened", "applied", "adapted", "shared")
QUESTION_STATES = ("open", "answered", "dropped")
LESSON_STATES = ("learnt", "tried", "in use", "dropped")
"""How far a lesson has come into practice."""

PRACTICES = ("after-action review", "peer assist", "site visit", "case clinic", "story")
"""Ways to learn from what was done, each with its own questions (see templates/practices.csv)."""


class Resource(Table):
    """Something that supports practice: a guide, a case, a tool, a story."""

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
    identifier = text("A DOI, an ISBN or another number by which others know it", "10.1000/182")
    contributor = text("Who else worked on it", "Residents of Dock Street", personal="personal")
    source = text("The journal, book or site that it comes from", "Journal of Public Health 12(3)")
    relation = text("What it belongs to, replaces or needs", "Replaces the check list of 2023")
    coverage = text("For which area or years it holds", "England, from 2024")
    format = text("What it is made of", "PDF, 4 pages")
    full_text = words(
        "All its words, for the search; taken from the document",
        "Look first at the outer walls.",
        personal="personal",
    )


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


class ResourceSkill(Table):
    """That a resource helps to learn a skill."""

    __tablename__ = "resource_skills"
    singular = "link from a resource to a skill"
    identity = ("resource", "skill")
    belongs_to = ("resource",)

    resource = refers_to(
        "resources", "A name from the sheet Resources", "How to check a home for damp", required=True
    )
    skill = refers_to("skills", "A name from the sheet Skills", "Damp inspection", required=True)


class Question(Table):
    """Something that somebody wants to know from the others."""

    __tablename__ = "questions"
    singular = "question"
    known_from = "asked"
    belongs_to = ("community",)
    shared_if = "may_be_shared"

    name = key("The question", "Who may enter a let home to look for damp?", personal="personal")
    community = refers_to("communities", "Who is asked; empty for all", "Warm Homes")
    issue = refers_to("issues", "The issue that it is about", "Damp in private lets")
    asked_by = refers_to("members", "Who asks", "Amina Yusuf", personal="personal")
    asked = day("When", "2026-05-12")
    state = choice(QUESTION_STATES, "How it stands", "open", required=True)
    may_be_shared = yes_no("May the text be shared outside the community?", True)


class Answer(Table):
    """What somebody answered to a question."""

    __tablename__ = "answers"
    singular = "answer"
    identity = ("question", "answered_by", "answered")
    known_from = "answered"
    belongs_to = ("question",)
    shared_if = "may_be_shared"

    question = refers_to(
        "questions",
        "A name from the sheet Questions",
        "Who may enter a let home to look for damp?",
        required=True,
    )
    answered_by = refers_to("members", "Who answers", "Tom Brand", personal="personal")
    answered = day("When", "2026-05-14")
    answer = words("What was said", "An officer with a day's notice.", personal="personal")
    resource = refers_to("resources", "What it points to", "How to check a home for damp")
    may_be_shared = yes_no("May the text be shared outside the community?", True)


class PracticeNote(Table):
    """What was said at one question of a review, a peer assist, a site visit, a case clinic or a story."""

    __tablename__ = "practice_notes"
    singular = "note from practice"
    identity = ("event", "practice", "which", "position", "prompt")
    belongs_to = ("event",)
    shared_if = "may_be_shared"

    event = refers_to("events", "A name from the sheet Events", "Warm Homes, 18 June 2026", required=True)
    practice = choice(PRACTICES, "Which way of learning", "after-action review", required=True)
    which = text(
        "Which case, visit or story; empty if there is one", "The flat without heating", personal="personal"
    )
    position = whole("1 for the first question, 2 for the next", 1, low=1, high=100, required=True)
    prompt = text("The question", "What did we expect to happen?", required=True)
    note = words("What was said, without names", "That ten homes would let us in", personal="personal")
    may_be_shared = yes_no("May the text be shared outside the community?", False)


class Lesson(Table):
    """Something learnt, and the change in practice that it led to."""

    __tablename__ = "lessons"
    singular = "lesson"
    in_order = ("learnt", "changed")
    known_from = "learnt"
    belongs_to = ("community",)
    shared_if = "may_be_shared"

    name = key("The lesson, in a sentence", "Go with somebody whom the tenant knows", personal="personal")
    community = refers_to("communities", "Who learnt it", "Warm Homes")
    event = refers_to("events", "The event at which it was learnt", "Warm Homes, 18 June 2026")
    issue = refers_to("issues", "The issue that it helps", "Damp in private lets")
    learnt = day("When", "2026-06-18")
    resource = refers_to("resources", "Where it is written down", "How to check a home for damp")
    organisation = refers_to("organisations", "Where practice changed", "Ellery Council")
    initiative = refers_to("initiatives", "The project that it changed", "Damp check at the door")
    change = words("What is done otherwise because of it", "Visits are made in pairs", personal="personal")
    changed = day("Since when", "2026-06-29")
    state = choice(LESSON_STATES, "How far it has come into practice", "tried", required=True)
    may_be_shared = yes_no("May the text be shared outside the community?", True)
