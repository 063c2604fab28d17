"""Forms for a decision, for who has a part in it, and for a place of work."""

from __future__ import annotations

from collections.abc import Mapping

from groundswell.core.terrain.map_records import Authority, Decision, Node
from groundswell.core.terrain.record import META_COLUMNS
from groundswell.core.terrain.vocabulary import Vocabulary
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


def holder_form(choices: Mapping[str, Choices], words: Vocabulary) -> type[RecordForm]:
    """Return the form of somebody's part in a decision; the screen gives the decision."""
    order = ("person", "role", "weight", "salience")
    return form_for(Authority, choices, hide=(*_KEPT, "decision"), order=order, words=words)
