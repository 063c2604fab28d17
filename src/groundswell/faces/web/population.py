"""Whom a page is about, in words that neither betray nor deny what its reader may not see."""

from __future__ import annotations

from groundswell.app.browse.views import View
from groundswell.core.questions.wording import count


def whom(at: View) -> str:
    """Say how many people the page is about, and how many of them somebody judged.

    A presentable view says nothing of judgements, and what waits for the reader's own judgement is
    not said to be unjudged.
    """
    snapshot = at.snapshot
    people = f"{count(len(snapshot.people), 'person', 'people').capitalize()} on the map"
    if at.standing.presentable:
        return people
    if not at.veiled:
        return snapshot.population
    seen = int(snapshot.stances.judged[: len(snapshot.people)].sum())
    told = (
        f"{seen} of them judged by somebody you see" if seen else "none judged by anybody you see"
    )
    waiting = count(len(at.veiled), "waits", "wait")
    return f"{people}, {told}; {waiting} for your own judgement"


def reworded(at: View, text: str) -> str:
    """Return a picture's population in the words of its page."""
    return text.replace(at.snapshot.population, whom(at))
