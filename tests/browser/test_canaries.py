"""No byte of a public pack tells of anybody who did not agree: every personal value of a place is a canary.

Names, jobs, addresses, codes and texts are replaced by words that stand nowhere else. Then these words are
looked for in every public file, also where they are escaped, encoded, compressed or split by markup.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
import urllib.parse
import zlib
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner

from copkit.cli import main
from copkit.packs.batch import packs
from copkit.packs.library import workbook
from copkit.packs.printing import printed
from copkit.place.columns import Field, Table
from copkit.place.schema import TABLES
from copkit.place.store import Place

COMMUNITY = "Warm Homes"
DAY = "2026-06-30"
TEXTS = ("text", "words")
EVERYBODY_USES = {"name"}
"""What a row is called stands in packs as it was written, unless the column itself is personal."""


def canary(*what: object) -> str:
    """A word that stands nowhere else, the same for the same thing."""
    return f"zq{zlib.crc32(repr(what).encode()):08x}vj"


class Canaries:
    """A place in which every personal value is a canary. ``silent`` are the words that no public file may
    hold."""

    def __init__(self, place: Place) -> None:
        self.silent: set[str] = set()
        self.place = place
        rows = {name: place.rows(name) for name in TABLES}
        with place.change("Put canaries in") as change:
            for row, values in rows["members"].items():
                change.update("members", row, self._person(row, values))
            self.nobody = [
                row["name"] for row in place_rows(change, "members") if not row["agrees_to_be_named"]
            ]
            for name, table in TABLES.items():
                if name == "members":
                    continue
                for number, row in enumerate(rows[name]):
                    now = change.row(name, row)
                    put = self._texts(name, table, row, now, approved=number % 3 == 0)
                    if put:
                        change.update_read(name, row, put)

    def _person(self, row: int, values: dict[str, object]) -> dict[str, object]:
        agreed = bool(values["agrees_to_be_named"])
        put: dict[str, object] = {"email": f"{self._kept('email', row)}@example.org"}
        if row % 2:
            put["job"] = self._kept("job", row)
        if not agreed:
            put["name"] = f"{self._kept('first', row).capitalize()} {self._kept('last', row).capitalize()}"
        return put

    def _texts(
        self, name: str, table: type[Table], row: int, now: dict[str, object], approved: bool
    ) -> dict[str, object]:
        put: dict[str, object] = {}
        shared = table.shared_if
        if shared:
            yes, no = (True, False) if shared.startswith("may") else ("public", "members")
            put[shared] = yes if approved else no
        for column, field in table.fields().items():
            text = now.get(column)
            if field.kind not in TEXTS or not isinstance(text, str) or column == shared:
                continue
            if self._is_code(table, column, field):
                put[column] = self._kept("code", text)
            elif field.personal != "not personal" and not (shared and approved):
                put[column] = (
                    f"{self._kept(name, column, row)} {text}"
                    if column in table.identity
                    else self._kept(name, column, row)
                )
            elif column not in EVERYBODY_USES and field.kind == "words":
                put[column] = f"{text} {self.nobody[row % len(self.nobody)]}"
        return put

    def _is_code(self, table: type[Table], column: str, field: Field) -> bool:
        return (
            field.personal != "not personal"
            and field.required
            and column != "name"
            and (column in table.identity and field.kind == "text")
        )

    def _kept(self, *what: object) -> str:
        word = canary(*what)
        self.silent.add(word)
        return word


def place_rows(change, table: str) -> list[dict[str, object]]:
    return list(change.rows(table).values())


@pytest.fixture(scope="module")
def made(tmp_path_factory, demo_town) -> tuple[Path, set[str], list[str]]:
    """All public files of the place, the words that none may hold, and the names of those who agreed."""
    folder = tmp_path_factory.mktemp("canaries")
    where = folder / "town.place"
    with demo_town(where) as place:
        canaries = Canaries(place)
        members = place.read("members")
    agreed = list(members.loc[members["agrees_to_be_named"].fillna(False).astype(bool), "name"])
    out = folder / "out"
    of_one = [workbook(name) for name in ("3", "4", "7")]
    asked = {"as_of": DAY, "audience": "public", "jobs": 1}
    outcomes = packs(where, out, communities=[COMMUNITY], workbooks=of_one, **asked)
    outcomes += packs(where, out, communities=[""], **asked)
    assert [outcome.detail for outcome in outcomes if outcome.failed] == []
    for command in (
        ["save-network", str(where), str(out / "network.graphml")],
        ["save-network", str(where), str(out / "network.gexf")],
        ["save-network", str(where), str(out / "network.json")],
        ["save-catalogue", str(where), str(out / "resources.json")],
        ["save-catalogue", str(where), str(out / "resources.ris")],
    ):
        done = CliRunner().invoke(main, command)
        assert done.exit_code == 0, done.output
    return out, canaries.silent, agreed


def spoken(raw: bytes, depth: int = 3) -> Iterator[str]:
    """All that some bytes say: as they are, unescaped, without markup, decoded and decompressed."""
    text = raw.decode("utf-8", "replace")
    yield text
    yield html.unescape(urllib.parse.unquote(text))
    yield re.sub(r"<[^>]*>", "", text)
    yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    if not depth:
        return
    for run in re.findall(rb"[A-Za-z0-9+/_-]{24,}={0,2}", raw):
        try:
            decoded = base64.b64decode(run.translate(bytes.maketrans(b"-_", b"+/")) + b"==")
        except (binascii.Error, ValueError):
            continue
        yield from spoken(decoded, depth - 1)
    for start in (*(found.start() for found in re.finditer(rb"\x1f\x8b|\x78[\x01\x5e\x9c\xda]", raw)),):
        for bits in (47, -15):
            try:
                yield from spoken(zlib.decompressobj(bits).decompress(raw[start:], 10_000_000), depth - 1)
            except zlib.error:
                continue


def told_of(said: Iterator[str], silent: set[str]) -> list[str]:
    return sorted(
        {word for text in said for word in re.findall(r"zq[0-9a-f]{8}vj", text.lower()) if word in silent}
    )


def test_the_canaries_are_found_however_they_are_hidden():
    word = canary("somebody")
    packed = zlib.compress(word.encode() * 3)
    for hidden in (
        word.encode(),
        "".join(f"&#{ord(sign)};" for sign in word).encode(),
        "".join(f"%{ord(sign):02x}" for sign in word).encode(),
        "".join(f"\\u{ord(sign):04x}" for sign in word).encode(),
        "<tspan>".join(word).encode(),
        base64.b64encode(b"data: " + word.encode() * 2),
        packed,
        base64.b64encode(packed),
    ):
        assert told_of(spoken(hidden), {word}) == [word], hidden


def test_there_are_canaries_of_all_kinds_and_packs_that_name_those_who_agreed(made):
    out, silent, agreed = made
    assert len(silent) > 500
    pages = " ".join(path.read_text(encoding="utf-8") for path in out.rglob("*.html"))
    assert len(list(out.rglob("*.html"))) == 11
    assert sum(name in pages for name in agreed) > 10


def test_no_byte_of_a_public_file_tells_of_anybody_who_did_not_agree(made):
    out, silent, _ = made
    told = {
        str(path.relative_to(out)): told_of(spoken(path.name.encode() + b"\n" + path.read_bytes()), silent)
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }
    assert len([name for name in told if not name.startswith(".made")]) == 16
    assert {name: words for name, words in told.items() if words} == {}


def test_nor_does_a_pdf(made, browser_path):
    out, silent, _ = made
    pages = sorted((out / "whole-place").glob("0[47]*.html"))
    for done in printed(pages, 1):
        assert not done.why
        read = pypdf.PdfReader(done.pdf)
        texts = [page.extract_text() for page in read.pages]
        said = [*texts, str(read.metadata), *(str(one.title) for one in flat(read.outline))]
        said += list(spoken(done.pdf.read_bytes()))
        assert len("".join(texts)) > 5_000
        assert told_of(iter(said), silent) == []


def flat(outline: list) -> Iterator:
    for each in outline:
        if isinstance(each, list):
            yield from flat(each)
        else:
            yield each
