"""What is hidden in the tables of the public packs does not follow from the rest of them.

The attack comes from `tests/soak/suppressed_cells.py`, which reads all packs when it is run by hand.
"""

import pandas as pd
import pytest

from copkit.packs.library import workbook
from copkit.place.privacy import PUBLIC


@pytest.fixture(scope="module")
def soak(soak_script):
    return soak_script("suppressed_cells")


@pytest.mark.parametrize(("number", "community"), [("2", ""), ("3", ""), ("2", "Good Work")])
def test_no_small_count_of_a_public_pack_can_be_worked_out(soak, number, community):
    tables = soak.tables(workbook(number), "demo", community, "2026-06-30")
    assert sum(len(table.small) for table in tables) >= 30
    assert [found for table in tables for found in soak.worked_out(table)] == []


CROSSED = pd.DataFrame({"Men": [3, 20, 9], "Women": [12, 8, 20]})
PARTED = pd.DataFrame({"Members": [20, 30], "Came": [3, 12]})


@pytest.mark.parametrize(
    ("counts", "crossed", "parts_of", "given_away"),
    [
        (CROSSED, True, {}, [("Men", 0)]),
        (CROSSED[["Men"]], False, {}, [("Men", 0)]),
        (PARTED, False, {"Came": "Members"}, [("Came", 0)]),
        (PARTED.assign(Came=[17, 12]), False, {"Came": "Members"}, [("Members but Came", 0)]),
    ],
    ids=["in a row and a column", "in a column", "a part", "the rest of a part"],
)
def test_the_attack_finds_what_hiding_the_small_ones_alone_gives_away(
    soak, counts, crossed, parts_of, given_away
):
    naive = counts < PUBLIC.threshold
    for part, whole in parts_of.items():
        naive[part] |= (counts[whole] - counts[part]) < PUBLIC.threshold
    assert soak.worked_out(soak.Hiding(counts, naive, crossed, parts_of)) == given_away
    whole = PUBLIC.hidden_cells(counts, crossed=crossed, parts_of=parts_of)
    assert soak.worked_out(soak.Hiding(counts, whole, crossed, parts_of)) == []
