"""The bipartite configuration model: published chances, tables counted out, and what defines it."""

from itertools import product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from copkit.functions.activities.configuration_model import cell_chances


def test_of_the_help_page_of_bicm_in_the_package_backbone():
    """backbone for R, inst/tinytest/test_backbone.R."""
    found = cell_chances(np.array([[0, 0, 1], [0, 1, 0], [1, 0, 1]]))
    assert found.round(3).tolist() == [[0.216, 0.216, 0.568], [0.216, 0.216, 0.568], [0.568, 0.568, 0.863]]


def test_the_southern_women_as_the_package_bicm_has_them():
    """Version 3.4.0 of the Python package, for Evelyn's row; it solves to 1e-8."""
    graph = nx.davis_southern_women_graph()
    women, events = graph.graph["top"], graph.graph["bottom"]
    came = nx.bipartite.biadjacency_matrix(graph, women, events).toarray()
    assert cell_chances(came)[women.index("Evelyn Jefferson")].round(4).tolist() == [
        *[0.3423, 0.3423, 0.5928, 0.4355, 0.7157, 0.7157, 0.8098],
        *[0.9334, 0.8807, 0.5188, 0.4355, 0.5928, 0.3423, 0.3423],
    ]


tables = arrays(np.int64, array_shapes(min_dims=2, max_dims=2, max_side=6), elements=st.integers(0, 1))


@settings(max_examples=60, deadline=None)
@given(tables)
def test_totals_are_kept_on_average(there):
    chances = cell_chances(there)
    assert ((chances >= 0) & (chances <= 1)).all()
    assert np.allclose(chances.sum(axis=0), there.sum(axis=0), atol=1e-6)
    assert np.allclose(chances.sum(axis=1), there.sum(axis=1), atol=1e-6)


@settings(max_examples=60, deadline=None)
@given(tables)
def test_the_odds_are_of_the_row_times_of_the_column(there):
    """So the chances have the greatest entropy of all that keep the totals: there is only one such answer."""
    chances = cell_chances(there)
    rows, columns = chances.shape
    for one, other, left, right in product(range(rows), range(rows), range(columns), range(columns)):
        corners = chances[[one, one, other, other], [left, right, left, right]]
        if ((corners > 0) & (corners < 1)).all():
            odds = np.log(corners / (1 - corners))
            assert odds[0] - odds[1] - odds[2] + odds[3] == pytest.approx(0, abs=1e-5)


small = arrays(np.int64, array_shapes(min_dims=2, max_dims=2, max_side=3), elements=st.integers(0, 1))


@settings(max_examples=60, deadline=None)
@given(small)
def test_a_cell_is_fixed_just_where_all_tables_with_these_totals_agree(there):
    everyone = np.array(list(product((0, 1), repeat=there.size))).reshape(-1, *there.shape)
    alike = everyone[
        (everyone.sum(axis=1) == there.sum(axis=0)).all(axis=1)
        & (everyone.sum(axis=2) == there.sum(axis=1)).all(axis=1)
    ]
    share = alike.mean(axis=0)
    chances = cell_chances(there)
    assert ((chances == 0) == (share == 0)).all()
    assert ((chances == 1) == (share == 1)).all()


def test_two_groups_that_leave_no_choice_between_them():
    """The first two rows must have the first two columns, as nobody else could fill their totals."""
    there = np.array([[1, 1, 1, 0], [1, 1, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0]])
    half = np.full((2, 2), 0.5)
    assert np.allclose(cell_chances(there), np.block([[np.ones((2, 2)), half], [half, np.zeros((2, 2))]]))


def test_of_nothing_there_are_no_chances():
    assert cell_chances(np.zeros((0, 4), dtype=int)).shape == (0, 4)
    assert cell_chances(np.zeros((2, 3), dtype=int)).tolist() == [[0.0] * 3] * 2


@pytest.mark.parametrize("there", [np.array([1, 0]), np.array([[2, 0]]), np.array([[0.5]])])
def test_what_is_no_table_of_yes_and_no_is_refused(there):
    with pytest.raises(ValueError, match="yes and no"):
        cell_chances(there)
