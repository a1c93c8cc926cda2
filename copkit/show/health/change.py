"""What changed since the survey before, and whether by more than chance."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health.survey_change import COLUMNS, PAIRED, change_between_waves
from copkit.place.schema.health import ELEMENTS, PRINCIPLES
from copkit.place.view import View
from copkit.show import figures
from copkit.show.health.answers import so_far
from copkit.show.health.principle_names import called, headed
from copkit.show.health.scores import AT_THE_ENDS, told
from copkit.show.health.waves import NO_SURVEY, Round, fewest_told, rounds
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import count, listing
from copkit.show.tables import Table
from copkit.show.worked_out import worked_out

BEYOND = 0.05
"""Below this p, corrected for how many were looked at, a change is told as more than chance."""

_CORRECTED = (
    "The elements of one community, or of the whole place, are corrected together, and so are its design "
    "principles; no community is corrected for the others. So where nothing has changed, about one "
    "community in 20 would still seem to have changed, by chance alone."
)

_METHOD = (
    "Only statements that both rounds asked count. Where at least half of those who answered the smaller "
    "round wrote the same code in both, they are compared with themselves (signed-rank test); else the two "
    "rounds are two groups (Mann-Whitney test), in which some people may stand twice. The interval says by "
    "how much the score of people like these would likely have changed. A change counts as more than "
    f"chance if it is so after correction for how many scores were looked at. {_CORRECTED}"
)
_PUBLIC_METHOD = (
    "Only statements that both rounds asked count, and only scores of at least 10 people in each. A change "
    "counts as more than chance if a test that compares people with themselves, where they wrote the same "
    "code twice, and two groups where they did not, says so after correction for how many scores were "
    f"looked at. {_CORRECTED} {AT_THE_ENDS}"
)
_SOURCE = (
    "Wilcoxon 1945; Mann and Whitney 1947; Holm 1979; interval: Zou and Donner 2008. Elements: Wenger, "
    "McDermott and Snyder 2002, chapter 2"
)


def change(here: View) -> Section:
    """How domain, community, practice and value changed since the survey before."""
    found = rounds(here)
    if not found:
        return Section([NO_SURVEY])
    if len(found) < 2:
        how = "Ask again in half a year; people write the same code as before."
        return Section([Needs("There is one survey so far.", how)])
    before, after = found[-2:]
    if min(before.people, after.people) < fewest_told(here.audience):
        few = "Too few people answered one of the last two surveys to show a change."
        return Section([Finding(f"{few} {so_far(here.audience, after)}".rstrip())])
    rows = changes(here, before, after)
    if rows.empty:
        return Section([Finding("The last two surveys share no statements that enough people answered.")])
    return Section([_finding(here, before, after, rows), *_by_community(here, before, after)])


def changes(here: View, before: Round, after: Round) -> pd.DataFrame:
    """`change_between_waves` of the elements, and of the design principles that both rounds asked, each
    corrected among their own; in the order of the elements and then the principles, with ``beyond`` where a
    change is more than chance."""
    parts = [_changes_of(here, kind, before.answers, after.answers, after.whole_place) for kind in _KINDS]
    return _in_order(parts)


def changes_by_community(here: View, before: Round, after: Round) -> pd.DataFrame:
    """As `changes`, of the elements in each community of the whole place; empty on the page of one.

    Each community is looked at by itself, as on its own page: so the two never say different things."""
    if not after.whole_place:
        return _in_order([])
    parts = []
    for community in sorted(set(after.answers["community"]) & set(before.answers["community"])):
        own = [one.answers[one.answers["community"] == community] for one in (before, after)]
        parts.append(_changes_of(here, "element", own[0], own[1], whole_place=False))
    return _in_order(parts)


_KINDS = ("element", "principle")


def _changes_of(
    here: View, kind: str, before: pd.DataFrame, after: pd.DataFrame, whole_place: bool
) -> pd.DataFrame:
    about = here["survey_items"].set_index("name")[kind].astype("object").dropna()
    fewest = fewest_told(here.audience)
    return worked_out(change_between_waves, before, after, about, fewest, whole_place=whole_place)


def _in_order(parts: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [part for part in parts if len(part)]
    rows = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=COLUMNS)
    order = {name: place for place, name in enumerate((*ELEMENTS, *PRINCIPLES))}
    rows = rows.assign(place=rows["scale"].map(order)).sort_values(["community", "place"], ignore_index=True)
    apart = (rows["low"] > 0) | (rows["high"] < 0)
    return rows.assign(beyond=(rows["p_adjusted"] < BEYOND) & apart)


def direction(rows: pd.DataFrame, here: View) -> list[str]:
    """What rose and what fell by more than chance, in words: 'community rose from 3.4 to 3.9'."""
    said, names = [], set(here["communities"]["name"]) if not here.community else set()
    for row in rows[rows["beyond"]].to_dict("records"):
        verb = "rose" if row["change"] > 0 else "fell"
        within = f" in {row['community']}" if row["community"] in names else ""
        marks = f"from {_mark(here, row['before'])} to {_mark(here, row['after'])}"
        said.append(f"{called(row['scale'])} {verb}{within} {marks}")
    return said


def compared_with(here: View, rows: pd.DataFrame, before: Round, after: Round) -> str:
    """Whether people were compared with themselves, as a sentence."""
    paired = rows["method"] == PAIRED
    if not paired.any():
        return "They are compared as two groups: different people may have answered."
    if here.audience.is_public:
        return "People who wrote the same code in both are compared with themselves."
    pairs = int(rows.loc[paired, "pairs"].max())
    return (
        f"{pairs} of the {after.people} people who answered in {after.name} wrote the same code in "
        f"{before.name}: they are compared with themselves."
    )


def _mark(here: View, mean: float) -> str:
    return f"{told(here, mean):.1f}"


def _finding(here: View, before: Round, after: Round, rows: pd.DataFrame) -> Finding:
    beyond = direction(rows, here)
    if beyond:
        title = f"Since {before.name}, {listing(beyond)}, by more than chance"
    else:
        title = f"Nothing has changed since {before.name} by more than chance"
    names = [before.name, after.name]
    frame = _frame(here, rows, names).drop(columns="Community")
    caption = f"Mean score in {before.name} and {after.name}, 1 to 5"
    table = Table(caption, frame, here.audience, formats=dict.fromkeys(names, "one decimal"))
    sentence = f"{title}. {compared_with(here, rows, before, after)}{_left_out(here, before, after)}"
    picture = figures.dumbbell(title, table, "Score of", *names)
    method = _PUBLIC_METHOD if here.audience.is_public else _METHOD
    return Finding(sentence, [picture], method, _SOURCE)


def _by_community(here: View, before: Round, after: Round) -> list[Finding]:
    rows = changes_by_community(here, before, after)
    if rows.empty:
        return []
    beyond = direction(rows, here)
    sentence = f"By community, {listing(beyond, 8)}, by more than chance."
    if not beyond:
        sentence = (
            f"Each looked at by itself, no community's score has changed since {before.name} by more than "
            "chance."
        )
    names = [before.name, after.name]
    caption = f"Mean score by community in {before.name} and {after.name}, 1 to 5"
    formats = dict.fromkeys(names, "one decimal")
    table = Table(caption, _frame(here, rows, names), here.audience, formats=formats)
    return [Finding(sentence, [table], _PUBLIC_METHOD if here.audience.is_public else _METHOD, _SOURCE)]


def _frame(here: View, rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame({"Community": rows["community"], "Score of": rows["scale"].map(headed)})
    for name, column in zip(names, ("before", "after"), strict=True):
        frame[name] = [told(here, mean) for mean in rows[column]]
    if not here.audience.is_public:
        frame["Change"] = rows["change"].map(_step)
        frame["95% interval"] = rows["low"].map(_step) + " to " + rows["high"].map(_step)
        frame["Compared"] = [
            f"{count(pairs, 'person', 'people')} with themselves"
            if method == PAIRED
            else f"{first} people with {second}"
            for method, pairs, first, second in zip(
                rows["method"], rows["pairs"], rows["people_before"], rows["people_after"], strict=True
            )
        ]
    frame["More than chance"] = rows["beyond"].astype(bool)
    return frame


def _step(change: float) -> str:
    """A change with its sign, and no sign where it rounds to nothing."""
    return f"{round(change, 1) + 0:+.1f}".replace("+0.0", "0.0")


def _left_out(here: View, before: Round, after: Round) -> str:
    """That one of the rounds asked less than the other."""
    asked = [set(one.answers["item"].astype("object")) for one in (before, after)]
    shared, either = asked[0] & asked[1], asked[0] | asked[1]
    if shared == either:
        return ""
    verb = "counts" if len(shared) == 1 else "count"
    return f" Only the {count(len(shared), 'statement')} that both asked {verb}."
