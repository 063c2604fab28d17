"""The launch sheet to print, and the hand-over pack: pages to read beside the workbook."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from groundswell.app.actor import Actor
from groundswell.app.ask import ask
from groundswell.app.browse.exports import Export, Form, workbook
from groundswell.app.browse.views import View, view
from groundswell.core.pictures.governing import governing
from groundswell.core.pictures.launch_sheet import launch_sheet
from groundswell.core.pictures.replanting import replanting
from groundswell.core.questions.critical_mass import CriticalMass
from groundswell.core.questions.phase import EARLY, PhaseValue, far_gate, headline, stand
from groundswell.core.terrain.map_records import Initiative
from groundswell.core.terrain.observation import Observations
from groundswell.reports.document import pdf
from groundswell.reports.season import hand_over_pages, launch_pages

PDF, ZIP = "application/pdf", "application/zip"


def standing_of(actor: Actor, at: View, as_of: date | None = None) -> PhaseValue:
    """Return where the work stands, with the criteria that the reader may see."""
    answer = ask(actor, at.code, CriticalMass(), as_of, wait=True).answer
    assert answer is not None, "it was waited for"
    exits = answer.value.phase_readiness
    if at.snapshot.phase in EARLY:
        return stand(at.snapshot, far_gate(at.snapshot), exits)
    return stand(at.snapshot, exits)


def launch_pdf(actor: Actor, code: str) -> Export:
    """Return the launch sheet to print."""
    at = view(actor, code)
    pages = launch_pages(at.snapshot, launch_sheet(at.snapshot), standing_of(actor, at))
    return Export(f"launch-{code}.pdf", PDF, pdf(pages, at.as_of))


def hand_over(actor: Actor, code: str) -> Export:
    """Return the hand-over pack of what its taker may see; it counts as an export."""
    book = workbook(actor, code, Form.XLSX)
    at = view(actor, code)
    stands, picture = standing_of(actor, at), replanting(at.snapshot)
    pages = hand_over_pages(at.snapshot, picture, governing(at.snapshot), stands, headline(stands))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"hand-over-{code}.pdf", pdf(pages, at.as_of))
        archive.writestr(book.name, book.content)
    name = f"hand-over-{code}-{actor.today.isoformat()}.zip"
    return Export(name, ZIP, made.getvalue(), Observations(Initiative()))
