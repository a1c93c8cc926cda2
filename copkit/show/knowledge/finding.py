"""The resources as a list that can be searched: by our own script, in a pack too, without a network.

Without the script (`templates/pack/resource_search.js`), on paper and in an e-mail it is a plain list. What
the script needs stands beside the list as an attribute, which no page runs. It is made of what this reader
may know, and of nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from copkit.functions.knowledge.offline_index import offline_index
from copkit.functions.knowledge.search_index import SearchIndex
from copkit.place.sharing import NOT_SHOWN
from copkit.place.view import View
from copkit.show.addresses import linked
from copkit.show.knowledge.shelf import none_here, resources
from copkit.show.page import Section, Shown
from copkit.show.sentences import capital, count
from copkit.show.tables import ROWS_SHOWN


def documents(here: View) -> pd.DataFrame:
    """What is searched: the resources that this reader may know of, with the words that they may see.

    Columns name, kind, subject, description, creator, community, link, open_to and text (all its words) as in
    the table of resources; issues and skills, a tuple of names. For the public nobody is found as a
    creator, as no public page tells who made what.
    """
    rows = resources(here)
    columns = ["name", "kind", "subject", "description", "creator", "community", "link", "open_to"]
    frame = rows[[*columns, "full_text"]].astype("object").rename(columns={"full_text": "text"})
    frame = frame.mask(frame.isna() | (frame == NOT_SHOWN), None).reset_index(drop=True)
    if here.audience.is_public:
        frame["creator"] = None
    for column, table in (("issue", "resource_issues"), ("skill", "resource_skills")):
        pairs = here.whole[table]
        named = {name: tuple(sorted(set(own))) for name, own in pairs.groupby("resource")[column]}
        frame[f"{column}s"] = pd.Series([named.get(name, ()) for name in frame["name"]], dtype="object")
    return frame


def find_resources(here: View) -> Section:
    """Every resource in one list, which can be searched where scripts run."""
    frame = documents(here)
    if frame.empty:
        return Section([none_here(here)])
    index = SearchIndex(frame)
    open_ = " that the public may see" if here.audience.is_public else ""
    told = f"{capital(count(len(frame), 'resource'))}{open_}, by title."
    return Section([SearchableList(told, index.documents, offline_index(index))])


@dataclass(frozen=True, repr=False)
class SearchableList(Shown):
    """A list of documents, in the order of the index, and that index as `offline_index` gives it.

    ``rows`` has the columns name, kind, description, link (texts or None) and issues (a tuple of names).
    """

    sentence: str
    rows: pd.DataFrame
    index: Mapping[str, Any]

    def html(self) -> Markup:
        items = [self._item(row) for row in self.rows.to_dict("records")]
        shown, rest = items[:ROWS_SHOWN], items[ROWS_SHOWN:]
        more = Markup("")
        if rest:
            more = Markup(
                '<details class="more"><summary>{}</summary><ul class="resources">{}</ul></details>'
            ).format(count(len(rest), "more resource"), Markup("\n").join(rest))
        return Markup(
            '<section class="finding resource-search"><p class="sentence">{}</p>'
            '<div class="plain-list"><ul class="resources">{}</ul>{}</div>{}</section>'
        ).format(self.sentence, Markup("\n").join(shown), more, self._carried())

    def plain(self) -> str:
        lines = [
            " · ".join(part for _, part in self._parts(row) if part) for row in self.rows.to_dict("records")
        ]
        return "\n".join([self.sentence, *(f"  {' '.join(line.split())}" for line in lines)])

    def _parts(self, row: Mapping[Any, Any]) -> list[tuple[str, str]]:
        said = {name: str(row[name] or "") for name in ("name", "kind", "description", "link")}
        return [
            ("title", said["name"]),
            ("kind", said["kind"]),
            ("issues", ", ".join(row["issues"])),
            ("about", said["description"]),
            ("link", said["link"]),
        ]

    def _item(self, row: Mapping[Any, Any]) -> Markup:
        parts = dict(self._parts(row))
        shown = {**parts, "link": linked(parts["link"])}
        rest = Markup("").join(
            Markup('<p class="{}">{}</p>').format(name, shown[name])
            for name in ("issues", "about", "link")
            if parts[name]
        )
        return Markup(
            '<li class="resource" data-kind="{1}"><strong class="title">{0}</strong> '
            '<span class="kind">{1}</span>{2}</li>'
        ).format(parts["title"], parts["kind"], rest)

    def _carried(self) -> Markup:
        """The index in an attribute. It stands in single quotes, so that those of JSON need no escaping."""
        text = json.dumps(self.index, ensure_ascii=False, separators=(",", ":"))
        return Markup("<div hidden data-index='{}'></div>").format(
            Markup(str(escape(text)).replace("&#34;", '"'))
        )
