"""The lowest version of each package that copkit says it can do with, as constraints for pip.

    python tests/lowest_versions.py > lowest.txt && pip install -c lowest.txt -e '.[test]'

`.ci/lowest` runs the tests with them; `.ci/run` with the newest that the bounds allow.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_BOUNDS = re.compile(r"([A-Za-z0-9_.-]+)(?:\[[^]]*\])?>=([0-9.]+),<[0-9.]+")


def constraints(pyproject: Path) -> list[str]:
    """One line for each package. ``>=9.10`` is met by the newest 9.10; ``>=3.1.3`` by 3.1.3 alone."""
    declared = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]["dependencies"]
    lines = []
    for package in declared:
        found = _BOUNDS.fullmatch(package)
        if not found:
            raise SystemExit(f"{package} has not both bounds.")
        name, lowest = found.groups()
        lines.append(f"{name}=={lowest}" if lowest.count(".") >= 2 else f"{name}=={lowest}.*")
    return lines


if __name__ == "__main__":
    print("\n".join(constraints(Path(__file__).parents[1] / "pyproject.toml")))
