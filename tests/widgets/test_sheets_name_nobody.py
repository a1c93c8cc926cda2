"""A sheet that leaves the room asks nothing that names somebody who did not agree."""

from __future__ import annotations

from copkit.place.store import Place
from copkit.place.view import view
from copkit.widgets import conditions_audit, survey_page


def test_the_public_sheets_leave_out_statements_and_a_round_that_name_somebody() -> None:
    place = Place.in_memory("town")
    with place.change("Begin") as change:
        change.add("members", {"name": "Tess Quill"})
        change.add("survey_waves", {"name": "Spring with Tess Quill", "opened": "2026-03-02"})
        for name, said in (("a", "Tess Quill leads us well"), ("b", "We meet often enough")):
            change.add("survey_items", {"name": name, "statement": said, "element": "community"})
            change.add("condition_items", {"name": name, "statement": said, "condition": "time"})
    for editor in (survey_page, conditions_audit):
        public, room = (
            str(editor(view(place, audience=reader)).sheet.html()) for reader in ("public", "workshop")
        )
        assert "Tess Quill" in room
        assert "Tess Quill" not in public
        assert "We meet often enough" in public
