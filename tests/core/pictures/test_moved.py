"""What came after an entry was shown: two judgements in words, and never a cause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from groundswell.core.pictures.audiences import audiences
from groundswell.core.pictures.moved import WARNING, judged_by_person, moved, summary
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.map_records import Initiative, Judgement, Person, Stake
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.run_records import Encounter, Evidence
from groundswell.core.terrain.terms import GapKind, Result, StakeKind, Stance

SHOWN = date(2026, 6, 10)


def judged(stance: Stance, month: int, assessor: str = "ada", **more: Any) -> Judgement:
    day = date(2026, month, 1)
    return Judgement(person="ben", stance=stance, assessor=assessor, observed_on=day, **more)


def test_the_last_before_and_the_first_after_by_the_same_assessor() -> None:
    rows = [
        judged(Stance.OPPONENT, 1),
        judged(Stance.SKEPTIC, 5),
        judged(Stance.NEUTRAL, 7, "cleo"),
        judged(Stance.SUPPORTER, 8),
        judged(Stance.CHAMPION, 9),
    ]
    found = moved(judged_by_person(rows)["ben"], SHOWN)
    assert (found.before, found.after, found.way) == ("skeptic", "supporter", "up")
    assert found.words == "judged skeptic (1 May 2026) before and supporter (1 August 2026) since"


def test_one_judgement_alone_says_no_more_than_itself() -> None:
    before = moved([judged(Stance.SKEPTIC, 5)], SHOWN)
    assert (before.way, before.words) == ("unknown", "judged skeptic before, not judged since")
    after = moved([judged(Stance.SKEPTIC, 8)], SHOWN)
    assert after.words == "judged skeptic since, not judged before"
    assert moved([judged(Stance.SKEPTIC, 5)], None).way == "unknown"
    assert moved([], SHOWN).words == "not judged before or since"


def test_judgements_on_one_decision_and_unknown_ones_are_left_out() -> None:
    rows = [judged(Stance.OPPONENT, 5, decision="d1"), judged(Stance.UNKNOWN, 8)]
    assert judged_by_person(rows) == {}


def test_less_favourable_is_counted_like_more_and_the_warning_stays() -> None:
    up = moved([judged(Stance.SKEPTIC, 5), judged(Stance.NEUTRAL, 7)], SHOWN)
    down = moved([judged(Stance.NEUTRAL, 5), judged(Stance.SKEPTIC, 7)], SHOWN)
    alike = moved([judged(Stance.NEUTRAL, 5), judged(Stance.NEUTRAL, 7)], SHOWN)
    text = summary([up, down, alike, alike])
    assert text == (
        "Of four people judged before and after, one was judged more favourably since, two were "
        f"judged as before and one was judged less favourably. {WARNING}"
    )
    assert summary([moved([], SHOWN)]) == ""


CALLS = Evidence(
    evidence="e", claim="Calls fell.", measure="calls", effect=-0.25, low=-0.35, high=-0.1,
    result=Result.WORKED, topics=("calls",),
)  # fmt: skip


def told(*stakes: Stake, shown: tuple[Encounter, ...] = (), entry: Evidence = CALLS) -> Any:
    people = (Person(person="ben", name="Ben"), Person(person="cleo", name="Cleo"))
    records: dict[str, tuple[Any, ...]] = {
        "people": people, "stakes": stakes, "evidence": (entry,), "encounters": shown,
    }  # fmt: skip
    return audiences(fold(Observations(Initiative(owner="ben"), records), date(2026, 11, 1)), "e")


def stake(person: str, baseline: float | None) -> Stake:
    return Stake(
        person=person, kind=StakeKind.NEED, text="Quiet.", topic="calls", measure="calls",
        baseline=baseline, period="week",
    )  # fmt: skip


def test_each_reads_it_at_their_own_figure_or_whom_to_ask() -> None:
    found = told(stake("ben", None), stake("cleo", 40))
    first, second = found.people
    assert first.person == "cleo" and "about 10 fewer calls a week (4 to 14)" in first.sentence
    assert first.change.mean == -10 and not first.ask
    assert "Calls fell." not in first.sentence  # the claim stands above them all, once
    assert second.ask.startswith("Their own figure is missing: ask them, or ")
    assert found.headline == (
        "It speaks to two people, to one of them in figures of their own; of one person today's "
        "figure is missing."
    )
    assert [g.kind for g in found.gaps] == [GapKind.STAKE_UNANSWERED]


def test_who_has_seen_it_is_told_and_an_entry_without_topic_says_so() -> None:
    met = Encounter(person="ben", date=date(2026, 10, 1), shown=("e",))
    found = told(stake("ben", 20), shown=(met,))
    assert found.people[0].shown and not found.gaps
    bare = Evidence(evidence="e", claim="Calls fell.")
    assert told(stake("ben", 20), entry=bare).headline == "It speaks to nobody's stake yet."


def test_a_judgement_of_the_very_day_is_neither_before_nor_since() -> None:
    there = Judgement(person="ben", stance=Stance.CHAMPION, assessor="ada", observed_on=SHOWN)
    rows = [judged(Stance.SKEPTIC, 5), there, judged(Stance.NEUTRAL, 7)]
    found = moved(rows, SHOWN)
    assert (found.before, found.after, found.way) == ("skeptic", "neutral", "up")
    assert moved([there], SHOWN).words == "not judged before or since"


def test_from_a_quarter_of_the_scale_on_two_judgements_differ() -> None:
    def way(first: float, last: float) -> str:
        rows = [
            Judgement(person="ben", stance=stance, assessor="ada", observed_on=date(2026, month, 1))
            for stance, month in ((first, 5), (last, 7))
        ]
        return moved(rows, SHOWN).way

    assert [way(0.0, 0.25), way(0.0, 0.24), way(0.0, -0.24)] == ["up", "alike", "alike"]
    assert way(0.0, -0.25) == "down"


def test_judgements_of_one_day_stand_by_who_gave_them() -> None:
    rows = [judged(Stance.CHAMPION, 5, "zoe"), judged(Stance.SUPPORTER, 5, "ada")]
    for given in (rows, rows[::-1]):
        assert [r.assessor for r in judged_by_person(given)["ben"]] == ["ada", "zoe"]


def test_one_person_is_told_as_one_and_without_a_number() -> None:
    up = moved([judged(Stance.SKEPTIC, 5), judged(Stance.NEUTRAL, 7)], SHOWN)
    alike = moved([judged(Stance.NEUTRAL, 5), judged(Stance.NEUTRAL, 7)], SHOWN)
    assert summary([up, moved([], SHOWN)]) == (
        f"The one person judged before and after was judged more favourably since. {WARNING}"
    )
    assert summary([alike, up]) == (
        "Of two people judged before and after, one was judged more favourably since and one was "
        f"judged as before. {WARNING}"
    )


def test_of_several_stakes_the_one_with_a_figure_of_their_own_is_read() -> None:
    """Figures first, then the same measure; what else they care about is not converted."""
    bare = Stake(person="ben", kind=StakeKind.FEAR, text="A crowd.", topic="calls")
    other = replace(bare, text="Days.", measure="days", baseline=3)
    counted = replace(bare, text="Weeks.", measure="calls", baseline=20, period="week")
    same = replace(bare, text="Zeal.", measure="calls")
    (one,) = told(bare, other, counted, same).people
    assert one.stake == "Weeks." and one.change.mean == -5.0
    (one,) = told(bare, other, same).people
    assert one.stake == "Zeal." and one.change is None and one.ask
    (one,) = told(replace(bare, text=None)).people
    assert one.stake == "calls"


def test_whom_it_reaches_in_figures_is_counted_only_where_it_does() -> None:
    assert told(stake("ben", None)).headline == (
        "It speaks to one person; of one person today's figure is missing."
    )
    assert told(stake("ben", 20), stake("cleo", 40)).headline == (
        "It speaks to two people, to two of them in figures of their own."
    )
