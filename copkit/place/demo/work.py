"""The projects and services that work on the outcome, and the actions that people agreed on."""

from __future__ import annotations

import datetime as dt
from random import Random

from copkit.place.demo import summer_gathering
from copkit.place.demo.people import Rows, Town


def rows(town: Town, chance: Random) -> Rows:
    initiatives, actions = [], []
    for name, community, organisation, issue, starts, ends, state in _INITIATIVES:
        lead = chance.choice(town.of(community, "core", "active"))
        initiatives.append(
            {
                "name": name,
                "community": community,
                "organisation": organisation,
                "issue": issue,
                "lead": lead,
                "starts": starts,
                "ends": ends,
                "state": state,
            }
        )
    for name, function, community, due, state, issue, shared in _ACTIONS:
        who = chance.choice(town.of(community or "Ageing Well", "coordinator", "core"))
        agreed = min(dt.date(2026, 6, 18), due - dt.timedelta(days=28))
        actions.append(
            {
                "name": name,
                "function": function,
                "community": community,
                "who": who,
                "agreed": agreed,
                "event": summer_gathering.NAME if agreed == summer_gathering.DAY else "",
                "due": due,
                "state": state,
                "finished": due - dt.timedelta(days=2) if state == "done" else "",
                "issue": issue,
                "may_be_shared": shared,
            }
        )
    return {"initiatives": initiatives, "actions": actions}


_INITIATIVES = (
    (
        "Damp check at the door",
        "Warm Homes",
        "Ellery Council",
        "Damp in private lets",
        dt.date(2026, 1, 5),
        dt.date(2026, 12, 18),
        "under way",
    ),
    (
        "One repairs line",
        "Warm Homes",
        "Seaview Housing Association",
        "Repairs that wait for months",
        dt.date(2025, 11, 3),
        dt.date(2026, 4, 30),
        "finished",
    ),
    (
        "Steady on your feet",
        "Ageing Well",
        "Ellery Coast NHS Trust",
        "Falls at home",
        dt.date(2024, 4, 1),
        None,
        "under way",
    ),
    (
        "Tea at three",
        "Ageing Well",
        "Age Friends Ellery",
        "Older people who see nobody",
        dt.date(2025, 2, 3),
        None,
        "under way",
    ),
    (
        "Lights on the quay",
        "Safe Streets",
        "Ellery Council",
        "Dark and empty quayside",
        dt.date(2025, 6, 2),
        dt.date(2026, 2, 27),
        "stopped",
    ),
    (
        "Harbour club on Fridays",
        "Safe Streets",
        "Harbour Youth Trust",
        "Young people with nowhere to go",
        dt.date(2026, 5, 8),
        None,
        "under way",
    ),
    (
        "First talk within a week",
        "Young Minds",
        "Ellery Coast NHS Trust",
        "Long waits for young people's help",
        dt.date(2026, 9, 7),
        None,
        "planned",
    ),
    (
        "Steady hours promise",
        "Good Work",
        "Ellery Chamber of Trade",
        "Short and unsure hours",
        None,
        None,
        "idea",
    ),
)

_ACTIONS = (
    (
        "Ask the landlords' forum for its list of lets",
        "map issues",
        "Warm Homes",
        dt.date(2026, 7, 16),
        "open",
        "Damp in private lets",
        True,
    ),
    (
        "Find a community to take the evening bus",
        "map issues",
        "",
        dt.date(2026, 6, 12),
        "open",
        "No bus after seven",
        True,
    ),
    (
        "Check the link between hours and heating with the food bank",
        "map issues",
        "Good Work",
        dt.date(2026, 8, 3),
        "under way",
        "Short and unsure hours",
        True,
    ),
    ("Book the library for October", "plan events", "Warm Homes", dt.date(2026, 7, 10), "open", "", True),
    (
        "Ring the three residents who stopped coming",
        "plan events",
        "Safe Streets",
        dt.date(2026, 6, 20),
        "open",
        "",
        False,
    ),
    (
        "Plan a joint evening on discharge",
        "plan events",
        "Ageing Well",
        dt.date(2026, 9, 1),
        "under way",
        "Discharge without a plan",
        True,
    ),
    (
        "Introduce the college to the builders",
        "weave networks",
        "Good Work",
        dt.date(2026, 7, 24),
        "open",
        "",
        True,
    ),
    (
        "Bring the youth workers and the police to one table",
        "weave networks",
        "Safe Streets",
        dt.date(2026, 7, 3),
        "open",
        "Young people with nowhere to go",
        True,
    ),
    (
        "Pair the new housing officers with a mentor",
        "develop members",
        "Warm Homes",
        dt.date(2026, 7, 31),
        "open",
        "",
        True,
    ),
    (
        "Ask for a day of training in motivational talks",
        "develop members",
        "Young Minds",
        dt.date(2026, 9, 14),
        "open",
        "",
        True,
    ),
    (
        "Write to the trust's director about protected time",
        "clear the way",
        "Ageing Well",
        dt.date(2026, 7, 8),
        "open",
        "",
        True,
    ),
    (
        "Show the chamber what two hours a month bring",
        "clear the way",
        "Good Work",
        dt.date(2026, 8, 20),
        "open",
        "",
        True,
    ),
    (
        "Check the four guides that are out of date",
        "build knowledge",
        "Ageing Well",
        dt.date(2026, 6, 25),
        "under way",
        "",
        True,
    ),
    (
        "Write up the quay lights project before people forget",
        "build knowledge",
        "Safe Streets",
        dt.date(2026, 7, 17),
        "open",
        "Dark and empty quayside",
        True,
    ),
    (
        "Talk through the spring survey in the core group",
        "assess health",
        "Warm Homes",
        dt.date(2026, 7, 9),
        "open",
        "",
        True,
    ),
    (
        "Agree on one figure for the new community",
        "assess health",
        "Good Work",
        dt.date(2026, 8, 31),
        "open",
        "",
        True,
    ),
    ("Thank the sponsors for the year", "assess health", "", dt.date(2026, 5, 29), "done", "", True),
)
