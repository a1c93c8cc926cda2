"""Which field of each format holds which element of Dublin Core: declared once, as data.

A resource's columns are Dublin Core elements (DCMI Metadata Terms, 2020); so each format's fields map to
columns. Where several fields map to one column, the first that is filled is taken, and the first of all is
the one that is written.

Sources: `BIBTEX`: O. Patashnik, BibTeXing (1988), sections 3.1 and 3.2, and the biblatex manual 3.19, 2.1 and
2.2.2; `RIS`: Research Information Systems, RIS Format Specifications (2001) and the tags that EndNote added
(2011); `CSL`: Citation Style Language 1.0.2, Appendices III and IV, and its schema csl-data.json; `ATOM`:
RFC 4287; `RSS`: RSS 2.0 (2009) and RSS 1.0 (2000), with its Dublin Core module.
"""

from __future__ import annotations

from collections.abc import Mapping

ELEMENT = {
    "name": "title",
    "kind": "type",
    "description": "description",
    "creator": "creator",
    "publisher": "publisher",
    "subject": "subject",
    "language": "language",
    "link": "references",
    "made": "date",
    "review": "valid",
    "licence": "rights",
    "open_to": "accessRights",
    "identifier": "identifier",
    "contributor": "contributor",
    "source": "source",
    "relation": "relation",
    "coverage": "coverage",
    "format": "format",
}
"""Columns of a resource and their Dublin Core term. Community, owner, event and the full text have none."""

Fields = Mapping[str, tuple[str, ...]]

BIBTEX: Fields = {
    "creator": ("author",),
    "contributor": (
        "editor",
        "translator",
        "editora",
        "annotator",
        "commentator",
        "introduction",
        "foreword",
    ),
    "publisher": ("publisher", "institution", "school", "organization", "howpublished"),
    "description": ("abstract",),
    "subject": ("keywords", "keyword"),
    "language": ("language", "langid"),
    "link": ("url",),
    "licence": ("copyright", "license", "rights"),
    "relation": ("relation",),
    "coverage": ("coverage",),
    "format": ("format",),
}
"""Title, date, host and identifier are read by their own rules."""

RIS: Fields = {
    "name": ("TI", "T1", "CT"),
    "creator": ("AU", "A1"),
    "contributor": ("A2", "ED", "A3", "A4", "TA"),
    "publisher": ("PB",),
    "description": ("AB", "N2"),
    "subject": ("KW",),
    "language": ("LA",),
    "link": ("UR", "L2"),
    "made": ("DA", "PY", "Y1"),
}

CSL: Fields = {
    "name": ("title",),
    "creator": ("author", "director", "composer", "original-author"),
    "contributor": ("contributor", "editor", "translator", "collection-editor", "illustrator", "interviewer"),
    "publisher": ("publisher",),
    "description": ("abstract",),
    "subject": ("keyword", "categories"),
    "language": ("language",),
    "link": ("URL",),
    "made": ("issued", "available-date", "event-date", "original-date", "submitted"),
    "format": ("medium", "dimensions"),
    "licence": ("license", "rights"),
}
"""The licence is no field of CSL, but others write it; it is read and never written."""

FEED: Fields = {
    "name": ("title",),
    "description": ("summary",),
    "publisher": ("publisher",),
    "language": ("dc_language", "language"),
    "licence": ("rights", "license"),
    "relation": ("dc_relation",),
    "coverage": ("dc_coverage",),
    "format": ("dc_format",),
    "identifier": ("dc_identifier", "prism_doi"),
}
"""As feedparser names them, which reads RSS and Atom alike."""

PERIODICAL = frozenset({"periodical", "journal", "jfull", "ser", "suppperiodical"})
"""Types of which the ISSN is the identifier. Elsewhere it is that of the journal, not of the article."""

_WITHIN_BIBTEX = (
    "inbook",
    "incollection",
    "inproceedings",
    "conference",
    "inreference",
    "bookinbook",
    "article",
)
_WITHIN_RIS = ("chap", "echap", "cpaper", "jour", "ejour", "mgzn", "news", "abst", "encyc", "dict")
_WITHIN_CSL = (
    "chapter",
    "paper-conference",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "review",
    "article-journal",
    "article-magazine",
    "article-newspaper",
)

WITHIN = frozenset((*_WITHIN_BIBTEX, "suppbook", "suppcollection", *_WITHIN_RIS, *_WITHIN_CSL))
"""Types of works within others: an ISBN is then that of the book, not of the chapter."""

KIND_OF_TYPE: Mapping[str, str] = {
    "dataset": "dataset",
    "data": "dataset",
    "dbase": "dataset",
    "aggr": "dataset",
    "software": "tool",
    "comp": "tool",
    "video": "recording",
    "audio": "recording",
    "movie": "recording",
    "music": "recording",
    "sound": "recording",
    "mpct": "recording",
    "motion_picture": "recording",
    "broadcast": "recording",
    "song": "recording",
    "interview": "story",
}
"""The kind of a resource by the type of a record, in any format. All others are taken as guides."""

DEFAULT_KIND = "guide"

BIBTEX_TYPE = {"dataset": "dataset", "tool": "software", "recording": "video", "guide": "manual"}
RIS_TYPE = {"dataset": "DATA", "tool": "COMP", "recording": "VIDEO", "guide": "RPRT"}
CSL_TYPE = {
    "dataset": "dataset",
    "tool": "software",
    "recording": "motion_picture",
    "guide": "report",
    "story": "interview",
}
"""The type of a record by the kind of a resource; any other kind is the format's type for the rest."""


def kind_of(type_: str) -> str:
    """
    >>> kind_of("Dataset"), kind_of("article-journal")
    ('dataset', 'guide')
    """
    return KIND_OF_TYPE.get(type_.casefold(), DEFAULT_KIND)
