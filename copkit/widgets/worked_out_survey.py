"""Whether a code may stand for somebody who answers the survey."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from copkit.place.store import Place


def survey_code(place: Place, community: str, question: Mapping[str, Any]) -> dict[str, Any]:
    """In ``why_not``: why the ``code`` cannot be taken, in a sentence that names nobody; '' if it can.

    Names are those of the members of the whole place, ``community`` or not: somebody may answer about a
    community and stand in another's list.
    """
    from copkit.functions.health.survey_codes import why_not

    return {"why_not": why_not(str(question["code"]), place.read("members")["name"])}
