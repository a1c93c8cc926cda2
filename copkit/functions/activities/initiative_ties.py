"""What each initiative works on, who and what it is tied to: a network of two modes, initiatives and things.

From the tables of a place alone; what nobody wrote down is not there. Seen from the initiatives it becomes a
network of one mode, its projection (Breiger 1974, The duality of persons and groups, Social Forces 53:
181-190): two are near by what both have.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd

from copkit.functions.activities.rows_given import rows_given

WORK = ("issue", "linked issue", "skill")
"""What two initiatives may overlap in."""
SETTING = ("community", "organisation")
TIES = ("member", "event", "resource")
"""What ties two initiatives to each other, if both have it."""
KINDS = (*WORK, *SETTING, *TIES)
COLUMNS = ("initiative", "kind", "name", "how")

GOING_ON = ("idea", "planned", "under way")
"""States in which an initiative can still be linked to another."""

LARGEST_EVENT = 30
"""At an event to which more came, two people need not have met: it is nothing that they have in common."""


def going_on(initiatives: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """The initiatives that have not ended by ``as_of``, or of which nobody said so.

    ``initiatives`` has the columns name, state and ends. The state counts first; an end that lies before
    ``as_of`` counts too, as states are not always brought up to date.

    >>> rows = pd.DataFrame({"name": ["a", "b"], "state": ["under way", "finished"], "ends": pd.NaT})
    >>> going_on(rows, pd.Timestamp("2026-06-30"))["name"].tolist()
    ['a']
    """
    state = initiatives["state"].astype("object")
    ended = pd.to_datetime(initiatives["ends"]) < as_of
    return initiatives[(state.isin(GOING_ON) | state.isna()) & ~ended]


def initiative_ties(
    frames: Mapping[str, pd.DataFrame], largest_event: int | None = LARGEST_EVENT
) -> pd.DataFrame:
    """What each initiative is tied to, one row for each initiative, kind and name.

    ``frames`` holds tables of a place by name, as `Place.read` gives them: initiatives, and as far as they
    are there issues, issue_links, skill_needs, value_stories, attendance, resources, resource_issues,
    resource_use. The kinds, and what makes one:

    - issue: the one that it works on. linked issue: one that this makes worse or better, or that does so to
      it; the outcome itself is left out, as all issues lead to it. skill: one that its issue needs.
    - community, organisation: of which it is a part, and who runs it.
    - member: who leads it, or told a story of what it brought. event: one that such a person came to, if not
      more than ``largest_event`` people came (None: of any size), or one at which a story of it began.
    - resource: one that such a person keeps or has used, that came out of an event at which a story of it
      began, or that its own community keeps on its issue.

    Gives the columns initiative, kind (of `KINDS`), name, how (in words), in the order of the initiatives and
    of the kinds; what has more than one reason stands with the first.

    >>> initiatives = pd.DataFrame({"name": ["Tea"], "community": ["Ageing Well"], "organisation": None,
    ...     "issue": ["Loneliness"], "lead": ["Ann"]})
    >>> initiative_ties({"initiatives": initiatives})[["kind", "name"]].values.tolist()
    [['issue', 'Loneliness'], ['community', 'Ageing Well'], ['member', 'Ann']]
    """
    own = rows_given(frames, "initiatives", "name", "community", "organisation", "issue", "lead")
    own = own.rename(columns={"name": "initiative"})
    stories = rows_given(frames, "value_stories", "initiative", "event", "member")
    needs = rows_given(frames, "skill_needs", "issue", "skill").dropna()
    members = pd.concat(
        [
            _tie(own, "lead", "member", "leads it"),
            _tie(stories, "member", "member", "told a story of it"),
        ]
    )
    began = _tie(stories, "event", "event", "a story of it began there")
    parts = [
        _tie(own, "issue", "issue", "works on it"),
        _linked_issues(own, frames),
        _tie(own.merge(needs, on="issue"), "skill", "skill", "its issue needs it"),
        _tie(own, "community", "community", "is part of it"),
        _tie(own, "organisation", "organisation", "is run by it"),
        members,
        began,
        _events(members, frames, largest_event),
        _resources(own, members, began, frames),
    ]
    ties = pd.concat(parts, ignore_index=True).drop_duplicates(["initiative", "kind", "name"])
    ties = ties[ties["initiative"].isin(own["initiative"])]
    order = {name: place for place, name in enumerate(own["initiative"])}
    places = ties.assign(first=ties["initiative"].map(order), then=ties["kind"].map(KINDS.index))
    return places.sort_values(["first", "then"], kind="stable", ignore_index=True)[list(COLUMNS)]


def incidence(ties: pd.DataFrame, initiatives: pd.Series, kinds: tuple[str, ...] = WORK) -> pd.DataFrame:
    """Initiatives by what they have of ``kinds``: True where one has it.

    ``ties`` is of `initiative_ties`. A row for each of ``initiatives``, in their order, even if it has
    nothing. The columns are pairs of a kind and a name; an issue is one column, whether it is the own or a
    linked one.

    >>> ties = pd.DataFrame({"initiative": ["a", "b"], "kind": ["issue", "linked issue"], "name": "Damp"})
    >>> incidence(ties, pd.Series(["a", "b", "c"]))[("issue", "Damp")].tolist()
    [True, True, False]
    """
    rows = ties[ties["kind"].isin(kinds)]
    things = pd.MultiIndex.from_arrays([rows["kind"].replace("linked issue", "issue"), rows["name"]])
    names = pd.Index(initiatives.astype("object"), name="initiative")
    columns = things.unique().sort_values()
    there = pd.DataFrame(False, index=names, columns=columns)
    cells = there.to_numpy(copy=True)
    cells[names.get_indexer(rows["initiative"]), columns.get_indexer(things)] = True
    return pd.DataFrame(cells, index=names, columns=columns)


def names_by_initiative(ties: pd.DataFrame, kind: str) -> dict[Hashable, set[str]]:
    """For each initiative the names of one kind; ``ties`` is of `initiative_ties`.

    >>> names_by_initiative(pd.DataFrame({"initiative": ["a"], "kind": ["skill"], "name": ["Sums"]}), "skill")
    {'a': {'Sums'}}
    """
    rows = ties[ties["kind"] == kind]
    return {initiative: set(own) for initiative, own in rows.groupby("initiative", sort=False)["name"]}


def _tie(rows: pd.DataFrame, column: str, kind: str, how: str) -> pd.DataFrame:
    """A tie for each row that has something in a column."""
    known = rows.dropna(subset=["initiative", column])
    return pd.DataFrame(
        {"initiative": known["initiative"], "kind": kind, "name": known[column], "how": how}, dtype="object"
    )


def _linked_issues(own: pd.DataFrame, frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    links = rows_given(frames, "issue_links", "cause", "effect").dropna()
    issues = rows_given(frames, "issues", "name", "is_outcome")
    outcomes = issues.loc[issues["is_outcome"].isin([True]), "name"]
    links = links[~links["cause"].isin(outcomes) & ~links["effect"].isin(outcomes)]
    onwards = own.merge(links, left_on="issue", right_on="cause")
    back = own.merge(links, left_on="issue", right_on="effect")
    return pd.concat(
        [
            _tie(onwards, "effect", "linked issue", "its issue acts on it"),
            _tie(back, "cause", "linked issue", "it acts on its issue"),
        ]
    )


def _events(
    members: pd.DataFrame, frames: Mapping[str, pd.DataFrame], largest_event: int | None
) -> pd.DataFrame:
    came = rows_given(frames, "attendance", "event", "member", "presence")
    came = came[came["presence"] == "came"].drop_duplicates(["event", "member"])
    if largest_event is not None:
        people = came.groupby("event")["member"].transform("size")
        came = came[people.astype("int64") <= largest_event]
    theirs = members[["initiative", "name"]].merge(came, left_on="name", right_on="member")
    return _tie(theirs, "event", "event", "somebody of it came")


def _resources(
    own: pd.DataFrame, members: pd.DataFrame, began: pd.DataFrame, frames: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    resources = rows_given(frames, "resources", "name", "community", "owner", "event")
    resources = resources.rename(columns={"name": "resource"})
    people = members[["initiative", "name"]]
    kept = people.merge(resources.dropna(subset=["owner"]), left_on="name", right_on="owner")
    use = rows_given(frames, "resource_use", "resource", "member").dropna()
    used = people.merge(use, left_on="name", right_on="member")
    came_out = began[["initiative", "name"]].merge(resources, left_on="name", right_on="event")
    on_issue = rows_given(frames, "resource_issues", "resource", "issue").merge(resources, on="resource")
    of_its_own = own.dropna(subset=["community"]).merge(on_issue, on=["issue", "community"])
    return pd.concat(
        [
            _tie(kept, "resource", "resource", "somebody of it keeps it"),
            _tie(used, "resource", "resource", "somebody of it has used it"),
            _tie(came_out, "resource", "resource", "it came out of an event of it"),
            _tie(of_its_own, "resource", "resource", "its community keeps it on its issue"),
        ]
    )
