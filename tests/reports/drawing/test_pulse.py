"""The pulse of a sign: a bar for four weeks, a hatch where nothing was, and its words."""

from __future__ import annotations

import re
from datetime import date, timedelta

from groundswell.core.questions.vitality.trace import UNTOLD, Period
from groundswell.core.questions.vitality.vital import DECAY, LIFE, PRESENT, Vital
from groundswell.reports.drawing import pulse


def vital(kind: str, *figures: tuple[int, int | None]) -> Vital:
    first = date(2026, 1, 5)
    periods = tuple(
        Period(first + timedelta(days=28 * k), first + timedelta(days=28 * k + 27), *figure)
        for k, figure in enumerate(figures)
    )
    return Vital("a_sign", kind, PRESENT, "share", None, None, UNTOLD, None, periods, "So.")


def heights(svg: str) -> list[float]:
    return [float(h) for h in re.findall(r'<rect class="[\w-]+" [^>]*height="([\d.]+)"', svg)]


def test_a_share_is_drawn_of_the_whole_and_a_count_of_the_greatest() -> None:
    share = heights(pulse.draw(vital(LIFE, (2, 4), (4, 4), (0, 4)), "A sign"))
    assert share[0] == share[1] / 2 and 0 < share[2] < share[0]
    counted = heights(pulse.draw(vital(LIFE, (1, None), (3, None)), "A sign"))
    assert abs(counted[1] / counted[0] - 3) < 0.01


def test_what_was_not_recorded_is_hatched_and_said() -> None:
    svg = pulse.draw(vital(DECAY, (0, 0), (1, 2)), "A sign")
    assert 'fill="url(#hatch-pulse-a-sign)"' in svg and "d-few" in svg
    assert "not recorded" in svg and "1 of 2" in svg
    assert "<title>5 January 2026 to 1 February 2026: not recorded</title>" in svg
    assert "style=" not in svg and 'role="img"' in svg
    assert "Jan 2026" in svg and "Mar 2026" in svg


def test_nothing_at_all_and_a_file_are_drawn_too() -> None:
    assert "<rect" not in pulse.draw(vital(LIFE), "A sign")
    assert "#1f5c46" in pulse.draw(vital(LIFE, (1, 1)), "A sign", standalone=True)
