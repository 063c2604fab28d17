"""The working document fills itself, compares, and keeps what a newcomer should not read out."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from groundswell.core.pictures.document.compare import Kind, compare, differences, words
from groundswell.core.pictures.document.filling import document
from groundswell.core.pictures.document.parts import Document, Section
from groundswell.core.pictures.document.renaming import renamed, spellings
from groundswell.core.terrain.document_records import DocumentSection, DocumentText
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.map_records import (
    Authority,
    Decision,
    Initiative,
    Judgement,
    Node,
    Operator,
    Person,
    Stake,
)
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import (
    Adaptation,
    Adoption,
    Commitment,
    Conflict,
    Encounter,
    Evidence,
    Gate,
    Meeting,
    Member,
    Override,
    Pilot,
    Ruling,
    Win,
)
from groundswell.core.terrain.season_records import Governance, LaunchItem, Replant, Seat
from groundswell.core.terrain.season_terms import GovernanceForm, LaunchPart, Season
from groundswell.core.terrain.terms import (
    AuthorityRole,
    CommitmentState,
    ConflictState,
    DecisionState,
    DoubtState,
    EvidenceKind,
    GateOutcome,
    OverrideKind,
    Result,
    Ring,
    Stance,
    Strain,
)

DAY = date(2026, 11, 20)
PEOPLE = (Person(person="ana", name="Ana Ruiz"), Person(person="ben", name="Ben Okafor"))


def made(*records: Record, on: date = DAY, private: bool = True) -> Document:
    """Return the document of a few records."""
    rows: dict[str, tuple[Record, ...]] = {"people": PEOPLE}
    for record in records:
        rows[record.SHEET] = (*rows.get(record.SHEET, ()), record)
    about = Initiative(title="One form", problem="Four forms", owner="ana")
    return document(fold(Observations(about, rows), on), private)


def section(of: Document, which: DocumentSection) -> Section:
    """Return one section."""
    return next(s for s in of.sections if s.section is which)


def told(of: Document, which: DocumentSection | None = None) -> str:
    """Return everything a document or one of its sections says."""
    parts = [s for s in of.sections if which in (None, s.section)]
    texts = [s.lede for s in parts]
    for part in parts:
        texts += [w.text for w in part.written]
        texts += [f"{g.title} {line.lead}: {line.text}" for g in part.groups for line in g.lines]
    return "\n".join([of.headline, *texts])


def test_what_failed_and_what_showed_nothing_stand_beside_what_worked() -> None:
    results = (Result.WORKED, Result.BROKE, Result.NULL)
    rows = [Evidence(evidence=r.value, kind=EvidenceKind.TRIAL, result=r, claim=f"it {r.value}")
            for r in results]  # fmt: skip
    text = told(made(*rows), DocumentSection.EVIDENCE)
    assert all(f"It {r.value}" in text for r in results)
    assert "one worked, one broke and one showed nothing" in text


def test_each_register_feeds_its_section() -> None:
    found = made(
        Ruling(ruling="u", title="One benefit first", owner="ana", date=DAY,
               disagree_and_commit=("ben",)),
        Gate(gate="g", held_on=DAY, outcome=GateOutcome.ADAPT, reason="the phone does not work",
             best_case_against="one office is not the ministry"),
        Meeting(meeting="m", date=DAY, changed="errors first", new_constraints="budget closes"),
        Meeting(meeting="n", date=DAY),
        Win(date=DAY, title="Eleven fields became seven"),
        Adaptation(adaptation="a", date=DAY, what="offices first"),
        Governance(governance="v", form=GovernanceForm.WORKING_CIRCLE, accountable_to="families"),
        LaunchItem(item="l", part=LaunchPart.STEP, text="tell the offices"),
        Override(kind=OverrideKind.LAUNCH_GATE, reason="the minister had announced it", date=DAY),
    )  # fmt: skip
    decisions = told(found, DocumentSection.DECISIONS)
    assert "One benefit first" in decisions and "Ana Ruiz" in decisions
    assert "one person disagreed and committed" in decisions and "Ben" not in decisions
    progress = told(found, DocumentSection.PROGRESS)
    assert "adapt: the phone does not work" in progress
    assert "one office is not the ministry" in progress and "errors first" in progress
    assert "One meeting changed nothing" in progress and "Eleven fields" in progress
    assert "offices first" in progress
    assert "budget closes" in told(found, DocumentSection.OPEN_ISSUES)
    assert "families" in told(found, DocumentSection.GOVERNANCE)
    launch = told(found, DocumentSection.LAUNCH)
    assert "tell the offices" in launch and "the minister had announced it" in launch


def test_nothing_about_a_single_person_is_in_it() -> None:
    found = made(
        Judgement(person="ben", stance=Stance.OPPONENT, assessor="ana", observed_on=DAY),
        Encounter(person="ben", date=DAY, outcome="shouted", doubt="it will fail like the last",
                  doubt_state=DoubtState.TESTED_BY, strain=Strain.LOSS_OF_FAITH),
        Commitment(person="ben", text="two hours", state=CommitmentState.PROMISED,
                   due_on=date(2026, 11, 1)),
        Conflict(conflict="c", between=("ana", "ben"), text="who leads", state=ConflictState.OPEN),
        Stake(person="ben", text="loses his desk"),
        Override(kind=OverrideKind.MESSENGER, person="ben", reason="they do not speak", date=DAY),
    )  # fmt: skip
    text = told(found)
    for secret in ("Ben", "opponent", "shouted", "fail like", "two hours", "who leads", "desk",
                   "faith", "do not speak"):  # fmt: skip
        assert secret not in text
    assert "One doubt heard; 1 tested by evidence, 0 changed the plan" in text
    assert "One promise open, 1 past their day" in text
    assert "One disagreement" in text
    assert "In numbers" not in told(
        made(Encounter(person="ben", date=DAY, doubt="no"), private=False)
    )


def test_two_texts_written_at_once_both_stand() -> None:
    first = DocumentText(
        section=DocumentSection.CHARTER, text="We meet on Tuesdays.", assessor="ana"
    )
    second = DocumentText(section=DocumentSection.CHARTER, text="We meet on Fridays.")
    charter = section(made(first, second), DocumentSection.CHARTER)
    assert {w.text for w in charter.written} == {"We meet on Tuesdays.", "We meet on Fridays."}
    assert [w.by for w in charter.written if w.text.endswith("Tuesdays.")] == ["Ana Ruiz"]


def test_a_past_day_says_what_was_known_then() -> None:
    rows = (
        DocumentText(section=DocumentSection.CHARTER, text="Early", recorded_on=date(2026, 10, 1),
                     retracted_on=date(2026, 11, 1)),
        DocumentText(section=DocumentSection.CHARTER, text="Late", recorded_on=date(2026, 11, 1)),
        Ruling(ruling="u", title="Later ruling", date=date(2026, 11, 2)),
    )  # fmt: skip
    before, after = made(*rows, on=date(2026, 10, 15)), made(*rows)
    assert "Early" in told(before) and "Late" not in told(before)
    assert "Late" in told(after) and "Early" not in told(after)
    found = compare(before, after)
    kinds = {s.title: [d.kind for d in s.lines] for s in found.sections if s.lines}
    assert kinds["Charter"] == [Kind.ADDED, Kind.REMOVED]
    assert Kind.ADDED in kinds["Decisions"]
    assert found.headline.endswith(" lines differ.")
    longer = (*rows, DocumentText(section=DocumentSection.CHARTER, text="More"))
    assert compare(after, made(*longer)).headline == "One line differs."
    assert compare(after, after).headline == "Both days say the same."


def test_a_changed_line_shows_which_words() -> None:
    (line,) = differences(["We meet on Tuesdays at nine."], ["We meet on Fridays at nine."])
    assert line.kind is Kind.CHANGED
    assert [(p.kind, p.text) for p in line.pieces if p.kind is not Kind.SAME] == [
        (Kind.REMOVED, "Tuesdays"),
        (Kind.ADDED, "Fridays"),
    ]


TEXT = st.text("ab \n", max_size=12)


@given(TEXT, TEXT)
def test_pieces_hold_both_texts_whole(old: str, new: str) -> None:
    pieces = list(words(old, new))
    assert all(piece.text for piece in pieces)
    assert "".join(p.text for p in pieces if p.kind is not Kind.ADDED) == old
    assert "".join(p.text for p in pieces if p.kind is not Kind.REMOVED) == new


def test_under_codenames_no_spelling_of_a_name_is_left() -> None:
    rows = (
        Ruling(
            ruling="u", title="Ask Okafor", owner="ben", text="Ana and BEN agree; benefit stays"
        ),
        DocumentText(section=DocumentSection.CHARTER, text="Ruiz leads, ben helps."),
    )
    snapshot = fold(Observations(Initiative(title="For Ana", owner="ana"),
                                 {"people": PEOPLE, "rulings": rows[:1], "document": rows[1:]}),
                    DAY)  # fmt: skip
    spelled = spellings(snapshot, {"ana": "heron", "ben": "wren"})
    text = told(renamed(document(snapshot), spelled))
    assert not {"Ana", "Ruiz", "Ben", "ben", "Okafor", "BEN"} & set(text.replace(",", " ").split())
    assert "Heron leads, Wren helps." in text and "benefit stays" in text


def test_doubts_and_promises_are_counted_as_everywhere_else() -> None:
    found = told(
        made(
            Encounter(person="ben", doubt="too slow", doubt_evidence="e"),
            Encounter(person="ben", doubt="too dear", doubt_adaptation="a"),
            Commitment(person="ben", promised_on=date(2026, 11, 1)),
        ),
        DocumentSection.OPEN_ISSUES,
    )
    assert "Two doubts heard; 1 tested by evidence, 1 changed the plan" in found
    assert "One promise open, 0 past their day" in found


def test_the_charter_says_how_far_its_decisions_are_and_who_works_where() -> None:
    text = told(
        made(
            Decision(decision="d", title="Pay for it", needed_by=date(2026, 12, 1)),
            Decision(decision="o", title="Be heard", state=DecisionState.PASSED,
                     needed_by=date(2026, 12, 1)),
            Decision(decision="x", title="Nice to have", required=False),
            Node(node="n", title="Desk"),
            Operator(node="n", person="ben"),
            Node(node="m", title="Counter"),
            Node(node="y", title="Elsewhere", required=False),
            *(Person(person=f"v{k}", voice=f"group {k}") for k in range(9)),
        ),
        DocumentSection.CHARTER,
    )  # fmt: skip
    assert "Pay for it: still to be taken, needed by 1 December 2026" in text
    assert "Be heard: taken, in favour\n" in text
    assert "Desk: one person works there" in text
    assert "Counter: nobody is known to work there yet" in text
    assert "Nice to have" not in text and "Elsewhere" not in text
    assert "Who lives with the result: group 0, group 1" in text and "and 2 more" in text
    rings = [Member(person="ana", ring=Ring.NUCLEUS), Member(person="ben", ring=Ring.WIDER)]
    people = told(made(*rings), DocumentSection.CHARTER)
    assert "The nucleus: Ana Ruiz" in people and "With them: one person in the wider" in people
    assert "Who lives with the result" not in told(made(), DocumentSection.CHARTER)


def test_open_issues_are_counted_together_and_each_says_what_is_open() -> None:
    open_ = made(
        Decision(decision="d", title="Pay for it"),
        Authority(decision="d", person="ben", role=AuthorityRole.DECIDE),
        Decision(decision="e", title="Be heard"),
        Gate(gate="g", due_on=DAY),
        Gate(gate="h", due_on=DAY - timedelta(days=1)),
        Evidence(evidence="a", claim="It is quicker", contested=True),
        Evidence(evidence="b", claim="It is cheaper"),
    )
    text = told(open_, DocumentSection.OPEN_ISSUES)
    assert "Five issues are open." in text
    assert "Pay for it: still to be taken\n" in text
    assert "Be heard: still to be taken; nobody is known to decide it" in text
    assert "was due on 19 November 2026" in text and "is due on 20 November 2026" in text
    assert "Disputed evidence: It is quicker" in text and "cheaper" not in text
    assert "Nothing is open on record." in told(made(), DocumentSection.OPEN_ISSUES)


def test_evidence_gives_its_measure_and_cases_the_newest_first() -> None:
    rows = [
        Evidence(evidence="a", claim="Old", measure="days to answer", effect=-2.0,
                 n=1, observed_on=date(2026, 10, 1)),
        Evidence(evidence="b", claim="New", effect=-2.0, n=40, observed_on=DAY),
        Pilot(pilot="p", question="Does it help?"),
        Pilot(pilot="q"),
    ]  # fmt: skip
    text = told(made(*rows), DocumentSection.EVIDENCE)
    assert text.index("New.") < text.index("Old.")
    assert "Days to answer " in text and ", 1 case." in text and ", 40 cases." in text
    assert "Does it help?" in text and "no question written down" in text
    assert "None" not in text


def test_what_stands_nowhere_is_said_and_what_ended_today_stands_no_more() -> None:
    empty = made()
    assert "has not decided anything" in told(empty, DocumentSection.DECISIONS)
    some = made(Ruling(ruling="u", title="Begin", owner="ana"), Ruling(ruling="w", title="Wait"))
    assert "Two decisions on record, 1 with somebody" in told(some, DocumentSection.DECISIONS)

    def form(ended: date) -> str:
        row = Governance(governance="v", form=GovernanceForm.WORKING_CIRCLE, ended_on=ended)
        return told(made(row), DocumentSection.GOVERNANCE)

    assert "No form has been agreed" in form(DAY)
    assert "Working circle." in form(DAY + timedelta(days=1))


def test_a_rest_passes_on_what_was_learned() -> None:
    rests = [Replant(replant="a", learned="Ask the night staff"), Replant(replant="b")]
    text = told(made(*rests), DocumentSection.PROGRESS)
    assert "learned so far: Ask the night staff" in text and "nothing written down" in text


def test_the_newest_reading_of_a_place_is_the_one_that_stands() -> None:
    rows = [Adoption(node="n", share=share, date=when) for share, when in
            ((0.5, DAY), (0.2, date(2026, 9, 1)), (0.1, None))]  # fmt: skip
    text = told(made(Node(node="n", title="Desk"), *rows), DocumentSection.PROGRESS)
    assert "Desk: 50 % of the people on 20 November 2026" in text


def test_roles_of_now_stand_apart_from_those_of_business_as_usual() -> None:
    seats = [Seat(seat="a", title="Chair"), Seat(seat="b", title="Keeper",
                                                 season=Season.BUSINESS_AS_USUAL)]  # fmt: skip
    text = told(made(*seats), DocumentSection.GOVERNANCE)
    assert "Roles Chair" in text and "business as usual Keeper" in text


def test_the_document_says_which_of_its_sections_are_empty() -> None:
    bare = fold(Observations(), DAY)
    nothing = document(bare)
    assert all(s.empty for s in nothing.sections)
    assert "Nothing is written down yet about what" in told(nothing, DocumentSection.CHARTER)
    some = made(Ruling(ruling="u", title="Begin"))
    assert not section(some, DocumentSection.DECISIONS).empty
    assert nothing.headline == "Nothing is on record yet, so there is nothing to show."
    assert some.headline.startswith("Phase: nucleus") and "Still empty: evidence" in some.headline
    (one,) = (s for s in compare(made(), some).sections if s.title == "Governance")
    assert one.lines == ()


def test_what_is_said_many_times_is_still_the_same() -> None:
    (added,) = differences(["the same"] * 250, ["one more", *["the same"] * 250])
    assert (added.kind, added.pieces[0].text) == (Kind.ADDED, "one more")
    often = "so it is " * 90
    (changed,) = differences([f"now {often}"], [f"then {often}"])
    assert changed.kind is Kind.CHANGED
    assert [p.text for p in changed.pieces if p.kind is not Kind.SAME] == ["now", "then"]
