"""What a public view holds in place of personal data: names by agreement, free text by approval."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pandas as pd

from copkit.place.columns import Table
from copkit.place.privacy import THRESHOLD

NOT_SHOWN = "(not shown)"
"""Stands where somebody wrote free text that was not approved for sharing."""


def public_names(members: pd.DataFrame, threshold: int = THRESHOLD) -> dict[str, str]:
    """What each member is called in a public view.

    Who agreed keeps the name. The others get the most telling wording that at least ``threshold``
    members share (job; kind and organisation; kind), and a number, so that they stay apart. The
    numbers follow a digest of the names: neither the order of the alphabet nor of the list shows.

    ``members`` has the columns name, job, kind, organisation, agrees_to_be_named.
    """
    agreed = members["agrees_to_be_named"].fillna(False).astype(bool)
    job = members["job"].astype(object)
    kind = members["kind"].astype(object).where(members["kind"].notna(), "member")
    kind = kind.map({"public": "member of the public"}).fillna(kind)
    at = members["organisation"].astype(object)
    wordings = [job.map(_article), (kind + ", " + at).map(_article), kind.map(_article)]
    called = pd.Series("a member", index=members.index, dtype=object)
    for wording in reversed(wordings):
        common = wording.map(wording.value_counts()) >= threshold
        called = called.where(~(common & wording.notna()), wording)
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    digests = members["name"].map(lambda name: hashlib.sha256(str(name).encode()).hexdigest())
    for row in digests.sort_values().index:
        name = str(members.at[row, "name"])
        if agreed[row]:
            names[name] = name
            continue
        wording = str(called[row])
        counts[wording] = counts.get(wording, 0) + 1
        names[name] = f"{wording} ({counts[wording]})"
    return names


def public_frame(
    table: type[Table], frame: pd.DataFrame, names: dict[str, str], for_anybody: Callable[[str], bool]
) -> pd.DataFrame:
    """The frame with what may not be shared replaced.

    Members' names become public names. Free text marked personal shows as `NOT_SHOWN` unless its row is
    approved and it names nobody who did not agree, of which ``for_anybody`` tells; what a row itself is
    called stays if it is approved. Codes of people (voters, raters, respondents) become plain numbers; an
    e-mail address or a job is left out.
    """
    frame = frame.copy()
    approved = pd.Series(False, index=frame.index)
    if table.shared_if:
        approved = frame[table.shared_if].isin([True, "public"]).fillna(False).astype(bool)
    for name, field in table.fields().items():
        if field.refers_to == "members" or (table.table_name() == "members" and name == "name"):
            frame[name] = frame[name].map(names).astype("str")
        elif field.personal == "not personal" or field.kind not in ("text", "words"):
            continue
        elif table.table_name() == "members":
            frame[name] = pd.Series(float("nan"), index=frame.index, dtype="str")
        elif field.required and name != "name" and name in table.identity and field.kind == "text":
            frame[name] = (pd.factorize(frame[name], sort=True)[0] + 1).astype(str)
            frame[name] = frame[name].astype("str")
        else:
            fits = approved
            if name != "name" and approved.any():
                names_nobody = frame[name].map(lambda text: not isinstance(text, str) or for_anybody(text))
                fits = approved & names_nobody.astype(bool)
            frame[name] = frame[name].where(fits | frame[name].isna(), NOT_SHOWN)
    return frame


def _article(words: object) -> object:
    if not isinstance(words, str):
        return words
    return f"{'an' if words[:1].lower() in 'aeiou' else 'a'} {words}"
