"""Settings and fixtures for all tests."""

from pathlib import Path

import pytest
from hypothesis import settings

from copkit.packs.batch import packs
from copkit.packs.make import Outcome

settings.register_profile("copkit", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("copkit")


@pytest.fixture(scope="session")
def demo_packs(tmp_path_factory) -> tuple[Path, list[Outcome]]:
    """All packs of the demonstration, made once for all tests that look at them."""
    folder = tmp_path_factory.mktemp("packs")
    return folder, packs("demo", folder)


@pytest.fixture(scope="session")
def folder(demo_packs) -> Path:
    return demo_packs[0]


@pytest.fixture(scope="session")
def outcomes(demo_packs) -> list[Outcome]:
    return demo_packs[1]
