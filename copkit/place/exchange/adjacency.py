"""The adjacency matrix in Excel, as MICMAC and Mental Modeler have it: rows act on columns."""

from __future__ import annotations

import io

import openpyxl

from copkit.place.exchange.cells import as_excel, from_excel
from copkit.place.exchange.map_rows import Issues, Links, strength_of


def to_matrix(issues: Issues, links: Links) -> bytes:
    names = [issue["name"] for issue in issues]
    strengths = {(cause, effect): strength for cause, effect, strength in links}
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Rows act on columns"
    for at, name in enumerate(names, 2):
        for cell in (sheet.cell(1, at), sheet.cell(at, 1)):
            cell.value = as_excel(name)
            cell.data_type = "s"  # text, also where it begins with = + - or @
    for row, cause in enumerate(names, 2):
        for column, effect in enumerate(names, 2):
            sheet.cell(row, column).value = strengths.get((cause, effect), 0)
    sheet.freeze_panes = "B2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def from_matrix(content: bytes) -> tuple[Issues, Links]:
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    across = [_name(name) for name in rows[0][1:]]
    down = [_name(row[0]) for row in rows[1:]]
    links = [
        (cause, effect, strength_of(strength))
        for cause, row in zip(down, rows[1:], strict=True)
        for effect, strength in zip(across, row[1:], strict=True)
        if cause and effect and strength not in (None, "", 0)
    ]
    return [{"name": name} for name in dict.fromkeys([*across, *down]) if name], links


def _name(cell: object) -> str:
    return "" if cell is None else from_excel(str(cell)).strip()
