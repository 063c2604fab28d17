"""Taking what is shown out: who may, under which names, and a line that says who did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from groundswell.app import codenames, policy
from groundswell.app.actor import Actor
from groundswell.app.browse.views import View
from groundswell.app.policy import Act, Refused
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.store import trail


def taken(actor: Actor, code: str, what: str, *, about_people: bool = True) -> None:
    """Note that something leaves the workbench as a file.

    Raises
    ------
    Absent, Refused
        As policy says; nothing about where people stand leaves a presentable view.
    """
    standing = policy.enter(actor, code, Act.EXPORT)
    if standing.presentable and about_people:
        raise Refused("This view shows where nobody stands; leave it to take a file with you.")
    trail.note(standing.scope, actor.account, "export", actor.at, actor.via, {"what": what})


@dataclass(frozen=True, slots=True)
class Disguise:
    """The map with codenames for people, and who is behind them for whoever draws it.

    Parameters
    ----------
    names
        Person code to codename.
    """

    snapshot: Snapshot
    names: Mapping[str, str]
    veiled: Mapping[str, int]


def disguised(at: View, key: bytes, instead: str | None = None) -> Disguise:
    """Return the map as its reader sees it, without names and free text.

    `key` is random for each file, so that two files cannot be laid side by side; `instead` stands
    where a text was left out that mattered by being there.
    """
    hidden, who = codenames.hide(at.observations, key, instead)
    names = {code: name for name, code in who.items()}
    snapshot = fold(hidden, at.as_of, at.moment.known_at)
    return Disguise(snapshot, names, {names[code]: n for code, n in at.veiled.items()})
