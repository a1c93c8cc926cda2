"""Force field analysis: what drives a change, what holds it back, and where to begin.

Lewin sees how things are as a balance of two sets of forces, and a change as moving that balance. To
add to the driving forces raises tension; to weaken the restraining ones does not, so those come first
here (Lewin 1951, Field Theory in Social Science, chapter 9, which is Lewin 1947, Frontiers in group
dynamics, Human Relations 1: 5-41). To give each force a strength from 1 to 5 and to add them up is later
practice and not Lewin's: a total puts a talk in order, and measures nothing.

A frame of forces has the columns change, force, direction and strength.
"""

from __future__ import annotations

import pandas as pd

DIRECTIONS = ("restraining", "driving")
"""The two sets of forces; the ones to weaken first."""

STRONGEST = 5


class WrongForce(ValueError):
    """A force whose direction or strength is missing or is not one of those allowed."""


def ranked_forces(forces: pd.DataFrame) -> pd.DataFrame:
    """The forces on each change, the restraining ones first, and within each set the strongest first.

    A force that several communities or organisations name counts once, at the mean of the strengths
    that they give it; one that some see as driving and others as restraining stays two. Gives the
    columns change, direction, force, strength (1 to 5), named (how many rows name it) and place (1 for
    the first of its set); equal ones by name. Raises `WrongForce`.

    >>> forces = pd.DataFrame({"change": "Shared records", "force": ["New law", "Old IT", "Habit"],
    ...     "direction": ["driving", "restraining", "restraining"], "strength": [4, 3, 5]})
    >>> ranked_forces(forces)["force"].tolist()
    ['Habit', 'Old IT', 'New law']
    """
    checked = _checked(forces)
    grouped = checked.groupby(["change", "direction", "force"])["strength"]
    found = grouped.agg(["mean", "size"]).reset_index()
    found = found.rename(columns={"mean": "strength", "size": "named"})
    found["turn"] = found["direction"].map(DIRECTIONS.index).astype("int64")
    found = found.sort_values(
        ["change", "turn", "strength", "force"], ascending=[True, True, False, True], ignore_index=True
    )
    found["place"] = found.groupby(["change", "direction"]).cumcount() + 1
    return found[["change", "direction", "force", "strength", "named", "place"]]


def balance(forces: pd.DataFrame) -> pd.DataFrame:
    """What drives and what restrains each change, added up.

    Gives the columns change; driving and restraining (sums of strengths); balance (driving less
    restraining: above 0 the forces favour the change as they are judged); driving_forces and
    restraining_forces (how many); and first (the strongest restraining force, NA if none is named).
    Those most held back first, equal ones by name. Raises `WrongForce`.

    >>> forces = pd.DataFrame({"change": "Shared records", "force": ["New law", "Old IT", "Habit"],
    ...     "direction": ["driving", "restraining", "restraining"], "strength": [4, 3, 5]})
    >>> balance(forces)[["driving", "restraining", "balance", "first"]].to_dict("records")
    [{'driving': 4.0, 'restraining': 8.0, 'balance': -4.0, 'first': 'Habit'}]
    """
    ranked = ranked_forces(forces)
    changes = sorted(ranked["change"].unique())
    found = pd.DataFrame({"change": pd.Series(changes, dtype="object")})
    for direction in ("driving", "restraining"):
        one = ranked[ranked["direction"] == direction].groupby("change")["strength"]
        found[direction] = one.sum().reindex(changes, fill_value=0.0).to_numpy(dtype="float64")
        found[f"{direction}_forces"] = one.size().reindex(changes, fill_value=0).to_numpy(dtype="int64")
    found["balance"] = found["driving"] - found["restraining"]
    strongest = ranked[(ranked["direction"] == "restraining") & (ranked["place"] == 1)]
    found["first"] = strongest.set_index("change")["force"].astype("object").reindex(changes).to_numpy()
    columns = ["change", "driving", "restraining", "balance", "driving_forces", "restraining_forces", "first"]
    return found[columns].sort_values(["balance", "change"], ignore_index=True)


def side_by_side(forces: pd.DataFrame) -> pd.DataFrame:
    """The two sets face to face, as the drawing of a force field has them: strongest against strongest.

    Gives the columns change, place, restraining, restraining_strength, driving, driving_strength; where
    one set is shorter, NA. No pair means that the one force answers the other. Raises `WrongForce`.

    >>> forces = pd.DataFrame({"change": "Shared records", "force": ["New law", "Old IT", "Habit"],
    ...     "direction": ["driving", "restraining", "restraining"], "strength": [4, 3, 5]})
    >>> side_by_side(forces)[["restraining", "driving"]].fillna("-").to_numpy().tolist()
    [['Habit', 'New law'], ['Old IT', '-']]
    """
    ranked = ranked_forces(forces)
    sides = [
        ranked.loc[ranked["direction"] == direction, ["change", "place", "force", "strength"]].rename(
            columns={"force": direction, "strength": f"{direction}_strength"}
        )
        for direction in DIRECTIONS
    ]
    both = sides[0].merge(sides[1], on=["change", "place"], how="outer")
    return both.sort_values(["change", "place"], ignore_index=True)


def _checked(forces: pd.DataFrame) -> pd.DataFrame:
    checked = forces[["change", "force", "direction", "strength"]].astype("object")
    for row in checked.sort_values(["change", "force"], key=lambda names: names.astype("str")).itertuples():
        if pd.isna(row.change) or pd.isna(row.force):
            raise WrongForce("A force has no name or no change that it acts on: write both.")
        if row.direction not in DIRECTIONS:
            raise WrongForce(f"Say whether '{row.force}' is driving or restraining.")
        if pd.isna(row.strength) or float(row.strength) not in range(1, STRONGEST + 1):
            raise WrongForce(f"Give '{row.force}' a strength from 1 (weak) to {STRONGEST} (strong).")
    return checked.assign(strength=checked["strength"].astype("float64"))
