"""Function 7: surveys, indicators, value stories, initiatives; and the actions of all functions."""

from copkit.place.columns import Table, choice, day, key, number, refers_to, text, whole, words, yes_no
from copkit.place.schema.people import SECTORS

ELEMENTS = ("domain", "community", "practice", "value")
BETTER = ("higher", "lower")
CYCLES = ("immediate", "potential", "applied", "realised", "reframing", "strategic", "enabling")
"""Value cycles: the first five are Wenger, Trayner and de Laat 2011; the last two came later."""

CAPITALS = ("human", "social", "tangible", "reputational", "learning")
"""The kinds of capital that make up potential value (Wenger, Trayner and de Laat 2011)."""

INDICATOR_KINDS = ("proportion", "rate", "mean", "count")
"""What the figure of one unit is: some out of all, events for an exposure, a mean, a plain count."""

FORMS = ("pulse", "full")
"""The two forms of the survey: a few statements, or all."""

PRINCIPLES = (
    "evolution",
    "dialogue",
    "levels",
    "spaces",
    "focus on value",
    "familiarity and excitement",
    "rhythm",
)
"""The design principles of Wenger, McDermott and Snyder 2002, chapter 3: design for evolution; dialogue
between inside and outside; different levels of participation; public and private spaces; and so on."""

VITAL_SIGN_NAMES = (
    "people who came",
    "visits",
    "contributors",
    "newcomers",
    "newcomers who came back",
    "core members",
    "active members",
    "peripheral members",
    "ties across communities",
    "questions answered",
    "actions done",
    "sector mix",
)
"""The figures by month that tell whether a community lives."""

INITIATIVE_STATES = ("idea", "planned", "under way", "finished", "stopped")
ACTION_STATES = ("open", "under way", "done", "dropped")
FUNCTIONS = (
    "map issues",
    "plan events",
    "weave networks",
    "develop members",
    "clear the way",
    "build knowledge",
    "assess health",
)
"""The seven functions of a coordinator, one for each workbook."""


class SurveyItem(Table):
    """One statement of the health survey, answered from 1 (strongly disagree) to 5 (strongly agree)."""

    __tablename__ = "survey_items"
    singular = "survey item"

    name = key("A short code", "trust")
    statement = text("What people agree or disagree with", "I can ask for help here", required=True)
    element = choice(ELEMENTS, "What it is about", "community", required=True)
    principle = choice(PRINCIPLES, "The design principle that it tells about; empty if none", "rhythm")
    form = choice(FORMS, "In the short pulse as well, or in the full survey alone; empty: in both", "pulse")


class SurveyWave(Table):
    """One round of the survey."""

    __tablename__ = "survey_waves"
    singular = "survey wave"
    in_order = ("opened", "closed")
    known_from = "opened"

    name = key("A short name", "Spring 2026")
    opened = day("The first day", "2026-03-02", required=True)
    closed = day("The last day", "2026-03-20")
    form = choice(FORMS, "The short pulse or the full survey; empty: all statements", "full")


class Response(Table):
    """One answer to one survey item."""

    __tablename__ = "responses"
    singular = "response"
    identity = ("wave", "community", "respondent", "item")
    belongs_to = ("community",)

    wave = refers_to("survey_waves", "A name from the sheet Survey waves", "Spring 2026", required=True)
    community = refers_to("communities", "Which community was asked", "Warm Homes", required=True)
    respondent = text("A code that the person chose; not the name", "k41", required=True, personal="personal")
    item = refers_to("survey_items", "A code from the sheet Survey items", "trust", required=True)
    score = whole(
        "1 strongly disagree to 5 strongly agree", 4, low=1, high=5, required=True, personal="personal"
    )


class Respondent(Table):
    """What kind of body somebody who answered the survey comes from, if they said so: it tells whose voice is
    missing."""

    __tablename__ = "respondents"
    singular = "respondent"
    identity = ("wave", "community", "respondent")
    belongs_to = ("community",)

    wave = refers_to("survey_waves", "A name from the sheet Survey waves", "Spring 2026", required=True)
    community = refers_to("communities", "Which community was asked", "Warm Homes", required=True)
    respondent = text(
        "The code that the person chose, not the name", "k41", required=True, personal="personal"
    )
    sector = choice(SECTORS, "What kind of body the person comes from", "voluntary", personal="sensitive")


class Indicator(Table):
    """A figure that tells whether the outcome comes nearer."""

    __tablename__ = "indicators"
    singular = "indicator"
    belongs_to = ("community",)

    name = key("What is measured", "Homes that fail the damp check")
    community = refers_to("communities", "Which community; empty for the whole place", "Warm Homes")
    issue = refers_to("issues", "The issue that it tells about", "Damp in private lets")
    unit_of_measure = text("What one unit is", "per 100 checks")
    multiplier = number(
        "What numerator over denominator is multiplied by", 100, low=0.000001, high=1_000_000_000
    )
    better = choice(BETTER, "Which way is better", "lower", required=True)
    target = number("The value to reach", 12)
    source = text("Where the figures come from", "Council inspection records")
    kind = choice(
        INDICATOR_KINDS, "What the figure is; empty: told from the figures themselves", "proportion"
    )
    cycle = choice(
        CYCLES, "The value cycle that it tells about; empty: that of the stories that name it", "realised"
    )


class Observation(Table):
    """One figure of an indicator for one unit and one period."""

    __tablename__ = "observations"
    singular = "observation"
    identity = ("indicator", "unit", "period")
    known_from = "period"
    belongs_to = ("indicator",)

    indicator = refers_to(
        "indicators", "A name from the sheet Indicators", "Homes that fail the damp check", required=True
    )
    unit = text(
        "The team, area or body that it is for; an organisation by its name on the sheet Organisations",
        "North ward",
        required=True,
    )
    period = day("The first day of the month or quarter", "2026-05-01", required=True)
    numerator = number("How many; for a mean, the sum of all values", 18, required=True)
    denominator = number(
        "Out of how many; for a mean, how many values; empty if it is a plain count", 120, low=0
    )
    sd = number("For a mean: the standard deviation of the values", 4.2, low=0)


class ProcessChange(Table):
    """A known change in how something is done: the limits of its control chart begin anew from that day."""

    __tablename__ = "process_changes"
    singular = "process change"
    identity = ("community", "vital_sign", "indicator", "changed")
    known_from = "changed"
    belongs_to = ("community",)
    shared_if = "may_be_shared"

    community = refers_to("communities", "Which community; empty for the whole place", "Warm Homes")
    vital_sign = choice(VITAL_SIGN_NAMES, "The vital sign that it changed, or else", "visits")
    indicator = refers_to("indicators", "the indicator that it changed", "Homes that fail the damp check")
    changed = day("The first day of the new way", "2026-01-15", required=True)
    what = text("What was changed", "Meetings moved to the evening", required=True, personal="personal")
    may_be_shared = yes_no("May the text be shared outside the community?", True)


class Initiative(Table):
    """A project or service that works on the outcome."""

    __tablename__ = "initiatives"
    singular = "initiative"
    in_order = ("starts", "ends")
    belongs_to = ("community",)

    name = key("Its name", "Damp check at the door")
    community = refers_to("communities", "The community that it is linked to", "Warm Homes")
    organisation = refers_to("organisations", "Who runs it", "Ellery Council")
    issue = refers_to("issues", "The issue that it works on", "Damp in private lets")
    lead = refers_to("members", "Who leads it", "Amina Yusuf", personal="personal")
    starts = day("When it starts", "2026-01-05")
    ends = day("When it ends; empty if it goes on", "2026-12-18")
    state = choice(INITIATIVE_STATES, "How it stands", "under way")


class ValueStory(Table):
    """What taking part led to, told by somebody who was there."""

    __tablename__ = "value_stories"
    singular = "value story"
    known_from = "told"
    belongs_to = ("community",)
    shared_if = "may_be_shared"

    name = key("A title", "A damp meter changed the visit")
    community = refers_to("communities", "Which community", "Warm Homes")
    member = refers_to("members", "Who tells it", "Amina Yusuf", personal="personal")
    cycle = choice(CYCLES, "How far the value has come", "applied", required=True)
    story = words("What happened", "At the June visit I saw how the nurses ask.", personal="personal")
    indicator = refers_to("indicators", "The figure that backs it", "Homes that fail the damp check")
    capital = choice(CAPITALS, "For potential value: what people took away", "human")
    event = refers_to("events", "The event at which it began", "Warm Homes, 18 June 2026")
    initiative = refers_to("initiatives", "The project that it led to", "Damp check at the door")
    told = day("When it was told", "2026-06-18")
    may_be_shared = yes_no("May the text be shared outside the community?", True)


class Action(Table):
    """What somebody will do, by when."""

    __tablename__ = "actions"
    singular = "action"
    known_from = "agreed"
    belongs_to = ("community",)
    shared_if = "may_be_shared"

    name = key("What will be done", "Ask the landlords' forum for its list", personal="personal")
    function = choice(FUNCTIONS, "Which workbook it came from", "map issues")
    community = refers_to("communities", "Which community; empty for the whole place", "Warm Homes")
    who = refers_to("members", "Who does it", "Amina Yusuf", personal="personal")
    agreed = day("When it was agreed", "2026-06-18")
    event = refers_to("events", "The event at which it was agreed", "Warm Homes, 18 June 2026")
    due = day("By when", "2026-07-16")
    state = choice(ACTION_STATES, "How it stands", "open", required=True)
    finished = day("When it was done; empty if nobody noted it", "2026-07-10")
    issue = refers_to("issues", "The issue that it helps", "Damp in private lets")
    may_be_shared = yes_no("May the text be shared outside the community?", False)
