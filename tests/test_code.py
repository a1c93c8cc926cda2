"""The code keeps to its floors, its types and its style."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CHECKS = {
    "floors": [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
    "types": [sys.executable, "-m", "mypy"],
    "style": [sys.executable, "-m", "ruff", "check", "--no-cache", "."],
    "layout": [sys.executable, "-m", "ruff", "format", "--no-cache", "--check", "."],
}


@pytest.mark.parametrize("check", CHECKS)
def test_the_code_passes(check):
    done = subprocess.run(CHECKS[check], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
