"""Spreadsheets and folders of CSV files, mutated at random, are loaded into a place.

    python tests/soak/mutated_loads.py [count] [seed]

Each one loads and leaves the place sound, or is refused in plain words and leaves it as it was; within
seconds, in bounded memory, without a warning. Load number N depends on N alone: to make the load of seed 17
again, say ``1 17``. The file of each failure is kept, and its path told.
"""

from __future__ import annotations

import csv
import datetime as dt
import gc
import io
import os
import random
import re
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from copkit.place.demo import fill_demo
from copkit.place.errors import CopkitError
from copkit.place.exchange import load
from copkit.place.exchange.cells import ASIDE_COLUMNS, KEPT_ASIDE, as_excel, plain
from copkit.place.exchange.workbook import write_workbook
from copkit.place.intake import take_in
from copkit.place.rules import fold
from copkit.place.schema import TABLES
from copkit.place.store import Place

SECONDS = 20
MEMORY = 1_000_000_000
LONGEST_LINE = 2_000
ROWS = 7

Sheet = tuple[str, list[str], list[list[object]]]
"""A title, a header, and rows."""

SEEN_BY_NOBODY = ("\u200b", "\u200e", "\u200f", "\u202e", "\ufeff", "\u2060", "\u00ad")
ODD: tuple[object, ...] = (
    *("", " ", "0", "-1", "1e400", "-1e400", "1e308", "NaN", "nan", "inf", "-0", "1_000", "1,000", "1,5"),
    *("9" * 30, "9" * 400, "9" * 5_000, "0" * 3_000 + "7", "0x1F", "½", "²", "١٢", "1e5", ".5", "3.0"),
    *("2026-02-30", "31/2/2026", "0000-00-00", "9999-12-31", "29/2/2027", "1/1/1", "2026-W05", "45000"),
    *("99/99/9999", "4 Foober 2026", "2026-04-03T25:61", "24:00", "9.30", "12:60pm", "٢٠٢٦-٠٤-٠٣"),
    *("yes", "no", "TRUE", "maybe", "=1+1", "=cmd|' /C calc'!A0", "+44", "@all", "'=x", "''", "#REF!"),
    *("\x00", "a\x00b", "\x07", "\x1b[31mred", "\x7f", "a\nb", "a\rb", "a\tb", "\x0b", "\x85", "\u2028"),
    *SEEN_BY_NOBODY,
    *(
        "\u202eliam",
        "a\u0301\u0323",
        "İstanbul",
        "ß",
        "ẞ",
        "ﬁ",
        "漢字",
        "👩‍👩‍👧",
        "\ufffe",
        "_xD800_",
        "_x0000_",
    ),
    *("x" * 400, "x" * 32_767, "x" * 40_000, "é" * 5_000, '"', '""', '"a', ",", ";", "Example: a row"),
    *(
        "<b>",
        "&amp;",
        "]]>",
        "Kept aside",
        "None",
        "null",
        "NA",
        "True",
        "1.0",
        "3.00",
        "2026-04-03 00:00:00",
    ),
    *(0, -1, 3.0, 2.5, 1e300, 10**25, 10**400, True, False, 45_000, 45_000.25, 20_000, 80_000, -45_000.0),
    *(dt.date(2026, 4, 3), dt.datetime(2026, 4, 3, 9, 30), dt.time(9, 30), dt.timedelta(hours=30)),
    *(dt.date(1900, 1, 1), dt.date(9999, 12, 31), None),
)
"""What people and programs leave in cells, and what nobody would."""

IN_XML = (
    *(b"<f>1+1</f>", b"<v>1e999</v>", b"<v>-1</v>", b"<v/>", b"&#0;", b"&#xD800;", b"&lol9;", b"&amp;"),
    *(b"]]>", b"<![CDATA[", b"<!--", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"<?xml", b'"'),
    *(b"</sheetData>", b"<row>", b"</row>", b"<c/>", b"</c>", b'<mergeCell ref="A1:XFD1048576"/>'),
    *(b'<mergeCell ref="B2:A1"/>', b'<mergeCell ref="A:A"/>', b"<is>", b"</is>", b"<t>", b"</t>", b"<r>"),
)
IN_AN_ATTRIBUTE = (
    *(
        b"",
        b"0",
        b"-1",
        b"1",
        b"99999999",
        b"4294967296",
        b"1e5",
        b"A0",
        b"XFD1048576",
        b"ZZZZ1",
        b"A99999999",
    ),
    *(b"s", b"n", b"d", b"b", b"e", b"str", b"inlineStr", b"x", b"rId1", b"rId99", b"/xl/workbook.xml"),
    *(b"../../../etc/passwd", b"worksheets/sheet1.xml", b"hidden", b"true", b"\xff", b"A1:A1:A1", b"1:1"),
)
IN_A_TEXT = (
    *(b"", b"0", b"-1", b"1", b"99999999", b"1e400", b"-1e400", b"NaN", b"INF", b"1e308", b"9" * 400),
    *(b"9" * 5_000, b"45000", b"2958466", b"-693594", b"2026-04-03", b"2026-13-45", b"2026-04-03T25:00:00Z"),
    *(b"#REF!", b"#N/A", b"true", b"x", b"_x0000_", b"_xD800_", b"1.5", b"1.0", b"0.1e-400", b"0x10"),
)


class Amiss(Exception):
    """A load that did what no load may do."""


class TooLong(BaseException):
    """A load that took more seconds than it may."""


# What is loaded --------------------------------------------------------------------------------------


def sheets_of(place: Place) -> list[Sheet]:
    """All tables of a place as sheets."""
    return [
        (
            table.sheet(),
            [field.label for field in table.fields().values()],
            [[plain(value) for value in row] for row in place.read(name).itertuples(index=False)],
        )
        for name, table in TABLES.items()
    ]


def small_town(town: Place) -> Place:
    """Some rows of each table of a town, of which none names a row that is not there."""
    rows: dict[str, list[tuple[int, dict[str, object]]]] = {}
    for name, table in TABLES.items():
        refers = {column: field.refers_to for column, field in table.fields().items() if field.refers_to}
        fit = [
            {column: value for column, value in row.items() if value is not None}
            for row in town.rows(name).values()
            if all(
                row[column] is None
                or fold(row[column]) in {fold(str(r["name"])) for _, r in rows[str(other)]}
                for column, other in refers.items()
                if other != name
            )
            and all(row[column] is None for column, other in refers.items() if other == name)
        ]
        rows[name] = list(enumerate(fit[:ROWS], 2))
    place = Place.in_memory()
    take_in(place, rows, "small town")
    return place


@dataclass
class Towns:
    """The places that are loaded into, and the sheets that are mutated."""

    small: Path
    whole: Path
    small_sheets: list[Sheet]
    whole_sheets: list[Sheet]

    @classmethod
    def made_in(cls, folder: Path) -> Towns:
        """Makes the demonstration town, and a small one of some of its rows."""
        with Place.create(folder / "whole.place") as town:
            fill_demo(town)
            sheets = sheets_of(town)
            some = small_town(town)
        with closing(sqlite3.connect(folder / "small.place")) as file:
            some._engine.connect().connection.driver_connection.backup(file)
        return cls(folder / "small.place", folder / "whole.place", sheets_of(some), sheets)

    def drawn(self, draw: random.Random) -> tuple[Path, list[Sheet]]:
        """A place to load into, and sheets to mutate: mostly a few of the small town's."""
        kind = draw.random()
        if kind < 0.01:
            return self.whole, [(title, list(head), list(rows)) for title, head, rows in self.whole_sheets]
        chosen = draw.sample(self.small_sheets, draw.randint(1, 7))
        into = self.whole if kind < 0.04 else self.small
        return into, [(title, list(head), [list(row) for row in rows]) for title, head, rows in chosen]


# How it is mutated -----------------------------------------------------------------------------------


def cells_mutated(draw: random.Random, sheets: list[Sheet]) -> None:
    """Odd values, values that changed places, broken references, rows and headers that moved."""
    for _ in range(draw.choice((0, 0, 1, 1, 2, 6))):
        title, head, rows = at = draw.choice(sheets)
        row = draw.choice(rows) if rows else head
        one, other = draw.randrange(len(head)), draw.randrange(len(head))
        kind = draw.randrange(13)
        if kind < 5 and len(row) > one:
            row[one] = draw.choice(ODD)
        elif kind == 5 and len(row) > max(one, other):
            row[one], row[other] = row[other], row[one]
        elif kind == 6 and rows:
            rows.insert(draw.randrange(len(rows)), list(row))
        elif kind == 7:
            draw.shuffle(rows)
        elif kind == 8 and len(row) > one and row[one]:
            row[one] = draw.choice(("{} ", "{}x", "\u200b{}", "{0}{0}")).format(row[one])
        elif kind == 9:
            head[one], head[other] = head[other], head[one]
        elif kind == 10:
            head[one] = draw.choice(
                (head[other], f"{head[one]}s", str(draw.choice(ODD)), str(head[one]).upper())
            )
        elif kind == 11:
            rows.append([draw.choice(ODD) for _ in range(draw.randint(1, len(head) + 3))])
        else:
            sheets.append((draw.choice((title, title.lower(), "Own", KEPT_ASIDE, "Read me")), head, rows))
            if sheets[-1][0] == KEPT_ASIDE:
                sheets[-1] = (
                    KEPT_ASIDE,
                    list(ASIDE_COLUMNS),
                    [[draw.choice(ODD) for _ in ASIDE_COLUMNS] for _ in rows],
                )
            if draw.random() < 0.3:
                sheets.remove(at)


def bytes_mutated(draw: random.Random, whole: bytes, tokens: tuple[bytes, ...]) -> bytes:
    """Bytes changed, cut, doubled or put in at random places."""
    out = bytearray(whole)
    for _ in range(draw.choice((1, 1, 2, 4, 16))):
        at = draw.randrange(len(out) + 1)
        length = draw.choice((1, 1, 2, 8, 64, 1_000))
        kind = draw.randrange(5)
        if kind == 0 and at < len(out):
            out[at] ^= 1 << draw.randrange(8)
        elif kind == 1:
            del out[at : at + length]
        elif kind == 2:
            out[at:at] = out[at : at + length]
        elif kind == 3:
            out[at:at] = draw.choice(tokens)
        elif draw.random() < 0.2:
            del out[at:]
    return bytes(out)


def _values_mutated(draw: random.Random, xml: bytes) -> bytes:
    """Some attributes and texts of an XML part are replaced."""
    pattern, odd = draw.choice(((rb'(?<==")[^"]*(?=")', IN_AN_ATTRIBUTE), (rb"(?<=>)[^<]+(?=<)", IN_A_TEXT)))
    found = list(re.finditer(pattern, xml))
    for match in sorted(draw.sample(found, min(len(found), draw.choice((1, 2, 5)))), key=re.Match.start)[
        ::-1
    ]:
        xml = xml[: match.start()] + draw.choice(odd) + xml[match.end() :]
    return xml


def _xml_bombed(draw: random.Random, xml: bytes) -> bytes:
    """Deep nesting, entities that grow, entities of other files, cells at the end of the sheet."""
    kind = draw.randrange(7)
    depth = draw.choice((300, 5_000, 100_000))
    first = xml.find(b"?>") + 2
    start = xml.find(b">", first) + 1
    if kind == 0:
        return xml[:start] + b"<a>" * depth + b"</a>" * depth + xml[start:]
    if kind == 1:
        lol = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
        return (
            xml[:first]
            + b'<!DOCTYPE x [<!ENTITY l0 "lol">'
            + lol
            + b"]>"
            + xml[first:start]
            + b"<a>&l9;</a>"
            + xml[start:]
        )
    if kind == 2:
        outside = b'<!DOCTYPE x [<!ENTITY o SYSTEM "file:///etc/hostname">]>'
        return xml[:first] + outside + re.sub(rb"(<t>|<v>)[^<]*", rb"\1&o;", xml[first:])
    if kind == 3:
        return xml.replace(b"<row ", b'<row r="1048000"><c r="XFD1048000"><v>1</v></c></row><row ', 1)
    if kind == 4:
        return xml.replace(b"</row>", b'<c r="XFD9"><v>1</v></c></row>')
    if kind == 5:
        return re.sub(rb' t="\w+"', b' t="%s"' % draw.choice(IN_AN_ATTRIBUTE[11:18]), xml)
    return re.sub(rb' s="\d+"', b' s="%s"' % draw.choice(IN_AN_ATTRIBUTE[:7]), xml)


def _shared(parts: dict[str, bytes]) -> None:
    """Texts go to a part of their own, as Excel keeps them."""
    texts: list[bytes] = []

    def kept(found: re.Match[bytes]) -> bytes:
        texts.append(found[1])
        return b't="s"><v>%d</v>' % (len(texts) - 1)

    for name in parts:
        if name.startswith("xl/worksheets/"):
            parts[name] = re.sub(rb't="inlineStr"><is>(<t[^>]*>[^<]*</t>)</is>', kept, parts[name])
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    items = b"".join(b"<si>%s</si>" % text for text in texts)
    parts["xl/sharedStrings.xml"] = b'<?xml version="1.0"?><sst xmlns="%s">%s</sst>' % (space, items)
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types = parts["[Content_Types].xml"]
    told = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    parts["[Content_Types].xml"] = types if b"sharedStrings" in types else types.replace(b"</Types>", told)


def _parts_moved(draw: random.Random, parts: list[tuple[str, bytes]]) -> None:
    """A part is gone, there twice, empty, under another's name, or has another's content."""
    one, other = draw.randrange(len(parts)), draw.randrange(len(parts))
    (name, content), (other_name, other_content) = parts[one], parts[other]
    kind = draw.randrange(5)
    if kind == 0:
        del parts[one]
    elif kind == 1:
        parts.append((name, other_content))
    elif kind == 2:
        parts[one] = (name, b"")
    elif kind == 3:
        parts[one] = (draw.choice((other_name, name.upper(), f"/{name}", f"../{name}", "a\x00b")), content)
    else:
        parts[one], parts[other] = (name, other_content), (other_name, content)


def _archive(draw: random.Random, parts: list[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w") as archive:
        warnings.simplefilter("ignore")  # of names that are there twice
        for name, content in parts:
            kind = draw.choices((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2), (20, 1, 1))[0]
            archive.writestr(name, content, kind)
    return made.getvalue()


def _headers_of_parts_mutated(draw: random.Random, whole: bytes) -> bytes:
    """What the archive says of a part: version, flags, way of packing, times, sum, sizes, lengths."""
    out = bytearray(whole)
    signs = [(b"PK\x01\x02", 6, 46), (b"PK\x03\x04", 4, 30), (b"PK\x05\x06", 4, 22)]
    for _ in range(draw.choice((1, 1, 3))):
        sign, start, end = draw.choice(signs)
        found = [match.start() for match in re.finditer(re.escape(sign), whole)]
        at = draw.choice(found) + draw.randrange(start, end)
        out[at] = draw.choice((0, 1, 8, 9, 12, 14, 20, 63, 93, 95, 98, 99, 255, draw.randrange(256)))
    return bytes(out)


def mutated_book(draw: random.Random, path: Path, sheets: list[Sheet]) -> None:
    """An Excel file with something wrong in its cells, its parts or its archive."""
    for _, head, rows in sheets:
        head[:] = [as_excel(str(_for_excel(label))) for label in head]
        for row in rows:
            row[:] = [_for_excel(value) for value in row]
    titles = Counter[str]()
    unique = []
    for title, head, rows in sheets:
        titles[title] += 1
        unique.append((title if titles[title] == 1 else f"{title} {titles[title]}", head, rows))
    write_workbook(path, unique)
    kind = draw.randrange(10)
    if kind == 0:
        return
    if kind == 1:
        path.write_bytes(bytes_mutated(draw, path.read_bytes(), IN_XML))
        return
    if kind == 2:
        path.write_bytes(_headers_of_parts_mutated(draw, path.read_bytes()))
        return
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    if draw.random() < 0.6:
        _shared(contents)
    parts = list(contents.items())
    if kind == 3:
        _parts_moved(draw, parts)
    else:
        sheets_only = [at for at, (name, _) in enumerate(parts) if "sheet" in name or "String" in name]
        at = draw.choice(sheets_only) if draw.random() < 0.7 else draw.randrange(len(parts))
        name, content = parts[at]
        if kind < 6:
            content = bytes_mutated(draw, content, IN_XML)
        else:
            content = (_values_mutated if kind < 9 else _xml_bombed)(draw, content)
        parts[at] = (name, content)
    path.write_bytes(_archive(draw, parts))


def _for_excel(value: object) -> object:
    """A value as it can be written to an Excel file; other programs leave numbers beyond all bounds as well,
    which stand in `IN_A_TEXT`."""
    if isinstance(value, str):
        return value[:32_000].replace("\ud800", "?")
    return str(value) if isinstance(value, int) and abs(value) > 10**300 else value


ENCODINGS = ("utf-8-sig", "utf-8", "utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1", "mac-roman", "utf-7")


def mutated_folder(draw: random.Random, path: Path, sheets: list[Sheet]) -> None:
    """A folder of CSV files with something wrong in its cells, its letters, its quotes or its names."""
    path.mkdir()
    for title, head, rows in sheets:
        out = io.StringIO(newline="")
        odd = draw.random() < 0.3
        writer = csv.writer(
            out,
            delimiter=draw.choice(",;\t|:") if odd else ",",
            quotechar=draw.choice("\"'") if odd else '"',
            quoting=draw.choice((csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC)),
            lineterminator=draw.choice(("\r\n", "\n", "\r", "\n\n")) if odd else "\r\n",
        )
        if odd and draw.random() < 0.3:
            out.write(draw.choice(("sep=;\n", "\n\n", "Our town, 2026\n", "\ufeff", "\x00\n")))
        for row in (head, *rows):
            writer.writerow(["" if value is None else str(value) for value in row])
        encoding = draw.choice(ENCODINGS) if odd else "utf-8-sig"
        raw = out.getvalue().encode(encoding, errors="replace")
        if draw.random() < 0.15:
            raw = bytes_mutated(draw, raw, tuple(str(value).encode() for value in ODD))
        (path / f"{title.replace('/', '')}.csv").write_bytes(raw)
    if draw.random() < 0.15:
        _files_moved(draw, path)


def _files_moved(draw: random.Random, path: Path) -> None:
    """A file is a folder, empty, a link to nothing, an Excel file, or bears an odd name."""
    file = draw.choice(sorted(path.iterdir()))
    kind = draw.randrange(7)
    if kind == 0:
        file.unlink()
        file.mkdir()
    elif kind == 1:
        file.write_bytes(b"")
    elif kind == 2:
        file.unlink()
        file.symlink_to(path / "nowhere")
    elif kind == 3:
        file.write_bytes(b"PK\x03\x04" + file.read_bytes())
    elif kind == 4:
        shutil.copyfile(file, path / f"{file.stem.upper()}.CSV")
    elif kind == 5:
        os.rename(file, os.path.join(os.fsencode(path), b"Caf\xe9.csv"))
    else:
        file.rename(path / draw.choice(("._Skills.csv", "a\nb.csv", "\u202evsc.csv", "\x1b[31m.csv", ".csv")))


def mutated(seed: int, towns: Towns, folder: Path) -> tuple[Path, Path, bool]:
    """The file or folder of a seed; the place that it is loaded into; and whether rows are replaced."""
    draw = random.Random(seed)
    into, sheets = towns.drawn(draw)
    big = into == towns.whole and len(sheets) > 7
    cells_mutated(draw, sheets)
    if sheets and (big or draw.random() < 0.5):
        path = folder / f"mutated-{seed}"
        mutated_folder(draw, path, sheets)
    else:
        path = folder / f"mutated-{seed}.xlsx"
        mutated_book(draw, path, sheets or [("Skills", ["Name"], [])])
    return path, into, draw.random() < 0.15


def copy_of(pristine: Path) -> Place:
    """A place to load into: a copy of another one, beside it."""
    copy = pristine.with_name(f"copy of {pristine.name}")
    shutil.copyfile(pristine, copy)
    return Place.open(copy)


def restored(place: Place, pristine: Path) -> None:
    """Makes a place again what it was before anything was loaded."""
    with closing(sqlite3.connect(pristine)) as source, closing(sqlite3.connect(place.where)) as copy:
        copy.execute("PRAGMA synchronous = OFF")
        source.backup(copy)
    shutil.rmtree(f"{place.where}.backups", ignore_errors=True)


# How it is judged ------------------------------------------------------------------------------------


def content_of(where: Path) -> list[object]:
    """Every row of every table of a place file."""
    with closing(sqlite3.connect(where)) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [(name, file.execute(f'SELECT * FROM "{name}"').fetchall()) for name in sorted(tables)]


def judged(path: Path, place: Place, *, replace: bool = False, loading: Callable[..., object] = load) -> str:
    """Loads a file into a place; says whether it was loaded or refused. Raises `Amiss`."""
    where = Path(place.where)
    before, change = content_of(where), place.newest_change()
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        outcome, told = _tried(path, place, replace, loading)
        gc.collect()
    if warned:
        raise Amiss(f"warned: {warned[0].category.__name__}: {warned[0].message}")
    _must_be_plain(told)
    if outcome == "refused":
        if content_of(where) != before or place.newest_change() != change:
            raise Amiss("it was refused, and the place is not as it was")
        if [copy.name for copy in Path(f"{where}.backups").glob("*")]:
            raise Amiss("it was refused, and left a copy of the place")
        return outcome
    checked = place.check()
    if not checked.sound:
        raise Amiss(f"the place is no longer sound: {checked}")
    return outcome


def _tried(path: Path, place: Place, replace: bool, loading: Callable[..., object]) -> tuple[str, str]:
    try:
        with _in_time():
            return "loaded", str(loading(place, path, replace=replace))
    except CopkitError as refused:
        return "refused", str(refused)
    except TooLong as late:
        raise Amiss(f"it took more than {SECONDS} seconds") from late
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        raise Amiss(f"{type(error).__name__} came through") from error


def _must_be_plain(told: str) -> None:
    if not told or any(len(line) > LONGEST_LINE for line in told.splitlines()):
        raise Amiss(f"a line has {max(map(len, told.splitlines()), default=0):,} characters: {told[:200]}")
    if unplain := [
        sign for sign in told if sign not in "\n\t" and (ord(sign) < 32 or 0xD800 <= ord(sign) < 0xE000)
    ]:
        raise Amiss(f"what is told holds {unplain[0]!r}: {told[:200]!r}")
    if "Traceback" in told or " object at 0x" in told:
        raise Amiss(f"what is told is for programmers: {told[:200]}")


@contextmanager
def _in_time() -> Iterator[None]:
    """Breaks off what takes too long, where the machine has an alarm."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def rung(*_: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, rung)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such bound
        return
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def main(count: int, first: int) -> int:
    """Makes and judges so many loads; gives the number of those that failed."""
    _bound_memory()
    came = Counter[str]()
    slowest = (0.0, first)
    kept = Path(tempfile.gettempdir()) / "copkit-mutated-loads"
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        towns = Towns.made_in(folder)
        gc.freeze()
        places = {pristine: copy_of(pristine) for pristine in (towns.small, towns.whole)}
        for seed in range(first, first + count):
            path, into, replace = mutated(seed, towns, folder)
            started = time.perf_counter()
            try:
                came[judged(path, places[into], replace=replace)] += 1
            except Amiss as amiss:
                came["failed"] += 1
                kept.mkdir(exist_ok=True)
                shutil.rmtree(kept / path.name, ignore_errors=True)
                shutil.move(path, kept / path.name)
                cause = "".join(traceback.format_exception(amiss.__cause__)[-6:]) if amiss.__cause__ else ""
                print(
                    f"seed {seed} (replace={replace}): {amiss}\n{cause}  kept: {kept / path.name}", flush=True
                )
            slowest = max(slowest, (time.perf_counter() - started, seed))
            restored(places[into], into)
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
    print(
        f"{count:,} loads: {came['loaded']:,} loaded, {came['refused']:,} refused, "
        f"{came['failed']:,} failed; "
        f"the slowest took {slowest[0]:.1f} s (seed {slowest[1]})"
    )
    return came["failed"]


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    sys.exit(1 if main(numbers[0] if numbers else 10_000, numbers[1] if len(numbers) > 1 else 0) else 0)
