"""Making packs: what is asked for is made, a failure is told and stops nothing else."""

from dataclasses import replace
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from click.testing import CliRunner

from copkit.cli import main
from copkit.packs import library
from copkit.packs.batch import Asked, packs, packs_by, plan
from copkit.packs.library import WORKBOOKS, workbook
from copkit.packs.orders import Outcome
from copkit.packs.workers import Workers
from copkit.place.errors import CopkitError, PlaceNotFound, UnknownCommunity
from copkit.place.store import Place
from copkit.place.view import view


class Broken(library.Workbook):
    """A workbook whose last cell fails, with a path of the machine in what it says."""

    @property
    def path(self) -> Path:
        return Path(self.name)


@pytest.fixture
def broken(tmp_path) -> Broken:
    notebook = nbformat.read(workbook("5").path, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell("raise RuntimeError('/home/anna/secret <b>')"))
    path = tmp_path / "05_clear_the_way.ipynb"
    nbformat.write(notebook, path)
    return Broken(str(path), "Clear the way")


def test_the_plan_is_the_place_and_each_community_in_all_workbooks():
    orders = plan(view("demo"), "demo", Path("out"), [], WORKBOOKS)
    assert len(orders) == 42
    assert [order.community for order in orders[:8]] == [""] * 7 + ["Warm Homes"]
    assert {order.as_of for order in orders} == {"2026-06-30"}


def test_the_long_ones_are_begun_first_and_all_are_told_in_the_order_of_the_index(tmp_path):
    begun = []

    class Noting(Workers):
        def made(self, orders, make):
            begun.extend(order.workbook.name[:2] for order in orders)
            return iter([Outcome(order, 0.0) for order in reversed(orders)])

    outcomes = packs_by(Noting(1), "demo", tmp_path, Asked(communities=["Warm Homes"]))
    assert begun == ["07", "02", "01", "05", "06", "03", "04"]
    assert [outcome.order.workbook for outcome in outcomes] == list(WORKBOOKS)


def test_only_what_is_asked_for_is_made_and_earlier_packs_stay_linked(tmp_path):
    packs("demo", tmp_path, communities=["warm homes"], workbooks=[workbook("4")], jobs=1)
    packs("demo", tmp_path, communities=["Good Work"], workbooks=[workbook("4")], jobs=1)
    index = (tmp_path / "index.html").read_text()
    assert 'href="warm-homes/04_develop_members.html"' in index
    assert 'href="good-work/04_develop_members.html"' in index


def test_one_that_fails_is_told_in_plain_words_and_the_others_are_made(tmp_path, broken):
    out = tmp_path / "out"
    failing = replace(broken)
    made = packs("demo", out, communities=["Good Work"], workbooks=[failing, workbook("4")], jobs=1)
    assert [outcome.failed for outcome in made] == [True, False]
    index = (out / "index.html").read_text()
    assert "could not be worked out" in index
    assert "/home/anna" not in index
    assert "/home/anna" in made[0].detail
    assert (out / "good-work" / "04_develop_members.html").exists()


def test_every_workbook_runs_on_an_empty_place(tmp_path):
    Place.create(tmp_path / "empty.place").close()
    made = packs(tmp_path / "empty.place", tmp_path / "out", jobs=1)
    assert [outcome.why for outcome in made] == [""] * 7
    assert "<figure" not in (tmp_path / "out" / "whole-place" / "01_map_issues.html").read_text()


def test_a_workshop_pack_names_people_and_says_so(tmp_path):
    packs("demo", tmp_path, communities=["Good Work"], workbooks=[workbook("3")], audience="workshop", jobs=1)
    text = (tmp_path / "good-work" / "03_weave_networks.html").read_text()
    assert "do not pass it on" in text


def test_what_is_not_there_is_told_before_anything_is_made(tmp_path):
    with pytest.raises(PlaceNotFound):
        packs(tmp_path / "nowhere.place", tmp_path / "out")
    with pytest.raises(UnknownCommunity, match="did you mean 'Warm Homes'"):
        packs("demo", tmp_path / "out", communities=["Warm Hones"])
    assert not (tmp_path / "out").exists()


def test_only_the_assessment_is_compared_with_an_earlier_day():
    here = view("demo", as_of="2026-06-30")
    orders = plan(here, "demo", Path("out"), ["Good Work"], WORKBOOKS, pd.Timestamp("2026-05-31"))
    given = [order.parameters.get("compared_with") for order in orders]
    assert given == [None] * 6 + ["2026-05-31"]


def test_the_day_to_compare_with_is_checked_before_anything_is_made(tmp_path):
    with pytest.raises(CopkitError, match="2026-07-31 is not before 2026-06-30"):
        packs("demo", tmp_path / "out", as_of="2026-06-30", compared_with="2026-07-31")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    result = CliRunner().invoke(
        main, ["packs", "demo", "--out", str(tmp_path / "file" / "out"), "--workbook", "2"]
    )
    assert result.exit_code == 1
    assert "cannot be made" in result.output
    assert "Traceback" not in result.output


def test_the_exit_status_tells_of_a_failure(tmp_path, broken, monkeypatch):
    monkeypatch.setattr("copkit.cli.packs.workbook", lambda _: broken)
    result = CliRunner().invoke(
        main,
        [
            "packs",
            "demo",
            "--out",
            str(tmp_path / "o"),
            "--workbook",
            "5",
            "--community",
            "Good Work",
            "--jobs",
            "1",
        ],
    )
    assert result.exit_code == 1
    assert "Failed: Clear the way, Good Work." in result.output


def test_a_progress_bar_is_shown(tmp_path):
    result = CliRunner().invoke(
        main,
        [
            "packs",
            "demo",
            "--out",
            str(tmp_path / "o"),
            "--workbook",
            "4",
            "--community",
            "Good Work",
            "--jobs",
            "1",
        ],
    )
    assert result.exit_code == 0
    assert "1/1" in result.output
    assert "Made 1, kept 0, failed 0 of 1 packs." in result.output
