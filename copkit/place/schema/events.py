"""Function 2: the events that bring a community together."""

from copkit.place.columns import Table, choice, day, key, refers_to, text, time, whole, words, yes_no
from copkit.place.repeating import RHYTHMS

ZONE = "Europe/London"
"""The time zone that clock times are in, where no other is said."""

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
REPEATS = tuple(RHYTHMS)
PRESENCE = ("came", "sent apologies", "did not come")
ANSWERS = ("yes", "if need be", "no")
WISHES = ("together", "apart")
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
    repeats = choice(REPEATS, "If it comes again; on the weekday: each second Tuesday, say", "monthly")
    cancelled = yes_no("Is it called off? Keep the row: an invitation that went out is taken back", False)


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


class GroupPlace(Table):
    """In which small group a member sits, in one round of an event."""

    __tablename__ = "group_places"
    singular = "place in a group"
    identity = ("event", "round", "member")
    belongs_to = ("event",)

    event = refers_to("events", "A name from the sheet Events", "Warm Homes, 18 June 2026", required=True)
    round = whole("1 for the first round of small groups, 2 for the next", 1, low=1, high=50, required=True)
    member = refers_to("members", "A name from the sheet Members", "Amina Yusuf", required=True)
    group = whole("The number of the group or table", 3, low=1, high=500, required=True)
    hosts = yes_no("Does the member host this group?", False)


class GroupWish(Table):
    """That two members should sit in one group, or never should."""

    __tablename__ = "group_wishes"
    singular = "wish for groups"
    identity = ("member", "other")
    must_differ = ("member", "other")
    belongs_to = ("member", "other")

    member = refers_to("members", "One of the two", "Amina Yusuf", required=True)
    other = refers_to("members", "The other", "Tom Brand", required=True)
    wish = choice(WISHES, "Together or apart", "apart", required=True, personal="sensitive")


class Room(Table):
    """A room, and how many it seats."""

    __tablename__ = "rooms"
    singular = "room"

    name = key("The name on the door", "Library, room 2")
    seats = whole("How many it seats", 24, low=1, high=100_000, required=True)


class TimeSlot(Table):
    """A time at an event at which sessions run side by side."""

    __tablename__ = "time_slots"
    singular = "time slot"
    identity = ("event", "starts")
    belongs_to = ("event",)

    event = refers_to("events", "A name from the sheet Events", "Summer gathering", required=True)
    starts = time("When it starts", "13:30", required=True)
    minutes = whole("How long it lasts, in minutes", 45, low=1, high=1_440, required=True)


class SessionOffer(Table):
    """A session that somebody offers at an event; once the timetable is made, when and where it runs."""

    __tablename__ = "sessions"
    singular = "session"
    belongs_to = ("event",)

    name = key("Its title; no other session has it", "What a damp meter tells")
    event = refers_to("events", "A name from the sheet Events", "Summer gathering", required=True)
    host = refers_to("members", "Who hosts it", "Amina Yusuf", personal="personal")
    minutes = whole("How long it needs, in minutes; empty if any slot will do", 45, low=1, high=1_440)
    not_before = time("The host cannot start before", "14:00")
    not_after = time("The host must have ended by", "16:00")
    starts = time("When it runs, once placed", "13:30")
    room = refers_to("rooms", "Where it runs, once placed", "Library, room 2")


class SessionClash(Table):
    """That two sessions must not run at the same time."""

    __tablename__ = "session_clashes"
    singular = "clash of sessions"
    identity = ("session", "other")
    must_differ = ("session", "other")
    belongs_to = ("session", "other")

    session = refers_to("sessions", "One of the two", "What a damp meter tells", required=True)
    other = refers_to("sessions", "The other", "A bus that comes", required=True)


class SessionChoice(Table):
    """That a participant wants to go to a session."""

    __tablename__ = "session_choices"
    singular = "choice of a session"
    identity = ("session", "chooser")
    belongs_to = ("session",)

    session = refers_to(
        "sessions", "A title from the sheet Sessions", "What a damp meter tells", required=True
    )
    chooser = text(
        "A code for the person who chooses; not the name", "p07", required=True, personal="personal"
    )


class Feedback(Table):
    """What one participant thought of an event."""

    __tablename__ = "feedback"
    singular = "feedback"
    identity = ("event", "respondent")
    known_from = "event.date"
    belongs_to = ("event",)
    shared_if = "may_be_shared"

    event = refers_to("events", "A name from the sheet Events", "Warm Homes, 18 June 2026", required=True)
    respondent = text("A code that the person chose; not the name", "k41", required=True, personal="personal")
    worth = whole(
        "1 not worth my time to 5 well worth it", 4, low=1, high=5, required=True, personal="personal"
    )
    keep = words("What to keep", "The small groups", personal="personal")
    change = words("What to change", "Begin later", personal="personal")
    may_be_shared = yes_no("May the text be shared outside the community?", False)
