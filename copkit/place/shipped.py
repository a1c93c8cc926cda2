"""What ships with copkit beside its modules: workbooks, templates, instruments.

In a checkout they stand beside the package; in an installed copkit they are inside it.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(folder: str) -> Path:
    """The folder of that name.

    >>> shipped("workbooks").is_dir()
    True
    """
    inside = _PACKAGE / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder
