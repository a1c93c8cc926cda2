"""The parts of the place on a page: topics, and what is told of each with the way to the pack behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from copkit.show.page import Finding, Needs, Section, Shown

TITLES = {
    "01_map_issues": "Map the issues",
    "02_plan_events": "Plan events",
    "03_weave_networks": "Weave networks",
    "05_clear_the_way": "Clear the way",
    "07_assess_health": "Assess health",
}
"""The workbooks behind the page, with their titles."""


@dataclass(frozen=True)
class Behind:
    """Where the evidence stands: a workbook by its file name without ending, a cell of it, and the heading of
    that cell."""

    workbook: str
    cell: str
    heading: str

    @property
    def anchor(self) -> str:
        """What the heading is called in the pack."""
        return f"about-{self.cell}"

    @property
    def in_words(self) -> str:
        """What a reader follows: the title of the pack, and the heading."""
        return f"{TITLES[self.workbook]}: {self.heading}"


LinkTo = Callable[[Behind], str | None]
"""The address of what stands behind a sentence; '' where it is not there, None where nobody knows how to get
there: then it is told in words where it stands."""


@dataclass(frozen=True, repr=False)
class Told(Shown):
    """A finding in one sentence, with the way to its evidence; ``link`` is as `LinkTo` gives it."""

    sentence: str
    behind: Behind | None = None
    link: str | None = ""

    def html(self) -> Markup:
        way = Markup("")
        if self.behind and self.link is None:
            # the pages of the workshop make a link of it
            way = Markup(' <span class="behind" data-workbook="{}" data-anchor="{}">{}</span>').format(
                self.behind.workbook, self.behind.anchor, self.behind.in_words
            )
        elif self.behind and self.link:
            way = Markup(' <a class="behind" href="{}">{}</a>').format(self.link, self.behind.in_words)
        return Markup('<p class="told">{}{}</p>').format(self.sentence, way)

    def plain(self) -> str:
        return self.sentence


@dataclass(frozen=True, repr=False)
class Topic(Shown):
    """What is told about one thing. ``topics`` stand below it, each under a smaller heading."""

    slug: str
    heading: str
    parts: Sequence[Shown] = ()
    topics: Sequence[Topic] = ()

    def linked(self, link_to: LinkTo) -> Topic:
        """The same with a way to each pack that there is; where sentences that follow each other have the
        same behind them, after the last."""
        ahead = [part.behind if isinstance(part, Told) else None for part in self.parts]
        parts = [
            replace(part, link=link_to(part.behind))
            if isinstance(part, Told) and part.behind and part.behind != after
            else part
            for part, after in zip(self.parts, [*ahead[1:], None], strict=True)
        ]
        return replace(self, parts=parts, topics=[topic.linked(link_to) for topic in self.topics])

    def html(self) -> Markup:
        return self.html_at(2)

    def html_at(self, level: int) -> Markup:
        """As HTML, under a heading of that level."""
        inside = [
            *(part.html() for part in self.parts),
            *(topic.html_at(level + 1) for topic in self.topics),
        ]
        return Markup('<section aria-labelledby="{1}"><h{0} id="{1}">{2}</h{0}>\n{3}</section>').format(
            level, self.slug, self.heading, Markup("\n").join(inside)
        )

    def plain(self) -> str:
        return "\n".join([self.heading, *(part.plain() for part in (*self.parts, *self.topics))])


@dataclass(frozen=True, repr=False)
class PlacePage(Shown):
    """A place on one page, in its topics."""

    topics: Sequence[Topic]

    def linked(self, link_to: LinkTo) -> PlacePage:
        """The same with a way to each pack that there is."""
        return replace(self, topics=[topic.linked(link_to) for topic in self.topics])

    def html(self) -> Markup:
        """As it stands in a workbook, which has used two levels of headings."""
        return self.html_at(3)

    def html_at(self, level: int) -> Markup:
        """As HTML, its headings from that level on."""
        return Markup("\n").join(topic.html_at(level) for topic in self.topics)

    def plain(self) -> str:
        return "\n\n".join(topic.plain() for topic in self.topics)


def told_of(section: Section, behind: Behind, most: int) -> list[Shown]:
    """The first findings of a section of a workbook, in one sentence each; where it has none, what it needs.

    >>> behind = Behind("03_weave_networks", "brokers", "Who links others?")
    >>> told_of(Section([Finding("One."), Finding("Two."), Needs("No ties.", "Ask.")]), behind, 1)
    [One.]
    """
    findings = [part for part in section.parts if isinstance(part, Finding)]
    if findings:
        return [Told(one.sentence, behind) for one in findings[:most]]
    return [part for part in section.parts if isinstance(part, Shown)][:1]


def findings_or_one_need(parts: Iterable[Shown]) -> list[Shown]:
    """What is told; what is needed only where nothing is told, and then the first alone."""
    every = list(parts)
    told = [part for part in every if not isinstance(part, Needs)]
    return told or every[:1]
