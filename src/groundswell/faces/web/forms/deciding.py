"""Forms for a decision, for who has a part in it, and for a place of work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from groundswell.core.terrain.map_records import Authority, Decision, Node, Operator
from groundswell.core.terrain.record import META_COLUMNS
from groundswell.core.terrain.vocabulary import Vocabulary
from groundswell.faces.web.forms.base import CellForm, asked
from groundswell.faces.web.forms.records import RecordForm, form_for
from groundswell.faces.web.forms.widgets import Choices

_KEPT = tuple(META_COLUMNS)


def decision_form(choices: Mapping[str, Choices], words: Vocabulary) -> type[RecordForm]:
    """Return the form of a decision: what, how it is taken, where it stands, and by when."""
    order = ("title", "kind", "rule", "quota", "required", "state", "decided_on", "needed_by")
    return form_for(Decision, choices, hide=_KEPT, order=order, words=words)


def place_form(choices: Mapping[str, Choices], words: Vocabulary) -> type[RecordForm]:
    """Return the form of a place where daily work must change."""
    order = ("title", "unit", "share_needed", "adopted_share", "required")
    return form_for(Node, choices, hide=_KEPT, order=order, words=words)


class WorkersForm(CellForm):
    """Who works at a place, where it is not simply its unit.

    Parameters
    ----------
    choices
        Codes and names on the map.
    """

    def __init__(self, *args: Any, choices: Mapping[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = "whoever works there; leave it empty where that is the whole unit"
        label = "People who work there"
        field = asked("people", str, text, label=label, many=True, refers="people", choices=choices)
        self.add("people", field)

    def operators(self, node: str) -> list[Operator]:
        """Return a record for each of them; only after `is_valid()` has said yes."""
        return [Operator(node=node, person=code) for code in self.cleaned_data["people"] or ()]


def holder_form(choices: Mapping[str, Choices], words: Vocabulary) -> type[RecordForm]:
    """Return the form of somebody's part in a decision; the screen gives the decision."""
    order = ("person", "role", "weight", "salience")
    return form_for(Authority, choices, hide=(*_KEPT, "decision"), order=order, words=words)
