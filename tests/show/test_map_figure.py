"""The causal map as a figure: all names legible, light enough for a pack, the strongest links where many."""

from __future__ import annotations

import random
import re

import pandas as pd

from copkit.show import map_figure
from copkit.show.tables import Table


def drawn(size: int, links: int, **more):
    chance = random.Random(4)
    names = [f"Issue {number} of the map" for number in range(size)]
    pairs = sorted({tuple(chance.sample(names, 2)) for _ in range(links)})
    frame = pd.DataFrame(
        [(cause, effect, chance.choice([0.2, 0.6, 0.9, -0.5])) for cause, effect in pairs],
        columns=["cause", "effect", "strength"],
    )
    return map_figure.causal_map("A title", Table("Links", frame), frame, names, **more)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_every_issue_is_named_on_a_wide_page_and_on_a_phone():
    html = str(drawn(60, 90).html())
    for part in html.split('<div class="narrow">'):
        said = words(part)
        assert all(f"Issue {number} of the" in said for number in range(60))


def test_a_map_of_sixty_issues_and_300_links_is_light_enough_for_a_pack():
    assert len(str(drawn(60, 300).html()).encode()) < 120_000


def test_of_very_many_links_the_strongest_are_drawn_and_that_is_said():
    figure = drawn(60, 600)
    assert figure.note.startswith("The 150 strongest of ")
    assert figure.note in words(str(figure.html()))
    assert drawn(60, 90).note == ""


def test_worse_and_better_are_told_apart_without_colour():
    html = str(drawn(6, 12).html())
    assert "makes worse" in html
    assert "makes better" in html
    assert "stroke-dasharray" in html


def test_the_outcome_and_themes_are_marked():
    plain = str(drawn(6, 9)._svg(7.2))
    marked = str(
        drawn(6, 9, outcomes=["Issue 2 of the map"], themes={"Issue 1 of the map": "homes"})._svg(7.2)
    )
    assert "homes" in marked
    assert marked.count("<path") > plain.count("<path")


def test_no_link_and_no_issue_are_drawn_without_a_fault():
    assert "svg" in str(drawn(3, 0).html())
    assert "svg" in str(drawn(0, 0).html())
