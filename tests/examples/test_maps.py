"""The map of each rich example holds what its story promises."""

from __future__ import annotations

from collections import Counter

from groundswell.core.terrain.map_records import (
    Authority,
    Decision,
    Influence,
    Judgement,
    Node,
    Operator,
    Person,
    Stake,
    SystemLink,
    Tie,
    Unit,
)
from groundswell.core.terrain.observation import SHEETS, Observations
from groundswell.core.terrain.run_records import Member
from groundswell.core.terrain.terms import (
    AuthorityRole,
    DecisionState,
    MemberRole,
    NewRole,
    Source,
    Stance,
    TieKind,
)
from groundswell.examples.telling import tell
from tests.examples.conftest import RICH

# Sheets of a season that not every story has reached; each is shown by one story at least.
IN_SOME = {"gate_answers", "governance", "seats", "visibility"}
# Nothing is launched and nothing rests in any of them; a section edited or a plan kept is its
# reader's own.
MAY_BE_EMPTY = {"settings", "costs", "document", "launch", "replants", "plans", *IN_SOME}


def test_size(story: Observations) -> None:
    assert 40 <= len(story.of(Person)) <= 200


def test_every_sheet_has_rows(story: Observations) -> None:
    empty = {sheet for sheet in SHEETS if sheet != "initiative" and not story.records.get(sheet)}
    assert empty <= MAY_BE_EMPTY


def test_each_season_is_shown_by_some_story() -> None:
    shown = {sheet for name in RICH for sheet, rows in tell(name).records.items() if rows}
    assert shown >= IN_SOME


def test_units_form_one_tree(story: Observations) -> None:
    parents = {unit.unit: unit.parent for unit in story.of(Unit)}
    roots = set()
    for unit in parents:
        climbed = [unit]
        while (parent := parents[climbed[-1]]) is not None:
            assert parent not in climbed
            climbed.append(parent)
        roots.add(climbed[-1])
    assert len(roots) == 1


def test_everybody_inside_has_a_unit_a_level_and_a_site(story: Observations) -> None:
    inside = [person for person in story.of(Person) if not person.outside]
    assert all(person.unit and person.level and person.site for person in inside)
    assert len({person.level for person in story.of(Person)}) >= 4
    assert len({person.function for person in inside}) >= 4


def test_affected_voices_speak_from_outside(story: Observations) -> None:
    people = {person.person: person for person in story.of(Person)}
    voices = {p.voice for p in people.values() if p.affected and p.outside}
    assert len(voices) >= 2
    heard = {m.person for m in story.of(Member) if m.role is MemberRole.AFFECTED_VOICE}
    assert heard
    assert {p.person for p in people.values() if p.affected} > heard


def test_new_roles_are_on_the_map(story: Observations) -> None:
    roles = {person.new_role for person in story.of(Person)}
    assert {NewRole.DATA_GOVERNANCE, NewRole.FEEDBACK_LOOP} & roles


def test_ties_lie_in_all_layers(story: Observations) -> None:
    ties = story.of(Tie)
    assert {tie.kind for tie in ties} == set(TieKind)
    assert {tie.source for tie in ties} == set(Source)
    assert any(tie.weight == 0 for tie in ties)
    assert any(tie.retracted_on for tie in ties)


def test_most_people_report_to_somebody_and_some_to_two(story: Observations) -> None:
    managers = Counter(tie.from_ for tie in story.of(Tie) if tie.kind is TieKind.REPORTS_TO)
    inside = [person for person in story.of(Person) if not person.outside]
    assert sum(person.person in managers for person in inside) >= 0.85 * len(inside)
    assert sum(count > 1 for count in managers.values()) >= 2


def test_several_assessors_judged_blind_and_many_people_stay_unknown(story: Observations) -> None:
    judged = [j for j in story.of(Judgement) if j.decision is None]
    by_person: dict[str, set[str]] = {}
    for judgement in judged:
        by_person.setdefault(judgement.person, set()).add(judgement.assessor or "")
    assert len({j.assessor for j in judged}) >= 3
    assert sum(len(assessors) > 1 for assessors in by_person.values()) >= 10
    assert sum(bool(j.informed) for j in judged) <= 3
    assert sum(j.stance is Stance.UNKNOWN for j in judged) >= 3
    assert len(story.of(Person)) - len(by_person) >= 10
    assert any(j.fixed for j in judged)
    assert any(j.retracted_on for j in judged)


def test_assessors_stand_on_the_map(story: Observations) -> None:
    people = {person.person for person in story.of(Person)}
    assert {j.assessor for j in story.of(Judgement)} <= people
    assert {i.assessor for i in story.of(Influence)} <= people


def test_decisions_follow_different_rules(story: Observations) -> None:
    decisions = story.of(Decision)
    assert 3 <= len(decisions) <= 6
    assert len({decision.rule for decision in decisions}) >= 4
    assert any(decision.state is DecisionState.PASSED for decision in decisions)
    assert any(decision.alt_rule and decision.alt_chance for decision in decisions)
    roles = {authority.role for authority in story.of(Authority)}
    assert roles == set(AuthorityRole)


def test_nodes_are_operated_by_a_unit_or_by_a_list(story: Observations) -> None:
    listed = {operator.node for operator in story.of(Operator)}
    nodes = story.of(Node)
    assert all(bool(node.unit) != (node.node in listed) for node in nodes)
    assert any(node.unit for node in nodes)
    assert listed


def test_stakes_are_many_and_some_have_a_baseline(story: Observations) -> None:
    stakes = story.of(Stake)
    assert len(stakes) >= 30
    assert {stake.kind for stake in stakes if stake.kind} >= {"gain", "loss", "need", "fear"}
    assert {stake.kind for stake in stakes} >= {"problem", "constraint"}
    measured = [stake for stake in stakes if stake.measure and stake.baseline is not None]
    assert len(measured) >= 5
    assert all(stake.period for stake in measured)
    assert any(stake.topic is None for stake in stakes)


def test_the_system_has_loops_incentives_and_leverage(story: Observations) -> None:
    links = story.of(SystemLink)
    assert {link.element_kind for link in links} >= {"operator", "incentive", "habit", "loop"}
    assert sum(link.leverage is not None for link in links) >= 3
