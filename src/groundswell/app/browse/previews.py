"""What would change if somebody stood elsewhere: a quick look, of which nothing is kept."""

from __future__ import annotations

from datetime import date

from groundswell.app import policy
from groundswell.app.actor import Actor
from groundswell.app.browse.views import view
from groundswell.app.policy import Absent, Act, Refused
from groundswell.core.questions.preview import preview, preview_words
from groundswell.core.terrain.terms import STANCE_VALUE, Stance
from groundswell.core.terrain.vocabulary import vocabulary_of

MOST = 2_000  # people up to which an answer comes while somebody drags


def previewed(actor: Actor, code: str, person: str, stance: str, as_of: date | None = None) -> str:
    """Return in words what would change, from what the actor sees; empty where nothing can be said.

    Raises
    ------
    Absent, Refused
        As policy says, and where stances are not shown.
    """
    standing = policy.enter(actor, code, Act.ASK)
    if standing.presentable:
        raise Refused("This view shows where nobody stands, so it answers nothing about people.")
    at = view(actor, code, as_of)
    if person not in at.snapshot.index:
        raise Absent(person)
    if stance not in [*STANCE_VALUE] or len(at.snapshot.people) > MOST:
        return ""
    found = preview(at.snapshot, person, Stance(stance))
    if found is None:
        return ""
    words = vocabulary_of(at.about).stances
    return preview_words(found, at.snapshot.name(person), words[Stance(stance)])
