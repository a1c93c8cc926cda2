"""A form for one table: add a row, change one, delete one, take the last change back.

In a live notebook it shows as inputs. Everywhere else, and always for a public audience, it is the
sheet to print for the same exercise: no list of names leaves the room.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Any

import ipywidgets as ipw
import pandas as pd
from markupsafe import Markup

from copkit.place.errors import ChangeRefused, CopkitError
from copkit.place.rules import shorten
from copkit.place.schema import TABLES
from copkit.place.view import View
from copkit.show.page import Sheet
from copkit.widgets.inputs import WIDE, fill, input_for, typed_in

NEW = "(a new one)"
ROWS_SHOWN = 5
ROWS_TO_PRINT = 10


class Form:
    """The form itself; made by `form`.

    ``chooser`` picks the row to change; ``inputs`` holds an input for each column that is not
    preset; ``save``, ``delete`` and ``undo`` are the buttons; ``message`` says what came of it.
    """

    def __init__(self, here: View, table: str, preset: dict[str, object]) -> None:
        self._here = here
        self._table = TABLES[table]
        self._preset = preset
        self.inputs = {
            name: input_for(field, self._names(field.refers_to))
            for name, field in self._table.fields().items()
            if name not in preset
        }
        self.chooser = ipw.Dropdown(description="Which one", style={"description_width": "9rem"}, layout=WIDE)
        self.save = ipw.Button(description="Save", button_style="primary", icon="check")
        self.delete = ipw.Button(description="Delete", disabled=True)
        self.undo = ipw.Button(description="Undo the last change")
        self.message = ipw.HTML()
        self.rows = ipw.HTML()
        self.save.on_click(lambda _: self._try(self._save))
        self.delete.on_click(lambda _: self._try(self._delete))
        self.undo.on_click(lambda _: self._try(self._undo))
        self.chooser.observe(lambda _: self._show_chosen(), names="value")
        self._show_rows()
        self._show_chosen()

    @cached_property
    def sheet(self) -> Sheet:
        """The same exercise on paper."""
        fields = [field for name, field in self._table.fields().items() if name not in self._preset]
        return Sheet(
            title=self._table.sheet(),
            instructions=f"{self._table.about()} Write one {self._table.singular} on each line.",
            columns=[(field.label.capitalize(), field.hint) for field in fields],
            rows=ROWS_TO_PRINT,
        )

    @cached_property
    def widget(self) -> ipw.VBox:
        """The form on the screen."""
        buttons = ipw.HBox([self.save, self.delete, self.undo])
        warning = ipw.HTML(
            "<p><strong>This is the made-up town: what you type here is not kept.</strong></p>"
            if self._here.is_demo
            else ""
        )
        return ipw.VBox([warning, self.chooser, *self.inputs.values(), buttons, self.message, self.rows])

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        paper = self.sheet._repr_mimebundle_(**options)
        if self._here.audience.is_public:
            return paper
        return {**self.widget._repr_mimebundle_(**options), **paper}

    # What the buttons do ---------------------------------------------------------------------------

    def _save(self) -> str:
        values = {name: typed_in(widget) for name, widget in self.inputs.items()} | self._preset
        chosen = self.chooser.value
        table = self._table.table_name()
        did = f"{'Add' if chosen is None else 'Change'} a row in {self._table.sheet()}"
        with self._here.place.change(did) as change:
            if chosen is None:
                change.add(table, values)
            else:
                change.update(table, chosen, values)
        self._after_change()
        return f"Saved at {dt.datetime.now():%H:%M}."

    def _delete(self) -> str:
        with self._here.place.change(f"Delete a row in {self._table.sheet()}") as change:
            change.delete(self._table.table_name(), self.chooser.value)
        self._after_change()
        return f"Deleted at {dt.datetime.now():%H:%M}. 'Undo the last change' brings it back."

    def _undo(self) -> str:
        did = self._here.place.undo()
        self._after_change()
        return f"Taken back: {did}."

    def _try(self, step: Any) -> None:
        """Does what a button asks for; says in plain words what came of it. What was typed stays."""
        try:
            self._say(step(), "status")
        except ChangeRefused as refused:
            lines = Markup("").join(Markup("<li>{}</li>").format(fault) for fault in refused.faults)
            self._say(Markup("Not saved. Please put right:<ul>{}</ul>").format(lines), "alert")
        except CopkitError as error:
            self._say(str(error), "alert")

    def _say(self, text: str, role: str) -> None:
        colour = "#8a1c1c" if role == "alert" else "#0b5c4a"
        self.message.value = Markup('<div role="{}" style="color:{};font-size:16px">{}</div>').format(
            role, colour, text
        )

    # What the form shows ---------------------------------------------------------------------------

    def _after_change(self) -> None:
        self._here.refresh()
        self._show_rows()
        self._show_chosen()

    def _show_rows(self) -> None:
        rows = self._here.place.read(self._table.table_name())
        for name, value in self._preset.items():
            rows = rows[rows[name] == value]
        labels = [(self._label(row), int(str(row_id))) for row_id, row in rows.iterrows()]
        self.chooser.options = [(NEW, None), *labels]
        last = Markup("").join(Markup("<li>{}</li>").format(label) for label, _ in labels[-ROWS_SHOWN:][::-1])
        heading = Markup("<p>{} so far{}</p>").format(
            f"{len(labels):,}", f"; the last {min(ROWS_SHOWN, len(labels))}:" if labels else "."
        )
        self.rows.value = heading + (Markup("<ul>{}</ul>").format(last) if labels else "")

    def _label(self, row: pd.Series) -> str:
        parts = [row[name] for name in self._table.identity if pd.notna(row[name])]
        return shorten(
            " · ".join(f"{part:%d/%m/%Y}" if isinstance(part, pd.Timestamp) else str(part) for part in parts)
        )

    def _show_chosen(self) -> None:
        chosen = self.chooser.value
        self.delete.disabled = chosen is None
        row = self._here.place.read(self._table.table_name()).loc[chosen] if chosen is not None else None
        for name, widget in self.inputs.items():
            if row is not None:
                fill(widget, row[name])
            else:
                fill(widget, self._usual(name))

    def _usual(self, name: str) -> object:
        """What a new row most likely holds: the community of the workbook, and today's date."""
        if name == "community":
            return self._here.community or None
        return dt.date.today() if name == self._table.known_from else None

    def _names(self, table: str | None) -> list[str]:
        return sorted(self._here.place.read(table)["name"]) if table else []


def form(here: View, table: str, **preset: object) -> Form:
    """A form for a table of the place that the workbook looks at.

    ``preset`` gives columns that are the same for every row made here, and that are not asked for:
    ``form(here, "actions", function="plan events")``.

    >>> from copkit.place.view import view
    >>> form(view("demo"), "issues").chooser.value is None
    True
    """
    return Form(here, table, dict(preset))
