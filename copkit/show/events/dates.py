"""Which of the times proposed suits best, and a season that is fair to those who missed before."""

from __future__ import annotations

import pandas as pd

from copkit.functions.events.dates import Slot, ranked_slots, share_missed, told
from copkit.functions.events.season import season
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import listing
from copkit.show.tables import Table

REQUIRED = {"coordinator": 1}
"""Who must be there."""

_METHOD = (
    "A time comes first at which a coordinator can come; then the one with the most organisations; then "
    "the one that suits most, where 'if need be' counts half; then the one that suits those who often "
    "missed. Who has not answered is not known, and does not count as a no."
)
_SOURCE = "Approval of times as in Rallly and Framadate; possible winners: Konczak and Lang 2005"


def dates(here: View) -> Section:
    """The times of each open poll, the best first, with the reason in words."""
    answers = here["availability"]
    if answers.empty:
        how = "Propose three to five times in the form 'Find a time that suits most', and ask each member."
        return Section([Needs("No event is waiting for a date.", how)])
    if here.audience.is_public:
        return Section([Finding("Who can come when is for the room alone, and is not shown here.")])
    members = _members(here)
    if members.empty:
        how = "Write who takes part, and in which role, into the sheets Members and Memberships."
        return Section([Needs("Nobody who is asked is a member yet.", how)])
    polls = [_poll(here, str(name), rows, members) for name, rows in answers.groupby("poll", sort=True)]
    return Section([*polls, *_season(here, answers, members)])


def _members(here: View) -> pd.DataFrame:
    """Those who are asked: the members of the community, or of all, in their strongest role."""
    standing = current_at(here["memberships"], here.as_of, "since", "until")
    standing = standing.sort_values("role", kind="stable").drop_duplicates("member")
    if not here.community:
        standing = standing[standing["member"].isin(here["availability"]["member"])]
    organisation = here.whole["members"].set_index("name")["organisation"]
    frame = standing[["member", "role"]].assign(organisation=standing["member"].map(organisation))
    return frame[
        frame["role"].isin(["coordinator", "core"]) | frame["member"].isin(here["availability"]["member"])
    ]


def _poll(here: View, name: str, rows: pd.DataFrame, members: pd.DataFrame) -> Finding:
    held = here["events"]
    own = held[held["community"].isin(rows["community"].dropna())]
    missed = share_missed(own if len(own) else held, here["attendance"], here.as_of)
    slots = ranked_slots(rows, members, required=REQUIRED, missed=missed)
    best = [slot for slot in slots if slot.rank == 1]
    first = _when(best[0])
    sentence = f"{name}: {first} suits best. {best[0].reason}"
    if len(best) > 1:
        sentence = f"{name}: {listing(map(_when, best), 3)} suit equally well. {best[0].reason}"
    open_to = [slot for slot in slots if slot.could_win]
    if len(open_to) == 1:
        sentence += " No answer still to come can change that."
    frame = pd.DataFrame(
        {
            "Time": [_when(slot) for slot in slots],
            "Place": [f"{slot.rank}{', tied' if slot.tied else ''}" for slot in slots],
            "Yes": [slot.yes for slot in slots],
            "If need be": [slot.if_need_be for slot in slots],
            "No": [slot.no for slot in slots],
            "Not answered": [slot.silent for slot in slots],
            "Why": [slot.reason for slot in slots],
        }
    )
    return Finding(sentence, [Table(f"Times for {name}", frame, here.audience)], _METHOD, _SOURCE)


def _when(slot: Slot) -> str:
    return told((slot.day, slot.starts))


def _season(here: View, answers: pd.DataFrame, members: pd.DataFrame) -> list[Finding]:
    """Times for several polls together, so that nobody is left out of all of them."""
    if answers["poll"].nunique() < 2:
        return []
    fair = season(answers, members, required=REQUIRED)
    frame = pd.DataFrame(
        {
            "For": [chosen.poll for chosen in fair.chosen],
            "Time": [told((chosen.day, chosen.starts)) for chosen in fair.chosen],
        }
    )
    method = (
        "One time is chosen for each so that the member who can come to the fewest is served as well as "
        "can be, then the next (leximin). Fairness never costs a required role."
    )
    table = Table("Times that are fair over all of them", frame, here.audience)
    return [Finding(fair.reason, [table], method, "Leximin: Sen 1970; Moulin 2003, Fair Division")]
