"""Free times: never on top of anything, never outside working hours, right when clocks change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from groundswell.core.pictures.slots import MOST, Slot, Span, Wish, free, horizon

VIENNA = ZoneInfo("Europe/Vienna")
NOW = datetime(2026, 3, 26, 10, 10, tzinfo=VIENNA)  # a Thursday; clocks change on Sunday


def wish(minutes: int = 45, zone: ZoneInfo = VIENNA) -> Wish:
    """Return a wish within usual hours."""
    return Wish(NOW, minutes, time(9), time(17), zone)


def said(slots: tuple[Slot, ...]) -> list[str]:
    """Return times as they are said."""
    return [f"{s.start:%a %d %H:%M}" for s in slots]


def test_an_empty_calendar_gives_one_time_before_and_one_after_noon() -> None:
    found = free([], wish())
    assert said(found)[:4] == ["Thu 26 10:30", "Thu 26 12:00", "Fri 27 09:00", "Fri 27 12:00"]
    assert len(found) == MOST and not any(s.start.weekday() > 4 for s in found)


def test_a_day_that_is_full_is_passed_over() -> None:
    day = datetime(2026, 3, 27, tzinfo=VIENNA)
    found = said(free([(day, day + timedelta(days=1))], wish()))
    assert not any(text.startswith("Fri 27") for text in found) and "Mon 30 09:00" in found


def test_after_the_change_of_clocks_nine_is_still_nine() -> None:
    monday = datetime(2026, 3, 30, 7, tzinfo=UTC)  # nine in Vienna by then
    found = free([(monday, monday + timedelta(minutes=30))], wish(30))
    mornings = [s for s in found if s.start.date() == monday.date()]
    assert f"{mornings[0].start:%H:%M}" == "09:30"


SPANS = st.lists(
    st.tuples(st.integers(-100, 20_000), st.integers(1, 600)).map(
        lambda pair: (
            NOW.astimezone(UTC) + timedelta(minutes=pair[0]),
            NOW.astimezone(UTC) + timedelta(minutes=sum(pair)),
        )
    ),
    max_size=30,
)


@given(SPANS, st.sampled_from([30, 45, 60]), st.sampled_from(["Europe/Vienna", "Asia/Kolkata"]))
def test_no_time_meets_anything_or_leaves_the_working_day(
    busy: list[Span], minutes: int, zone: str
) -> None:
    asked = wish(minutes, ZoneInfo(zone))
    for slot in free(busy, asked):
        start, end = slot.start.astimezone(UTC), slot.end.astimezone(UTC)
        assert end - start == timedelta(minutes=minutes)
        assert NOW.astimezone(UTC) <= start and end <= horizon(asked).astimezone(UTC)
        assert time(9) <= slot.start.time() and slot.end.time() <= time(17)
        assert not any(a < end and start < b for a, b in busy)


def days_away(days: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment so many days from now, by the clock on the wall."""
    day = NOW.date() + timedelta(days=days)
    return datetime.combine(day, time(hour, minute), VIENNA)


def test_from_noon_on_a_day_has_one_time_left() -> None:
    late = replace(wish(), now=datetime(2026, 3, 26, 13, 10, tzinfo=VIENNA))
    assert said(free([], late))[:2] == ["Thu 26 13:30", "Fri 27 09:00"]


def test_the_last_time_ends_when_the_horizon_does() -> None:
    """Two weeks from ten past ten, on a Thursday: what begins at nine that day just fits."""
    busy = [(NOW, days_away(14, 0))]
    assert said(free(busy, wish(70))) == ["Thu 09 09:00"]
    assert said(free(busy, wish(71))) == []
    assert said(free(busy, wish(30))) == ["Thu 09 09:00"]


def test_a_talk_may_fill_the_working_day_to_its_end_and_begin_this_minute() -> None:
    short = replace(wish(), begins=time(9), ends=time(9, 45))
    assert said(free([], short))[0] == "Fri 27 09:00"
    assert free([], replace(short, ends=time(9, 44))) == ()
    sharp = replace(wish(), now=datetime(2026, 3, 26, 10, 30, tzinfo=VIENNA))
    assert said(free([], sharp))[0] == "Thu 26 10:30"


def test_a_talk_may_end_where_something_else_begins_and_begin_where_it_ends() -> None:
    busy = [(days_away(1, 9, 45), days_away(1, 16, 15)), (NOW, days_away(1, 0))]
    assert said(free(busy, wish(45)))[:2] == ["Fri 27 09:00", "Mon 30 09:00"]
    busy = [(days_away(1, 9, 44), days_away(1, 16)), (NOW, days_away(1, 0))]
    assert said(free(busy, wish(45)))[0] == "Fri 27 16:00"
