"""Forms of the ledger: an entry, and whom it was shown to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from groundswell.core.terrain.record import META_COLUMNS, columns
from groundswell.core.terrain.run_records import Encounter, Evidence
from groundswell.core.terrain.terms import EvidenceKind
from groundswell.core.terrain.vocabulary import CHANGE_MANAGERS, Vocabulary
from groundswell.faces.web.forms.base import CellForm
from groundswell.faces.web.forms.fields import field_of
from groundswell.faces.web.forms.records import RecordForm, form_for
from groundswell.faces.web.forms.widgets import Choices

_KEPT = tuple(name for name in META_COLUMNS if name != "observed_on")
_CONTACT = {column.name: column for column in columns(Encounter)}


class EntryForm(RecordForm):
    """An entry of the ledger; an example from elsewhere has to say how like us it is."""

    def clean(self) -> dict[str, Any]:
        """Ask for comparability where a result is somebody else's."""
        cleaned = super().clean()
        if cleaned.get("kind") is EvidenceKind.EXTERNAL and not cleaned.get("comparability"):
            text = "Say how like you they are: what is the same there, and what is not."
            self.add_error("comparability", text)
        return cleaned


def evidence_form(choices: Mapping[str, Choices], words: Vocabulary) -> type[RecordForm]:
    """Return the form of an entry: the claim, what came of it, and what it does not show."""
    order = "claim result limits kind topics comparability measure effect low high level n".split()
    made = form_for(Evidence, choices, hide=_KEPT, order=order, words=words)
    return type("EvidenceForm", (EntryForm, made), {"__module__": __name__})


class ShownForm(CellForm):
    """To whom an entry was shown, when, and what came of it.

    Parameters
    ----------
    choices
        Codes and names on the map.
    words
        Whose words the screen speaks.
    """

    def __init__(
        self,
        *args: Any,
        choices: Mapping[str, Choices],
        words: Vocabulary = CHANGE_MANAGERS,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("person", "date", "outcome", "doubt"):
            self.add(name, field_of(Encounter.SHEET, _CONTACT[name], choices, words))
        self.initial.setdefault("date", self.today.isoformat())

    def encounter(self, entry: str, by: str) -> Encounter:
        """Return the record; only after `is_valid()` has said yes."""
        told, on = self.cleaned_data, self.cleaned_data["date"]
        day: date = on or self.today
        return Encounter(
            person=told["person"],
            by=by,
            date=day,
            shown=(entry,),
            outcome=told["outcome"],
            doubt=told["doubt"],
            observed_on=day,
        )
