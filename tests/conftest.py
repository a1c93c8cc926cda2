"""Settings and fixtures for all tests."""

import importlib.util
import os
import pickle
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from filelock import FileLock
from hypothesis import settings

from copkit.packs.batch import packs
from copkit.packs.orders import Outcome
from copkit.place.demo import fill_demo
from copkit.place.store import Place

settings.register_profile("copkit", max_examples=15, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("long", max_examples=1_000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "copkit"))


@pytest.fixture(scope="session")
def of_all_workers(tmp_path_factory, worker_id) -> Path:
    """A folder that the processes of pytest-xdist share."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def demo_town(of_all_workers: Path) -> Callable[[Path], Place]:
    """``demo_town(path)``: the made-up town as an open place of one's own, copied from one filled once."""
    filled = of_all_workers / "town.filled"

    def copied(path: Path) -> Place:
        with FileLock(filled.with_suffix(".lock")):
            if not filled.exists():
                with Place.create(unfinished := filled.with_suffix(".unfinished")) as place:
                    fill_demo(place)
                unfinished.rename(filled)
        shutil.copy(filled, path)
        return Place.open(path)

    return copied


@pytest.fixture(scope="session")
def demo_packs(of_all_workers: Path) -> tuple[Path, list[Outcome]]:
    """All packs of the demonstration, made once for all tests that look at them, in whichever process comes
    first."""
    told = of_all_workers / "demo_packs.pickle"
    with FileLock(told.with_suffix(".lock")):
        if not told.exists():
            told.write_bytes(pickle.dumps(packs("demo", of_all_workers / "demo_packs")))
    return of_all_workers / "demo_packs", pickle.loads(told.read_bytes())


@pytest.fixture(scope="session")
def folder(demo_packs) -> Path:
    return demo_packs[0]


@pytest.fixture(scope="session")
def outcomes(demo_packs) -> list[Outcome]:
    return demo_packs[1]


@pytest.fixture(scope="session")
def soak_script() -> Callable[[str], ModuleType]:
    """``soak_script("mutated_loads")``: a script of tests/soak, as a module."""

    def loaded(name: str) -> ModuleType:
        described = importlib.util.spec_from_file_location(
            name, Path(__file__).parent / "soak" / f"{name}.py"
        )
        script = importlib.util.module_from_spec(described)
        sys.modules[name] = script
        described.loader.exec_module(script)
        return script

    return loaded
