"""A person in the panel beside the map: who they are to this change, in a dozen lines."""

from __future__ import annotations

from typing import Any

from groundswell.app.browse import terrain
from groundswell.app.browse.views import View
from groundswell.core.pictures.person_card import person_card
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.screens.mending import mended
from groundswell.faces.web.screens.people import People

_FACTS, _STAKES = 4, 3


def carded(at: View, person: str) -> dict[str, Any]:
    """Return what the panel shows; nothing of where they stand in a presentable view."""
    card = terrain.pictured(
        at, ("card", person), lambda: person_card(at.snapshot, person, veiled=at.veiled)
    )
    people, home, open_ = People(at), home_of(at.code), not at.standing.presentable
    return {
        "who": people.of(card.person),
        "headline": card.headline if open_ else "",
        "stance": card.stance if open_ else None,
        "facts": card.facts[:_FACTS],
        "powers": card.powers,
        "listens": people.all(_once(c.person.code for c in card.ties_out if _listens(c.kind))),
        "listened": people.all(_once(c.person.code for c in card.ties_in if _listens(c.kind))),
        "stakes": card.stakes[:_STAKES] if open_ else (),
        "gaps": mended(at, card.gaps) if open_ else [],
        "ego_url": f"{home}terrain?ego={person}",
        "prepare_url": f"{home}who-next/{person}" if open_ else "",
        "log_url": f"{home}log?person={person}",
    }


def _listens(kind: str) -> bool:
    return kind in ("trusts", "advice")


def _once(codes: Any) -> list[str]:
    return list(dict.fromkeys(codes))
