"""The work in which another stands, as one text: ``Journal of Public Health 12(3), 45-67``.

Bibliographic formats keep the name, the volume, the issue and the pages apart; the column
``source`` is one text.
"""

from __future__ import annotations

import re

_HOST = re.compile(
    r"(?P<name>\S.*?)"
    r"(?: (?P<volume>[0-9]+)(?:\((?P<issue>[0-9][^() ,]*)\))?)?"
    r"(?:, (?P<pages>[a-zA-Z]?[0-9]+(?:[-\u2013][a-zA-Z]?[0-9]+)?\+?))?"
)


def composed(name: str, volume: str = "", issue: str = "", pages: str = "") -> str:
    """
    >>> composed("Langmuir", "14", "1", "17-30"), composed("Langmuir", "", "", "17")
    ('Langmuir 14(1), 17-30', 'Langmuir, 17')
    """
    numbered = volume + (f"({issue})" if issue else "")
    text = " ".join(part for part in (name, numbered) if part)
    return f"{text}, {pages}" if pages and text else text


def parts(text: str) -> dict[str, str]:
    """The name, volume, issue and pages of such a text: those that it has.

    >>> parts("Langmuir 14(1), 17-30")
    {'name': 'Langmuir', 'volume': '14', 'issue': '1', 'pages': '17-30'}
    >>> parts("Notes of the housing team")
    {'name': 'Notes of the housing team'}
    """
    found = _HOST.fullmatch(text)
    return {name: value for name, value in found.groupdict().items() if value} if found else {"name": text}
