"""The health screen: alarms with records, losses by name, upheavals as severe as supposed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from groundswell.app.ask import Asked, ask
from groundswell.app.do.records import record_
from groundswell.core.questions.sensitivity import Sensitivity
from groundswell.core.terrain.map_records import Authority, Judgement, Node, Person, Unit
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.run_records import (
    Adoption,
    Attendance,
    Commitment,
    Meeting,
    Member,
)
from groundswell.core.terrain.terms import (
    AuthorityRole,
    CommitmentKind,
    CommitmentState,
    Level,
    MeetingKind,
    Presence,
    Ring,
    Stance,
)
from groundswell.faces.web.screens import answers
from tests.app.cast import NOW, Cast, cast, small_map
from tests.faces.web.browsers import browser
from tests.faces.web.visitors import visitor

pytestmark = pytest.mark.django_db(databases="__all__")
PAGE = "health"
H1 = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)


def first_line(shown: str) -> str:
    found = H1.search(shown)
    assert found is not None
    return found[1].strip()


@pytest.fixture
def them() -> Cast:
    return cast(with_a_holder())


def with_a_holder() -> Observations:
    """Return the small map with its decider in the coalition, and an executive."""
    given = small_map()
    more = {
        "coalition": (
            *given.records["coalition"],
            Member(person="ben", ring=Ring.CORE, commitment=0.9),
        ),
        "people": (
            *given.records["people"],
            Person(person="eva", name="Eva", level=Level.EXECUTIVE),
        ),
        "authority": (
            *given.records["authority"],
            Authority(decision="money", person="eva", role=AuthorityRole.VETO),
        ),
    }
    return replace(given, records={**given.records, **more})


def test_the_first_line_says_whether_it_is_alive_and_how_fragile(them: Cast) -> None:
    shown = visitor(them.alice, them.code).text(PAGE)
    lost = "if Ben moved on, you would lose ground on ‘Pay for it’"
    assert first_line(shown).startswith("Nobody can tell whether the coalition is alive")
    assert f'<p class="lede">{lost[:1].upper()}{lost[1:]}' in shown.replace("&#x27;", "'")
    assert " alarm" not in shown and "No warning stands" in shown
    assert "What goes with whom" in shown and "You, " in shown
    assert "nobody’s mandate" in shown
    assert re.search(r'/what-if\?exit=ben"', shown)
    assert "/decisions#decision-money" in shown


def test_an_alarm_shows_its_records_and_the_constant_that_draws_its_line(them: Cast) -> None:
    obeyed = Adoption(node="desk", date=NOW.date(), share=0.7, by_choice_share=0.1)
    record_(them.alice, them.code, [Unit(unit="front", name="Front desk")])
    record_(them.alice, them.code, [Node(node="desk", title="The desk", unit="front")])
    record_(them.alice, them.code, [obeyed])
    shown = visitor(them.alice, them.code).text(PAGE)
    assert first_line(shown).endswith("and obedience is taken for commitment.")
    assert "Obedience is taken for commitment" in shown and "What to do." in shown
    assert f"/i/{them.code}/decisions#node-desk" in shown
    assert f"/i/{them.code}/settings/model/compliance_gap" in shown
    assert "of going wrong that cannot be told from the records" in shown


def test_a_sign_of_decay_warns_with_its_day_its_meetings_and_its_table(them: Cast) -> None:
    days = [NOW.date() - timedelta(days=7 * k + 1) for k in range(6)]
    met = [
        Meeting(meeting=f"m{k}", date=day, kind=MeetingKind.CORE, changed="x" if k > 3 else None)
        for k, day in enumerate(days)
    ]
    came = [Attendance(meeting=f"m{k}", person="ben", presence=Presence.ABSENT) for k in range(6)]
    record_(them.alice, them.code, [*met, *came])
    shown = visitor(them.alice, them.code).text(PAGE)
    assert "its meetings have become status reports" in first_line(shown)
    assert re.search(r"status reports <small>since \d+ \w+ 20\d\d</small>", shown)
    assert f"/i/{them.code}/meetings/m0" in shown and "meeting of " in shown
    assert "missed 4 of the last 4 core meetings" in shown and "keep an eye on it" in shown
    table = shown[shown.index("The same as a table") :]
    assert re.search(r'Meetings change something</th>.*?<td class="num">\d of \d</td>', table)
    assert "A meeting changes something: about" in shown
    assert f"/i/{them.code}/settings/model/status_share" in shown


def test_a_mandate_is_counted(them: Cast) -> None:
    written = Commitment(
        person="ben",
        text="in the budget line",
        kind=CommitmentKind.MANDATE,
        state=CommitmentState.KEPT,
        asked_on=NOW.date(),
    )
    record_(them.alice, them.code, [written])
    assert "one person&#x27;s mandate" in visitor(them.alice, them.code).text(PAGE)


def test_an_upheaval_is_as_severe_as_supposed(them: Cast) -> None:
    alice = visitor(them.alice, them.code)
    worst = alice.text(PAGE)
    assert "1 executive" in worst or "one executive was" in worst.lower()
    none = alice.text(PAGE, leadership_change="0", merger="0.5")
    chosen = re.compile(r'<select id="severity-(\w+)".*?value="([\d.]+)" selected', re.DOTALL)
    assert dict(chosen.findall(none)) == {
        "leadership_change": "0",
        "budget_crisis": "1",
        "merger": "0.5",
        "organised_resistance": "1",
    }
    odd = alice.text(PAGE, leadership_change="9")
    assert dict(chosen.findall(odd))["leadership_change"] == "1"


def test_nobody_in_it_is_said_with_the_way_on() -> None:
    given = small_map()
    them = cast(
        Observations(
            replace(given.initiative, owner=None),
            {s: rows for s, rows in given.records.items() if s != "coalition"},
        )
    )
    shown = visitor(them.alice, them.code).text(PAGE)
    assert first_line(shown).startswith("There is no coalition yet")
    assert "Open the coalition" in shown


def test_it_is_not_for_those_who_look_on(them: Cast) -> None:
    for actor, status in ((them.bob, 200), (them.olga, 403), (them.charlie, 404)):
        assert visitor(actor, them.code).get(PAGE).status_code == status
    assert browser(them.alice, presentable=True).get(f"/i/{them.code}/health").status_code == 403
    assert f"/i/{them.code}/health" in visitor(them.alice, them.code).text("")
    assert f"/i/{them.code}/health" not in visitor(them.olga, them.code).text("")


def test_each_sees_losses_by_their_own_judgements(them: Cast) -> None:
    record_(them.alice, them.code, [Judgement(person="eva", stance=Stance.OPPONENT)])
    words = re.compile(r'<div class="small">([+\-\d]+ points?[^<]*)</div>')
    blind, seeing = (
        words.findall(visitor(actor, them.code).text(PAGE)) for actor in (them.bob, them.alice)
    )
    assert blind != seeing


def test_what_was_found_of_conventions_stands_beside(them: Cast) -> None:
    alice = visitor(them.alice, them.code)
    assert "Work it out" in alice.text(PAGE)
    found = ask(them.alice, them.code, Sensitivity(), wait=True).answer
    assert found is not None
    shown = alice.text(PAGE)
    assert found.headline in shown.replace("&#x27;", "'") and "Look closer" in shown


def test_what_takes_longer_is_waited_for(them: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "ask", lambda *_: Asked(None, job="7" * 8))
    shown = visitor(them.alice, them.code).text(PAGE)
    assert "This takes a moment" in shown and "Working out" in first_line(shown)
