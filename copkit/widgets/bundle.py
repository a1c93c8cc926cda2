"""The editors' script and style, each in one piece: a widget is one module and may import nothing.

The files in ``static/`` are parts of that module, laid end to end in the order given here. A part
begins with what it uses from the parts before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"

GROUND = ("page.js", "wire.js", "fields.js", "bar.js")
"""What every editor stands on."""

SHARED = (
    "scale.js",
    "parts.js",
    "ask_anew.js",
    "record.js",
    "event_choice.js",
    "member_choice.js",
    "member_number.js",
    "ranked_order.js",
    "voting_round.js",
    "run_sheet.js",
    "issue_choice.js",
    "issue_map_choice.js",
    "issue_map_arrows.js",
    "issue_map_drawing.js",
    "stakeholder_grid_drawing.js",
    "barrier_ladder.js",
    "practice_questions.js",
    "lesson_form.js",
    "what_is_found.js",
    "question_line.js",
    "question_asking.js",
)
"""What some editors share, or what one of them is made of."""

FRAME = ("start.js",)
"""What finds an editor by its name, in a notebook or on a page."""


@cache
def script() -> str:
    """The module: the parts, then the editors in the order of their names, then the frame."""
    editors = sorted(path.name for path in STATIC.glob("*_editor.js"))
    return _laid_end_to_end((*GROUND, *SHARED, *editors, *FRAME))


@cache
def style() -> str:
    """The style of all editors: what they share, then what each adds."""
    added = sorted(path.name for path in STATIC.glob("*.css") if path.name != "editors.css")
    return _laid_end_to_end(("editors.css", *added))


def _laid_end_to_end(names: Sequence[str]) -> str:
    return "\n".join((STATIC / name).read_text(encoding="utf-8") for name in names)
