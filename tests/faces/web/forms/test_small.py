"""The small forms: what they hand back, what they refuse, and that nothing makes them fail."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from groundswell.core.questions.messenger import Messenger
from groundswell.core.questions.next_recruits import NextRecruits
from groundswell.core.registry import QUESTIONS
from groundswell.core.terrain.map_records import Initiative, Judgement, Person, Tie
from groundswell.core.terrain.run_records import Encounter
from groundswell.core.terrain.terms import (
    Context,
    EncounterKind,
    Move,
    Reply,
    Stance,
    Sureness,
    TieKind,
)
from groundswell.faces.web.forms import keeping
from groundswell.faces.web.forms.asking import AsOfForm, CompareForm, Moment, question_form
from groundswell.faces.web.forms.keeping import ImportForm, MemberForm, Newcomer, TokenForm
from groundswell.faces.web.forms.noting import CaptureForm, judge_form
from groundswell.faces.web.forms.starting import OpenForm, PeopleForm, TiesForm
from tests.faces.web.forms.sending import query, sent_by

TODAY = date(2026, 11, 25)
CHOICES = {"people": [("ann", "Ann Lee"), ("ben", "Ben Ode"), ("cy", "Cy")], "units": []}


class Part(StrEnum):
    """Roles, as the application has them."""

    OWNER = "owner"
    OBSERVER = "observer"


def first_errors(form: forms.Form) -> dict[str, str]:
    """Return the first error of each field."""
    return {name: str(told[0]) for name, told in form.errors.items()}


def test_opening_makes_the_initiative_and_puts_its_owner_on_the_map() -> None:
    sent = {"title": "Permits in a week", "context": "government", "owner": "Mara Ek"}
    form = OpenForm(query(sent | {"weekly_hours": "4,5"}), today=TODAY)
    assert form.is_valid()
    made = form.opening().observations()
    assert made.initiative == Initiative(
        title="Permits in a week", context=Context.GOVERNMENT, owner="mara-ek", weekly_hours=4.5
    )
    assert made.of(Person) == (Person(person="mara-ek", name="Mara Ek"),)


def test_opening_needs_a_sentence_and_a_name() -> None:
    told = first_errors(OpenForm(query({"weekly_hours": "200"}), today=TODAY))
    assert set(told) == {"title", "owner", "weekly_hours"}


def test_pasted_people_come_with_what_could_not_be_read() -> None:
    form = PeopleForm(query({"people": "Dee Fox, clerk\n---\nann lee"}), choices=CHOICES)
    assert form.is_valid()
    assert form.pasted.people == (Person(person="dee-fox", name="Dee Fox", role="clerk"),)
    assert [(u.line, u.why.split(";")[0]) for u in form.pasted.unread] == [
        (2, "there is no name in it"),
        (3, "this name is on the list already"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "at least one name"),
        ("   \n  ", "at least one name"),
        ("--", "no name in it"),
        ("Dee\x00Fox", "U+0000"),
        ("x" * 500_001, "in parts"),
    ],
)
def test_a_paste_without_people_says_why(text: str, words: str) -> None:
    assert words in first_errors(PeopleForm(query({"people": text})))["people"]


@pytest.mark.parametrize(
    ("direction", "ends"), [("listens", ("ann", "ben")), ("heard", ("ben", "ann"))]
)
def test_ties_run_from_who_listens(direction: str, ends: tuple[str, str]) -> None:
    sent = {"direction": direction, "others": ["ben"], "kind": "trusts"}
    form = TiesForm(query(sent), person="ann", choices=CHOICES, today=TODAY)
    assert form.is_valid()
    expected = Tie(from_=ends[0], to=ends[1], kind=TieKind.TRUSTS, assessor="cy", observed_on=TODAY)
    assert form.ties("cy") == (expected,)


def test_nobody_listens_to_themselves() -> None:
    sent = {"direction": "listens", "others": ["ann"], "kind": "trusts"}
    told = first_errors(TiesForm(query(sent), person="ann", choices=CHOICES))
    assert "'ann' is not on the list" in told["others"]


def test_a_judgement_of_the_person_on_the_screen() -> None:
    made = judge_form(CHOICES)
    form = made(
        query({"stance": "skeptic", "sure": "high"}), given={"person": "ann", "assessor": "cy"}
    )
    expected = Judgement(person="ann", stance=Stance.SKEPTIC, sure=Sureness.HIGH, assessor="cy")
    assert form.cleaned_record() == expected
    assert list(form.fields)[:4] == ["stance", "sure", "basis", "fixed"]


def captured(**sent: Any) -> CaptureForm:
    """Return the log of a contact as it was sent."""
    return CaptureForm(query(sent), choices=CHOICES, today=TODAY)


def test_a_contact_is_logged_with_how_they_stand_now_and_a_private_note() -> None:
    form = captured(
        person="ann",
        kind="one_to_one",
        outcome="Will read it",
        ask="join",
        answer="later",
        stance="supporter",
        sure="medium",
        hours="0.5",
        private_note="Tired",
    )
    assert form.is_valid(), form.errors
    made = form.captured("cy")
    seen: dict[str, Any] = {"observed_on": TODAY, "recorded_on": TODAY, "assessor": "cy"}
    assert made.encounter == Encounter(
        person="ann",
        by="cy",
        date=TODAY,
        kind=EncounterKind.ONE_TO_ONE,
        outcome="Will read it",
        ask=Move.JOIN,
        answer=Reply.LATER,
        hours=0.5,
        **seen,
    )
    assert made.judgement == Judgement(
        person="ann", stance=Stance.SUPPORTER, sure=Sureness.MEDIUM, **seen
    )
    assert (made.person, made.note) == (None, "Tired")


def test_somebody_new_is_put_on_the_map_and_nothing_is_said_of_their_stance() -> None:
    form = captured(new_name="Ben", date="2026-11-20")
    assert form.is_valid()
    made = form.captured("cy")
    assert made.person == Person(person="ben-2", name="Ben", assessor="cy", recorded_on=TODAY)
    assert made.encounter.person == "ben-2" and made.encounter.date == date(2026, 11, 20)
    assert made.judgement is None and made.note is None


@pytest.mark.parametrize(
    ("sent", "name", "words"),
    [
        ({}, "person", "Say who it was"),
        ({"person": "ann", "new_name": "Dee"}, "new_name", "not both"),
        ({"person": "ann", "answer": "yes"}, "ask", "what was asked"),
        ({"person": "ann", "sure": "high"}, "stance", "Say where they stand"),
        ({"person": "ann", "date": "2027-01-01"}, "date", "future"),
        ({"person": "dan"}, "person", "not on the list"),
    ],
)
def test_a_log_that_lacks_something_says_what(sent: dict[str, str], name: str, words: str) -> None:
    assert words in first_errors(captured(**sent))[name]


def test_the_log_asks_whether_they_might_read_it_and_begins_today() -> None:
    page = CaptureForm(choices=CHOICES, today=TODAY)
    assert "comfortable if they read this?" in str(page["private_note"].help_text)
    assert page["date"].value() == "2026-11-25"
    assert sent_by(page)["stance"] == ""


def test_a_day_to_look_at() -> None:
    form = AsOfForm(query({"as_of": "2026-03-01"}), today=TODAY)
    assert form.is_valid() and form.moment() == Moment(date(2026, 3, 1), None)
    assert "future" in first_errors(AsOfForm(query({"as_of": "2027-01-01"}), today=TODAY))["as_of"]


def test_two_days_to_compare() -> None:
    form = CompareForm(query({"earlier": "2026-03-01"}), today=TODAY)
    assert form.is_valid() and form.days() == (date(2026, 3, 1), TODAY)
    same = CompareForm(query({"earlier": "2026-11-25"}), today=TODAY)
    assert "before" in first_errors(same)["earlier"]


@pytest.mark.parametrize("slug", QUESTIONS)
def test_every_question_can_be_asked_as_it_comes(slug: str) -> None:
    options = QUESTIONS[slug].options
    page = question_form(options, CHOICES)()
    sent = sent_by(page).copy()
    needs = {name for name, field in page.fields.items() if field.required}
    for name in needs:
        sent[name] = "ann"
    form = question_form(options, CHOICES)(sent)
    assert form.is_valid(), form.errors
    given_too: dict[str, Any] = dict.fromkeys(needs, "ann")
    assert form.cleaned_question() == options(**given_too)


def test_options_keep_their_bounds_and_people_may_be_named() -> None:
    told = first_errors(question_form(NextRecruits, CHOICES)(query({"hours": "-1"})))
    assert "from 0 to 10000" in told["hours"]
    form = question_form(Messenger, CHOICES)(query({"person": "Ann Lee", "limit": "3"}))
    assert form.is_valid() and form.cleaned_question() == Messenger(person="ann", limit=3)
    told = first_errors(question_form(Messenger, CHOICES)(query({"limit": "1.5"})))
    assert set(told) == {"person", "limit"}


def test_somebody_is_let_in() -> None:
    sent = {"login": "bo@example.org", "name": "Bo", "role": "observer", "person": "ben"}
    form = MemberForm(query(sent), roles=Part, choices=CHOICES)
    assert form.is_valid()
    assert form.newcomer() == Newcomer("bo@example.org", "Bo", Part.OBSERVER, "ben")


def test_a_member_needs_a_login_that_can_be_typed() -> None:
    sent = {"login": "bo at home", "name": "B" * 101, "role": "king"}
    told = first_errors(MemberForm(query(sent), roles=Part, choices=CHOICES))
    assert "no spaces" in told["login"] and "101 letters" in told["name"]
    assert "owner or observer" in told["role"]


def test_a_token_needs_a_title() -> None:
    form = TokenForm(query({"title": "Calendar"}))
    assert form.is_valid() and form.cleaned_data == {"title": "Calendar", "writes": False}
    assert "Fill this in." in first_errors(TokenForm(query({"writes": "on"})))["title"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("map.xlsx", b"PK", None),
        ("MAP.JSON", b"{}", None),
        ("map.xlsx", b"", "empty"),
        ("map.exe", b"MZ", "Choose an .xlsx"),
        ("m" * 201 + ".xlsx", b"PK", "name is too long"),
        ("map.xlsx", b"P" * 11, "is the most"),
    ],
)
def test_a_file_to_import(
    monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, words: str | None
) -> None:
    monkeypatch.setattr(keeping, "LARGEST_FILE", 10)
    form = ImportForm(query({}), {"file": SimpleUploadedFile(name, content)})
    assert form.is_valid() == (words is None)
    if words is not None:
        assert words in first_errors(form)["file"]


def test_an_import_without_a_file() -> None:
    assert first_errors(ImportForm(query({})))["file"] == "Choose a file."


SAID = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["\x00", "\ud800", "nan", "9" * 400, "ann", "2026-13-01", "champion", "yes"]),
)
FORMS = {
    "open": OpenForm,
    "people": PeopleForm,
    "ties": lambda sent: TiesForm(sent, person="ann", choices=CHOICES),
    "judge": judge_form(CHOICES),
    "capture": lambda sent: CaptureForm(sent, choices=CHOICES),
    "as of": AsOfForm,
    "compare": CompareForm,
    "question": question_form(Messenger, CHOICES),
    "member": lambda sent: MemberForm(sent, roles=Part, choices=CHOICES),
    "token": TokenForm,
    "import": ImportForm,
}


@given(st.data())
@pytest.mark.parametrize("which", FORMS)
def test_nothing_that_is_sent_makes_a_form_fail(which: str, data: st.DataObject) -> None:
    make: Any = FORMS[which]
    names = st.sampled_from(list(make({}).fields))
    sent = data.draw(st.dictionaries(names, st.one_of(SAID, st.lists(SAID, max_size=3))))
    form = make(query(sent))
    assert form.is_valid() != bool(form.errors)
    assert "".join(str(bound) for bound in form)
