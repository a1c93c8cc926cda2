"""The data dictionary: what each sheet and column means, made from the declared tables."""

from __future__ import annotations

from copkit.place.columns import Field
from copkit.place.schema import TABLES

_KINDS = {
    "text": "text",
    "words": "text, as long as need be",
    "choice": "one of a list",
    "number": "number",
    "whole": "whole number",
    "day": "date",
    "time": "time of day",
    "yes or no": "yes or no",
    "reference": "name",
}

_HEAD = """# Data dictionary

What each sheet of the spreadsheet holds, column by column. A column with a star must be filled in.

'Personal' says that the column tells of a person. A public pack shows the names only of those who
agreed to be named, and what was written only where its row is approved for sharing.
"""


def markdown() -> str:
    """The data dictionary as a Markdown page.

    >>> "## Memberships" in markdown()
    True
    """
    parts = [_HEAD]
    for table in TABLES.values():
        rows = [_row(field) for field in table.fields().values()]
        heading = f"## {table.sheet()}\n\n{table.about()}\n"
        columns = "| column | holds | what belongs there | for example | personal |\n|---|---|---|---|---|"
        identity = [table.fields()[name].label for name in table.identity]
        told = f"\nNo two rows share the same {', '.join(identity)}.\n"
        parts.append("\n".join([heading, columns, *rows, told]))
    return "\n".join(parts)


def _row(field: Field) -> str:
    example = ("yes" if field.example else "no") if isinstance(field.example, bool) else field.example
    star = " *" if field.required else ""
    personal = "yes" if field.personal != "not personal" else ""
    cells = (field.label + star, _holds(field), field.hint, str(example), personal)
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _holds(field: Field) -> str:
    if field.choices:
        return ", ".join(field.choices)
    if field.refers_to:
        return f"a name from the sheet {TABLES[field.refers_to].sheet()}"
    if field.low is not None and field.high is not None and field.high < 1_000_000:
        return f"{_KINDS[field.kind]} from {field.low:g} to {field.high:g}"
    if field.low is not None:
        return f"{_KINDS[field.kind]} of at least {field.low:g}"
    return _KINDS[field.kind]
