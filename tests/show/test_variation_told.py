"""What a control chart says, in everyday words: all of it, and the same for indicators and vital signs."""

import pytest

from copkit.functions.health.control_chart import COMMON, CONCERN, IMPROVEMENT, NEITHER
from copkit.functions.health.control_rules import ORDER
from copkit.place.view import view
from copkit.show.health import impact
from copkit.show.health.rules_told import RULES_TOLD
from copkit.show.variation_told import RULES_IN_SHORT, variation_told


def test_every_variation_has_words_of_its_own():
    told = [variation_told(said) for said in (COMMON, IMPROVEMENT, CONCERN, NEITHER)]
    assert len(set(told)) == 4
    assert "cause" not in " ".join(told)


def test_every_rule_has_words():
    assert set(RULES_IN_SHORT) == set(RULES_TOLD) == set(ORDER)


@pytest.mark.parametrize("audience", ["workshop", "public"])
def test_indicators_keep_the_terms_of_statistics_for_the_fold(audience):
    shown = [
        part.sentence + " ".join(one.plain() for one in part.evidence)
        for part in impact(view("demo", "Warm Homes", audience=audience)).parts
    ]
    assert any("as usual" in one for one in shown)
    assert not any("common cause" in one or "special cause" in one for one in shown)
