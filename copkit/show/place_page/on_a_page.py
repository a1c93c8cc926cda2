"""The topics of the place on a page, in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from copkit.place.view import View
from copkit.show.page import Needs, Shown
from copkit.show.place_page import benefits, open_ends
from copkit.show.place_page.communities import communities
from copkit.show.place_page.holding import holding_together
from copkit.show.place_page.outcome import outcome
from copkit.show.place_page.parts import PlacePage, Told, Topic
from copkit.show.worked_out import worked_out_of

Make = Callable[[View], Sequence[Shown]]

_FAILED = Needs("This part could not be worked out.", "The other parts of the page stand.")
_INTRO = (
    "Four things are promised of communities of practice: they connect expertise and people who work alone, "
    "find recurring problems with roots elsewhere, ask why results are uneven, and link what nobody "
    "coordinates. This is what the records of the place say of each."
)

_FIRST: tuple[tuple[str, str, Make], ...] = (
    ("outcome", "The outcome", outcome),
    ("communities", "The communities", communities),
)
_BENEFITS: tuple[tuple[str, str, Make], ...] = (
    ("out-of-reach", "Expertise out of reach, and people on their own", benefits.out_of_reach),
    ("roots-elsewhere", "Recurring problems with roots elsewhere", benefits.roots_elsewhere),
    ("uneven-results", "Uneven results, and what the better ones know", benefits.uneven_results),
    ("nothing-connects", "Projects that nothing on record connects", benefits.nothing_connects),
)
_LAST: tuple[tuple[str, str, Make], ...] = (
    ("nobody-takes", "Issues that no community takes", open_ends.nobody_takes),
    ("clashes", "Clashes in the calendar", open_ends.clashes),
    ("holding-together", "People who hold communities together", holding_together),
    ("late-actions", "Actions that are late", open_ends.late_actions),
)


def on_a_page(here: View) -> PlacePage:
    """The whole place on one page, also where ``here`` is one community. A part that fails leaves the others
    as they are. Sentences say in words where their evidence stands; `PlacePage.linked` makes links of that.

    >>> from copkit.place.view import view
    >>> on_a_page(view("demo")).topics[0].heading
    'The outcome'
    """
    whole = here.whole
    four = [_topic(whole, *one) for one in _BENEFITS]
    benefit = Topic("benefits", "What communities of practice are for", [Told(_INTRO)], four)
    page = PlacePage(
        [*(_topic(whole, *one) for one in _FIRST), benefit, *(_topic(whole, *one) for one in _LAST)]
    )
    return page.linked(lambda _: None)


def _topic(here: View, slug: str, heading: str, make: Make) -> Topic:
    try:
        parts = worked_out_of(here, make)
    except Exception:
        parts = [_FAILED]
    return Topic(slug, heading, parts)
