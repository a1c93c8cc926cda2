"""Where the command `copkit` begins: if nothing changed since the same command ran, it says so at once.

The packs of a region take minutes and are asked for by a scheduler, which does not know whether anything
changed. The imports alone take seconds, so this module has none but Python's own and of copkit `edition`.
What it compares: the words of the command, the place file, copkit itself, and each page that was made.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from copkit.place.edition import digest_of, edition

RECORDS, STATE, COMMAND = ".made", "state", "command.json"

OTHERWISE = {"--fresh", "--watch", "--pdf", "--members", "--organisations", "--dask", "--help"}
"""With these, more is to be done than to make packs that are not there."""


def main() -> None:
    """Runs the command; exits with its status."""
    arguments = sys.argv[1:]
    told = as_before(arguments)
    if told:
        print(told)
        return
    from copkit.cli import main as command

    try:
        command()
    except SystemExit as end:
        if not end.code:
            remember(arguments)
        raise


def as_before(arguments: Sequence[str]) -> str:
    """What to say where the same command made packs that all stand and would come out the same; else
    nothing."""
    out = _out(arguments)
    if out is None:
        return ""
    try:
        known = json.loads((out / RECORDS / COMMAND).read_text(encoding="utf-8"))
        if known["asked"] != _asked(arguments) or known["pages"] != _pages(out):
            return ""
        return f"{known['told']} Open {out / 'index.html'}"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def remember(arguments: Sequence[str]) -> None:
    """Writes down that this command made all that it should, if nobody changed the place meanwhile."""
    out = _out(arguments)
    if out is None:
        return
    try:
        asked, pages = _asked(arguments), _pages(out)
        state = json.loads((out / RECORDS / STATE).read_text(encoding="utf-8"))
        files = [digest_of(word) for word in arguments if os.path.isfile(word)]
        if state["place"] not in files and "demo" not in arguments:
            return
        many = state["packs"]
        told = f"Nothing changed: made 0, kept {many}, failed 0 of {many} packs."
        written = json.dumps({"asked": asked, "pages": pages, "told": told})
        unfinished = out / RECORDS / f"{COMMAND}.unfinished"
        unfinished.write_text(written, encoding="utf-8")
        unfinished.replace(out / RECORDS / COMMAND)
    except (OSError, ValueError, KeyError, TypeError):
        return  # then the next run looks at the rows


def _out(arguments: Sequence[str]) -> Path | None:
    """The folder of the packs, of a command that makes packs from a file and does nothing else."""
    if arguments[:1] != ["packs"] or OTHERWISE & set(arguments) or any("://" in word for word in arguments):
        return None
    for word, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if word == "--out" or word.startswith("--out="):
            return Path(word.partition("=")[2] or following)
    return None


def _asked(arguments: Sequence[str]) -> str:
    """A digest of the words of a command and of the files that they name."""
    found = hashlib.sha256(edition().encode())
    today = f"{dt.date.today():%Y-%m-%d}" if any("today" in word for word in arguments) else ""
    found.update(json.dumps([*arguments, today]).encode())
    for word in arguments:
        for path in (word, f"{word}-wal", f"{word}-journal"):
            if os.path.isfile(path):
                found.update(digest_of(path).encode())
    return found.hexdigest()


def _pages(out: Path) -> dict[str, str]:
    """A digest of each page in the folder."""
    paths = sorted(each for each in out.rglob("*.html") if RECORDS not in each.parts)
    return {path.relative_to(out).as_posix(): digest_of(path) for path in paths}
