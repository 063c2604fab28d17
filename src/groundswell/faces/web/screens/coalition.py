"""The coalition for its page: rings with reasons, who is wanted, what was asked and promised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from groundswell.app.browse.views import Row, View
from groundswell.core.pictures.governing import governing
from groundswell.core.pictures.ring_needs import OUTER, ring_needs
from groundswell.core.pictures.rings import ABOUT, Rings, rings
from groundswell.core.terrain.run_records import Commitment, Evidence, Member
from groundswell.core.terrain.terms import CommitmentState, Ring
from groundswell.core.terrain.vocabulary import vocabulary_of
from groundswell.faces.web.forms.records import RecordForm, form_for
from groundswell.faces.web.screens.choices import choices_of
from groundswell.faces.web.screens.people import People, Who
from groundswell.faces.web.screens.pictures import drawn, speech_of

_META = ("observed_on", "recorded_on", "assessor", "retracted_on")
_STATES = (CommitmentState.KEPT, CommitmentState.BROKEN, CommitmentState.WITHDRAWN)
TOO_EARLY = (
    "Nothing has been tried or measured yet. The second ring believes what it can look at; bring "
    "it one honest result first, or write down why not."
)


@dataclass(frozen=True, slots=True)
class Promise:
    """Something asked or promised, whose it is, and the number of its record."""

    number: int
    who: Who
    text: str
    state: str
    due: Any
    overdue: bool
    open: bool


def page_of(at: View, given: QueryDict) -> dict[str, Any]:
    """Return the rings, the list behind them, the forms and the promises."""
    picture = rings(at.snapshot, veiled=at.veiled)
    people = People(at)
    chosen = given.get("person", "")
    needs = ring_needs(at.snapshot)
    return {
        "picture": picture,
        "needs": needs,
        "newer": [(n, people.all(n.inside), people.all(n.outside)) for n in needs.newer],
        "rule": governing(at.snapshot),
        "outer": OUTER,
        "wide": drawn(picture, speech_of(at)),
        "narrow": drawn(picture, speech_of(at), narrow=True),
        "seated": [
            (c.ring, ABOUT[Ring(c.ring)], [(s, people.of(s.person)) for s in c.seats])
            for c in picture.circles
        ],
        "wanted": [(people.of(w.person), w.reason) for w in picture.wanted],
        "early": too_early(at, picture),
        "place": place_form(at, None, chosen, given.get("how", "")),
        "promise": promise_kind(at)(today=at.standing.actor.today, initial={"person": chosen}),
        "promises": promises(at, people),
        "states": _STATES,
        "chosen": chosen,
    }


def too_early(at: View, picture: Rings) -> str:
    """Return the warning that the second ring was approached before any evidence, or nothing."""
    outer = [c for c in picture.circles if c.ring == Ring.SECOND.value]
    return TOO_EARLY if outer and outer[0].seats and not at.rows(Evidence.SHEET) else ""


def member_row(at: View, person: str) -> Row | None:
    """Return the record of somebody's place in the coalition."""
    found = [r for r in at.rows(Member.SHEET) if getattr(r.record, "person", None) == person]
    return found[-1] if found else None


def place_form(at: View, data: QueryDict | None, person: str, how: str = "") -> RecordForm:
    """Return the form for a place in a ring, begun from the present one."""
    row = member_row(at, person)
    hide = ("left_on", "commitment", "thanked_on", *_META)
    order = ("person", "ring", "role", "reason", "how", "hours_per_week")
    kind = form_for(Member, choices_of(at), hide=hide, order=order, words=vocabulary_of(at.about))
    before = row.record if row else None
    first = {"person": person} if person else {}
    first |= {"how": how} if how else {}
    return kind(data, record=before, today=at.standing.actor.today, initial=first)


def promise_kind(at: View) -> type[RecordForm]:
    """Return the form for something asked or promised."""
    order = ("person", "text", "state", "due_on", "kind")
    return form_for(Commitment, choices_of(at), hide=_META, order=order)


def promises(at: View, people: People) -> list[Promise]:
    """Return what was asked and promised: open ones first, by the day they are due."""
    found = [_promise(at, people, row) for row in at.rows(Commitment.SHEET)]
    return sorted(found, key=lambda p: (not p.open, p.due is None, str(p.due), p.who.name))


def _promise(at: View, people: People, row: Row) -> Promise:
    record = row.record
    assert isinstance(record, Commitment)
    open_ = record.state in (None, CommitmentState.ASKED, CommitmentState.PROMISED)
    return Promise(
        number=row.id,
        who=people.who(record.person),
        text=record.text or (record.kind.value.replace("_", " ") if record.kind else ""),
        state=record.state.value if record.state else "",
        due=record.due_on,
        overdue=bool(open_ and record.due_on and record.due_on < at.as_of),
        open=open_,
    )
