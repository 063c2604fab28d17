"""Where each thing to do is done, and what was changed, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from groundswell.app.browse.trails import Past
from groundswell.app.browse.views import View
from groundswell.core.answer import Answer
from groundswell.core.pictures.dues.item import Item
from groundswell.core.pictures.week import Week
from groundswell.core.questions.addressing import speaks_of_you
from groundswell.core.questions.wording import count, listed
from groundswell.faces.web.nav import home_of
from groundswell.reports.words import day

# Kind of item to the end of the address, and the words on the button; `{}` takes the first code.
_SCREENS = {
    "title": ("change/edit", "Write it down"),
    "names": ("start/people", "Add names"),
    "coalition": ("coalition", "Open the coalition"),
    "decisions": ("start/decisions", "Name them"),
    "gate": ("gates/{}", "Open the gate"),
    "gates": ("gates", "Set a day"),
    "meeting": ("meetings/{}", "Open the meeting"),
    "meetings": ("meetings", "Plan it"),
    "hear": ("who-next/{}", "Prepare it"),
    "ask": ("commitments", "Say what became of it"),
    "promise": ("commitments", "Say what became of it"),
    "check_in": ("log?person={}", "Log a conversation"),
    "tending": ("tending", "See whom"),
    "talk": ("who-next/{}", "Prepare it"),
    "judge": ("people/{}", "Say where they stand"),
    "place": ("start/board", "Place them"),
    "holder": ("decisions", "Say who decides"),
    "voice": ("people/{}", "See who could"),
    "manager": ("people/{}", "Open their page"),
    "resistance": ("change#resistance", "Write it down"),
    "evidence": ("evidence", "Open the ledger"),
    "unshown": ("evidence/{}/audiences", "See whom it concerns"),
    "pilot_stop": ("evidence/pilots/{}", "Open the pilot"),
    "pilot_ends": ("evidence/pilots/{}", "Open the pilot"),
    "pilot_data": ("evidence/pilots/{}", "Hand it in"),
    "pilot_ledger": ("evidence/pilots/{}", "Read the result"),
    "cost": ("evidence/costs/new", "Count it"),
    "trial": ("evidence/pilots/new?track=trial", "Plan it"),
    "elsewhere": ("evidence/new?kind=external", "Write it down"),
    "phase": ("phase", "Open the phase"),
    "launch": ("phase/launch", "Open the launch sheet"),
    "adoption": ("phase/after", "Write down what you saw"),
    "replant": ("phase/replant", "Think it over"),
    "governance": ("coalition/governance", "Open governance"),
    "visibility": ("coalition/visibility?audience=manager#add", "Write it down"),
    "ties": ("people/{}", "Begin with one"),
    "warning": ("health#warnings", "See why"),
    "strain": ("people/{}", "Open their page"),
}
_WITHOUT = {
    "manager": ("start/people", "Put them on the map"),
    "voice": ("start/people", "Add somebody"),
}
_NOUNS = {
    "stances": "judgement",
    "people": "person",
    "ties": "tie",
    "encounters": "conversation",
    "coalition": "place in the coalition",
    "evidence": "entry of evidence",
    "document": "text of the working document",
    "pilots": "pilot",
    "pilot_data": "measured value",
    "costs": "line of cost",
    "decisions": "decision",
    "stakes": "stake",
    "resistance": "entry of resistance",
    "commitments": "commitment",
    "initiative": "the change itself",
}
_PLURALS = {"person": "people", "entry of evidence": "entries of evidence",
            "entry of resistance": "entries of resistance",
            "line of cost": "lines of cost",
            "text of the working document": "texts of the working document",
            "place in the coalition": "places in the coalition"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Todo:
    """An item with the address and the words of its button."""

    item: Item
    url: str
    action: str


def todos(at: View, items: Iterable[Item]) -> list[Todo]:
    """Return items with the screens that do them."""
    return [Todo(item, *_screen(at, item)) for item in items]


def _screen(at: View, item: Item) -> tuple[str, str]:
    end, action = _SCREENS[item.kind]
    if not item.ids and item.kind in _WITHOUT:
        end, action = _WITHOUT[item.kind]
    if item.kind == "judge" and len(item.ids) > 1 and _unplaced(at, item):
        end, action = "start/board", "Place them"
    return home_of(at.code) + end.format(item.ids[0] if item.ids else ""), action


def _unplaced(at: View, item: Item) -> bool:
    """Whether nobody has judged the first of them, so that the board has them all."""
    snapshot = at.snapshot
    return not snapshot.stances.judged[snapshot.index[item.ids[0]]]


def told(past: Iterable[Past]) -> list[str]:
    """Return what was changed, one line for each who did it."""
    by: dict[str, list[str]] = {}
    for one in past:
        by.setdefault("You" if one.mine else one.who or "The tool", []).append(_act(one))
    return [f"{who} {listed(list(dict.fromkeys(acts)), 3)}" for who, acts in by.items()]


def _act(one: Past) -> str:
    nouns = [_NOUNS.get(sheet, f"{sheet} row") for sheet in one.sheets]
    verb = {"record": "recorded", "correct": "changed", "retract": "took back"}.get(one.verb)
    if verb is None:
        return {"import": "imported rows", "about": "changed what the change is about",
                "undo": "undid something", "invite": "added a member"}.get(
            one.verb, f"did: {one.verb}")  # fmt: skip
    if len(nouns) == 1:
        number = max(one.count, 1)
        return f"{verb} {count(number, nouns[0], _PLURALS.get(nouns[0]))}"
    return f"{verb} {listed([_PLURALS.get(n, n + 's') for n in nouns], 3)}"


def spans(today: date) -> list[tuple[str, str]]:
    """Return how long Today may keep quiet: the day it ends, and the words."""
    some = ((7, "a week"), (14, "two weeks"), (28, "four weeks"), (91, "a quarter"))
    days = [(today + timedelta(days=days), words) for days, words in some]
    return [(end.isoformat(), f"{words}, until {day(end)}") for end, words in days]


def since_words(moment: datetime) -> str:
    """Return a moment as people say it."""
    return f"{moment:%A} {moment.day} {moment:%B}, {moment:%H:%M}"


def meant(at: View, week: Week, where: Answer[Any] | None) -> str:
    """Say whom Today calls you, where it does and its reader is somebody else."""
    said = [week.headline, week.items, week.later, where.headline if where else ""]
    theirs = bool(week.items and at.about.weekly_hours)  # the page says how many you have a week
    return at.addressed if theirs or speaks_of_you(said) else ""
