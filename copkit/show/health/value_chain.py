"""How far the value has come: a matrix of cycles, its weakest link, and the way from activity to outcome."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health.value_chain import (
    CHAIN,
    IN_EACH_CAPITAL,
    MEANS,
    QUESTIONS,
    capitals_told,
)
from copkit.place.schema.health import CYCLES
from copkit.place.view import View
from copkit.show.health.outcome_links import from_activity_to_outcome
from copkit.show.health.value_read import (
    HOW_FIGURES_ARE_READ,
    called,
    of_communities,
    read_initiatives,
    read_value,
)
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count, listing
from copkit.show.tables import Table

NOTHING = "nothing yet"
STEP_BY_STEP = "How far the value has come, step by step"
MOST_SIDE_BY_SIDE, MOST_IN_COLUMNS = 3, 6
"""So many projects or communities still fit side by side on a phone; with more than two such tables each has
a row instead."""

_METHOD = (
    "Value comes in steps: "
    + "; ".join(f"{cycle}, {MEANS[cycle]}" for cycle in CHAIN)
    + ". The weakest link is the first step of which nothing tells, neither a story nor a figure that got "
    "better. That nothing tells of it may only mean that nobody wrote it down. A figure counts for the step "
    "that it names, else for those of the stories that name it, else for realised value. "
    + HOW_FIGURES_ARE_READ
)
_SOURCE = (
    "Wenger, Trayner and de Laat 2011, Promoting and assessing value creation; strategic and enabling value: "
    "Wenger-Trayner and Wenger-Trayner 2020"
)


def value_chain(here: View) -> Section:
    """How far the value has come, by community or, of one community, by project: stories and figures in each
    cycle, the weakest link, what to ask next, and the links from an activity to the outcome."""
    if here["value_stories"].empty and here["indicators"].empty:
        how = (
            "Ask: what did you do differently because of this community? Write the answer into the form "
            "'Value stories', and a figure into the forms 'Indicators' and 'Observations'."
        )
        return Section([Needs("No story and no figure tells yet what came of it.", how)])
    return Section([_matrix(here), *_capitals(here), *from_activity_to_outcome(here)])


def weakest_of(links: pd.DataFrame) -> str:
    """The cycle at which the chains of most communities stop; of equals one after which more is told, then
    the earliest. '' if all are whole."""
    links = links[links["next_cycle"] != ""]
    if links.empty:
        return ""
    stops = links["next_cycle"].value_counts()
    broken = links.loc[links["weakest"] != "", "weakest"].value_counts()
    return max(CHAIN, key=lambda cycle: (stops.get(cycle, 0), broken.get(cycle, 0), -CHAIN.index(cycle)))


def weakest_said(here: View) -> str:
    """The weakest link in a sentence."""
    links = of_communities(here)
    if links.empty:
        return "No community is written down yet."
    if here.community:
        row = links.iloc[0]
        named = f"The weakest link is {row['weakest']} value. " if row["weakest"] else ""
        return f"{named}{row['reason']}"
    weakest = weakest_of(links)
    of_all = count(len(links), "community", "communities")
    if not weakest:
        return f"Something tells of each step up to realised value in all of {of_all}."
    stops = int((links["next_cycle"] == weakest).sum())
    return (
        f"The weakest link is {weakest} value: in {stops:,} of {of_all} the chain stops there, as neither a "
        f"story nor a figure that got better shows that {MEANS[weakest]}."
    )


def _matrix(here: View) -> Finding:
    matrix, links = read_value(here).matrix, read_value(here).links
    what = "Community"
    if here.community:
        found = read_initiatives(here)
        names = called(here, found.rows["name"], "a project")
        whole = f"All of {here.community}"
        chains = [
            frame.assign(name=frame["name"].map(names)) for frame in (found.chain.matrix, found.chain.links)
        ]
        matrix = pd.concat([matrix.assign(name=whole), chains[0]])
        links = pd.concat([links.assign(name=whole), chains[1]])
        what = "Project"
    cells = matrix.assign(said=[_cell(row) for row in matrix.to_dict("records")])
    wide = cells.pivot(index="name", columns="cycle", values="said").reindex(links["name"])
    others = tuple(cycle for cycle in CYCLES if cycle not in CHAIN)
    tables = [
        Table(caption, _columns(wide, cycles, what), here.audience)
        for caption, cycles in ((STEP_BY_STEP, CHAIN), ("Value of other kinds", others))
    ]
    if len(wide) <= MOST_IN_COLUMNS:
        tables = _side_by_side(here, wide)
    ask = pd.DataFrame(
        {
            what: links["name"],
            "Stops at": [_stop(row) for row in links.to_dict("records")],
            "What to ask next": [
                QUESTIONS.get(cycle, "Nothing is missing.") for cycle in links["next_cycle"]
            ],
        }
    )
    return Finding(
        weakest_said(here),
        [*tables, Table("The next question", ask, here.audience)],
        _METHOD,
        _SOURCE,
    )


def _columns(wide: pd.DataFrame, cycles: tuple[str, ...], what: str) -> pd.DataFrame:
    shown = {what: wide.index.astype(str)} | {capital(cycle): wide[cycle].to_numpy() for cycle in cycles}
    return pd.DataFrame(shown)


def _side_by_side(here: View, wide: pd.DataFrame) -> list[Table]:
    """A row for each cycle, as a phone is high and not wide."""
    tables = []
    for start in range(0, len(wide), MOST_SIDE_BY_SIDE):
        part = wide.iloc[start : start + MOST_SIDE_BY_SIDE]
        shown = {"Value": [capital(cycle) for cycle in CYCLES]}
        shown |= {
            str(name): list(row) for name, row in zip(part.index, part[list(CYCLES)].values, strict=True)
        }
        caption = f"{STEP_BY_STEP}: {listing(part.index)}" if len(wide) > len(part) else STEP_BY_STEP
        tables.append(Table(caption, pd.DataFrame(shown), here.audience))
    return tables


def _cell(row: dict[object, object]) -> str:
    stories, figures, better, worse = (int(str(row[name])) for name in _COUNTED)
    rest = figures - better - worse
    said = [
        count(stories, "story", "stories") if stories else "",
        f"{count(better, 'figure')} better" if better else "",
        f"{count(worse, 'figure')} worse" if worse else "",
        f"{count(rest, 'figure')} that cannot tell" if rest else "",
    ]
    parts = [part for part in said if part]
    if not stories and not better:
        return "; ".join([NOTHING, *parts])
    return "; ".join(parts)


_COUNTED = ("stories", "indicators", "better", "worse")


def _stop(row: dict[object, object]) -> str:
    if row["weakest"]:
        return f"{capital(str(row['weakest']))}, though {row['claims']} value is told of"
    return capital(str(row["next_cycle"])) or "The chain is whole"


def _capitals(here: View) -> list[Finding]:
    stories = here["value_stories"]
    potential = int((stories["cycle"] == "potential").sum())
    told = capitals_told(stories)
    named = int(told.sum())
    if not potential:
        return []
    of_all = count(potential, "story", "stories")
    if not named:
        return [
            Finding(f"Of {of_all} of potential value, none says yet what kind of thing people took away.")
        ]
    frame = pd.DataFrame(
        {
            "What people took away": [f"{capital(kind)}: {IN_EACH_CAPITAL[kind]}" for kind in told.index],
            "Stories": told.to_numpy(),
        }
    )
    missing = int((told == 0).sum())
    said = (
        f"Of {of_all} of potential value, {named:,} {'says' if named == 1 else 'say'} what people took away"
    )
    said += (
        f"; of {missing} of the five kinds nobody tells yet."
        if missing
        else ", and all five kinds are told of."
    )
    table = Table("What people took away, by kind", frame, here.audience)
    return [Finding(said, [table], "The five kinds of capital that make up potential value.", _SOURCE)]
