"""The working document fills itself, compares, and keeps what a newcomer should not read out."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from groundswell.core.pictures.document.compare import Kind, compare, differences, words
from groundswell.core.pictures.document.filling import document
from groundswell.core.pictures.document.parts import Document, Section
from groundswell.core.pictures.document.renaming import renamed, spellings
from groundswell.core.terrain.document_records import DocumentSection, DocumentText
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.map_records import Initiative, Judgement, Person, Stake
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import (
    Adaptation,
    Commitment,
    Conflict,
    Encounter,
    Evidence,
    Gate,
    Meeting,
    Override,
    Ruling,
    Win,
)
from groundswell.core.terrain.season_records import Governance, LaunchItem
from groundswell.core.terrain.season_terms import GovernanceForm, LaunchPart
from groundswell.core.terrain.terms import (
    CommitmentState,
    ConflictState,
    DoubtState,
    EvidenceKind,
    GateOutcome,
    OverrideKind,
    Result,
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
    assert "differ" in found.headline
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
