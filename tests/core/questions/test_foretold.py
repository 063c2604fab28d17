"""What became of a forecast: from states and days on record, never from silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from groundswell.core.answer import Estimate
from groundswell.core.questions.critical_mass import CriticalMass
from groundswell.core.questions.foretold import (
    Fate,
    Forecast,
    Kind,
    forecasts_of,
    given_away,
    with_fates,
)
from groundswell.core.registry import ask
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.map_records import Authority, Decision, Initiative, Node, Person
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import Adoption
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import AuthorityRole, DecisionState

DAY = date(2026, 1, 10)
NOW = date(2026, 12, 1)


def world(*records: Record, on: date = NOW) -> Snapshot:
    rows: dict[str, tuple[Record, ...]] = {"people": (Person(person="ada"), Person(person="ben"))}
    for record in records:
        rows[record.SHEET] = (*rows.get(record.SHEET, ()), record)
    return fold(Observations(records=rows), on, on)


def said(kind: Kind, code: str = "", day: date = DAY, **told: int | bool) -> Forecast:
    given = {"required": True, "holders": 1, "horizon": 26} | told
    return Forecast(day, kind, code, 0.6, 0.4, 0.8, **given)  # type: ignore[arg-type]


def decision(state: DecisionState, on: date | None = date(2026, 5, 1)) -> Decision:
    return Decision(decision="money", state=state, decided_on=on)


def fates(snapshot: Snapshot, *forecasts: Forecast) -> list[Fate | None]:
    return [one.fate for one in with_fates(forecasts, snapshot)]


def test_a_decision_comes_out_on_the_day_it_was_taken() -> None:
    made, late = said(Kind.DECISION, "money"), said(Kind.DECISION, "money", date(2026, 5, 1))
    passed, refused = decision(DecisionState.PASSED), decision(DecisionState.REFUSED)
    assert fates(world(passed), made, late) == [Fate(True, date(2026, 5, 1)), None]
    assert fates(world(refused), made) == [Fate(False, date(2026, 5, 1))]
    assert fates(world(Decision(decision="money")), made) == [None]
    assert fates(world(decision(DecisionState.PASSED, None)), made) == [None]
    assert fates(world(), made) == [None]


def test_work_comes_out_when_seen_at_its_share_or_when_the_horizon_is_over() -> None:
    node, made = Node(node="desk", share_needed=0.5), said(Kind.NODE, "desk")

    def seen(on: date, share: float) -> Adoption:
        return Adoption(node="desk", date=on, share=share)

    reached = seen(date(2026, 3, 1), 0.6)
    assert fates(world(node, reached), made) == [Fate(True, date(2026, 3, 1))]
    due = DAY + timedelta(weeks=26)
    assert fates(world(node, seen(date(2026, 3, 1), 0.2)), made) == [Fate(False, due)]
    early = world(node, seen(date(2026, 3, 1), 0.2), on=date(2026, 4, 1))
    assert fates(early, made) == [None]
    assert fates(world(node, seen(due + timedelta(1), 0.9)), made) == [None]
    assert fates(world(node), made) == [None]
    assert fates(world(node, seen(DAY, 0.9)), made) == [None]  # the forecast knew it
    blank = (
        Adoption(node="desk", date=date(2026, 2, 1)),
        Adoption(node="desk", date=None, share=0.9),
    )
    assert fates(world(node, *blank, reached), made) == [Fate(True, date(2026, 3, 1))]


def test_the_whole_fails_with_one_part_and_happens_with_all() -> None:
    made = (said(Kind.WHOLE), said(Kind.DECISION, "money"), said(Kind.DECISION, "staff"))
    other = Decision(decision="staff", state=DecisionState.PASSED, decided_on=date(2026, 6, 1))
    passed, refused = decision(DecisionState.PASSED), decision(DecisionState.REFUSED)
    assert fates(world(passed, other), *made)[0] == Fate(True, date(2026, 6, 1))
    assert fates(world(refused, other), *made)[0] == Fate(False, date(2026, 5, 1))
    assert fates(world(passed), *made)[0] is None
    assert fates(world(passed), said(Kind.WHOLE)) == [None]
    late = Decision(decision="staff", state=DecisionState.REFUSED, decided_on=date(2026, 6, 1))
    assert fates(world(refused, late), *made)[0] == Fate(False, date(2026, 5, 1))
    optional = (made[0], made[1], said(Kind.DECISION, "staff", required=False))
    assert fates(world(passed), *optional)[0] == Fate(True, date(2026, 5, 1))


def test_it_goes_on_by_itself_where_it_is_kept_by_choice_after_the_announcement() -> None:
    about = Initiative(announced_on=date(2026, 2, 1))
    told = said(Kind.LASTING, required=False)

    def fate(
        *seen: tuple[date, float | None], announced: bool = True, other: date | None = None
    ) -> Fate | None:
        looks = [Adoption(node="desk", date=on, share=0.9, by_choice_share=s) for on, s in seen]
        nodes = [Node(node="desk", share_needed=0.5)]
        if other:
            looks.append(Adoption(node="hall", date=other, share=0.9, by_choice_share=0.9))
            nodes.append(Node(node="hall", share_needed=0.5))
        rows = {"people": (Person(person="ada"),), "adoption": tuple(looks)}
        rows |= {"nodes": tuple(nodes)}
        whole = Observations(about if announced else Initiative(), rows)
        return fates(fold(whole, NOW, NOW), told)[0]

    assert fate((date(2026, 3, 1), 0.5)) == Fate(True, date(2026, 3, 1))
    assert fate((date(2026, 3, 1), 0.4)) == Fate(False, DAY + timedelta(weeks=26))
    assert fate((date(2026, 3, 1), 0.0)) == Fate(False, DAY + timedelta(weeks=26))
    assert fate((date(2026, 1, 20), 0.9)) is None  # before it was announced
    assert fate((date(2026, 2, 1), 0.9)) is None  # on the day itself
    assert fate((date(2026, 4, 1), 0.6), (date(2026, 3, 1), 0.5)) == Fate(True, date(2026, 3, 1))
    assert fate((date(2026, 3, 1), 0.5), other=date(2026, 5, 1)) == Fate(True, date(2026, 5, 1))
    assert fate((date(2026, 3, 1), None)) is None
    assert fate((date(2026, 3, 1), 0.9), announced=False) is None


def test_each_thing_counts_once_by_a_forecast_that_was_one() -> None:
    days = (date(2026, 1, 10), date(2026, 3, 30), date(2026, 4, 25))
    made = [said(Kind.DECISION, "money", day) for day in days]
    scored = with_fates(made, world(decision(DecisionState.PASSED)))
    assert [one.counts for one in scored] == [False, True, False]
    late = with_fates(made[2:], world(decision(DecisionState.PASSED)))
    assert [one.counts for one in late] == [True]
    made[1] = said(Kind.DECISION, "money", date(2026, 5, 1) - timedelta(30))
    scored = with_fates(made, world(decision(DecisionState.PASSED)))
    assert [one.counts for one in scored] == [False, True, False]


def test_an_answer_foretells_the_whole_what_is_open_and_the_work() -> None:
    snapshot = world(
        Decision(decision="money"),
        Decision(decision="done", state=DecisionState.PASSED),
        Authority(decision="money", person="ada", role=AuthorityRole.DECIDE),
        Node(node="desk", share_needed=0.5),
    )
    answer = ask(snapshot, CriticalMass(scenarios=64))
    found = forecasts_of(answer, snapshot, DAY)
    assert [(f.kind, f.code, f.holders) for f in found] == [
        (Kind.WHOLE, "", 0),
        (Kind.DECISION, "money", 1),
        (Kind.NODE, "desk", 0),
        (Kind.LASTING, "", 0),
    ]
    whole = answer.value.probability
    assert found[0].estimate == Estimate(whole.mean, whole.low, whole.high)
    assert [f.required for f in found] == [True, True, True, False]
    assert {f.horizon for f in found} == {26}
    over = replace(answer, value=replace(answer.value, probability=Estimate(1.0 + 1e-9, 0.9, 1.2)))
    assert forecasts_of(over, snapshot, DAY)[0].estimate == Estimate(1.0, 0.9, 1.0)


def test_only_a_decision_of_few_gives_a_hidden_person_away() -> None:
    few, many = said(Kind.DECISION, "money"), said(Kind.DECISION, "staff", holders=3)
    held = {"money": frozenset({"ben"}), "staff": frozenset({"ben"})}
    made = (said(Kind.WHOLE), few, many)
    assert given_away(made, {"ben"}, held, 3) == {few}
    assert given_away(made, {"ada"}, held, 3) == frozenset()


def test_on_the_last_day_of_the_horizon_what_was_not_reached_has_not_come() -> None:
    """A share that is just reached is reached."""
    node, made = Node(node="desk", share_needed=0.5), said(Kind.NODE, "desk")
    due = DAY + timedelta(weeks=26)

    def seen(share: float, on: date) -> list[Fate | None]:
        look = Adoption(node="desk", date=date(2026, 3, 1), share=share)
        return fates(world(node, look, on=on), made)

    assert seen(0.5, NOW) == [Fate(True, date(2026, 3, 1))]
    assert seen(0.4, due) == [Fate(False, due)] and seen(0.4, due - timedelta(1)) == [None]
    kept = Adoption(node="desk", date=date(2026, 3, 1), share=0.9, by_choice_share=0.1)
    rows: dict[str, tuple[Record, ...]] = {"adoption": (kept,), "nodes": (node,)}
    about, told = Initiative(announced_on=date(2026, 2, 1)), said(Kind.LASTING)
    for on, fate in ((due, Fate(False, due)), (due - timedelta(1), None)):
        assert fates(fold(Observations(about, rows), on, on), told) == [fate]
