"""The lines of the working document: their order, their words, and what they say of a gap."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from groundswell.core.pictures.document.compare import Kind, differences
from groundswell.core.pictures.document.filling import document
from groundswell.core.pictures.document.renaming import initials, renamed
from groundswell.core.terrain.document_records import DocumentSection, DocumentText
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.map_records import Decision, Initiative, Person, SystemLink
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import (
    Adaptation,
    Adoption,
    Commitment,
    Evidence,
    Gate,
    Meeting,
    Member,
    Override,
    Right,
    Ruling,
    Win,
)
from groundswell.core.terrain.season_records import Governance, LaunchItem, Seat
from groundswell.core.terrain.season_terms import GovernanceForm, LaunchPart
from groundswell.core.terrain.terms import (
    CommitmentState,
    DecisionState,
    GateOutcome,
    OverrideKind,
    Phase,
    Ring,
)
from tests.core.pictures.test_document import DAY, PEOPLE, made, section, told

WHOLE: dict[str, Any] = {
    "problem": "Four",
    "vision": "One",
    "boundary": "Here",
    "approach": "Softly",
}


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


def lede(which: DocumentSection, *records: Record, private: bool = True, **about: Any) -> str:
    """Return what one section says in a sentence, of an initiative with these cells."""
    rows: dict[str, tuple[Record, ...]] = {"people": PEOPLE}
    for record in records:
        rows[record.SHEET] = (*rows.get(record.SHEET, ()), record)
    folded = fold(Observations(Initiative(**about), rows), DAY)
    return section(document(folded, private), which).lede


def lines(which: DocumentSection, *records: Record, title: str | None = None) -> list[str]:
    """Return the lines of a section, or of one group in it, as 'lead: text'."""
    groups = section(made(*records), which).groups
    return [
        f"{line.lead}: {line.text}"
        for group in groups
        if title in (None, group.title)
        for line in group.lines
    ]


class TestProgress:
    """The newest first, each with its day, and what nobody wrote down is said."""

    def of(self, title: str, *records: Record) -> list[str]:
        return lines(DocumentSection.PROGRESS, *records, title=title)

    def test_a_phase_nobody_stated_is_said_to_hold_for_now(self) -> None:
        begun = lede(DocumentSection.PROGRESS, phase=Phase.EVIDENCE, started_on=ago(50))
        assert begun == "Phase: evidence, begun on 1 October 2026."
        assert lede(DocumentSection.PROGRESS) == (
            "Phase: nucleus, as long as nothing else is said."
        )

    def test_gates_stand_the_newest_first(self) -> None:
        rows = [Gate(gate=g, held_on=ago(d), outcome=GateOutcome.CONTINUE) for g, d in
                (("a", 90), ("b", 2), ("c", 30))]  # fmt: skip
        days = [line.split(":")[0] for line in self.of("Gates", *rows, Gate(gate="d"))]
        assert days == ["18 November 2026", "21 October 2026", "22 August 2026"]

    def test_wins_stand_the_newest_first_and_undated_ones_last(self) -> None:
        wins = [Win(title="Old", date=ago(50)), Win(title="Some day"), Win(title="New", date=DAY)]
        assert self.of("Won", *wins) == [
            "20 November 2026: New", "1 October 2026: Old", "Undated: Some day",
        ]  # fmt: skip

    def test_a_meeting_tells_what_lay_on_the_table_and_what_it_changed(self) -> None:
        rows = [
            Meeting(meeting="m", date=DAY, changed="Errors first.", artifact="The draft"),
            Meeting(meeting="n", date=ago(1), changed="One field less"),
            Meeting(meeting="o", date=ago(2)),
        ]
        assert self.of("What meetings changed", *rows) == [
            "20 November 2026: Errors first. On the table: The draft.",
            "19 November 2026: One field less.",
            ": One meeting changed nothing that was written down.",
        ]
        assert len(self.of("What meetings changed", *rows[:2])) == 2

    def test_a_change_of_the_plan_names_the_claim_behind_it(self) -> None:
        rows = [
            Evidence(evidence="e", claim="Calls fell"),
            Evidence(evidence="f"),
            Adaptation(adaptation="a", date=DAY, what="Phone first.", because_of="e"),
            Adaptation(adaptation="b", date=ago(1), what="Desk later", because_of="f"),
            Adaptation(adaptation="c", date=ago(2), what="Begin at night"),
        ]
        assert self.of("How the plan changed", *rows) == [
            "20 November 2026: Phone first, because of ‘Calls fell’",
            "19 November 2026: Desk later, because of ‘f’",
            "18 November 2026: Begin at night",
        ]

    def test_a_look_at_a_place_without_its_share_or_day_says_nothing(self) -> None:
        rows = [Adoption(node="n", date=DAY), Adoption(node="m", date=None, share=0.5)]
        assert self.of("How far the work is done the new way", *rows) == []


class TestCharter:
    """What is to change: what is written, what is not, and the people by name."""

    def test_what_is_not_written_yet_is_named(self) -> None:
        some = lede(DocumentSection.CHARTER, problem="Four", boundary="Here")
        assert some == "Not written yet: how it will be and how we begin."
        assert lede(DocumentSection.CHARTER, **WHOLE) == "What is to change, and why."

    def test_leverage_points_stand_the_deepest_first(self) -> None:
        links = [SystemLink(from_=a, to=b, leverage=at, text=text) for a, b, at, text in (
            ("a", "b", 12, "More desks"), ("c", "d", 2, None), ("e", "f", 5, "Rules"),
            ("g", "h", None, "Plain"))]  # fmt: skip
        assert lines(DocumentSection.CHARTER, *links, title="Leverage points") == [
            "Point 2 of twelve: c acts on d",
            "Point 5 of twelve: Rules",
            "Point 12 of twelve: More desks",
        ]

    def test_a_core_of_twelve_is_named_whole_and_eight_voices_too(self) -> None:
        def people(count: int) -> str:
            codes = [f"p{k:02}" for k in range(count)]
            rows: list[Record] = [Person(person=c, name=c, voice=f"group {c}") for c in codes]
            rows += [Member(person=c, ring=Ring.CORE) for c in codes]
            return "\n".join(lines(DocumentSection.CHARTER, *rows, title="Who carries it"))

        assert "p10 and p11" in people(12) and "p10 and 2 more" in people(13)
        assert "group p06 and group p07" in people(8) and "group p06 and 2 more" in people(9)


class TestLaunch:
    """What was announced and prepared, and where a gate was passed over."""

    def test_lines_say_what_to_whom_by_whom_and_when_the_first_due_first(self) -> None:
        rows = [
            LaunchItem(item="a", text="Tell the press"),
            LaunchItem(item="b", part=LaunchPart.STEP, text="Tell the desks", audience="all desks",
                       person="ben", due_on=DAY),
            LaunchItem(item="c", text="Print", due_on=ago(9), done_on=ago(8)),
        ]  # fmt: skip
        assert lines(DocumentSection.LAUNCH, *rows) == [
            "Launch: Print; done on 12 November 2026",
            "Step: Tell the desks; to all desks; Ben Okafor; due on 20 November 2026",
            "Launch: Tell the press",
        ]

    def test_gates_passed_over_stand_by_day_and_are_counted(self) -> None:
        rows = [Override(kind=OverrideKind.PHASE, reason=why, date=day) for why, day in
                (("Late", DAY), ("Hurry", ago(30)), ("Early", ago(30)), (None, None))]  # fmt: skip
        title = "Where we went on before the gate was open"
        assert lines(DocumentSection.LAUNCH, *rows, title=title) == [
            "Undated: no reason was given", "21 October 2026: Early", "21 October 2026: Hurry",
            "20 November 2026: Late",
        ]  # fmt: skip
        bare = "Not announced: it has not been launched."
        assert lede(DocumentSection.LAUNCH, *rows) == (
            f"{bare} Four times somebody overruled a gate."
        )
        assert lede(DocumentSection.LAUNCH) == bare
        assert lede(DocumentSection.LAUNCH, private=False) == (
            f"{bare} Whether a gate was overruled is not shown in this view."
        )


class TestDecisions:
    """Rulings, the newest first, and who decides what."""

    def test_a_ruling_says_its_text_once_and_who_answers_for_it(self) -> None:
        rows = [
            Ruling(ruling="a", title="Begin", text="Begin", owner="ana", date=ago(9)),
            Ruling(ruling="b", title="Wait", text="Until May", date=DAY),
            Ruling(ruling="c", title="Ask"),
        ]
        assert lines(DocumentSection.DECISIONS, *rows) == [
            "Wait: Until May; answers for it: nobody yet; 20 November 2026",
            "Begin: answers for it: Ana Ruiz; 11 November 2026",
            "Ask: answers for it: nobody yet",
        ]

    def test_a_right_says_who_decides_and_who_is_asked_first(self) -> None:
        seven = tuple(f"p{k}" for k in range(7))
        rows = [
            Right(right="a", matter="Money", owner="ana", consulted=("ben",)),
            Right(right="b"),
            Right(right="c", matter="Words", owner="ben", consulted=seven[:6]),
            Right(right="d", matter="Rooms", owner="ben", consulted=seven),
        ]
        people = [Person(person=code, name=code) for code in seven]
        found = lines(DocumentSection.DECISIONS, *rows, *people, title="Who decides what")
        assert found == [
            "Money: Ana Ruiz decides; Ben Okafor asked first",
            "b: nobody yet decides",
            "Words: Ben Okafor decides; p0, p1, p2, p3, p4 and p5 asked first",
            "Rooms: Ben Okafor decides; p0, p1, p2, p3, p4 and 2 more asked first",
        ]


class TestOpenIssues:
    """What is undecided, due or missing, and nothing that is settled."""

    def test_one_is_open_and_what_is_settled_is_not(self) -> None:
        rows = [
            Decision(decision="d", title="Pay for it"),
            Decision(decision="e", title="Be heard", state=DecisionState.PASSED),
            Decision(decision="x", title="Nice to have", required=False),
            Gate(gate="g", due_on=ago(9), held_on=ago(9)),
            Gate(gate="h"),
        ]
        found = section(made(*rows), DocumentSection.OPEN_ISSUES)
        assert found.lede == "One issue is open."
        assert lines(DocumentSection.OPEN_ISSUES, *rows) == [
            "Pay for it: still to be taken; nobody is known to decide it"
        ]

    def test_a_voice_that_nobody_inside_speaks_for_is_missing(self) -> None:
        rows = [Person(person="eve", voice="night staff"), Member(person="ana", ring=Ring.CORE)]
        assert lines(DocumentSection.OPEN_ISSUES, *rows, title="To be settled") == [
            "A voice is missing: nobody in the coalition speaks for night staff"
        ]

    @pytest.mark.parametrize(("due", "late"), [(DAY, 0), (ago(1), 1)])
    def test_a_promise_is_past_its_day_from_the_day_after(self, due: date, late: int) -> None:
        row = Commitment(person="ben", state=CommitmentState.PROMISED, due_on=due)
        assert lines(DocumentSection.OPEN_ISSUES, row) == [
            f"Promises: One promise open, {late} past their day"
        ]


def test_a_form_checks_in_as_agreed_or_monthly_and_seats_name_who_fills_them() -> None:
    forms = [Governance(governance="v", form=GovernanceForm.WORKING_CIRCLE, check_in_days=14),
             Governance(governance="w", form=GovernanceForm.WORKING_CIRCLE)]  # fmt: skip
    seats = [Seat(seat="a", title="Chair", person="ana", text="Keeps time"), Seat(seat="b")]
    assert lines(DocumentSection.GOVERNANCE, *forms, *seats) == [
        "Checks in: every 14 days", "Checks in: every 30 days",
        "Chair: Ana Ruiz; Keeps time", "b: nobody yet",
    ]  # fmt: skip


def test_a_document_has_its_title_and_what_the_team_wrote_the_oldest_first() -> None:
    rows = [DocumentText(section=DocumentSection.CHARTER, text=text, assessor=who,
                         recorded_on=day)
            for text, who, day in (("Second", "ana", DAY), ("First", "ben", ago(9)))]  # fmt: skip
    found = made(*rows)
    assert found.title == "One form"
    assert [w.text for w in section(found, DocumentSection.CHARTER).written] == ["First", "Second"]
    assert document(fold(Observations(), DAY)).title == "A change without a title"


class TestComparing:
    """A line counts as changed where half of its words stay, and pairs with the nearest."""

    def test_half_of_the_words_in_common_make_a_changed_line(self) -> None:
        (changed,) = differences(["begin now"], ["begin later"])
        assert changed.kind is Kind.CHANGED
        kinds = [d.kind for d in differences(["begin right now"], ["begin much later"])]
        assert kinds == [Kind.ADDED, Kind.REMOVED]

    def test_a_line_is_paired_with_the_one_it_is_most_like(self) -> None:
        old = ["We meet on Mondays at noon.", "We meet on Tuesdays at nine sharp."]
        changed, removed = differences(old, ["We meet on Fridays at nine sharp."])
        assert [p.text for p in changed.pieces if p.kind is Kind.REMOVED] == ["Tuesdays"]
        assert removed.pieces[0].text == old[0]


def test_the_whole_name_goes_before_its_parts_and_initials_stand_for_it() -> None:
    spelled = {"ana": "Heron", "ana ruiz": "Wren"}
    assert renamed("Ana Ruiz and Ana", spelled) == "Wren and Heron"
    assert renamed("Ana Ruiz and Ana", dict(reversed(spelled.items()))) == "Wren and Heron"
    snapshot = fold(Observations(Initiative(), {"people": PEOPLE}), DAY)
    assert initials(snapshot) == {"ana ruiz": "A. R.", "ben okafor": "B. O."}
    assert "Ana" not in told(renamed(made(Ruling(ruling="u", owner="ana")), initials(snapshot)))
