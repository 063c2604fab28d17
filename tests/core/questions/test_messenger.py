"""Who carries the message: scores by hand, the user's own choice, and nobody to send."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from groundswell.core.answer import Answer
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.messenger import (
    Carriers,
    Messenger,
    MessengerValue,
    credibilities,
    messenger,
)
from groundswell.core.questions.question import UnknownPersonError
from groundswell.core.terrain.fold import fold
from tests.core.builders import AS_OF, Row, initiative, study

PEOPLE: list[Row] = [
    {"person": "ama", "name": "Ama Owusu"},
    {"person": "ben", "name": "Ben Ito"},
    {"person": "cleo", "name": "Cleo Marsh"},
    {"person": "vera", "name": "Vera Lind"},
]


def ask(given: Study, person: str = "vera", limit: int = 5) -> Answer[MessengerValue]:
    """Ask who should carry the message."""
    return messenger(given, Messenger(person=person, limit=limit))


def test_score_is_chain_times_credibility() -> None:
    """Ama: .8 x (5 + 3) / 2 / 5 = .64; Ben, over a weak tie and not rated: .5 x 3 / 5 = .3."""
    found = ask(
        study(
            people=PEOPLE,
            ties=["vera trusts ama .8", "vera works_with ben"],
            influence=["ama - - 5 - x", "ama - - 3 - y"],
            coalition=["ama core", "ben core"],
        )
    )
    first, second = found.value.messengers
    assert (first.person, first.path, first.weak) == ("ama", ("vera", "ama"), False)
    assert first.score == pytest.approx(0.64)
    assert first.credibility == 4.0
    assert (second.person, second.weak, second.credibility_stated) == ("ben", True, False)
    assert second.score == pytest.approx(0.3)
    assert (
        found.headline
        == "Let Ama Owusu carry the message to Vera Lind: Vera Lind trusts Ama Owusu."
    )
    assert found.value.tie_to_build is None


def test_newest_mark_of_an_assessor_counts() -> None:
    rows: list[Row] = [
        {"person": "ama", "credibility": 1, "assessor": "x", "observed_on": date(2026, 1, 1)},
        {"person": "ama", "credibility": 5, "assessor": "x", "observed_on": date(2026, 2, 1)},
        {"person": "ben", "leadership": 5, "assessor": "x"},
        {"person": "nobody on the map", "credibility": 5, "assessor": "x"},
    ]
    snap = study(people=PEOPLE, influence=rows).snapshot
    marks, stated = credibilities(snap)
    assert marks.tolist() == [5.0, 3.0, 3.0, 3.0]
    assert stated.tolist() == [True, False, False, False]


def test_conflict_halves_the_score_and_can_turn_the_order() -> None:
    found = ask(
        study(
            people=PEOPLE,
            ties=["vera trusts ama .9", "vera trusts ben .5", "vera conflict ama .2"],
            coalition=["ama core", "ben core"],
        )
    )
    first, second = found.value.messengers
    assert first.person == "ben"
    assert (second.person, second.conflict) == ("ama", True)
    assert second.score == pytest.approx(0.9 * 0.6 * 0.5)
    assert any("in conflict" in reason.text for reason in found.reasons)


def test_a_chain_over_others_names_the_introduction() -> None:
    found = ask(
        study(
            people=PEOPLE,
            ties=["vera trusts ben .8", "ben advice ama .5"],
            coalition=["ama core"],
        )
    )
    assert found.value.messengers[0].path == ("vera", "ben", "ama")
    assert found.value.messengers[0].score == pytest.approx(0.8 * 0.5 * 0.6)
    assert found.headline == (
        "Let Ama Owusu carry the message to Vera Lind: "
        "Vera Lind trusts Ben Ito, who turns to Ama Owusu for advice."
    )
    asked = [reason for reason in found.reasons if "introduction" in reason.text]
    assert asked[0].ids == ("ben",)


def test_a_chain_ends_at_the_first_of_the_coalition() -> None:
    """Ben believes Cleo fully, and Cleo is believed by all; yet it is Ben whom Vera hears."""
    found = ask(
        study(
            people=PEOPLE,
            ties=["vera trusts ben .5", "ben trusts cleo 1"],
            influence=["cleo - - 5", "ben - - 1"],
            coalition=["ben core", "cleo core"],
        )
    )
    assert [carrier.person for carrier in found.value.messengers] == ["ben"]


def test_the_owner_goes_in_person_where_they_have_the_ear() -> None:
    found = ask(study({"owner": "ama"}, people=PEOPLE, ties=["vera advice ama"]))
    assert found.headline == "Go to Vera Lind yourself: Vera Lind turns to you for advice."


class TestOwnChoice:
    """What a person knows beats the ranking, and stays on record."""

    @pytest.mark.parametrize("chosen", ["cleo", "Cleo Marsh", "Marsh instead of Owusu", "MARSH"])
    def test_comes_first_with_its_reason(self, chosen: str) -> None:
        row = {"person": "vera", "kind": "messenger", "chosen": chosen, "reason": "Old friends."}
        found = ask(
            study(
                people=PEOPLE,
                ties=["vera trusts ama", "vera trusts ben .1"],
                coalition=["ama core", "ben core"],
                overrides=[row],
            )
        )
        first, second, third = found.value.messengers
        assert (first.person, first.chosen, first.reason) == ("cleo", True, "Old friends.")
        assert (first.path, first.score) == ((), None)
        assert (second.person, second.chosen) == ("ama", False)
        assert third.person == "ben"
        assert found.headline == "As you chose, Cleo Marsh carries the message to Vera Lind."
        assert found.reasons[0].text.startswith("You chose Cleo Marsh: Old friends.")
        assert [r.ids for r in found.reasons] == [("cleo",), ("vera", "ama"), ("vera", "ben")]

    def test_the_newest_counts_and_other_kinds_and_people_do_not(self) -> None:
        rows: list[Row] = [
            {"person": "vera", "kind": "messenger", "chosen": "ben", "date": date(2026, 3, 1)},
            {"person": "vera", "kind": "messenger", "chosen": "cleo", "date": date(2026, 2, 1)},
            {"person": "vera", "kind": "too_early", "chosen": "cleo", "date": date(2026, 4, 1)},
            {"person": "ama", "kind": "messenger", "chosen": "cleo", "date": date(2026, 4, 1)},
        ]
        rows.append({"person": "vera", "kind": "messenger", "date": date(2026, 5, 1)})
        given = study(people=PEOPLE, coalition=["ama core"], overrides=rows)
        assert ask(given).value.messengers[0].person == "ben"

    def test_the_last_of_three_names_is_enough_too(self) -> None:
        row = {"person": "vera", "kind": "messenger", "chosen": "Costa"}
        people: list[Row] = [*PEOPLE, {"person": "mia", "name": "Mia Lopes Costa"}]
        given = study(people=people, coalition=["ama core"], overrides=[row])
        assert ask(given).value.messengers[0].person == "mia"

    def test_nobody_is_chosen_to_reach_themselves(self) -> None:
        row = {"person": "vera", "kind": "messenger", "chosen": "vera"}
        given = study(
            people=PEOPLE, ties=["vera trusts ama"], coalition=["ama core"], overrides=[row]
        )
        assert [carrier.person for carrier in ask(given).value.messengers] == ["ama"]

    def test_somebody_who_is_not_on_the_map(self) -> None:
        row = {"person": "vera", "kind": "messenger", "chosen": "her brother"}
        found = ask(study(people=PEOPLE, coalition=["ama core"], overrides=[row]))
        stranger = found.value.messengers[0]
        assert (stranger.person, stranger.chosen) == ("her brother", True)
        assert not (stranger.weak or stranger.credibility_stated or stranger.conflict)
        assert "map_incomplete" in {gap.kind for gap in found.gaps}


def test_nobody_has_their_ear() -> None:
    people: list[Row] = [{**dict(row), "unit": "u1"} for row in PEOPLE if isinstance(row, dict)]
    found = ask(study({"owner": "ama"}, units=["u1"], people=people, ties=["vera trusts ben .9"]))
    assert found.value.messengers == ()
    assert found.headline == (
        "Nobody with you has the ear of Vera Lind yet; you could get to know them better."
    )
    assert found.value.tie_to_build is not None
    assert (found.value.tie_to_build["from"], found.value.tie_to_build["to"]) == ("vera", "ama")
    gap = next(gap for gap in found.gaps if gap.kind == "path_unknown")
    assert "To reach Vera Lind, Ama Owusu could get to know them better" in gap.text


def test_everybody_who_could_go_is_in_conflict() -> None:
    found = ask(study({"owner": "ama"}, people=PEOPLE, ties=["vera conflict ama"]))
    assert found.headline == (
        "Nobody with you has the ear of Vera Lind, and no easy way to them is known."
    )
    assert found.value.tie_to_build is None


def test_nobody_to_send() -> None:
    found = ask(study(people=PEOPLE, ties=["vera trusts ben"]))
    assert found.headline == "There is nobody yet who could carry a message to Vera Lind."
    assert {"no_coalition", "path_unknown"} <= {gap.kind for gap in found.gaps}


def test_members_and_the_owner_need_no_messenger() -> None:
    given = study(
        {"owner": "ama"},
        people=PEOPLE,
        ties=["vera trusts ben"],
        coalition=["ben core", "vera core"],
    )
    assert ask(given).headline == (
        "No messenger is needed for Vera Lind, who is in the coalition already; "
        "if something needs saying, Vera Lind trusts Ben Ito."
    )
    own = ask(given, "ama")
    assert own.headline == "Nobody needs to carry the message to Ama Owusu, who started this."
    assert (own.value.messengers, own.gaps) == ((), ())


def test_a_critical_friend_is_named_as_one() -> None:
    given = study(people=PEOPLE, ties=["vera trusts ben"], coalition=["ben second critical_friend"])
    assert any("critical friend" in reason.text for reason in ask(given).reasons)


def test_limit_and_unknown_person() -> None:
    given = study(
        people=PEOPLE,
        ties=["vera trusts ama", "vera trusts ben"],
        coalition=["ama core", "ben core"],
    )
    assert len(ask(given, limit=1).value.messengers) == 1
    with pytest.raises(UnknownPersonError, match="zoe"):
        ask(given, "zoe")


def test_only_of_somebody_outside_whom_nobody_judged_it_is_said_to_listen_first() -> None:
    world: dict[str, Any] = {"people": PEOPLE, "coalition": ["ama core", "ben core"]}
    gaps = ask(study(**world)).gaps
    assert "Nobody has said where Vera Lind stands: whoever goes should listen first." in [
        gap.text for gap in gaps
    ]
    judged = study(**world, stances=["vera neutral ama"])
    for found in (ask(judged), ask(judged, "ben")):
        assert "stance_unknown" not in {gap.kind for gap in found.gaps}


def test_nobody_reported_ties() -> None:
    found = ask(study(people=PEOPLE, coalition=["ama core"]))
    assert "ties_unknown" in {gap.kind for gap in found.gaps}


def test_row_order_is_no_matter_and_json_works() -> None:
    rows: dict[str, Any] = {
        "people": PEOPLE,
        "ties": ["vera trusts ama .5", "vera trusts ben .5", "ben trusts ama", "vera conflict ben"],
        "coalition": ["ama core", "ben core"],
        "influence": ["ama - - 4 - x", "ama - - 2 - y", "ben - - 5 - x"],
    }
    turned = {sheet: given[::-1] for sheet, given in rows.items()}
    one, other = (
        json.dumps(ask(Study(fold(initiative(**sheets), AS_OF), 0, 16)).as_json())
        for sheets in (rows, turned)
    )
    assert one == other


def test_ranking_reads_the_snapshot_once_for_many() -> None:
    given = study(people=PEOPLE, ties=["vera trusts ama", "ben trusts ama"], coalition=["ama core"])
    known = Carriers.of(given.snapshot)
    for person in ("vera", "ben"):
        ranked = known.rank(given.snapshot.index[person])
        assert ranked == ask(given, person).value.messengers


def test_you_are_addressed_as_you_and_ways_through_others_are_told() -> None:
    def told(*ties: str, about: dict[str, str] | None = None, **more: Any) -> tuple[str, str]:
        found = ask(
            study(
                about or {"owner": "ama"},
                people=PEOPLE,
                ties=list(ties),
                coalition=["ama nucleus", "ben core"],
                **more,
            )
        )
        return found.headline, " ".join(reason.text for reason in found.reasons)

    chained = told("vera works_with cleo", "cleo trusts ben")[1]
    assert "Ben Ito would ask Cleo Marsh for an introduction." in chained
    assert "; part of the way is a working tie, not trust" in chained
    assert "nobody has said how far people believe Ben Ito" in chained
    own = told("vera works_with cleo", "cleo trusts ama")[1]
    assert "You would ask Cleo Marsh for an introduction." in own
    assert "nobody has said how far people believe you" in own
    direct = told("vera works_with ben", influence=["ben - - 4 - x"])[1]
    assert "; that is a working tie, not trust; Ben Ito's credibility is 4 of 5" in direct
    assert "introduction" not in direct and "conflict" not in direct
    assert "your credibility is 4 of 5" in told("vera trusts ama", influence=["ama - - 4 - x"])[1]
    fight = told("vera trusts ben", "vera conflict ben")[1]
    assert "Ben Ito is in conflict with them, which counts against it." in fight


def test_a_tie_is_only_looked_for_where_nobody_has_their_ear() -> None:
    world: dict[str, Any] = {"people": PEOPLE, "coalition": ["ama nucleus", "ben core"]}
    assert (
        ask(study({"owner": "ama"}, ties=["vera trusts ben"], **world)).value.tie_to_build is None
    )
    own = ask(study({"owner": "ama"}, ties=["vera trusts ben"], **world), person="ama")
    assert own.value.tie_to_build is None and own.value.messengers == ()


def test_a_member_nobody_has_the_ear_of_needs_no_messenger_either() -> None:
    world: dict[str, Any] = {"people": PEOPLE, "coalition": ["ama nucleus", "ben core"]}
    bare = ask(study({"owner": "ama"}, **world), person="ben")
    assert bare.headline == "No messenger is needed for Ben Ito, who is in the coalition already."
    tied = ask(study({"owner": "ama"}, ties=["ben trusts ama"], **world), person="ben")
    assert "already; if something needs saying, Ben Ito trusts you" in tied.headline


def test_the_newest_choice_of_a_messenger_counts_and_a_last_name_is_enough() -> None:
    rows: list[Row] = [
        {"kind": "messenger", "person": "vera", "chosen": who, "date": day}
        for who, day in (("Marsh", date(2026, 5, 2)), ("ben", date(2026, 4, 1)), ("ama", None))
    ]
    for given in (rows, rows[::-1]):
        found = ask(study(people=PEOPLE, coalition=["ama core"], overrides=given))
        assert found.value.messengers[0].person == "cleo" and found.value.messengers[0].chosen
