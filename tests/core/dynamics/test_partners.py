"""Draws of partners: rows of thresholds, and where among them a draw falls."""

from __future__ import annotations

import numpy as np
import pytest

from groundswell.core.dynamics.adoption import by_scenario
from groundswell.core.dynamics.partners import (
    Crew,
    Partners,
    _search,
    blank_partners,
    fill_thresholds,
)
from tests.core.dynamics.adoption_oracle import Map, map_of, node

ALL_DRAWS = 2**31


def filled(world: Map) -> tuple[Crew, Partners, int]:
    """Return the rows of the first scenario, and how many have nobody to listen to."""
    crew = world.setup().crew
    partners = blank_partners(crew)
    weights, spread = by_scenario(crew, world.weights, world.spread)
    return crew, partners, fill_thresholds(crew, partners, weights[0], spread[0])


def row_of(crew: Crew, partners: Partners, person: int) -> tuple[int, int, int]:
    """Return the place of a person, where their row begins, and how many ties they have."""
    c = crew.person.tolist().index(person)
    return c, int(partners.first[c]), int(crew.starts[c + 1] - crew.starts[c])


@pytest.mark.parametrize(("spread", "seen"), [(0.0, 1.0), (0.25, 0.75)])
def test_a_row_divides_all_draws_by_weight(spread: float, seen: float) -> None:
    weight = {1: 1.0, 2: 2.0, 3: 1.0, 4: 0.0}
    world = map_of({0: weight}, 6, [node([0])], group=[0, 1, 2, 3, 4, 0], spread=spread)
    crew, partners, _ = filled(world)
    _, row, ties = row_of(crew, partners, 0)
    whom = [int(crew.person[place]) for place in partners.whom[row : row + ties]]
    share = np.cumsum([weight[person] for person in whom]) / 4
    assert partners.threshold[row : row + ties].tolist() == (seen * ALL_DRAWS * share).tolist()
    # With nothing unseen no draw, all of them below 2^31, passes the last tie.
    assert partners.threshold[row + ties] > ALL_DRAWS


@pytest.mark.parametrize("many", [0, 1, 13, 14, 15, 17, 29, 40])
def test_a_draw_means_the_tie_after_the_thresholds_it_has_reached(many: int) -> None:
    ties = {i: {k: 1.0 + k % 3 for k in range(45) if k != i} for i in (1, 2)}
    ties[3] = dict.fromkeys(range(4, 9), 0.0)
    ties[0] = {k: 1.0 + k % 4 for k in range(1, many + 1)}
    world = map_of(ties, 45, [node([0, 1, 2, 3])], group=[0] * 45, spread=0.3)
    crew, partners, strays = filled(world)
    for person in (0, 1, 2, 3):
        c, row, known = row_of(crew, partners, person)
        thresholds = partners.threshold[row : row + known + 1].astype(np.int64)
        edges = {int(t) + k for t in thresholds for k in (-1, 0, 1)} | {0, ALL_DRAWS - 1}
        for draw in sorted(d for d in edges if 0 <= d < ALL_DRAWS):
            found = int(_search(partners, c, np.uint32(draw))) - row
            assert found == int((thresholds <= draw).sum())
            # Whoever listens to nobody is sent to their stand-in by every draw.
            assert (found == known + 1) == (person == 3 or known == 0)
        assert (c in partners.stray[:strays]) == (person == 3 or known == 0)
