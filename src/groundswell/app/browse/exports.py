"""Take an initiative out as files: what its taker may see, and nothing else."""

from __future__ import annotations

import dataclasses
import io
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from groundswell.app import codenames, policy
from groundswell.app.actor import Actor
from groundswell.app.policy import Act
from groundswell.app.terrain import moment
from groundswell.core.terrain.observation import Observations
from groundswell.ingest.workbook import write
from groundswell.store import trail


class Form(StrEnum):
    """How a workbook is put into a file."""

    XLSX = "xlsx"
    JSON = "json"
    CSV = "csv"


MEDIA = {
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.JSON: "application/json",
    Form.CSV: "application/zip",
}


@dataclass(frozen=True, slots=True)
class Export:
    """A file to hand out, and the records in it where they are a workbook."""

    name: str
    media: str
    content: bytes
    observations: Observations = dataclasses.field(default_factory=Observations)


def workbook(actor: Actor, code: str, form: Form) -> Export:
    """Return an initiative as a workbook: every record its taker may see."""
    standing = policy.enter(actor, code, Act.EXPORT)
    seen = moment(standing).sight.observations
    trail.note(standing.scope, actor.account, "export", actor.at, actor.via, {"form": form.value})
    return _file(seen, f"{code}-{actor.today.isoformat()}", form)


def codenamed(actor: Actor, code: str, form: Form, key: bytes) -> tuple[Export, Mapping[str, str]]:
    """Return an initiative without names and free text, and who is behind which codename.

    `key` is random for each export, so that two exports cannot be laid side by side.
    """
    standing = policy.enter(actor, code, Act.EXPORT)
    seen = moment(standing).sight.observations
    hidden, who = codenames.hide(seen, key)
    told = {"form": form.value, "codenamed": True}
    trail.note(standing.scope, actor.account, "export", actor.at, actor.via, told)
    return _file(hidden, f"codenamed-{actor.today.isoformat()}", form), who


def _file(observations: Observations, name: str, form: Form) -> Export:
    with tempfile.TemporaryDirectory(prefix="groundswell-") as scratch:
        path = Path(scratch) / (name if form is Form.CSV else f"{name}.{form}")
        write(observations, path)
        content = _zipped(path) if form is Form.CSV else path.read_bytes()
    ending = "zip" if form is Form.CSV else form.value
    return Export(f"{name}.{ending}", MEDIA[form], content, observations)


def _zipped(folder: Path) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
    return made.getvalue()
