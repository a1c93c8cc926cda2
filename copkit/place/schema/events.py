"""Function 2: the events that bring a community together."""

from copkit.place.columns import Table, choice, day, key, refers_to, text, time, whole, words

EVENT_KINDS = (
    "meeting",
    "workshop",
    "open space",
    "site visit",
    "peer assist",
    "after-action review",
    "case clinic",
    "social",
    "online session",
    "work together",
)
OPENNESS = ("open", "private")
REPEATS = ("weekly", "fortnightly", "monthly", "quarterly", "yearly")
PRESENCE = ("came", "sent apologies", "did not come")
ANSWERS = ("yes", "if need be", "no")
ITEM_KINDS = ("talk", "discussion", "small groups", "exercise", "decision", "break")


class Event(Table):
    """A meeting, workshop or visit, held or planned."""

    __tablename__ = "events"
    singular = "event"
    belongs_to = ("community",)

    name = key("A name that no other event has; add the date if need be", "Warm Homes, 18 June 2026")
    community = refers_to("communities", "Which community; empty if it is for the whole place", "Warm Homes")
    kind = choice(EVENT_KINDS, "What kind of event", "workshop")
    date = day("The day", "2026-06-18", required=True)
    starts = time("When it starts", "10:00")
    minutes = whole("How long it lasts, in minutes", 120, low=1, high=20_160)
    venue = text("Where", "Library, room 2")
    openness = choice(OPENNESS, "Open to anyone, or private to the community", "open")
    purpose = words("What it is for", "Choose the three issues for the autumn")
    repeats = choice(REPEATS, "If it comes again at the same rhythm", "monthly")


class AgendaItem(Table):
    """One step in the run sheet of an event."""

    __tablename__ = "agenda_items"
    singular = "agenda item"
    identity = ("event", "position")
    belongs_to = ("event",)

    event = refers_to("events", "A name from the sheet Events", "Warm Homes, 18 June 2026", required=True)
    position = whole("1 for the first item, 2 for the next", 1, low=1, high=500, required=True)
    title = text("What happens", "What we learnt from the pilot", required=True)
    kind = choice(ITEM_KINDS, "What kind of activity", "discussion")
    minutes = whole("How long, in minutes", 20, low=1, high=1_440, required=True)
    lead = refers_to("members", "Who leads it", "Amina Yusuf", personal="personal")


class Attendance(Table):
    """Who came to which event."""

    __tablename__ = "attendance"
    singular = "attendance"
    identity = ("event", "member")
    known_from = "event.date"
    belongs_to = ("event",)

    event = refers_to("events", "A name from the sheet Events", "Warm Homes, 18 June 2026", required=True)
    member = refers_to("members", "A name from the sheet Members", "Amina Yusuf", required=True)
    presence = choice(PRESENCE, "Came, sent apologies, or did not come", "came", required=True)


class Availability(Table):
    """Whether a member can come at one of the times proposed for an event that has no date yet."""

    __tablename__ = "availability"
    singular = "answer on availability"
    identity = ("poll", "member", "day", "starts")
    belongs_to = ("community",)

    poll = text("A name for what is to be dated", "Autumn workshop", required=True)
    community = refers_to("communities", "Which community; empty if for the whole place", "Warm Homes")
    day = day("The day proposed", "2026-09-10", required=True)
    starts = time("The time proposed", "10:00")
    member = refers_to("members", "Who answers", "Amina Yusuf", required=True)
    answer = choice(ANSWERS, "Can the member come?", "yes", required=True)
