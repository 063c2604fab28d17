"""Short series: shares and rates with their bands, and the chance that they fell."""

from __future__ import annotations

import numpy as np
import pytest

from groundswell.core.questions.vitality.rates import rate_fell, rate_of, share_fell, share_of


def test_the_closed_forms_agree_with_draws() -> None:
    rng = np.random.default_rng(5)
    a, b = rng.beta(2, 6, 400_000), rng.beta(10, 4, 400_000)
    assert share_fell((1, 6), (9, 12)) == pytest.approx(float((a < b).mean()), abs=0.003)
    x, y = rng.gamma(1.5, 1 / 8, 400_000), rng.gamma(9.5, 1 / 26, 400_000)
    assert rate_fell((1, 8.0), (9, 26.0)) == pytest.approx(float((x < y).mean()), abs=0.003)
    assert share_of(9, 12).mean == pytest.approx(10 / 14)
    assert rate_of(3, 12.0).mean == pytest.approx(3.5 / 12 * 4)
    assert share_fell((3, 6), (3, 6)) == pytest.approx(0.5)


def test_nothing_seen_is_a_wide_band_and_no_error() -> None:
    empty = share_of(0, 0)
    assert (empty.mean, empty.low, empty.high) == pytest.approx((0.5, 0.1, 0.9))
    none = rate_of(0, 8.0)
    assert 0 < none.low < none.mean < none.high < 1
    assert rate_fell((0, 8.0), (0, 8.0)) == pytest.approx(0.5)


def test_what_is_all_but_sure_is_never_more_than_sure() -> None:
    assert 0.999 < share_fell((0, 195), (175, 175)) <= 1.0
