"""The parts of a page, as HTML and as text; whatever somebody typed stays text."""

import pandas as pd
import pytest

from copkit.show.page import Finding, Needs, Section, Sheet, Steps
from copkit.show.tables import Table

TYPED = "<script>alert('x')</script> & <b>bold</b>"
TABLE = Table(TYPED, pd.DataFrame({TYPED: [TYPED]}))
PARTS = [
    Finding(TYPED, [TABLE], TYPED, TYPED),
    Needs(TYPED, TYPED),
    Section([Finding(TYPED)]),
    Sheet(TYPED, TYPED, [(TYPED, TYPED)]),
    Steps([TYPED], TABLE, TYPED),
]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: type(part).__name__)
def test_what_somebody_typed_is_never_run(part):
    html = str(part.html())
    assert "<script" not in html
    assert "<b>" not in html


@pytest.mark.parametrize("part", PARTS, ids=lambda part: type(part).__name__)
def test_it_shows_itself_as_html_and_as_text(part):
    bundle = part._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert TYPED in bundle["text/plain"]
    assert repr(part) == bundle["text/plain"]


def test_the_method_stands_in_a_fold():
    html = Finding("Ten came.", method="Counted.", source="A book").html()
    assert html.index("<summary>How this was worked out</summary>") < html.index("Counted.")


def test_a_finding_without_a_method_has_no_fold():
    assert "<details" not in Finding("Ten came.").html()


def test_a_sheet_has_blank_rows_to_write_in():
    assert (
        Sheet("Issues", "Write.", [("Name", "in a few words")], rows=4).html().count("<tr><td></td></tr>")
        == 4
    )
