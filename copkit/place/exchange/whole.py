"""Files that appear whole or not at all."""

from __future__ import annotations

import io
import os
import re
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from openpyxl import Workbook

from copkit.place.errors import CopkitError

_MODIFIED = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """Gives a path to write a file or a folder to; it takes the place of ``target`` when all is written.

    In a folder that is there already, files of the same names are replaced one by one. Raises
    `CopkitError` where nothing can be written.
    """
    try:
        parent = target.absolute().parent
        parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=parent, prefix=".copkit-") as unfinished:
            made = Path(unfinished) / "made"
            yield made
            if made.is_dir() and target.is_dir():
                for path in sorted(made.iterdir()):
                    os.replace(path, target / path.name)
            else:
                os.replace(made, target)
    except OSError as error:
        raise CopkitError(f"'{target}' cannot be written: {error.strerror}. Choose another place.") from error


def write_book(book: Workbook, path: Path) -> None:
    """Writes a workbook so that the same content gives the same bytes: it bears no time of writing."""
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(b"", content)
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            archive.writestr(part, content, zipfile.ZIP_DEFLATED)
