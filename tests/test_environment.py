"""Conda and pip install the same packages."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
CONDA_NAMES = {"matplotlib-base": "matplotlib", "nbconvert-core": "nbconvert", "ortools-python": "ortools"}
"""What conda calls the same package: without its extras, or for Python only."""


def test_conda_has_the_packages_and_the_bounds_of_pip():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {*project["dependencies"], f"python{project['requires-python']}"}
    listed = re.findall(r"^  - ([a-z0-9_-]+)([<>=!].*)$", (ROOT / "environment.yml").read_text("utf-8"), re.M)
    assert {CONDA_NAMES.get(name, name) + bounds for name, bounds in listed} == wanted


def test_every_package_has_a_lowest_and_a_highest_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bounds = [
        re.fullmatch(r"[\w.-]+(?:\[[\w,]+\])?>=([\d.]+),<(\d+)", each) for each in project["dependencies"]
    ]
    assert all(bounds)
    assert all(int(found[2]) > int(found[1].split(".")[0]) for found in bounds if found)


def test_the_tests_have_the_packages_and_the_bounds_of_the_other_extras():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = dict(project["optional-dependencies"])
    tests = set(extras.pop("test"))
    assert [each for extra in extras.values() for each in extra if each not in tests] == []
