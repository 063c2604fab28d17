"""What is wrong with something that was sent: the field, what is wrong, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_SAYS = {
    "missing": ("it must be given", "Add it."),
    "extra_forbidden": ("there is no such field", "Leave it out."),
    "int_type": ("a whole number is needed", "Write a number such as 5."),
    "int_parsing": ("a whole number is needed", "Write a number such as 5."),
    "int_from_float": ("a whole number is needed", "Write it without a fraction."),
    "int_parsing_size": ("the number is too large", "Write a smaller one."),
    "float_type": ("a number is needed", "Write a number such as 2.5."),
    "float_parsing": ("a number is needed", "Write a number such as 2.5."),
    "finite_number": ("the number must be finite", "Write a number such as 2.5."),
    "greater_than_equal": ("it is too small", "Give at least {ge}."),
    "greater_than": ("it is too small", "Give more than {gt}."),
    "less_than_equal": ("it is too large", "Give at most {le}."),
    "less_than": ("it is too large", "Give less than {lt}."),
    "string_type": ("text is needed", "Write it in quotation marks."),
    "string_too_short": ("it is empty", "Write something, or leave it out."),
    "string_too_long": ("it is too long", "Write at most {max_length} signs."),
    "string_unicode": ("it holds signs that are no text", "Take them out."),
    "string_pattern_mismatch": ("it holds signs that cannot be shown", "Take them out."),
    "unfit": ("{what}", "{mend}"),
    "enum": ("there is no such word here", "Use one of {expected}."),
    "literal_error": ("there is no such word here", "Use one of {expected}."),
    "bool_type": ("yes or no is needed", "Write true or false."),
    "bool_parsing": ("yes or no is needed", "Write true or false."),
    "date_type": ("this is not a day", "Write it as 2026-03-31."),
    "value_error": ("this is not a day", "Write it as 2026-03-31."),
    "tuple_type": ("a list is needed", "Write several in a list."),
    "list_type": ("a list is needed", "Write several in a list."),
    "too_long": ("there are too many", "Send at most {max_length} at once."),
    "too_short": ("there is nothing in it", "Send at least {min_length}."),
    "json_invalid": ("this is not JSON", "Send one JSON object."),
    "model_type": ("an object is needed", "Send one JSON object."),
    "model_attributes_type": ("an object is needed", "Send one JSON object."),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, in words."""

    field: str
    what: str
    mend: str

    def __str__(self) -> str:
        """Return the fault as a sentence or two."""
        return f"{self.field}: {self.what}. {self.mend}" if self.field else f"{self.what}."


def faults(errors: Iterable[Mapping[str, Any]], known: Iterable[str] = ()) -> Iterator[Fault]:
    """Yield a fault for each error of pydantic; `known` are the fields that there are."""
    for error in errors:
        kind = str(error["type"])
        context = {"said": _plain(str(error["msg"])), **(error.get("ctx") or {})}
        what, mend = _SAYS.get(kind, ("{said}", "Change it."))
        if kind == "extra_forbidden" and known:
            mend = f"There are {', '.join(known)}."
        place = ".".join(map(str, error["loc"]))
        yield Fault(place, what.format_map(context), mend.format_map(context))


def _plain(message: str) -> str:
    return message[:1].lower() + message[1:]
