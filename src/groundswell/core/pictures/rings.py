"""The rings: who is in the coalition and why, and who stands outside but is wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from groundswell.core.answer import Gap
from groundswell.core.pictures.lens import Lens, Portrait, titled
from groundswell.core.questions.harm import ranked_gaps
from groundswell.core.questions.question import gap
from groundswell.core.questions.represented import View, dimensions
from groundswell.core.questions.wording import NUMBERS, count, listed
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import GapKind, MemberRole, Ring

ABOUT: Mapping[Ring, str] = {
    Ring.NUCLEUS: "the first people, who share the diagnosis",
    Ring.CORE: "who carry the work",
    Ring.SECOND: "who lend it reach",
    Ring.WIDER: "who make it legitimate",
}
_MOST_WANTED = 12


@dataclass(frozen=True, slots=True)
class Seat:
    """A member of the coalition.

    Parameters
    ----------
    role
        Why they are in it, in words; empty where not stated.
    reason
        Why them, as somebody wrote it; empty where not stated.
    since, hours
        Since when, and hours a week they give, as far as stated.
    how
        Whether they were invited or asked to join; empty where not stated.
    """

    person: Portrait
    role: str
    reason: str
    since: date | None
    hours: float | None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    """One ring and who sits in it."""

    ring: str
    about: str
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody outside who could fill what is missing, and what that is."""

    person: Portrait
    reason: str


@dataclass(frozen=True, slots=True)
class Rings:
    """The coalition from the inside outwards.

    Parameters
    ----------
    circles
        Nucleus, core, second and wider ring.
    wanted
        Who is outside but could fill a gap, the most harmful gap first.
    outside
        Everybody else on the map, by name.
    """

    headline: str
    population: str
    gaps: tuple[Gap, ...]
    circles: tuple[Circle, ...]
    wanted: tuple[Wanted, ...]
    outside: tuple[Portrait, ...]


def rings(snapshot: Snapshot, *, veiled: Mapping[str, int] | None = None) -> Rings:
    """Return who is in which ring, with reason and role, and who is wanted."""
    lens = Lens(snapshot, veiled)
    circles = tuple(_circle(lens, ring) for ring in Ring)
    inside = {seat.person.code for circle in circles for seat in circle.seats}
    wanted = _wanted(lens)
    named = inside | {w.person.code for w in wanted}
    rest = [p for p in lens.portraits if p.code not in named]
    return Rings(
        headline=_headline(circles, wanted),
        population=lens.population,
        gaps=tuple(_gaps(lens, circles)),
        circles=circles,
        wanted=wanted,
        outside=tuple(sorted(rest, key=lambda p: (p.name, p.code))),
    )


def _circle(lens: Lens, ring: Ring) -> Circle:
    seats = []
    for code, member in lens.snapshot.members.items():
        if (member.ring or Ring.WIDER) is ring:
            role = titled(member.role.value) if member.role else ""
            since = member.joined_on or member.observed_on
            how = member.how.value if member.how else ""
            about = (role, member.reason or "", since, member.hours_per_week, how)
            seats.append(Seat(lens.by_code[code], *about))
    return Circle(ring.value, ABOUT[ring], tuple(sorted(seats, key=lambda s: s.person.code)))


def _wanted(lens: Lens) -> tuple[Wanted, ...]:
    """Return who could fill the most harmful gaps, each person once."""
    view = View(lens.snapshot)
    found: dict[str, Wanted] = {}
    for missing in ranked_gaps(view, dimensions(view)):
        for code in missing.ask:
            if code not in found:
                found[code] = Wanted(lens.by_code[code], missing.clause)
                break  # one name for each gap, so that the ring stays a short list
    return tuple(found.values())[:_MOST_WANTED]


def _headline(circles: tuple[Circle, ...], wanted: tuple[Wanted, ...]) -> str:
    number = sum(len(circle.seats) for circle in circles)
    if not number:
        return "Nobody is in the coalition yet, not even you. Add yourself as its nucleus."
    inner = sum(len(c.seats) for c in circles if c.ring in (Ring.NUCLEUS, Ring.CORE))
    people = count(number, "person is", "people are").capitalize()
    within = NUMBERS[inner] if inner < len(NUMBERS) else str(inner)
    text = f"{people} in the coalition"
    if number > 1:
        text += f", {within} of them in the inner rings"
    if wanted:
        text += f"; missed most: {wanted[0].reason}"
    return f"{text}."


def _gaps(lens: Lens, circles: tuple[Circle, ...]) -> Iterator[Gap]:
    seats = [seat for circle in circles for seat in circle.seats]
    if not seats:
        yield gap(GapKind.NO_COALITION, "Nobody is in the coalition yet.")
        return
    blank = [seat.person for seat in seats if not seat.role and not seat.reason]
    if blank:
        names = listed([p.name for p in blank])
        yield gap(
            GapKind.CRITERION_UNKNOWN,
            f"Neither role nor reason is written down for {names}. Why them?",
            *(p.code for p in blank),
        )
    friends = {code for code, m in lens.snapshot.members.items() if _friend(m.role)}
    if len(seats) > 2 and not friends:
        yield gap(
            GapKind.VOICE_MISSING,
            "No critical friend sits in any ring. Who would say early what is wrong with it?",
        )


def _friend(role: MemberRole | None) -> bool:
    return role is MemberRole.CRITICAL_FRIEND
