"""Forms made from declarations: every record survives one, and nothing sent makes one fail."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from groundswell import examples
from groundswell.core.terrain.map_records import (
    Decision,
    Initiative,
    Judgement,
    Node,
    Person,
    Setting,
    Tie,
    Unit,
)
from groundswell.core.terrain.observation import SHEETS, Observations
from groundswell.core.terrain.record import Record, columns
from groundswell.core.terrain.run_records import Conflict, Encounter, Evidence, Gate, Right, Win
from groundswell.core.terrain.terms import Stance, TieKind
from groundswell.core.terrain.vocabulary import ORGANISERS
from groundswell.faces.web.forms.fields import BoundCell
from groundswell.faces.web.forms.records import RecordForm, form_for, problems_of, texts_of
from groundswell.ingest.workbook import read
from groundswell.ingest.workbook.parse import Row
from tests.faces.web.forms.sending import choices_of, query, sent_by
from tests.ingest.initiatives import records

TODAY = date(2026, 11, 25)
LATEST = date(2100, 1, 1)
CHOICES = {
    "people": [("ann", "Ann Lee"), ("ben", "Ben Ode"), ("cy", "Cy")],
    "units": [("hq", "Head office"), ("north", "North")],
    "decisions": [("budget", "The budget")],
    "evidence": [("e1", "First trial"), ("e2", "Second trial")],
}


def observed(name: str) -> Observations:
    """Return a worked example."""
    found = read(examples.path(name), LATEST).observations
    assert found is not None
    return found


def filled(kind: type[Record], /, **sent: Any) -> RecordForm:
    """Return a form as it comes back from a browser."""
    return form_for(kind, CHOICES)(query(sent), today=TODAY)


def errors(kind: type[Record], /, **sent: Any) -> dict[str, str]:
    """Return the first error of each field."""
    return {name: str(told[0]) for name, told in filled(kind, **sent).errors.items()}


@pytest.mark.parametrize("example", examples.names())
def test_every_record_of_an_example_survives_its_form(example: str) -> None:
    observations = observed(example)
    choices = choices_of(observations)
    for sheet, kind in SHEETS.items():
        made = form_for(kind, choices)
        rows = [observations.initiative] if kind is Initiative else observations.of(kind)
        for row in rows:
            form = made(query(texts_of(row)), record=row, today=LATEST)
            assert form.is_valid(), (sheet, row, form.errors)
            assert form.cleaned_record() == row


@pytest.mark.parametrize("example", examples.names())
def test_an_untouched_page_sends_the_record_back_as_it_was(example: str) -> None:
    observations = observed(example)
    choices = choices_of(observations)
    for sheet, kind in SHEETS.items():
        made = form_for(kind, choices)
        rows = [observations.initiative] if kind is Initiative else observations.of(kind)
        for row in rows[:4]:
            page = made(record=row, today=LATEST)
            form = made(sent_by(page), record=row, today=LATEST)
            assert form.is_valid(), (sheet, row, form.errors)
            assert form.cleaned_record() == row


KNOWN = {sheet: ["ann", "b,c", "Zoë", "0"] for sheet in SHEETS}


@settings(max_examples=15)
@given(st.data())
@pytest.mark.parametrize("sheet", SHEETS)
def test_any_record_that_a_workbook_takes_survives_an_untouched_page(
    sheet: str, data: st.DataObject
) -> None:
    row = data.draw(records(sheet, KNOWN))
    lists = [v for c in columns(type(row)) if c.many for v in getattr(row, c.name) or ()]
    assume(not any("\n" in entry for entry in lists))  # an entry of a list is one line
    assume(not [p for p in problems_of(Row(1, row)) if p.severity == "error"])
    made = form_for(SHEETS[sheet], {s: [(c, c) for c in KNOWN[s]] for s in KNOWN if s != sheet})
    form = made(sent_by(made(record=row, today=LATEST)), record=row, today=LATEST)
    assert form.is_valid(), form.errors
    assert form.cleaned_record() == row


SAID = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "nan",
            "inf",
            "-1e400",
            "1e999",
            "9" * 400,
            "\x00",
            "a\x00b",
            "\ud800",
            "0.5",
            "60%",
            "yes",
        ]
    ),
    st.sampled_from(["2026-02-30", "2026-11-26", "0001-01-01", "99999-1-1", "٣", "ann; ben", ";"]),
    st.sampled_from(["ann", "Ann Lee", "hq", "champion", "reports to", "quota", "owner", "e1"]),
)


@settings(max_examples=30)
@given(st.data())
@pytest.mark.parametrize("kind", SHEETS.values(), ids=lambda kind: kind.SHEET)
def test_nothing_that_is_sent_makes_a_form_fail(kind: type[Record], data: st.DataObject) -> None:
    names = [column.name for column in columns(kind)] + ["extra", "csrfmiddlewaretoken"]
    values = st.one_of(SAID, st.lists(SAID, max_size=4))
    sent = data.draw(st.dictionaries(st.sampled_from(names), values))
    hidden = data.draw(st.sets(st.sampled_from(names), max_size=3))
    form = form_for(kind, CHOICES, hide=hidden)(query(sent), today=TODAY)
    if form.is_valid():
        assert isinstance(form.cleaned_record(), kind)
    else:
        assert all(str(text) for told in form.errors.values() for text in told)
    assert "".join(str(bound) for bound in form)


@given(st.dictionaries(st.text(max_size=9), st.one_of(st.none(), st.integers(), st.lists(SAID))))
def test_a_plain_dictionary_of_anything_is_refused_in_words(sent: dict[str, Any]) -> None:
    form = form_for(Judgement, CHOICES)(sent, today=TODAY)
    assert not form.is_valid()


@pytest.mark.parametrize(
    ("kind", "sent", "name", "words"),
    [
        (Person, {"name": "x" * 40_000}, "name", "32,767 is the most"),
        (Person, {"name": "a\x00b"}, "name", "U+0000"),
        (Person, {"name": "Dee", "capacity_hours": "NaN"}, "capacity_hours", "not a number"),
        (Person, {"name": "Dee", "capacity_hours": "9" * 400}, "capacity_hours", "too large"),
        (Person, {"name": "Dee", "capacity_hours": "169"}, "capacity_hours", "from 0 to 168"),
        (Person, {"name": "Dee", "susceptibility": "60"}, "susceptibility", "write 0.6"),
        (Person, {"name": "Dee", "level": "senor"}, "level", "did you mean 'senior'?"),
        (Person, {"name": "Dee", "unit": "nort"}, "unit", "did you mean 'north'?"),
        (Person, {"name": "Dee", "affected": "perhaps"}, "affected", "Write yes or no."),
        (Person, {"name": "Dee", "observed_on": "2026-11-26"}, "observed_on", "future"),
        (Person, {"name": "Dee", "observed_on": "3/4/2026"}, "observed_on", "can be read as"),
        (Person, {"person": "ann"}, "person", "taken already"),
        (Person, {"person": "a;b"}, "person", "semicolon"),
        (Person, {}, "person", "give it a name"),
        (Judgement, {"person": "ann"}, "stance", "unknown if nobody knows"),
        (Judgement, {"person": "ann", "stance": "2"}, "stance", "from -1 to 1"),
        (Judgement, {"stance": "neutral"}, "person", "Fill this in."),
        (Decision, {"title": "T", "rule": "quota"}, "quota", "share of yes weight"),
        (Tie, {"from_": "ann", "to": "ann", "kind": "trusts"}, "to", "to themself"),
        (Unit, {"unit": "sea", "parent": "sea"}, "parent", "not on the list"),
        (Evidence, {"claim": "C", "low": "1", "high": "0"}, "high", "less than"),
        (Evidence, {"claim": "C", "n": "1.5"}, "n", "whole number"),
        (Conflict, {"text": "T", "between": ["ann", "zed"]}, "between", "'zed'"),
        (Setting, {"constant": "horizon", "value": "1"}, "constant", "no constant"),
        (Setting, {"value": "1"}, "constant", "Fill this in."),
    ],
)
def test_errors_say_what_is_wrong_and_how_to_mend_it(
    kind: type[Record], sent: dict[str, Any], name: str, words: str
) -> None:
    assert words in errors(kind, **sent)[name]


def test_plans_may_lie_in_the_future() -> None:
    assert filled(Gate, gate="g1", due_on="2027-01-01").is_valid()


def test_a_stance_is_a_word_or_a_number() -> None:
    for said, value in (("champion", Stance.CHAMPION), ("0,3", 0.3), ("Unknown", Stance.UNKNOWN)):
        made = filled(Judgement, person="ann", stance=said).cleaned_record()
        assert isinstance(made, Judgement) and made.stance == value


def test_a_number_given_before_is_still_chosen_on_the_page() -> None:
    row = Judgement(person="ann", stance=0.3)
    made = form_for(Judgement, CHOICES)
    assert made(sent_by(made(record=row)), record=row).cleaned_record() == row


def test_somebody_may_be_named_instead_of_coded() -> None:
    made = filled(Tie, from_="ann lee", to="CY", kind="trusts").cleaned_record()
    assert made == Tie(from_="ann", to="cy", kind=TieKind.TRUSTS)


def test_a_code_is_made_from_the_name() -> None:
    made = filled(Person, name="Zoë Ann-Marie Østergård").cleaned_record()
    assert isinstance(made, Person) and made.person == "zoe-ann-marie-ostergard"


def test_hidden_columns_come_from_the_record_or_the_screen_and_extra_is_kept() -> None:
    row = Person(person="ann", name="Ann", role="clerk", extra=(("desk", "4"),))
    made = form_for(Person, CHOICES, hide=("person", "role"))
    form = made(query({"name": "Anna"}), record=row, given={"assessor": "ben"}, today=TODAY)
    kept = Person(person="ann", name="Anna", role="clerk", assessor="ben", extra=(("desk", "4"),))
    assert form.cleaned_record() == kept


def test_a_hidden_code_is_made_and_a_hidden_value_must_come_with_the_screen() -> None:
    unit = form_for(Unit, CHOICES, hide=("unit",))(query({"name": "Sea Side"}))
    assert unit.cleaned_record() == Unit(unit="sea-side", name="Sea Side")
    judgement = form_for(Judgement, CHOICES, hide=("person",))(query({"stance": "neutral"}))
    assert judgement.errors == {"__all__": ["Person is missing."]}


def test_people_of_one_name_are_told_apart() -> None:
    twins = {"people": [("a1", "Ann"), ("a2", "Ann"), ("b", "Ben")]}
    page = form_for(Tie, twins)()
    assert "Ann (a1)" in str(page["to"]) and ">Ben<" in str(page["to"])
    told = form_for(Tie, twins)(query({"from_": "b", "to": "ann", "kind": "trusts"})).errors
    assert "may be a1 or a2" in str(told["to"])


def test_notes_do_not_stand_in_the_way() -> None:
    form = filled(Decision, title="Raise it", alt_chance="0.5")
    assert form.is_valid()
    assert form.notes == [
        "Chance of the other rule is given without an alternative rule; it has no effect. "
        "Name the other rule, or clear the chance."
    ]


def test_a_form_with_errors_makes_no_record() -> None:
    with pytest.raises(ValueError, match="has errors"):
        filled(Node, share_needed="x").cleaned_record()


def test_boxes_keep_the_order_that_was_there() -> None:
    row = Encounter(person="ann", shown=("e2", "e1"))
    made = form_for(Encounter, CHOICES)
    assert made(sent_by(made(record=row)), record=row).cleaned_record() == row


def test_line_breaks_survive_in_a_short_field() -> None:
    row = Win(title="First\nSecond", date=TODAY)
    made = form_for(Win, CHOICES)
    assert made(sent_by(made(record=row)), record=row).cleaned_record() == row


def test_a_field_tells_a_template_what_it_needs() -> None:
    form = filled(Judgement, person="ann", stance="2")
    bound = form["stance"]
    assert isinstance(bound, BoundCell)
    assert bound.required_mark and bound.kind == "word"
    assert bound.aria_describedby == f"{bound.help_id} {bound.error_id}"
    sure, said = str(form["decision"]), str(form["decision"].help_text)
    assert 'aria-describedby="stances_decision_helptext"' in sure
    assert "For one decision only;" in said


def test_words_follow_the_vocabulary_and_are_never_codes() -> None:
    page = "".join(str(bound) for bound in form_for(Judgement, CHOICES, words=ORGANISERS)())
    assert "Passive ally" in page and "Said privately" in page
    assert ">said_privately<" not in page


def test_many_people_are_suggested_once() -> None:
    crowd = {"people": [(f"p{i}", f"Person {i}") for i in range(99)]}
    page = "".join(str(bound) for bound in form_for(Tie, crowd)())
    assert page.count("<datalist") == 1 and page.count('list="codes-people"') == 2


def test_a_list_of_many_is_typed_with_semicolons() -> None:
    crowd = {"people": [(f"p{i}", f"Person {i}") for i in range(99)]}
    row = Right(right="r1", consulted=("p9", "p2"))
    made = form_for(Right, crowd)
    assert 'value="p9; p2"' in str(made(record=row)["consulted"])
    typed = made(query({"right": "r1", "consulted": "p9; person 2"}), record=row)
    assert typed.cleaned_record() == row


def test_help_speaks_of_fields_and_not_of_cells() -> None:
    texts = [
        str(bound.help_text)
        for kind in SHEETS.values()
        for bound in form_for(kind, CHOICES)()
        if bound.help_text
    ]
    assert all(text[0].isupper() or text[0].isdigit() for text in texts)
    assert all(text.endswith((".", "?")) and "blank" not in text for text in texts)
    assert form_for(Judgement, CHOICES)()["basis"].help_text == ""


def test_a_judgement_begins_with_today() -> None:
    page = form_for(Judgement, CHOICES)(today=TODAY)
    assert page["observed_on"].value() == "2026-11-25"
    assert form_for(Person, CHOICES)(today=TODAY)["observed_on"].value() is None


def test_order_puts_columns_first() -> None:
    made = form_for(Person, CHOICES, order=("role", "name"))
    assert list(made().fields)[:3] == ["role", "name", "person"]
