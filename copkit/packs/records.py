"""What each pack was made of, so that it is made anew only when it would come out otherwise.

Beside the packs, in the hidden folder `.made`, is a record of each: a key for what was asked (the workbook,
its parameters, the edition of copkit), which rows were read, a digest of these rows, and one of the page.
The digests are keyed (HMAC, RFC 2104) with the secret of the place: who has the folder and guesses what is
hidden in a page cannot try the guess against them.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from copkit.packs.files import write_whole
from copkit.packs.orders import Order, Outcome
from copkit.place.edition import digest_of, edition
from copkit.place.errors import PlaceUnreadable
from copkit.place.privacy import Audience
from copkit.place.readings import Reading
from copkit.place.store import Place
from copkit.place.view import View

FOLDER, STATE = ".made", "state"


def seal_of(here: View) -> bytes:
    """The key of all records of a place in this edition; nothing where the place has no secret and may not be
    written to, and then nothing is recorded."""
    try:
        secret = b"made up" if here.is_demo else here.place.secret()
    except PlaceUnreadable:
        return b""
    return hmac.new(secret, edition().encode(), "sha256").digest()


def record_of(page: Path) -> Path:
    """Where the record of a pack, or of the index, is."""
    if page.name == "index.html":
        return page.parent / FOLDER / "index.json"
    return page.parent.parent / FOLDER / page.parent.name / f"{page.stem}.json"


def record(page: Path, asked: str, seal: bytes, readings: Mapping[Reading, str]) -> None:
    """Writes down what a page was made of, after it was made."""
    kept = {
        "asked": asked,
        "read": [list(reading) for reading in readings],
        "rows": sealed(seal, readings.items()),
        "page": _digest_of_page(page),
    }
    write_whole(record_of(page), json.dumps(kept))


def forget_record(order: Order) -> None:
    """Removes the record of a pack that could not be made."""
    record_of(order.path).unlink(missing_ok=True)


class Standing:
    """What a place holds now: whether packs that were made before would come out the same."""

    def __init__(self, here: View, seal: bytes) -> None:
        self._here = here
        self._seal = seal
        self._views = {each.reading(""): each for each in (here.whole, here)}

    def kept(self, orders: Sequence[Order]) -> dict[Order, Outcome]:
        """Those orders whose pack is there and would come out the same."""
        return {
            order: Outcome(order, 0.0, size=order.path.stat().st_size, kept=True)
            for order in orders
            if self._seal and self.holds(order.path, asked_of(order, self._seal))
        }

    def holds(self, page: Path, asked: str) -> bool:
        """Whether a page is there, was asked for in the same way, and would come out the same."""
        try:
            known = json.loads(record_of(page).read_text(encoding="utf-8"))
            if known["asked"] != asked or known["page"] != _digest_of_page(page):
                return False
            return self.same(known["read"], known["rows"])
        except (OSError, ValueError, KeyError, TypeError):
            return False  # no record, or none that can be read

    def same(self, read: Iterable[Sequence[str]], rows: str) -> bool:
        """Whether what was read is as it was: ``rows`` is its digest."""
        readings = [Reading(*reading) for reading in read]
        now = sealed(self._seal, ((reading, self._digest(reading)) for reading in readings))
        return hmac.compare_digest(now, rows)

    def _digest(self, reading: Reading) -> str:
        if not reading.audience:
            self._here.stored(reading.table)  # what stands in the page was read, now as then
            return self._here.digest_of_stored(reading.table)
        view = self._view(reading._replace(table=""))
        view[reading.table]
        return view.digest(reading.table)

    def _view(self, asked: Reading) -> View:
        """The view of which a table was asked."""
        if asked not in self._views:
            if asked.community:
                self._views[asked] = self._view(asked._replace(community="")).within(asked.community)
            else:
                day, audience = pd.Timestamp(asked.day), Audience(asked.audience)
                self._views[asked] = self._here.whole.at(day).seen_by(audience)
        return self._views[asked]


def state_of(place: Place) -> str:
    """A digest of the file of a place; nothing of one that has no file."""
    try:
        return digest_of(place.where) if place.is_file else ""
    except OSError:
        return ""


def record_state(out: Path, state: str, packs: int) -> None:
    """Writes down from which state of the place file so many packs were made, or would be: for
    `copkit.start`."""
    write_whole(out / FOLDER / STATE, json.dumps({"place": state, "packs": packs}))


def asked_of(order: Order, seal: bytes) -> str:
    """A key for the workbook and its parameters. Which file or database holds the place is left out: the
    rows decide."""
    parameters = {name: value for name, value in order.parameters.items() if name != "place"}
    asked = json.dumps([order.workbook.template, parameters], sort_keys=True).encode()
    return hmac.new(seal, asked + order.workbook.path.read_bytes(), "sha256").hexdigest()


def asked_of_index(here: View, out: Path, outcomes: Sequence[Outcome], seal: bytes) -> str:
    """The same for the index: of which day and for whom, to which packs it leads, and which failed."""
    pages = sorted(f"{page.parent.name}/{page.name}" for page in out.glob("*/*.html"))
    failed = [
        (outcome.order.community, outcome.order.workbook.name, outcome.why)
        for outcome in outcomes
        if outcome.failed
    ]
    asked = json.dumps([f"{here.as_of}", here.audience.name, pages, failed])
    return hmac.new(seal, asked.encode(), "sha256").hexdigest()


def sealed(seal: bytes, rows: Iterable[tuple[Reading, str]]) -> str:
    """One digest of the rows that were read, keyed."""
    lines = sorted(json.dumps([*reading, digest]) for reading, digest in rows)
    return hmac.new(seal, "\n".join(lines).encode(), "sha256").hexdigest()


def _digest_of_page(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
