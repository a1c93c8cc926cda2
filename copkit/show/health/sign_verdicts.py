"""What an assessment says of the vital signs: those that got better or worse by more than chance."""

from __future__ import annotations

from copkit.functions.health.control_chart import IMPROVEMENT
from copkit.place.view import View
from copkit.show.health.rules_told import RULES_TOLD
from copkit.show.health.signs_read import Read, may_be_told, read_signs, value_told
from copkit.show.health.verdicts import AT_RISK, COORDINATOR, CORE_GROUP, WELL, Verdict
from copkit.show.sentences import capital, date, month

_ASKS = {
    "people who came": "Ask those who stopped coming what would bring them back",
    "visits": "Ask those who come less often what would bring them back",
    "contributors": "Ask people in person for something small that they can give",
    "newcomers": "Invite people who have never come, by name",
    "newcomers who came back": "Ask newcomers of the last half year why they did not come back",
    "ties across communities": "Bring people of two communities together at the next event",
    "questions answered": "Agree who sees to it that each question has an answer within 30 days",
    "actions done": "Go through the open actions, and drop what nobody will do",
    "sector mix": "Invite people from the sectors that came less",
}
_OF_CORE_GROUP = ("questions answered", "actions done")


def vital_sign_verdicts(here: View) -> list[Verdict]:
    """The signs that show special cause improvement or concern and may be told to this reader. Visits are
    left out where the people who came say the same, and so are a count less than one away from its mean and
    what one event made high."""
    read = [one for one in read_signs(here) if one.changed and may_be_told(here.audience, one)]
    read = [one for one in read if one.sign.kind == "share" or _away(one) >= 1]
    people = next((one.state for one in read if one.sign.name == "people who came"), "")
    return [_verdict(here, one) for one in read if one.sign.name != "visits" or one.state != people]


def _away(one: Read) -> float:
    return abs(float(one.chart.newest["value"]) - float(one.chart.newest["mean"]))


def _verdict(here: View, one: Read) -> Verdict:
    newest, name = one.chart.newest, one.sign.name
    well = one.state == IMPROVEMENT
    figure = value_told(here.audience, one.sign, float(newest["value"]))
    mean = value_told(here.audience, one.sign, float(newest["mean"]))
    about = "about " if here.audience.is_public else ""
    since = f" since {date(one.starts[-1].changed)}" if one.starts else ""
    said = (
        f"{capital(name)} got {'better' if well else 'worse'} by more than chance: {about}{figure} in "
        f"{month(newest['period'])}, {about}{mean} on average{since}; {RULES_TOLD[str(newest['rule'])]}."
    )
    if well:
        return Verdict(WELL, f"vital sign: {name}", said, "vital-signs")
    whom = CORE_GROUP if name in _OF_CORE_GROUP else COORDINATOR
    return Verdict(AT_RISK, f"vital sign: {name}", said, "vital-signs", _ASKS[name], whom)
