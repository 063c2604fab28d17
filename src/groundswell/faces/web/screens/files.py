"""What is shown, as a file: the people as a table, the network for other programs, the picture."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from groundswell.app.browse import terrain
from groundswell.app.browse.taking import Disguise, disguised
from groundswell.app.browse.views import View
from groundswell.core.pictures.sociogram import Sociogram, sociogram
from groundswell.faces.web.screens import pictures
from groundswell.faces.web.screens.filters import Filters
from groundswell.reports.drawing.png import png
from groundswell.reports.drawing.speech import Speech
from groundswell.reports.networks.kumu import kumu
from groundswell.reports.networks.markup import gexf, graphml
from groundswell.reports.networks.spreadsheet import csv_files
from groundswell.reports.networks.tables import Network, network
from groundswell.reports.sheet import Table, as_xlsx

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class File:
    """Something to hand out."""

    name: str
    media: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Wish:
    """What to hand out: of which view, whom, and whether under codenames."""

    view: str
    filters: Filters
    ego: str | None
    codenames: bool


class NotLaidOut(LookupError):
    """The network is still being laid out, so there is nothing to hand out yet."""


def file_of(at: View, form: str, wish: Wish) -> File:
    """Return what is shown in a form.

    Raises
    ------
    KeyError
        If there is no such form.
    NotLaidOut
        If the network has no places yet.
    """
    media, make = _FORMS[form]
    picture = _picture(at, wish, of_network=form not in ("svg", "png"))
    ending = "csv" if form == "ties" else "json" if form == "kumu" else form
    stem = f"{at.code}-{'ties' if form == 'ties' else wish.view}-{at.as_of.isoformat()}"
    if wish.codenames:
        stem = f"codenamed-{wish.view}-{at.as_of.isoformat()}"
    return File(f"{stem}.{ending}", media, make(picture, pictures.speech_of(at)))


def _picture(at: View, wish: Wish, *, of_network: bool) -> Any:
    """Return the picture to write, of those the filters keep."""
    laid = terrain.network(at).picture
    if laid is None:
        raise NotLaidOut(at.code)
    shown = pictures.narrowed(at, laid, wish.filters)
    drawn_as_network = wish.view not in pictures.MADE or wish.view == "board"
    if not wish.codenames:
        if of_network or (drawn_as_network and not wish.ego):
            return shown
        if wish.ego:
            return pictures.around(at, wish.ego)
        return pictures.narrowed(at, pictures.whole(at, wish.view), wish.filters)
    return _disguised(at, wish, laid, of_network or drawn_as_network)


def _disguised(at: View, wish: Wish, laid: Sociogram, of_network: bool) -> Any:
    """Return the picture made anew from a map that holds codenames alone."""
    hidden: Disguise = disguised(at, secrets.token_bytes(16))
    people = terrain.lens(at).by_code
    kept = {hidden.names[code] for code, person in people.items() if wish.filters.keeps(person)}
    if wish.ego and not of_network:
        return pictures.around_in(hidden.snapshot, hidden.names[wish.ego], hidden.veiled)
    if not of_network:
        made = pictures.MADE[wish.view](hidden.snapshot, veiled=hidden.veiled)
        return pictures.only(made, kept, ())
    places = {hidden.names[code]: spot for code, spot in laid.places().items()}
    made = sociogram(hidden.snapshot, veiled=hidden.veiled, places=places)
    return pictures.only(made, kept, wish.filters.without)


def _rows(net: Network) -> Table:
    headings = tuple(net.nodes[0]) if net.nodes else ("id", "label")
    rows = tuple(tuple(row.values()) for row in net.nodes)
    return Table("People", headings, rows, note=net.title)


_FORMS: Mapping[str, tuple[str, Callable[[Any, Speech], bytes]]] = MappingProxyType(
    {
        "csv": ("text/csv; charset=utf-8", lambda p, _: csv_files(network(p))["nodes.csv"]),
        "ties": ("text/csv; charset=utf-8", lambda p, _: csv_files(network(p))["edges.csv"]),
        "xlsx": (_XLSX, lambda p, _: as_xlsx(_rows(network(p)))),
        "graphml": ("application/graphml+xml", lambda p, _: graphml(network(p))),
        "gexf": ("application/gexf+xml", lambda p, _: gexf(network(p))),
        "kumu": ("application/json", lambda p, _: kumu(network(p))),
        "svg": ("image/svg+xml", lambda p, s: pictures.drawn(p, s, standalone=True).encode()),
        "png": ("image/png", lambda p, s: png(pictures.drawn(p, s, standalone=True))),
    }
)
