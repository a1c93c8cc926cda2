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
