"""An editor on the screen: a widget in a notebook, a live part of a workshop page, or a sheet to print.

anywidget carries the script to wherever notebooks are shown, without a network. In the workshop the
page itself holds the script and asks its own server, so that a kernel may die and nothing is lost.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import anywidget
import traitlets
from markupsafe import Markup

from copkit.place.view import View
from copkit.show.page import Sheet
from copkit.widgets.bundle import script, style
from copkit.widgets.desk import Desk

WORKSHOP = "COPKIT_WORKSHOP"
"""Set in the kernels of a workshop: there the page shows the editors itself."""


class Live(anywidget.AnyWidget):
    """The editor as a widget: it hands each question of the screen to the desk."""

    _esm = script()
    _css = style()
    settings = traitlets.Dict().tag(sync=True)
    place = traitlets.Unicode().tag(sync=True)

    def __init__(self, here: View, settings: Mapping[str, object]) -> None:
        super().__init__(settings=dict(settings), place=here.place.where)
        self._here = here
        self._desk = Desk(here.place, here.community)
        self.on_msg(self._asked)

    def _asked(self, _: object, message: Mapping[str, Any], __: object) -> None:
        answer = self._desk.answer(message["question"])
        if "written" in answer or "undone" in answer:
            self._here.refresh()
        self.send({"number": message["number"], "answer": answer})


class Editor:
    """What a 'Work together' cell shows. ``settings`` say which editor, and of what."""

    def __init__(self, here: View, sheet: Sheet, settings: Mapping[str, object]) -> None:
        self._here = here
        self.sheet = sheet
        self.settings = dict(settings)

    @cached_property
    def live(self) -> Live:
        """The widget; made when a notebook first shows it."""
        return Live(self._here, self.settings)

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        paper = self.sheet._repr_mimebundle_(**options)
        if self._here.audience.is_public:
            return paper
        if os.environ.get(WORKSHOP):
            spot = Markup('<div data-editor="{}"></div>').format(json.dumps(self.settings))
            return {"text/html": str(spot), "text/plain": paper["text/plain"]}
        shown: Any = self.live._repr_mimebundle_(**options) or {}
        # anywidget gives the bundle alone, or with metadata
        return {**(shown[0] if isinstance(shown, tuple) else shown), **paper}
