"""The steps of the first ten minutes: which there are, which are done, what comes next."""

from __future__ import annotations

from dataclasses import dataclass

from groundswell.app.browse.views import View
from groundswell.core.terrain.map_records import Judgement, Tie
from groundswell.faces.web.nav import home_of

TITLES = {
    "name": "The change",
    "context": "Where",
    "decisions": "Decisions",
    "people": "People",
    "board": "Where they stand",
    "listens": "Who listens",
    "brief": "The brief",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its address, whether something is there already, whether it is shown."""

    slug: str
    title: str
    url: str
    done: bool
    current: bool


def steps_of(at: View | None, current: str) -> list[Step]:
    """Return all steps; before the initiative exists only the first has an address."""
    done = {} if at is None else _done(at)
    return [
        Step(
            slug,
            title,
            step_url(at.code, slug) if at else "",
            done.get(slug, False),
            slug == current,
        )
        for slug, title in TITLES.items()
    ]


def following(slug: str) -> str:
    """Return the step after this one."""
    order = list(TITLES)
    return order[order.index(slug) + 1]


def step_url(code: str, slug: str) -> str:
    """Return where a step lies; the sentence of the change is edited on its own screen."""
    elsewhere = {"brief": "brief", "name": "change"}
    return home_of(code) + elsewhere.get(slug, f"start/{slug}")


def _done(at: View) -> dict[str, bool]:
    others = [code for code in at.snapshot.people if code != at.snapshot.owner]
    return {
        "name": True,
        "context": at.about.context is not None,
        "decisions": bool(at.snapshot.decisions),
        "people": bool(others),
        "board": bool(at.rows(Judgement.SHEET)),
        "listens": bool(at.rows(Tie.SHEET)),
    }
