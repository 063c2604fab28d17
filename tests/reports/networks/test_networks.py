"""Networks handed on: other readers find the same people and ties, and codenames hide all names."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import igraph
import networkx
import pytest

from groundswell.core.pictures.sociogram import Sociogram, sociogram
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.terms import TieKind
from groundswell.examples import names
from groundswell.reports.networks.kumu import kumu
from groundswell.reports.networks.markup import gexf, graphml
from groundswell.reports.networks.spreadsheet import csv_files
from groundswell.reports.networks.tables import network
from tests.core.builders import reordered
from tests.core.pictures.worlds import SMALL, example, folded, small


def every_format(picture: Sociogram, codenames: dict[str, str] | None = None) -> dict[str, bytes]:
    """Return what is shown in all formats."""
    net = network(picture, codenames)
    return {"graphml": graphml(net), "gexf": gexf(net), "kumu": kumu(net), **csv_files(net)}


def hiding(picture: Sociogram) -> dict[str, str]:
    """Return a codename for everybody."""
    return {node.id: f"Heron {k:03d}" for k, node in enumerate(reversed(picture.nodes))}


@pytest.mark.parametrize("name", [*names(), "small"])
def test_networkx_reads_the_same_people_and_ties_from_gexf(name: str) -> None:
    picture = sociogram(small() if name == "small" else folded(name))
    net = network(picture)
    read: Any = networkx.read_gexf(io.BytesIO(gexf(net)))
    assert set(read) == {node.id for node in picture.nodes}
    assert {(a, b) for a, b in read.edges()} == {(e.source, e.target) for e in picture.edges}
    assert read.is_directed() and read.number_of_edges() == len(net.edges)
    some = picture.nodes[0]
    assert read.nodes[some.id]["label"] == some.label
    assert read.nodes[some.id]["stance"] == (some.stance or "unknown")
    assert read.nodes[some.id]["judged"] is some.judged


@pytest.mark.parametrize("name", [*names(), "small"])
def test_igraph_reads_the_same_people_and_ties_from_graphml(name: str, tmp_path: Path) -> None:
    picture = sociogram(small() if name == "small" else folded(name))
    file = tmp_path / "terrain.graphml"
    file.write_bytes(graphml(network(picture)))
    read = igraph.Graph.Read_GraphML(str(file))
    assert read.vs["label"] == [node.label for node in picture.nodes]
    assert read.vs["sought"] == [node.sought for node in picture.nodes]
    ends = {
        (read.vs[e.source]["id"], read.vs[e.target]["id"], e["kind"], e["weight"]) for e in read.es
    }
    assert ends == {(e.source, e.target, e.kind, e.weight) for e in picture.edges}


def test_networkx_reads_the_same_ties_from_graphml(tmp_path: Path) -> None:
    picture = sociogram(small())
    file = tmp_path / "terrain.graphml"
    file.write_bytes(graphml(network(picture)))
    read: Any = networkx.read_graphml(file)
    assert {(a, b) for a, b in read.edges()} == {(e.source, e.target) for e in picture.edges}


def test_kumu_finds_elements_and_connections_by_id() -> None:
    picture = sociogram(small())
    told = json.loads(kumu(network(picture)))
    people = {element["id"] for element in told["elements"]}
    assert people == {node.id for node in picture.nodes}
    assert all({c["from"], c["to"]} <= people for c in told["connections"])
    conflict = next(c for c in told["connections"] if c["type"] == "conflict")
    assert conflict["direction"] == "mutual"
    assert "2026" in told["description"]


def test_only_what_is_shown_is_handed_on() -> None:
    picture = sociogram(small(), layers=[TieKind.TRUSTS])
    rows = list(
        csv.DictReader(io.StringIO(csv_files(network(picture))["edges.csv"].decode("utf-8-sig")))
    )
    assert {row["kind"] for row in rows} == {"trusts"}


def test_a_hidden_judgement_is_neither_unknown_nor_told() -> None:
    picture = sociogram(small(stances=[]), veiled={"ben": 2})
    stance = {row["id"]: row["stance"] for row in network(picture).nodes}
    assert stance["ben"] == "hidden" and stance["cleo"] == "unknown"


@pytest.mark.parametrize("name", names())
def test_with_codenames_no_code_name_unit_or_function_is_left(name: str) -> None:
    snapshot = folded(name)
    picture = sociogram(snapshot)
    words = {n.label for n in picture.nodes} | {u.name for u in picture.units}
    words |= {p.function for p in snapshot.person.values() if p.function}
    ours = {kind.value for kind in TieKind}  # a unit may be called as a layer is
    codes = ({n.id for n in picture.nodes} | {u.id for u in picture.units}) - ours
    words -= ours
    for file, raw in every_format(picture, hiding(picture)).items():
        text = raw.decode("utf-8-sig")
        assert not [word for word in words if f">{word}<" in text or f'"{word}"' in text], file
        assert not [code for code in codes if f'"{code}"' in text or f">{code}<" in text], file
        assert "Heron 000" in text


def test_somebody_without_a_codename_stops_the_export() -> None:
    picture = sociogram(small())
    with pytest.raises(KeyError):
        network(picture, {"ama": "Heron"})
    with pytest.raises(ValueError, match="share a codename"):
        network(picture, {node.id: "Heron" for node in picture.nodes})


def test_the_order_of_rows_changes_no_byte() -> None:
    rows, day = example("movement")
    first, second = sociogram(fold(rows, day)), sociogram(fold(reordered(rows), day))
    assert every_format(first) == every_format(second)


def test_a_name_like_a_formula_or_markup_stays_a_name(tmp_path: Path) -> None:
    people = [
        {**p, "name": '=HYPERLINK("x")&<b>\x00'} if p["person"] == "ben" else p
        for p in SMALL["people"]
    ]
    files = every_format(sociogram(small(people=people)))
    rows = list(csv.reader(io.StringIO(files["nodes.csv"].decode("utf-8-sig"))))
    assert [row[1] for row in rows if row[0] == "ben"] == ['\'=HYPERLINK("x")&<b>']
    read: Any = networkx.read_gexf(io.BytesIO(files["gexf"]))
    assert read.nodes["ben"]["label"] == '=HYPERLINK("x")&<b>'


def test_an_empty_map_is_an_empty_network() -> None:
    files = every_format(sociogram(small(**{sheet: [] for sheet in SMALL if sheet != "about"})))
    assert networkx.read_gexf(io.BytesIO(files["gexf"])).number_of_nodes() == 0
    assert files["edges.csv"].decode("utf-8-sig").count("\r\n") == 1
