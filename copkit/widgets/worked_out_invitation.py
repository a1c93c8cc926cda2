"""The invitation to an event, as a file for calendars, when an editor asks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from copkit.place.rules import fold
from copkit.place.store import Place

Answer = dict[str, Any]


def invitation_to(place: Place, community: str, question: Mapping[str, Any]) -> Answer:
    """The calendar file of ``event``: its ``text``, and a name for the ``file``."""
    from copkit.place.exchange import invitation

    event = str(question["event"])
    text = invitation(place, event).decode("utf-8")
    plain = re.sub(r"[^a-z0-9]+", "-", fold(event)).strip("-") or "event"
    return {"file": f"{plain[:80]}.ics", "text": text}
