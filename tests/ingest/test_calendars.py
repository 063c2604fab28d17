"""A calendar that was handed in: when it is taken, across zones and repetition; hostile ones."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.ingest.calendars import apart
from groundswell.ingest.calendars.apart import busy_apart
from groundswell.ingest.calendars.busy import LARGEST, MOST, NoCalendar, busy

VIENNA = ZoneInfo("Europe/Vienna")
FIRST = datetime(2026, 3, 23, tzinfo=VIENNA)  # the clocks change on the 29th
LAST = FIRST + timedelta(weeks=2)


def calendar(*events: str) -> bytes:
    """Return a calendar of entries given by their lines."""
    told = "".join(f"BEGIN:VEVENT\r\nUID:{n}\r\nDTSTAMP:20260101T000000Z\r\n{e}\r\nEND:VEVENT\r\n"
                   for n, e in enumerate(events))  # fmt: skip
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{told}END:VCALENDAR\r\n".encode()


def taken(*events: str) -> list[str]:
    """Return when a calendar is taken, as people in Vienna say it."""
    found = busy(calendar(*events), FIRST, LAST, VIENNA)
    local = [(a.astimezone(VIENNA), b.astimezone(VIENNA)) for a, b in found]
    return [f"{a:%d %H:%M}-{b:%H:%M}" for a, b in local]


def test_what_repeats_keeps_its_hour_when_the_clocks_change() -> None:
    weekly = ("DTSTART;TZID=Europe/Vienna:20260105T090000\r\n"
              "DTEND;TZID=Europe/Vienna:20260105T100000\r\nRRULE:FREQ=WEEKLY")  # fmt: skip
    assert taken(weekly) == ["23 09:00-10:00", "30 09:00-10:00"]
    assert {b.utcoffset() for b, _ in busy(calendar(weekly), FIRST, LAST, VIENNA)} == {timedelta(0)}


def test_other_zones_floating_times_and_whole_days_find_their_place() -> None:
    assert taken("DTSTART;TZID=America/New_York:20260324T090000\r\nDURATION:PT30M") == [
        "24 14:00-14:30"  # between the two changes of clocks New York is five hours away
    ]
    assert taken("DTSTART:20260325T100000\r\nDTEND:20260325T110000") == ["25 10:00-11:00"]
    assert taken("DTSTART:20260325T100000Z\r\nDTEND:20260325T110000Z") == ["25 11:00-12:00"]
    assert taken("DTSTART;VALUE=DATE:20260326\r\nDTEND;VALUE=DATE:20260327") == ["26 00:00-00:00"]


def test_an_exception_moves_one_of_a_series_and_a_cancelled_one_is_free() -> None:
    daily = "DTSTART:20260323T090000Z\r\nDTEND:20260323T100000Z\r\nRRULE:FREQ=DAILY;COUNT=3"
    assert len(taken(f"{daily}\r\nEXDATE:20260324T090000Z")) == 2
    assert taken(f"{daily}\r\nSTATUS:CANCELLED") == []
    assert taken(f"{daily}\r\nTRANSP:TRANSPARENT") == []
    assert taken("DTSTART:20260323T090000Z\r\nDTEND:20260323T090000Z") == []


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\x00\x01\x02PK\x03\x04", "no calendar file"),
        (b"", "no calendar file"),
        (calendar("DTSTART:20260101T000000Z")[:-20], "cut off"),
        (calendar("DTSTART:not a day"), "damaged"),
        (b"BEGIN:VCALENDAR\r\n" + b"x" * LARGEST, "2 MB is the most"),
        (calendar(*["DTSTART:20260323T090000Z"] * (MOST + 1)), "entries"),
        (calendar("DTSTART:20260101T000000Z\r\nRRULE:FREQ=SECONDLY"), "more often"),
        (calendar("DTSTART:20260101T000000Z\r\nRRULE:FREQ=MINUTELY;INTERVAL=2"), "more often"),
        (calendar("DTSTART:20260101T000000Z\r\nRRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5,6,7,8,9;"
                  "BYMINUTE=1,2,3,4,5,6,7,8,9"), "more often"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_in_words(content: bytes, word: str) -> None:
    with pytest.raises(NoCalendar, match=word):
        busy(content, FIRST, LAST, VIENNA)


JUNK = (
    b"RRULE:FREQ=;", b"\r\nEND:VEVENT", b"\r\nDTSTART;TZID=Nowhere/Else:20260323T090000",
    b"\r\nBEGIN:VEVENT", b"\r\nDURATION:P1Z", b"\r\nRDATE:x", b"\r\nEXDATE;VALUE=DATE:2026",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_handed_in_ends_in_spans_or_words(data: st.DataObject) -> None:
    good = calendar("DTSTART:20260323T090000Z\r\nDTEND:20260323T100000Z\r\nRRULE:FREQ=WEEKLY")
    at = data.draw(st.integers(0, len(good)))
    junk = data.draw(st.binary(max_size=12) | st.sampled_from(JUNK))
    content = good[:at] + junk + good[at:]
    with contextlib.suppress(NoCalendar):
        spans = busy(content, FIRST, LAST, VIENNA)
        assert all(FIRST.astimezone(UTC) <= a <= b <= LAST.astimezone(UTC) for a, b in spans)


def test_a_process_of_its_own_reads_it_and_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    one = calendar("DTSTART:20260323T090000Z\r\nDTEND:20260323T100000Z")
    assert busy_apart(one, FIRST, LAST, "Europe/Vienna") == busy(one, FIRST, LAST, VIENNA)
    with pytest.raises(NoCalendar, match="no calendar file"):
        busy_apart(b"nothing", FIRST, LAST, "Europe/Vienna")
    with pytest.raises(NoCalendar, match="is the most"):
        busy_apart(b"x" * (10 * 2**20), FIRST, LAST, "Europe/Vienna")
    # The thirtieth of February never comes, however long one looks for it.
    endless = calendar("DTSTART:20260101T000000Z\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")
    monkeypatch.setattr(apart, "SECONDS", 1.0)
    with pytest.raises(NoCalendar, match="too long"):
        busy_apart(endless, FIRST, LAST, "Europe/Vienna")
