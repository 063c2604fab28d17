"""Who is where: every view of the terrain, each with its words, its filters and its honesty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from groundswell.app.browse import terrain
from groundswell.app.browse.previews import MOST
from groundswell.app.browse.views import View
from groundswell.app.policy import Act
from groundswell.core.pictures.board import COLUMNS, Board
from groundswell.core.pictures.honesty import honesty
from groundswell.core.pictures.lens import TIE_WORDS, Portrait
from groundswell.core.pictures.sociogram import Sociogram
from groundswell.core.terrain.terms import Stance, TieKind
from groundswell.core.terrain.vocabulary import Vocabulary, vocabulary_of
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.population import reworded
from groundswell.faces.web.screens import pictures
from groundswell.faces.web.screens.answers import job_url
from groundswell.faces.web.screens.filters import Facet, Filters, facets
from groundswell.faces.web.screens.mending import mended
from groundswell.faces.web.screens.people import People, Who

TABS: Mapping[str, str] = MappingProxyType(
    {
        "network": "Network",
        "board": "Board",
        "grid": "Grid",
        "rings": "Rings",
        "chart": "Org chart",
        "wall": "Wall chart",
        "table": "Table",
    }
)
_ABOUT_STANCES = ("board", "grid", "wall")  # views that would say nothing in a presentable one
_MOST_CARDS, _MOST_ROWS = 10, 100
_LARGE = 400_000  # letters of a drawing from which it is sent in one width alone


@dataclass(frozen=True, slots=True)
class Tab:
    """A view of the terrain, with the same filters."""

    name: str
    words: str
    url: str
    current: bool


def view_of(at: View, wanted: str) -> str:
    """Return the view that is shown: what was asked for, as far as it may be."""
    return wanted if wanted in _offered(at) else "network"


def _offered(at: View) -> list[str]:
    hidden = _ABOUT_STANCES if at.standing.presentable else ()
    return [name for name in TABS if name not in hidden]


def framed_view(at: View, name: str, filters: Filters) -> dict[str, Any]:
    """Return what every view of the terrain shows around its picture."""
    lens, url = terrain.lens(at), f"{home_of(at.code)}terrain"
    words = vocabulary_of(at.about)
    found = facets(lens.portraits, filters, words, presentable=at.standing.presentable)
    kept = sum(map(filters.keeps, lens.portraits)) if filters.on else len(lens.portraits)
    return {
        "shown": name,
        "url": url,
        "tabs": [
            Tab(tab, TABS[tab], f"{url}?{filters.query(view=tab)}", tab == name)
            for tab in _offered(at)
        ],
        "filters": filters,
        "table_query": filters.query(view="table"),
        "legend": _legend(words, presentable=at.standing.presentable),
        "facets": found,
        "island_facets": [(f.name, f.label, f.options, f.chosen) for f in found],
        "active": _active(url, name, found, filters),
        "kept": kept,
        "everybody": len(lens.portraits),
        "honesty": honest(at),
        "formats": FORMATS if at.standing.may(Act.EXPORT) and not at.standing.presentable else (),
    }


# What can be taken along, and from which view.
FORMATS = (
    ("csv", "People as CSV"),
    ("xlsx", "People as a workbook"),
    ("ties", "Ties as CSV"),
    ("svg", "This picture as SVG"),
    ("png", "This picture as PNG"),
    ("graphml", "Network as GraphML"),
    ("gexf", "Network as GEXF"),
    ("kumu", "Network for Kumu"),
)


def _legend(words: Vocabulary, *, presentable: bool) -> list[tuple[str, str]]:
    if presentable:
        return []
    return [(stance.value, words.stances[stance]) for stance in Stance]


def _active(url: str, view: str, found: list[Facet], filters: Filters) -> list[tuple[str, str]]:
    """Return each filter that is on, in words, with the address that takes it off."""
    on = [(f.words, f"{url}?{filters.but(f.name).query(view=view)}") for f in found if f.chosen]
    if filters.find:
        on.append((f"Holds “{filters.find}”", f"{url}?{filters.but('find').query(view=view)}"))
    return on


def honest(at: View) -> dict[str, Any]:
    """Return what the map says about itself."""
    found = terrain.pictured(at, "honesty", lambda: honesty(at.snapshot, veiled=at.veiled))
    return {
        "headline": found.headline,
        "basis": found.basis,
        "revised": found.revised,
        "ask": People(at).all(found.ask),
        "questions": () if at.standing.presentable else found.questions,
        "gaps": mended(at, found.gaps),
    }


def networked(at: View, filters: Filters) -> dict[str, Any]:
    """Return what the map island reads, or the job that lays everybody out."""
    laid = terrain.network(at)
    home = home_of(at.code)
    if laid.picture is None:
        job = {"text": "Laying the map out", "done": 0, "total": 100, "finished": False}
        return {"picture": None, "job": job | {"url": job_url(at, str(laid.job))}}
    day = f"?as_of={at.as_of.isoformat()}" if not at.present else ""
    return {
        **_said(at, laid.picture),
        "source": f"{home}terrain/map.json{day}",
        "person_url": f"{home}terrain/card/{{id}}{day}",
        "table_url": f"{home}terrain?{filters.query(view='table')}",
        "layers": [
            (layer.kind, TIE_WORDS[TieKind(layer.kind)], layer.count, layer.kind in filters.without)
            for layer in laid.picture.layers
            if layer.count
        ],
        "caption": f"{at.about.title or at.code}. {laid.picture.population}",
    }


def _said(at: View, picture: Any) -> dict[str, Any]:
    """Return the words of a picture: first line, population and date, what it cannot show."""
    return {
        "picture": picture,
        "headline": picture.headline,
        "population": reworded(at, picture.population),
        "gaps": mended(at, picture.gaps),
    }


def drawn(at: View, name: str, filters: Filters) -> dict[str, Any]:
    """Return a picture drawn for both widths."""
    picture = pictures.whole(at, name)
    shown = pictures.narrowed(at, picture, filters)
    return {**_said(at, picture), **_widths(at, (name, filters.query()), shown)}


def centred(at: View, person: str) -> dict[str, Any]:
    """Return one person's neighbourhood, drawn for both widths."""
    picture = pictures.around(at, person)
    return {
        **_said(at, picture),
        "ego": People(at).of(picture.person),
        **_widths(at, ("ego", person), picture),
    }


def _widths(at: View, name: Hashable, picture: Any) -> dict[str, str]:
    """Return a drawing for a desk and for a hand; a very large one comes once, to be scrolled."""
    speech = pictures.speech_of(at)
    wide = terrain.pictured(at, ("wide", name), lambda: pictures.drawn(picture, speech))
    if len(wide) > _LARGE:
        return {"wide": wide, "narrow": ""}
    narrow = terrain.pictured(
        at, ("narrow", name), lambda: pictures.drawn(picture, speech, narrow=True)
    )
    return {"wide": wide, "narrow": narrow}


@dataclass(frozen=True, slots=True)
class Card:
    """Somebody on the board; `veiled` counts others' judgements that wait for the reader's."""

    code: str
    name: str
    unit: str
    url: str
    reason: str
    veiled: int


def boarded(at: View, filters: Filters) -> dict[str, Any]:
    """Return the board: columns of stance, rows of influence, a card for each person."""
    picture: Board = pictures.whole(at, "board")
    shown, left = pictures.board_of(pictures.narrowed(at, picture, filters), _MOST_CARDS)
    words, home = vocabulary_of(at.about), home_of(at.code)
    number = Counter[str]()
    for cell in shown.cells:
        number[cell.stance] += len(cell.people)
    cells = {
        (c.influence, c.stance): [_card(home, p.person, p.reason) for p in c.people]
        for c in shown.cells
    }
    return {
        **_said(at, picture),
        "columns": [(s, words.stances[Stance(s)], number[s]) for s in COLUMNS],
        "rows": [
            (row, f"{row} influence".capitalize(), [(s, cells[row, s]) for s in COLUMNS])
            for row in picture.rows
        ],
        "left_out": left,
        "record_url": f"{home}terrain/stance",
        "preview_url": f"{home}terrain/preview" if _quick(at) else "",
        "can_judge": at.standing.may(Act.JUDGE) and at.present,
    }


def _quick(at: View) -> bool:
    """Whether what a move would change can be said while somebody drags."""
    return at.standing.may(Act.ASK) and at.present and at.count("people") <= MOST


def _card(home: str, p: Portrait, reason: str) -> Card:
    waiting = 0 if p.judged else p.veiled
    return Card(p.code, p.name, p.unit_name, f"{home}people/{p.code}", reason, waiting)


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody in the table twin, with whom they listen to and who listens to them."""

    who: Who
    listens: int
    listened: int
    works: int


_LISTENING = (TieKind.TRUSTS, TieKind.ADVICE)
_SORTS = {"name": "Name", "unit": "Unit", "level": "Level", "heard": "Turned to by"}


def tabled(at: View, filters: Filters, sort: str, page: int) -> dict[str, Any]:
    """Return the table twin of every picture, a page of it."""
    rows = people_rows(at, filters, sort)
    pages = max(1, -(-len(rows) // _MOST_ROWS))
    here = min(max(page, 1), pages)
    laid = terrain.network(at).picture
    told = _said(at, laid) if isinstance(laid, Sociogram) else {"headline": _counted(rows)}
    return {
        **told,
        "rows": rows[(here - 1) * _MOST_ROWS : here * _MOST_ROWS],
        "sort": sort if sort in _SORTS else "name",
        "sorts": list(_SORTS.items()),
        "page": here,
        "pages": pages,
        "stances_shown": not at.standing.presentable,
    }


def _counted(rows: list[Row]) -> str:
    return f"{len(rows)} people, in a table."


def people_rows(at: View, filters: Filters, sort: str = "name") -> list[Row]:
    """Return everybody the filters keep, in order."""
    lens, people = terrain.lens(at), People(at)
    out, heard, works = Counter[str](), Counter[str](), Counter[str]()
    for arc in lens.arcs:
        if arc.kind in _LISTENING:
            out[arc.source] += 1
            heard[arc.target] += 1
        elif arc.kind == TieKind.WORKS_WITH:
            works.update((arc.source, arc.target))
    rows = [
        Row(people.of(p), out[p.code], heard[p.code], works[p.code])
        for p in lens.portraits
        if filters.keeps(p)
    ]
    rows.sort(key=lambda r: (r.who.name.casefold(), r.who.code))
    if sort == "heard":
        rows.sort(key=lambda r: -r.listened)
    elif sort in ("unit", "level"):
        rows.sort(key=lambda r: getattr(r.who, sort) or "\uffff")
    return rows
