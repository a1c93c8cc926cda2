"""Packs that the workers of a Dask cluster make, of a place in a database: the same, byte for byte, as those
of this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import fsspec
import nbformat
import pytest
from click.testing import CliRunner, Result
from distributed import Client

from copkit.cli import main
from copkit.packs import dask_workers
from copkit.packs.batch import packs
from copkit.packs.library import Workbook, workbook
from copkit.place.errors import CopkitError, UnknownCommunity

COMMUNITIES = ["Warm Homes", "Good Work"]
ASKED = [workbook("3"), workbook("4")]


@pytest.fixture(scope="module")
def here(town, tmp_path_factory) -> Path:
    """The packs as this machine makes them, one after the other."""
    out = tmp_path_factory.mktemp("here") / "packs"
    made = packs(town, out, communities=COMMUNITIES, workbooks=ASKED, jobs=1)
    assert [outcome.detail for outcome in made] == [""] * 4
    return out


@dataclass
class Made:
    """What the cluster made, and which workers did."""

    out: Path
    told: Result
    workers: set[str]


@pytest.fixture(scope="module")
def there(town, dask_cluster, tmp_path_factory) -> Made:
    """The same packs as the cluster makes them, by the command, in a folder at a URL."""
    out = tmp_path_factory.mktemp("there") / "packs"
    with Client(dask_cluster) as watching:
        watching.get_task_stream(count=0)
        told = command(town, out.as_uri(), dask_cluster, *COMMUNITIES)
        workers = {task["worker"] for task in watching.get_task_stream()}
    return Made(out, told, workers)


def command(place: str, out: Path | str, address: str, *communities: str) -> Result:
    words = ["packs", place, "--out", str(out), "--dask", address, "--workbook", "3", "--workbook", "4"]
    named = [word for name in communities for word in ("--community", name)]
    return CliRunner().invoke(main, [*words, *named])


def files_in(folder: Path) -> dict[str, bytes]:
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_packs_of_the_cluster_are_those_of_this_machine_byte_for_byte(here, there):
    assert there.told.exit_code == 0, there.told.output
    assert "Made 4, kept 0, failed 0 of 4 packs." in there.told.output
    assert "4/4" in there.told.output
    by_cluster, by_machine = files_in(there.out), files_in(here)
    assert list(by_cluster) == list(by_machine)
    assert [name for name in by_machine if by_cluster[name] != by_machine[name]] == []
    assert {"index.html", "warm-homes/04_develop_members.html"} < set(by_machine)


def test_both_workers_make_packs(there):
    assert len(there.workers) == 2


def test_no_page_says_where_the_place_is(here):
    pages = [page for name, page in files_in(here).items() if name.endswith(".html")]
    assert len(pages) == 5
    assert [page for page in pages if b"postgresql" in page or b"127.0.0.1" in page] == []


def test_what_this_machine_made_before_the_cluster_keeps(town, here, dask_cluster, tmp_path):
    out = tmp_path / "packs"
    shutil.copytree(here, out)
    told = command(town, out, dask_cluster, *COMMUNITIES)
    assert "Made 0, kept 4, failed 0 of 4 packs." in told.output
    assert files_in(out) == files_in(here)


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    store = fsspec.filesystem("memory")
    yield store
    store.store.clear()
    store.pseudo_dirs[:] = [""]


def test_this_machine_writes_to_a_url_as_well(town, here, memory):
    asked = {"communities": ["Warm Homes"], "workbooks": [workbook("4")], "jobs": 1}
    made = packs(town, "memory://packs", **asked)
    assert [outcome.failed for outcome in made] == [False]
    name = "warm-homes/04_develop_members.html"
    assert memory.cat(f"/packs/{name}") == files_in(here)[name]
    assert b'href="warm-homes/04_develop_members.html"' in memory.cat("/packs/index.html")


def test_one_that_fails_is_told_and_the_others_are_made(town, here, dask_cluster, tmp_path):
    notebook = nbformat.read(workbook("5").path, as_version=4)
    notebook.cells[2:] = [nbformat.v4.new_code_cell("raise RuntimeError('the boiler of Anna')")]
    broken = tmp_path / "05_clear_the_way"
    nbformat.write(notebook, broken.with_suffix(".ipynb"))
    out = tmp_path / "packs"
    failing = Workbook(str(broken), "Clear the way")
    asked = {"communities": ["Warm Homes"], "workbooks": [failing, workbook("4")]}
    made = packs(town, out, **asked, dask=dask_cluster)
    assert [outcome.failed for outcome in made] == [True, False]
    assert "the boiler of Anna" in made[0].detail
    assert "could not be worked out" in made[0].why
    index = (out / "index.html").read_text()
    assert made[0].why in index
    assert "the boiler of Anna" not in index
    name = "warm-homes/04_develop_members.html"
    assert files_in(out)[name] == files_in(here)[name]


NOBODY = ["tcp://127.0.0.1:{port}", "scheduler", "nosuch://127.0.0.1:{port}"]


@pytest.mark.parametrize("address", NOBODY)
def test_nobody_at_the_address_is_told_before_anything_is_made(
    town, tmp_path, port_of_nobody, monkeypatch, address
):
    monkeypatch.setattr(dask_workers, "PATIENCE", 0.5)
    where = address.format(port=port_of_nobody)
    with pytest.raises(CopkitError, match=f"^No Dask scheduler answers at '{where}'"):
        packs(town, tmp_path / "packs", workbooks=ASKED, dask=where)
    assert not (tmp_path / "packs").exists()


def test_the_command_tells_so_without_a_traceback(town, tmp_path, port_of_nobody, monkeypatch):
    monkeypatch.setattr(dask_workers, "PATIENCE", 0.5)
    told = command(town, tmp_path / "packs", f"tcp://127.0.0.1:{port_of_nobody}")
    assert told.exit_code == 1
    assert "No Dask scheduler answers" in told.output
    assert "Traceback" not in told.output
    assert not (tmp_path / "packs").exists()


def test_a_community_that_is_not_there_is_told_before_the_cluster_is_asked(town, dask_cluster, tmp_path):
    with pytest.raises(UnknownCommunity, match="did you mean 'Warm Homes'"):
        packs(town, tmp_path / "packs", communities=["Warm Hones"], dask=dask_cluster)
    assert not (tmp_path / "packs").exists()


def test_the_cluster_and_a_number_of_jobs_here_do_not_go_together(town, tmp_path):
    told = CliRunner().invoke(
        main, ["packs", town, "--out", str(tmp_path / "p"), "--dask", "tcp://127.0.0.1:1", "--jobs", "2"]
    )
    assert told.exit_code == 2
    assert "--jobs is for this machine" in told.output
