"""Makes a place of real units that differ: the accident and emergency departments of England, by trust.

    python tests/real/nhs_trusts_place.py DATA trusts.place
    copkit packs trusts.place --out trusts-packs --workbook 7

DATA is a folder that holds ``nhs/ae_attendances.csv`` (NHS England, from NHSRdatasets 0.3.3, CC0). Each
trust is an organisation, by its code, and a unit of two indicators: waits of over four hours out of all who
came to a major department (type 1), and to any department, with a figure for each month of 2016 to 2019.
There are no members: the figures name nobody.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

from copkit.place.intake import Given, Report, take_in
from copkit.place.store import Place

MAJOR = "Waits of over four hours in a major department"
ANY = "Waits of over four hours in any department"

Row = dict[str, object]


def given(data: Path) -> dict[str, list[Given]]:
    """The rows of the place, by table, as `copkit.place.intake.take_in` takes them."""
    figures = pd.read_csv(data / "nhs" / "ae_attendances.csv")
    tables: dict[str, list[Row]] = {
        "place": [
            {
                "name": "Accident and emergency in England",
                "outcome": "Nobody waits longer than four hours",
                "note": "Real data: figures of NHS England, 2016 to 2019. Trusts stand by their codes.",
            }
        ],
        "communities": [{"name": "Emergency care", "domain": "How waits become shorter"}],
        "organisations": [{"name": code, "sector": "public"} for code in sorted(set(figures["org_code"]))],
        "indicators": [_indicator(MAJOR), _indicator(ANY)],
        "observations": [
            *_observations(MAJOR, figures[figures["type"] == "1"]),
            *_observations(ANY, figures),
        ],
    }
    return {table: list(enumerate(rows, 2)) for table, rows in tables.items()}


def make(data: Path, where: Path) -> Report:
    """Makes the place at ``where``; tells what it took in."""
    with Place.create(where) as place:
        return take_in(place, given(data), "accident and emergency in England")


def _indicator(name: str) -> Row:
    return {
        "name": name,
        "community": "Emergency care",
        "unit_of_measure": "per cent of attendances",
        "multiplier": 100,
        "better": "lower",
        "target": 5,
        "source": "NHS England, accident and emergency attendances, from NHSRdatasets 0.3.3",
        "kind": "proportion",
    }


def _observations(name: str, figures: pd.DataFrame) -> list[Row]:
    summed = figures.groupby(["org_code", "period"])[["breaches", "attendances"]].sum()
    return [
        {"indicator": name, "unit": code, "period": period, "numerator": breaches, "denominator": all_}
        for (code, period), (breaches, all_) in zip(summed.index, summed.to_numpy().tolist(), strict=True)
    ]


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), Path(sys.argv[2])))
