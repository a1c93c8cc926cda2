"""The editors' script and style, each in one piece: a widget is one module and may import nothing.

The files in ``static/`` are parts of that module, laid end to end in the order given here. A part
begins with what it uses from the parts before it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"

GROUND = ("page.js", "wire.js", "fields.js", "bar.js")
"""What every editor stands on."""

FRAME = ("start.js",)
"""What finds an editor by its name, in a notebook or on a page."""


@cache
def script() -> str:
    """The module: the parts, then the editors in the order of their names, then the frame."""
    editors = sorted(path.name for path in STATIC.glob("*_editor.js"))
    return "\n".join((STATIC / name).read_text(encoding="utf-8") for name in (*GROUND, *editors, *FRAME))


@cache
def style() -> str:
    """The style of all editors: what they share, then what each adds."""
    added = sorted(path.name for path in STATIC.glob("*_editor.css"))
    return "\n".join((STATIC / name).read_text(encoding="utf-8") for name in ("editors.css", *added))
