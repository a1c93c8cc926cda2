"""What stops people in the town, whom they asked to lift it, and who stands for and against."""

from __future__ import annotations

import datetime as dt
from random import Random

from copkit.place.demo.people import Rows, Town

TRUST, COUNCIL, POLICE = "Ellery Coast NHS Trust", "Ellery Council", "Harbour Police"
HOMES, AGEING, STREETS, MINDS, WORK = "Warm Homes", "Ageing Well", "Safe Streets", "Young Minds", "Good Work"


def rows(town: Town, chance: Random) -> Rows:
    barriers, met, hurt = [], [], []
    for name, organisation, rule, condition, lifter, hurts, raised, state, communities, issues in _BARRIERS:
        barriers.append(
            {
                "name": name,
                "organisation": organisation,
                "rule": rule,
                "condition": condition,
                "can_lift": lifter,
                "members_hurt": hurts,
                "raised": raised,
                "state": state,
                "may_be_shared": state != "accepted",
            }
        )
        met += [{"barrier": name, "community": community} for community in communities]
        hurt += [{"barrier": name, "issue": issue} for issue in issues]
    return {
        "barriers": barriers,
        "barrier_communities": met,
        "barrier_issues": hurt,
        "barrier_steps": [dict(zip(_STEP, step, strict=True)) for step in _STEPS],
        "forces": [dict(zip(_FORCE, force, strict=True)) for force in _FORCES],
        "stakeholders": [dict(zip(_STAKEHOLDER, each, strict=True)) for each in _STAKEHOLDERS],
    }


_TRAVEL = "Nurses may not drive to joint visits in work time"
_SHARE = "Case notes may not be shown to partners"
_SHARE_AGAIN = "Partners may not be shown case notes of schools"
_ROOM = "Rooms cannot be booked by outside bodies"
_SHIFT = "Officers lose their shift swap when they attend"
_FORM = "A second form for each visit"
_MONEY = "Travel of residents is paid after three months"

_BARRIERS = (
    (
        _TRAVEL,
        TRUST,
        "Travel policy, part 4",
        "flexibility",
        "Head of community nursing",
        7,
        dt.date(2026, 2, 9),
        "open",
        (AGEING, HOMES),
        ("Falls at home", "Damp in private lets"),
    ),
    (
        _SHARE,
        TRUST,
        "Information governance, section 2",
        "information",
        "Caldicott guardian",
        12,
        dt.date(2025, 11, 17),
        "open",
        (AGEING, STREETS),
        ("Falls at home",),
    ),
    (
        _SHARE_AGAIN,
        "Port Ellery College",
        "Safeguarding policy",
        "information",
        "Head of safeguarding",
        None,
        dt.date(2026, 3, 23),
        "open",
        (MINDS,),
        (),
    ),
    (
        _ROOM,
        COUNCIL,
        "Lettings rules",
        "space",
        "Head of property",
        5,
        dt.date(2025, 10, 20),
        "lifted",
        (HOMES, STREETS),
        (),
    ),
    (
        _SHIFT,
        POLICE,
        "Duty roster rules",
        "time",
        "Duty superintendent",
        6,
        dt.date(2026, 4, 14),
        "open",
        (STREETS,),
        (),
    ),
    (
        _FORM,
        COUNCIL,
        None,
        "flexibility",
        "Head of housing",
        3,
        dt.date(2026, 1, 26),
        "eased",
        (HOMES,),
        ("Damp in private lets",),
    ),
    (
        _MONEY,
        COUNCIL,
        "Payment terms",
        "budget",
        "Finance business partner",
        None,
        dt.date(2026, 5, 11),
        "open",
        (STREETS, WORK),
        (),
    ),
)

_STEP = ("barrier", "level", "asked_of", "asked", "answer_due", "answered", "outcome", "answer")
_STEPS: tuple[tuple[object, ...], ...] = (
    (
        _TRAVEL,
        "line manager",
        "Team leads",
        dt.date(2026, 2, 16),
        dt.date(2026, 3, 9),
        dt.date(2026, 3, 6),
        "passed on",
        "They would like to and may not decide it.",
    ),
    (
        _TRAVEL,
        "head of service",
        "Head of community nursing",
        dt.date(2026, 3, 16),
        dt.date(2026, 4, 13),
        None,
        None,
        None,
    ),
    (
        _SHARE,
        "head of service",
        "Head of information governance",
        dt.date(2025, 12, 1),
        dt.date(2026, 1, 12),
        dt.date(2026, 1, 20),
        "refused",
        "Not without an agreement between all bodies.",
    ),
    (
        _SHARE,
        "chief officer",
        "Caldicott guardian",
        dt.date(2026, 5, 18),
        dt.date(2026, 7, 6),
        None,
        None,
        None,
    ),
    (
        _ROOM,
        "head of service",
        "Head of property",
        dt.date(2025, 11, 3),
        dt.date(2025, 12, 1),
        dt.date(2025, 11, 24),
        "lifted",
        "Partners book as if they were a department.",
    ),
    (
        _FORM,
        "line manager",
        "Team lead, housing",
        dt.date(2026, 2, 2),
        dt.date(2026, 2, 23),
        dt.date(2026, 2, 20),
        "eased",
        "One form for a household, for a trial of a year.",
    ),
    (
        _SHIFT,
        "line manager",
        "Sergeants of the harbour team",
        dt.date(2026, 5, 5),
        dt.date(2026, 6, 2),
        dt.date(2026, 5, 29),
        "refused",
        "The roster system does not allow it.",
    ),
)

_FORCE = ("community", "change", "force", "direction", "strength", "organisation")
_VISITS, _HOURS = "Nurses and housing officers visit together", "Youth workers keep an hour a week for this"
_FORCES: tuple[tuple[object, ...], ...] = (
    (AGEING, _VISITS, "Falls cost beds each winter", "driving", 4, TRUST),
    (AGEING, _VISITS, "Families ask for one visit, not three", "driving", 3, None),
    (AGEING, _VISITS, "Officers saw that it saves a second visit", "driving", 3, COUNCIL),
    (AGEING, _VISITS, "The travel policy", "restraining", 5, TRUST),
    (AGEING, _VISITS, "Diaries in two systems", "restraining", 3, None),
    (AGEING, _VISITS, "Worry about who is liable", "restraining", 2, COUNCIL),
    (MINDS, _HOURS, "The trust's new plan names it", "driving", 4, "Harbour Youth Trust"),
    (MINDS, _HOURS, "Young people say that it helps", "driving", 5, None),
    (MINDS, _HOURS, "Sickness in the team", "restraining", 3, "Harbour Youth Trust"),
    (MINDS, _HOURS, "Funding counts contacts only", "restraining", 4, None),
)

_STAKEHOLDER = ("name", "organisation", "community", "power", "interest", "stance")
_STAKEHOLDERS: tuple[tuple[object, ...], ...] = (
    ("Director of nursing", TRUST, AGEING, 5, 2, "undecided"),
    ("Head of community nursing", TRUST, AGEING, 4, 4, "against"),
    ("Caldicott guardian", TRUST, None, 4, 3, "undecided"),
    ("Leader of the council", COUNCIL, None, 5, 4, "supports"),
    ("Head of housing", COUNCIL, HOMES, 4, 5, "supports"),
    ("Finance business partner", COUNCIL, None, 4, 1, "undecided"),
    ("Duty superintendent", POLICE, STREETS, 5, 3, "undecided"),
    ("Chair of the residents' forum", "Port Ellery Residents", None, 2, 5, "supports"),
    ("Landlords' association", None, HOMES, 2, 4, "against"),
    ("Local newspaper", None, None, 3, 2, None),
)
