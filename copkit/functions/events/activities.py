"""A library of activities for a run sheet: which fit the people and the time, and what a run sheet lacks.

The library is ``activities.csv``, beside this file: one activity on each line, under its standard name,
with the work that describes it. Purpose, materials and steps are in our own words. ``minutes_usual`` is
the time that the source gives; ``minutes_least`` is our judgement of what all its steps need at the least.

The limits that a run sheet is checked against are customs of facilitators and not measured thresholds:
a break at least every 90 minutes, and in a larger room some talk in small groups within half an hour
(Lipmanowicz and McCandless 2013, The Surprising Power of Liberating Structures; Kaner 2014,
Facilitator's Guide to Participatory Decision-Making).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import resources

import pandas as pd

from copkit.functions.events.run_sheet import RunSheet

LONGEST_WITHOUT_BREAK = 90
"""Minutes after which people need a break."""

TALK_WITHIN = 30
"""Minutes within which people should have talked in small groups."""

ROUND_OF_ALL = 12
"""Up to so many people can each speak to the whole room."""

SMALL_WORDS = frozenset(
    [
        *(
            "all",
            "and",
            "any",
            "are",
            "can",
            "each",
            "for",
            "from",
            "has",
            "have",
            "how",
            "into",
            "its",
            "not",
        ),
        *("one", "other", "others", "out", "that", "the", "them", "they", "this", "those", "was", "what"),
        *("when", "which", "who", "whom", "why", "with", "within", "without", "you"),
    ]
)
"""Words that stand in any sentence and tell nothing of what an activity is for."""

_WHOLE = {"minutes_least": "int64", "minutes_usual": "int64", "group_least": "int64"}
_PERHAPS = {"group_most": "Int64", "group_size": "Int64"}


def library() -> pd.DataFrame:
    """The activities, by their names: one on each row.

    Gives the columns name, kind (as in the sheet Agenda items), purpose, minutes_least, minutes_usual,
    group_least and group_most (people in the whole room; most is empty where any number will do),
    group_size (people in each small group; empty where there are none), materials, steps (separated by
    `` | ``) and source.

    >>> activities = library().set_index("name")
    >>> int(activities.loc["Troika Consulting", "group_size"]), activities.loc["World Café", "source"]
    (3, 'Brown and Isaacs 2005')
    """
    path = resources.files("copkit.functions.events") / "activities.csv"
    with path.open(encoding="utf-8") as file:
        found = pd.read_csv(file, dtype=_WHOLE | _PERHAPS, keep_default_na=False, na_values=[""])
    text = [name for name in found if name not in _WHOLE | _PERHAPS]
    return found.astype(dict.fromkeys(text, "str"))


def terms(activity: pd.Series) -> list[str]:
    """The words that tell what an activity is for: those of its name, kind and purpose, in small letters,
    without those that stand in any sentence.

    >>> terms(pd.Series({"name": "Break", "kind": "break", "purpose": "Rest, eat, and talk freely"}))
    ['break', 'rest', 'eat', 'talk', 'freely']
    """
    told = " ".join(str(activity[part]) for part in ("name", "kind", "purpose"))
    return _telling(told)


def fitting(
    activities: pd.DataFrame, people: int | None = None, minutes: int | None = None, purpose: str = ""
) -> pd.DataFrame:
    """The activities that fit so many people and minutes and one word of the purpose at least.

    ``activities`` is `library` or rows of it. What is None or empty does not limit. The best come first:
    those that speak of more of the words, then those whose usual time there is, then those that leave
    least of it, then by name. A word is found where a word of the activity begins with it, or where the
    two are alike up to the last letter of the shorter ('deciding' and 'decide').

    Gives the rows with the column ``reason``: why the activity fits, in words.

    >>> best = fitting(library(), people=9, minutes=30, purpose="help with a case").iloc[0]
    >>> best["name"], best["reason"]
    ('Troika Consulting', 'It speaks of ‘help’. It takes 30 of the 30 minutes. 9 people sit in threes.')
    """
    wanted = _telling(purpose)
    ranked = []
    for at, (_, activity) in enumerate(activities.iterrows()):
        if minutes is not None and activity["minutes_least"] > minutes:
            continue
        if people is not None and not _holds(activity, people):
            continue
        own = terms(activity)
        found = [word for word in wanted if any(_alike(word, term) for term in own)]
        if wanted and not found:
            continue
        left = 0 if minutes is None else minutes - int(activity["minutes_usual"])
        order = (-len(found), left < 0, max(left, 0), str(activity["name"]))
        ranked.append((order, at, _reason(activity, people, minutes, found)))
    ranked.sort()
    chosen = activities.iloc[[at for _, at, _ in ranked]]
    return chosen.assign(reason=pd.array([why for *_, why in ranked], dtype="str")).reset_index(drop=True)


def activity_of(title: str, activities: pd.DataFrame) -> pd.Series | None:
    """The activity that a step of a run sheet names, by its whole name at the beginning of the title.

    >>> found = activity_of("world café: what keeps us warm", library())
    >>> found["name"]
    'World Café'
    >>> activity_of("Breakfast", library()) is None
    True
    """
    told = " ".join(title.split()).casefold()
    begins = [
        at
        for at, name in enumerate(activities["name"])
        if told.startswith(name.casefold()) and not told[len(name) : len(name) + 1].isalnum()
    ]
    if not begins:
        return None
    return activities.iloc[max(begins, key=lambda at: len(activities["name"].iloc[at]))]


def check(sheet: RunSheet, activities: pd.DataFrame, people: int | None = None) -> list[str]:
    """What to mend in a run sheet, each in a sentence; none if it is empty or all is well.

    ``activities`` is `library`; ``people`` are those who will come, None if nobody knows. Warns of a
    run sheet that is longer than its event, of more than 90 minutes without a break, of an activity
    that gets less time than its steps need, and, for more than 12 people, of a first half hour in which
    nobody talks in a small group.

    >>> items = pd.DataFrame({"starts": ["10:00"], "ends": ["11:00"], "title": ["World Café"],
    ...                       "kind": ["small groups"], "minutes": [30]})
    >>> check(RunSheet("Meeting", items, planned=30, spare=30), library())
    ['‘World Café’ has 30 minutes and needs 60 at the least.']
    """
    items = sheet.items
    if items.empty:
        return []
    known = [activity_of(title, activities) for title in items["title"]]
    return [
        *_too_long(sheet),
        *_without_break(items),
        *_too_short(items, known),
        *(_nobody_talks(items, known) if people is not None and people > ROUND_OF_ALL else []),
    ]


def _too_long(sheet: RunSheet) -> list[str]:
    if sheet.spare is None or sheet.spare >= 0:
        return []
    told = f"The run sheet is {_minutes(-sheet.spare)} too long"
    ends = str(sheet.items["ends"].iloc[-1])
    if ends.startswith("+"):
        return [f"{told}."]
    due = (int(ends[:2]) * 60 + int(ends[3:]) + sheet.spare) % (24 * 60)
    return [f"{told}: it ends at {ends}, and the event at {due // 60:02}:{due % 60:02}."]


def _without_break(items: pd.DataFrame) -> list[str]:
    steps = list(zip(items["title"], items["kind"].astype("str"), items["minutes"].astype(int), strict=True))
    told = []
    stretch: list[tuple[str, int]] = []
    for title, kind, minutes in [*steps, ("", "break", 0)]:
        if kind != "break":
            stretch.append((title, minutes))
            continue
        told += _stretch(stretch)
        stretch = []
    return told


def _stretch(steps: list[tuple[str, int]]) -> list[str]:
    """What to say of the steps between two breaks."""
    whole = sum(minutes for _, minutes in steps)
    if whole <= LONGEST_WITHOUT_BREAK:
        return []
    if len(steps) == 1:
        return [f"‘{steps[0][0]}’ takes {_minutes(whole)} without a break: make one in the middle."]
    gone, last = steps[0][1], 0
    while last < len(steps) - 2 and gone + steps[last + 1][1] <= LONGEST_WITHOUT_BREAK:
        last += 1
        gone += steps[last][1]
    return [
        f"There is no break from ‘{steps[0][0]}’ to ‘{steps[-1][0]}’, {_minutes(whole)} in all: put one "
        f"between ‘{steps[last][0]}’ and ‘{steps[last + 1][0]}’."
    ]


def _too_short(items: pd.DataFrame, known: list[pd.Series | None]) -> list[str]:
    return [
        f"‘{title}’ has {_minutes(minutes)} and needs {activity['minutes_least']} at the least."
        for title, minutes, activity in zip(items["title"], items["minutes"].astype(int), known, strict=True)
        if activity is not None and minutes < activity["minutes_least"]
    ]


def _nobody_talks(items: pd.DataFrame, known: list[pd.Series | None]) -> list[str]:
    begins = items["minutes"].astype(int).cumsum().shift(fill_value=0)
    for begin, kind, activity in zip(begins, items["kind"].astype("str"), known, strict=True):
        grouped = kind == "small groups" or (activity is not None and pd.notna(activity["group_size"]))
        if grouped and begin < TALK_WITHIN:
            return []
    return [
        f"In the first {TALK_WITHIN} minutes nobody talks in a small group, so that most of the people stay "
        "silent: begin with talk in pairs or fours."
    ]


def _holds(activity: pd.Series, people: int) -> bool:
    most = activity["group_most"]
    return bool(activity["group_least"] <= people and (pd.isna(most) or people <= most))


def _reason(activity: pd.Series, people: int | None, minutes: int | None, found: list[str]) -> str:
    usual, size = int(activity["minutes_usual"]), activity["group_size"]
    told = []
    if found:
        told.append(f"It speaks of {_listing(f'‘{word}’' for word in found)}.")
    if minutes is None:
        told.append(f"It takes {_minutes(usual)}.")
    elif usual <= minutes:
        told.append(f"It takes {usual} of the {_minutes(minutes)}.")
    else:
        told.append(f"It usually takes {_minutes(usual)}, and can be done in {minutes}.")
    if people is not None:
        seats = {2: "pairs", 3: "threes", 4: "fours"}
        sit = "It suits {} people." if pd.isna(size) else "{} people sit in {}."
        told.append(sit.format(people, "" if pd.isna(size) else seats.get(size, f"groups of {size}")))
    return " ".join(told)


def _telling(text: str) -> list[str]:
    words = dict.fromkeys(re.findall(r"[^\W_]+", text.casefold()))
    return [word for word in words if len(word) > 2 and word not in SMALL_WORDS]


def _alike(word: str, term: str) -> bool:
    if term.startswith(word):
        return True
    shared = max(min(len(word), len(term)) - 1, 4)
    return word[:shared] == term[:shared] and len(word) >= shared and len(term) >= shared


def _minutes(number: int) -> str:
    return f"{number:,} minute{'' if number == 1 else 's'}"


def _listing(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
