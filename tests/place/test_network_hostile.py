"""Files that are broken, made to harm, or not what their names say: a plain sentence, and nothing changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.place.errors import CopkitError, SpreadsheetUnreadable
from copkit.place.exchange.networks import formats, load_network, read_network
from copkit.place.store import Place

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 if n else str()};" * 10}">' for n in range(9))
    + "]><graphml>&a8;</graphml>"
)
ENDINGS = [".graphml", ".gexf", ".json", ".csv", ".tsv", ".txt", ".dl", ".dat"]


def refused(tmp_path, name: str, content: bytes) -> str:
    (tmp_path / name).write_bytes(content)
    place = Place.in_memory()
    with pytest.raises(CopkitError) as told:
        load_network(place, tmp_path / name)
    assert place.newest_change() == 0
    return str(told.value)


@pytest.mark.parametrize("ending", [".graphml", ".gexf"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_any_encoding(tmp_path, ending, encoding):
    assert "declares entities" in refused(tmp_path, f"bomb{ending}", BOMB.encode(encoding))


@pytest.mark.parametrize("deep", [101, 300_000])
@pytest.mark.parametrize("ending", [".graphml", ".gexf"])
def test_what_is_nested_too_deeply_is_told(tmp_path, ending, deep):
    assert "it is nested too deeply" in refused(tmp_path, f"x{ending}", b"<x>" * deep + b"</x>" * deep)


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_no_network_is_told(tmp_path, ending):
    assert "cannot be read" in refused(tmp_path, f"x{ending}", b"\x00 this is no network <")
    assert "cannot be read" in refused(tmp_path, f"x{ending}", b"")


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("x.graphml", "<graphml><graph>", "it is broken in line 1"),
        ("x.graphml", '<?xml version="1.0" encoding="UTF-9"?><graphml/>', "an encoding that nobody knows"),
        ("x.graphml", "<graphml/>", "not a network in the format of its ending"),
        ("x.gexf", '<gexf xmlns="http://example.org" version="9"/>', "not a network in the format"),
        ("x.json", "[1, 2]", "not a network in the format of its ending"),
        ("x.json", '{"elements": [{"id": 1}]}', "an element in it has no label"),
        ("x.json", "[" * 100_000, "it is nested too deeply"),
        ("x.csv", "Label,Type\nA,person\n", "it lists people and no ties"),
        ("x.csv", "From,Strength\nA,1\n", "has one of From and To, and not the other"),
        ("x.csv", "From,To\nA\n", "line 2 names only one end of a tie"),
        ("x.csv", 'From,To\n"A,B\n', "the quotation marks in line 2 do not match"),
        ("x.dl", "n=2 data:\n0 1 1 0", "its first word is not DL"),
        ("x.dl", "DL n=2", "it has no 'data:'"),
        ("x.dl", "DL data: 0", "it does not say how many people it has"),
        ("x.dl", "DL n=many data: 0", "'many' after 'n=' is no number of people"),
        ("x.dl", "DL n=3 format=lowerhalf data: 0", "its format is 'lowerhalf'"),
        ("x.dl", "DL n=3 labels: a b data: 0", "fewer labels than the 3"),
        ("x.dl", "DL n=9999999 nm=9999999 data: 0 1", "it holds 2 cells where its header asks for"),
        ("x.dl", "DL nr=2 nc=3 data: 0 1 1 0 1 1", "rows and columns are not the same people"),
        ("x.dl", "DL n=2 format=edgelist1 labels: a b data:\n1 7", "'7' in line 2 is neither a label"),
        ("x.doc", "A B", r"It can be .graphml, .gexf"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, name, text, why):
    assert why in refused(tmp_path, name, text.encode())


def test_letters_of_windows_are_read_and_unknown_ones_told(tmp_path):
    (tmp_path / "x.csv").write_bytes("Zoë,Jörg\n".encode("cp1252"))
    assert read_network(tmp_path / "x.csv").ties[0].start == "Zoë"
    assert "cannot be read" in refused(tmp_path, "y.csv", b"\x81\x8d,\x8f\n")
    assert "cannot be read" in refused(tmp_path, "y.json", '{"elements": []}'.encode("utf-16"))


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(formats, "LARGEST", 1_000)
    assert "it has more than" in refused(tmp_path, "x.csv", b"A,B\n" * 500)


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    with pytest.raises(SpreadsheetUnreadable, match="there is no such file"):
        read_network(tmp_path / "x.csv")
    (tmp_path / "y.csv").mkdir()
    with pytest.raises(SpreadsheetUnreadable, match="it may not be read"):
        read_network(tmp_path / "y.csv")


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(ENDINGS),
    st.one_of(
        st.binary(max_size=60),
        st.lists(
            st.sampled_from(
                [
                    "DL ",
                    "n=2 ",
                    "nm=2 ",
                    "labels: ",
                    "embedded ",
                    "data:\n",
                    "a ",
                    "b ",
                    "1 ",
                    "2 ",
                    "!\n",
                    "\n",
                    "From,To\n",
                    "A,B\n",
                    '"',
                    "{",
                    "}",
                    "[",
                    "]",
                    '"elements": [',
                    '"from": "a"',
                    "<graphml>",
                    "</graphml>",
                ]
            ),
            max_size=14,
        ).map(lambda parts: "".join(parts).encode()),
    ),
)
def test_any_file_is_read_or_told(tmp_path_factory, ending, content):
    path = tmp_path_factory.mktemp("any") / f"x{ending}"
    path.write_bytes(content)
    try:
        said = "" if read_network(path).ties else "nothing"
    except SpreadsheetUnreadable as told:
        said = str(told).removeprefix(f"'x{ending}' cannot be read: ")
    assert not said or said[-1] == "."
