"""Settings and fixtures for all tests."""

import importlib.util
import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from filelock import FileLock
from hypothesis import settings

from copkit.packs.batch import packs
from copkit.packs.orders import Outcome

settings.register_profile("copkit", max_examples=15, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("long", max_examples=1_000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "copkit"))


@pytest.fixture(scope="session")
def demo_packs(tmp_path_factory, worker_id) -> tuple[Path, list[Outcome]]:
    """All packs of the demonstration, made once for all tests that look at them, in whichever process of
    pytest-xdist comes first."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    told = shared / "demo_packs.pickle"
    with FileLock(shared / "demo_packs.lock"):
        if not told.exists():
            told.write_bytes(pickle.dumps(packs("demo", shared / "demo_packs")))
    return shared / "demo_packs", pickle.loads(told.read_bytes())


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
