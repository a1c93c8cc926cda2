"""What is written is read back, whole, in every format; and other programs can read it."""

import datetime as dt
import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

from copkit.place.exchange.catalogue import bibtex, csl_json, documents, feeds, kept, markdown_folder, ris
from copkit.place.exchange.catalogue.formats import read, write
from copkit.place.schema.knowledge import OPEN_TO, RESOURCE_KINDS

DATA = Path(__file__).parents[1] / "data" / "catalogue"
IN_BYTES = {"bibtex": bibtex, "ris": ris, "csl_json": csl_json, "feeds": feeds}
LETTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co"), exclude_characters="\ufeff"
)
TEXT = st.text(LETTERS, min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(bool)
ODD = st.sampled_from(
    [
        "{a",
        "b}",
        "50% of it",
        "a & b",
        "x_y",
        "@book{k,",
        "ER  - ",
        "TY  - JOUR",
        "<b>bold</b>",
        "Doe, Jane",
        "Doe, Jane; Ellery Council",
        "&amp;",
        "---",
        "10.1000/182",
        "9780306406157",
        "0317-8471",
        "a and b",
        "$x$",
        "C:\\dir",
        "null",
        "2020-01-01",
        "Nature 171(4356), 737-738",
        "copkit: {}",
        "# head",
        "a: b",
    ]
)
WORDS = st.one_of(TEXT, ODD, st.tuples(TEXT, ODD).map("\n\n".join))
ROWS = st.fixed_dictionaries(
    {"name": st.one_of(TEXT, ODD), "kind": st.sampled_from(RESOURCE_KINDS)},
    optional={
        **{name: st.one_of(TEXT, ODD) for name in kept.COLUMNS if name not in ("name", "kind")},
        **dict.fromkeys(("description", "full_text"), WORDS),
        "made": st.dates(dt.date(1000, 1, 1)),
        "review": st.dates(dt.date(1000, 1, 1)),
        "open_to": st.sampled_from(OPEN_TO),
    },
)


@pytest.mark.parametrize("name", IN_BYTES)
@given(st.lists(ROWS, max_size=4))
@settings(max_examples=60)
def test_a_round_trip_loses_nothing(name, rows):
    module = IN_BYTES[name]
    raw, _ = kept.serialised(rows, module.serialise, module.parse)
    assert [entry.row for entry in module.parse(raw).entries] == [kept.filled(row) for row in rows]


@given(rows=st.lists(ROWS, max_size=3))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_folder_of_markdown_loses_nothing(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("made") / "all"
    markdown_folder.write(rows, folder)
    if rows:
        back = [entry.row for entry in documents.read(folder).entries]
        key = json.dumps
        assert sorted(map(repr, back), key=key) == sorted((repr(kept.filled(row)) for row in rows), key=key)


@pytest.mark.parametrize("ending", [".bib", ".ris", ".json", ".atom", ".csv", ".xlsx", ""])
@pytest.mark.parametrize(
    "file",
    [
        "xampl.bib",
        "biblatex_examples.bib",
        "scopus.ris",
        "endnote.ris",
        "rispy_full.ris",
        "csl_editor.json",
        "rfc4287.atom",
        "liftoff.rss",
        "xmlcom.rdf",
    ],
)
def test_files_not_made_here_go_through_every_format(tmp_path, file, ending):
    rows = [entry.row for entry in read(DATA / file).entries if entry.row.get("name")]
    path = tmp_path / f"all{ending}"
    write(rows, path, ending)
    back = [{name: _day(value) for name, value in entry.row.items()} for entry in read(path).entries]
    same = sorted(map(repr, map(kept.filled, back))) == sorted(map(repr, map(kept.filled, rows)))
    assert same


def _day(value):
    """A spreadsheet gives dates as it has them; the intake reads them."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        return dt.date.fromisoformat(value)
    return value


def test_what_has_no_place_is_told(tmp_path):
    row = {"name": "Damp", "kind": "tool", "review": dt.date(2027, 1, 1), "coverage": "England"}
    (told,) = write([row], tmp_path / "all.ris", ".ris")
    assert "review and coverage" in told
    assert 'N1  - copkit: {"review":"2027-01-01"' in (tmp_path / "all.ris").read_text(encoding="utf-8")


@given(st.lists(ROWS, min_size=1, max_size=3))
@settings(max_examples=30)
def test_csl_json_keeps_to_the_schema(rows):
    raw, _ = kept.serialised(rows, csl_json.serialise, csl_json.parse)
    schema = json.loads((DATA / "csl-data.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(raw), schema)


def test_pybtex_reads_our_bibtex():
    rows = [
        {
            "name": "Büyük {DNA} & 50%",
            "kind": "guide",
            "creator": "Büyükgüngör, Orhan; Ellery Council",
            "source": "Nature 171(4356), 737-738",
            "made": dt.date(1953, 4, 25),
            "review": dt.date(2027, 1, 1),
        },
        {
            "name": "Büyük again",
            "kind": "dataset",
            "creator": "Büyükgüngör, Orhan",
            "made": dt.date(1953, 1, 1),
        },
    ]
    raw, _ = kept.serialised(rows, bibtex.serialise, bibtex.parse)
    one, two = parse_string(raw.decode(), "bibtex").entries.values()
    assert one.type == "article"
    assert (one.fields["journal"], one.fields["volume"], one.fields["pages"]) == ("Nature", "171", "737-738")
    assert [" ".join(person.last_names) for person in one.persons["author"]] == [
        "Büyükgüngör",
        "{Ellery Council}",
    ]
    assert two.type == "dataset"


def test_the_same_rows_give_the_same_bytes():
    rows = [{"name": "Damp", "kind": "guide", "made": dt.date(2024, 5, 1)}]
    for module in IN_BYTES.values():
        once, again = (kept.serialised(rows, module.serialise, module.parse)[0] for _ in range(2))
        assert once == again


def test_file_names_are_safe_and_distinct(tmp_path):
    names = ["CON", "con", "a/b\\c:d*e?", "A B C D E", "…", "x" * 300, "Straße", "../../etc/passwd"]
    markdown_folder.write([{"name": name, "kind": "guide"} for name in names], tmp_path / "all")
    made = sorted(path.name for path in (tmp_path / "all").iterdir())
    assert len(made) == len({name.casefold() for name in made}) == len(names)
    assert all(len(name) < 100 and set("/\\:*?") & set(name) == set() for name in made)
    assert "con.md" not in made
