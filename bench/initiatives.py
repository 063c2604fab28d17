"""A generated initiative of any size, as the records somebody would import."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from groundswell.core.terrain.map_records import (
    Authority,
    Decision,
    Initiative,
    Judgement,
    Node,
    Person,
    Tie,
    Unit,
)
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import Member
from groundswell.core.terrain.terms import (
    AuthorityRole,
    Level,
    MemberRole,
    Phase,
    Ring,
    Rule,
    Source,
    Stance,
    Sureness,
    TieKind,
)

DAY = date(2026, 11, 1)
UNIT_SIZE = 25
STANCES = (Stance.OPPONENT, Stance.SKEPTIC, Stance.NEUTRAL, Stance.SUPPORTER, Stance.CHAMPION)
LEVELS = (Level.FRONTLINE, Level.FRONTLINE, Level.FRONTLINE, Level.MIDDLE, Level.SENIOR)
FUNCTIONS = ("operations", "finance", "people", "technology", "service", "legal")
RULES = (Rule.OWNER, Rule.MAJORITY, Rule.MAJORITY, Rule.UNANIMITY, Rule.NEGOTIATED)


def initiative(
    people: int = 5_000, ties: int = 45_000, stances: int = 10_000, seed: int = 0
) -> Observations:
    """Return an initiative with units, ties mostly inside them, and three assessors."""
    rng = np.random.default_rng(seed)
    units = max(1, people // UNIT_SIZE)
    codes = [f"p{k:05d}" for k in range(people)]
    records: dict[str, tuple[Record, ...]] = {
        "units": tuple(_unit(k) for k in range(units)),
        "people": tuple(_person(code, k % units, rng) for k, code in enumerate(codes)),
        "ties": tuple(_ties(codes, units, ties, rng)),
        "stances": tuple(_judgements(codes, stances, rng)),
        "decisions": tuple(
            Decision(decision=f"d{k}", title=f"Decision {k}", rule=rule)
            for k, rule in enumerate(RULES)
        ),
        "authority": tuple(_authority(codes, rng)),
        "nodes": tuple(Node(node=f"n{k}", title=f"Work {k}", unit=f"u{k:03d}") for k in range(3)),
        "coalition": tuple(
            Member(person=code, ring=Ring.CORE, role=MemberRole.ALLY, joined_on=DAY)
            for code in codes[:6]
        ),
    }
    about = Initiative(title="A large change", owner=codes[0], phase=Phase.CRITICAL_MASS)
    return Observations(about, records)


def _unit(k: int) -> Unit:
    parent = None if k == 0 else f"u{(k - 1) // 6:03d}"
    return Unit(unit=f"u{k:03d}", name=f"Unit {k}", parent=parent)


def _person(code: str, unit: int, rng: np.random.Generator) -> Person:
    return Person(
        person=code,
        name=f"Person {code[1:]}",
        unit=f"u{unit:03d}",
        role="does what is done there",
        level=LEVELS[rng.integers(len(LEVELS))],
        function=FUNCTIONS[rng.integers(len(FUNCTIONS))],
        capacity_hours=float(rng.integers(0, 5)),
    )


def _ties(codes: list[str], units: int, count: int, rng: np.random.Generator) -> list[Tie]:
    """Return distinct ties, three quarters of them inside a unit."""
    kinds = (TieKind.TRUSTS, TieKind.ADVICE, TieKind.WORKS_WITH)
    made: dict[tuple[int, int, TieKind], Tie] = {}
    while len(made) < count:
        a = int(rng.integers(len(codes)))
        near = a % units + units * int(rng.integers(max(1, len(codes) // units)))
        b = near if rng.random() < 0.75 else int(rng.integers(len(codes)))
        kind = kinds[rng.integers(3)]
        if a != b and b < len(codes):
            made[a, b, kind] = Tie(
                from_=codes[a],
                to=codes[b],
                kind=kind,
                weight=round(float(rng.uniform(0.1, 1)), 2),
                source=Source.SURVEYED,
                assessor=codes[a],
                observed_on=DAY,
            )
    return list(made.values())


def _judgements(codes: list[str], count: int, rng: np.random.Generator) -> list[Judgement]:
    made: dict[tuple[str, str, date], Judgement] = {}
    while len(made) < count:
        person = codes[rng.integers(len(codes))]
        assessor = codes[rng.integers(3)]
        day = DAY - timedelta(days=int(rng.integers(200)))
        made[person, assessor, day] = Judgement(
            person=person,
            stance=STANCES[rng.integers(5)],
            sure=Sureness.MEDIUM,
            assessor=assessor,
            observed_on=day,
        )
    return list(made.values())


def _authority(codes: list[str], rng: np.random.Generator) -> list[Authority]:
    return [
        Authority(decision=f"d{k}", person=codes[who], role=AuthorityRole.DECIDE)
        for k, rule in enumerate(RULES)
        for who in rng.choice(len(codes), 1 if rule is Rule.OWNER else 7, replace=False)
    ]
