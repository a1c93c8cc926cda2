"""What copkit is made of, as one digest: another edition may make another page of the same rows."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from pathlib import Path

import copkit
from copkit.place.shipped import shipped


@cache
def edition() -> str:
    """A digest of copkit's own files, and of which versions of which packages stand beside it.

    >>> len(edition())
    64
    """
    found = hashlib.sha256(sys.version.encode())
    packages = {folder for folder in sys.path if os.path.isdir(folder)}
    found.update("\n".join(sorted(_versions(packages))).encode())
    own = Path(copkit.__file__).parent
    for folder in (own, shipped("workbooks"), shipped("templates")):
        for path in sorted(each for each in folder.rglob("*") if _counts(each)):
            found.update(path.relative_to(folder).as_posix().encode())
            found.update(digest_of(path).encode())
    return found.hexdigest()


def digest_of(path: str | os.PathLike[str]) -> str:
    """A digest of the bytes of a file. Raises OSError."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _versions(folders: set[str]) -> set[str]:
    return {name for folder in folders for name in os.listdir(folder) if name.endswith(".dist-info")}


def _counts(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
