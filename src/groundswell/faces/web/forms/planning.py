"""Small forms that add one change to a plan; each gives it as the question takes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms

from groundswell.core.terrain.notations import LAYERS, RULES, WORDS
from groundswell.core.terrain.terms import Rule, Stance, TieKind
from groundswell.core.terrain.vocabulary import Vocabulary
from groundswell.faces.web.forms.base import CellForm, asked
from groundswell.faces.web.forms.widgets import Choices, CodeInput

# Each kind with what it is called, and what it says on its button.
KINDS: Mapping[str, tuple[str, str]] = {
    "recruit": ("Somebody joins", "Let them join"),
    "stance": ("Somebody stands elsewhere", "Suppose it"),
    "exit": ("A member leaves", "Let them leave"),
    "show": ("Evidence is shown to somebody", "Show it"),
    "rule": ("A decision is taken otherwise", "Change the rule"),
    "tie": ("Somebody begins to listen to somebody", "Add the tie"),
}


class AddForm(CellForm):
    """One change to add; made by `add_form`."""

    kind = ""
    title = ""
    act = ""

    def option(self) -> str:
        """Return the change as the question takes it; only after `is_valid()` has said yes."""
        return _OPTIONS[self.kind](self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        """Ask for the share that a quota needs."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("how") == Rule.QUOTA and told.get("share") is None and "share" in told:
            self.add_error("share", "Say which share of yes it needs, such as 0.6.")
        return told


def _stance(told: Mapping[str, Any]) -> str:
    on = f"@{told['decision']}" if told["decision"] else ""
    return f"{told['person']}={told['word']}{on}"


def _rule(told: Mapping[str, Any]) -> str:
    share = f":{told['share']:g}" if told["how"] == Rule.QUOTA else ""
    return f"{told['decision']}={told['how']}{share}"


_OPTIONS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "recruit": lambda told: str(told["person"]),
    "exit": lambda told: str(told["person"]),
    "stance": _stance,
    "show": lambda told: f"{told['evidence']}:{told['person']}",
    "rule": _rule,
    "tie": lambda told: f"{told['listener']}>{told['heard']}:{told['layer']}",
}


def add_form(
    kind: str,
    choices: Mapping[str, Choices],
    words: Vocabulary,
    today: date,
    given: Mapping[str, Any] | None = None,
) -> AddForm:
    """Return the form of one kind of change.

    Parameters
    ----------
    choices
        Codes with their names: people, outsiders, members, decisions (those still open), evidence.
    given
        What was sent; then it is checked.
    """
    form = AddForm(given, today=today, auto_id=f"{kind}-%s", label_suffix="")
    form.kind = kind
    form.title, form.act = KINDS[kind]
    for name, field in _FIELDS[kind](choices, words).items():
        form.fields[name] = field
    return form


def _code(name: str, text: str, label: str, offered: Choices, **more: Any) -> forms.Field:
    sheet = "evidence" if name == "evidence" else "decisions" if name == "decision" else "people"
    more = {"required": True, **more}
    field = asked(name, str, text, label=label, refers=sheet, choices={sheet: offered}, **more)
    if isinstance(field.widget, CodeInput):
        field.widget.attrs["placeholder"] = "type a name"
    return field


def _select(label: str, text: str, offered: Choices) -> forms.Field:
    return forms.ChoiceField(label=label, help_text=text, choices=offered)


def _recruit(choices: Mapping[str, Choices], _: Vocabulary) -> dict[str, forms.Field]:
    return {"person": _code("person", "not in the coalition yet", "Who", choices["outsiders"])}


def _exit(choices: Mapping[str, Choices], _: Vocabulary) -> dict[str, forms.Field]:
    return {"person": _code("person", "in the coalition now", "Who", choices["members"])}


def _stances(choices: Mapping[str, Choices], words: Vocabulary) -> dict[str, forms.Field]:
    scale = [(word, words.label(Stance(word))) for word in WORDS]
    where = "leave it open for the change as a whole"
    return {
        "person": _code("person", "", "Who", choices["people"]),
        "word": _select("Would stand as", "", scale),
        "decision": _code("decision", where, "On", choices["decisions"], required=False),
    }


def _show(choices: Mapping[str, Choices], _: Vocabulary) -> dict[str, forms.Field]:
    return {
        "evidence": _code("evidence", "from your ledger", "What", choices["evidence"]),
        "person": _code("person", "", "To whom", choices["people"]),
    }


def _rules(choices: Mapping[str, Choices], words: Vocabulary) -> dict[str, forms.Field]:
    offered = [(rule, words.label(Rule(rule))) for rule in RULES]
    share = asked("share", float, "for a quota only", label="Share of yes", above=0, high=1)
    return {
        "decision": _code("decision", "", "Which", choices["decisions"]),
        "how": _select("Taken by", "", offered),
        "share": share,
    }


def _tie(choices: Mapping[str, Choices], words: Vocabulary) -> dict[str, forms.Field]:
    layers = [(layer, words.label(TieKind(layer))) for layer in LAYERS]
    return {
        "listener": _code("listener", "", "Who listens", choices["people"]),
        "heard": _code("heard", "", "To whom", choices["people"]),
        "layer": _select("As", "", layers),
    }


_FIELDS: Mapping[str, Callable[[Mapping[str, Choices], Vocabulary], dict[str, forms.Field]]] = {
    "recruit": _recruit,
    "stance": _stances,
    "exit": _exit,
    "show": _show,
    "rule": _rules,
    "tie": _tie,
}
