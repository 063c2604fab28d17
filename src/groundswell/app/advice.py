"""An advice copy: how things stand, for a mentor outside, without showing them anybody.

Made by the worker from the asker's own sight: birds for names, and no free text but the question
they add themselves.
"""

from __future__ import annotations

import dataclasses
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from groundswell.app import incoming, policy
from groundswell.app.actor import Actor
from groundswell.app.browse.exports import Export
from groundswell.app.browse.taking import disguised, taken
from groundswell.app.browse.views import view
from groundswell.app.policy import Absent, Act
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.persuasion import Persuasion, persuasion
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.reports.brief import Wish, answers_of, compose
from groundswell.reports.document import pdf
from groundswell.reports.parts import Brief, Prose, Section, tidied
from groundswell.reports.single import leaf
from groundswell.reports.text import text
from groundswell.store import queue

KIND = "advice"
FORMS = {"pdf": "application/pdf", "txt": "text/plain; charset=utf-8"}
LONGEST = 2_000
INSTEAD = "(left out)"
LEFT_OUT = (
    "Names, titles and every free text are left out: what people said, what evidence claims, what "
    "decisions are called. Birds stand for people, the same bird for the same person within this "
    "copy. Levels, functions, ties, circles, dates and figures are as they are, so somebody who "
    "knows the place may still recognise people."
)
Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the copy is about.

    Parameters
    ----------
    person
        Whom the conversation is with; empty for the whole situation.
    question
        What the mentor is asked, in the asker's own words.
    form
        pdf or txt.
    """

    person: str
    question: str
    form: str


def ask_for_advice(actor: Actor, code: str, wanted: Wanted) -> str:
    """Ask the worker for a copy; return the number of its job.

    Raises
    ------
    Absent, Refused
        As policy says; nothing of it leaves a presentable view.
    """
    at = view(actor, code)
    if wanted.form not in FORMS or (wanted.person and wanted.person not in at.snapshot.index):
        raise Absent(wanted.person or wanted.form)
    taken(actor, code, "advice copy")
    standing = policy.enter(actor, code, Act.EXPORT)
    queue.empty(standing.scope, actor.account, KIND)  # nobody needs to know the former birds
    told = {"presentable": False, **dataclasses.asdict(wanted)}
    key = secrets.token_hex(16)
    return str(queue.ask_for(standing.scope, actor.account, KIND, key, told, actor.at).pk)


def make(actor: Actor, code: str, wanted: Wanted, step: Step) -> dict[str, Any]:
    """Make a copy and keep it for its asker; return how to find it and who is which bird."""
    at = view(actor, code)
    hidden = disguised(at, secrets.token_bytes(32), INSTEAD)
    if wanted.person and wanted.person not in hidden.names:
        raise Absent(wanted.person)
    page = _page(hidden.snapshot, hidden.names.get(wanted.person, ""), step)
    made = tidied(_framed(page, wanted.question))
    content = pdf(made, at.as_of) if wanted.form == "pdf" else text(made).encode()
    name = f"advice-{at.as_of.isoformat()}.{wanted.form}"
    handle = incoming.keep(actor, [(name, [content])])
    who = sorted((bird, at.snapshot.name(code)) for code, bird in hidden.names.items())
    return {"handle": handle, "name": name, "who": [pair for pair in who if pair[0]]}


def _page(snapshot: Snapshot, person: str, step: Step) -> Brief:
    if not person:
        return compose(snapshot, answers_of(snapshot, Wish(), step))
    step("how to talk to them")
    answer = persuasion(Study(snapshot), Persuasion(person=person))
    return leaf(answer, snapshot, Persuasion.ASKS)


def _framed(page: Brief, question: str) -> Brief:
    asked = [Section("The question", (Prose(question.strip()[:LONGEST]),))] if question else []
    left = Section("What is left out", (Prose(LEFT_OUT),))
    return dataclasses.replace(
        page, title="A change, under codenames", sections=(*asked, *page.sections, left)
    )


def copy_of(actor: Actor, code: str, handle: str) -> Export:
    """Return a copy that was made, once; who is which bird is forgotten with it."""
    standing = policy.enter(actor, code, Act.EXPORT)
    file = incoming.path_of(actor, handle)
    form = file.suffix[1:]
    if not file.name.startswith("advice-") or form not in FORMS:
        raise Absent(handle)
    made = Export(file.name, FORMS[form], file.read_bytes())
    incoming.discard(actor, handle)
    queue.empty(standing.scope, actor.account, KIND)
    return made
