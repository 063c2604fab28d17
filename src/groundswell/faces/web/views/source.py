"""The source of the running version, which the licence gives to everybody who uses it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

import groundswell

PACKAGE = Path(groundswell.__file__).parent
# What builds the package, where it runs from a checkout; an installed one brings only itself.
_BESIDE = (
    "pyproject.toml requirements.lock hatch_build.py package.json package-lock.json .npmrc "
    "tsconfig.json Makefile README.md LICENSE"
).split()


@require_safe
def source(request: HttpRequest) -> HttpResponse:
    """Say under which licence this runs, and offer its source."""
    return render(request, "source.html")


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """Hand out the source as it runs here."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        for file, name in _files():
            packed.write(file, name)
    name = f"groundswell-{groundswell.__version__}-source.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(kept.getvalue(), content_type="application/zip", headers=headers)


def _files() -> Iterator[tuple[Path, str]]:
    for file in sorted(PACKAGE.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            yield file, f"groundswell/src/groundswell/{file.relative_to(PACKAGE).as_posix()}"
    checkout = PACKAGE.parents[1]
    for name in _BESIDE:
        if (checkout / "pyproject.toml").is_file() and (checkout / name).is_file():
            yield checkout / name, f"groundswell/{name}"


urlpatterns = [
    path("source", source, name="source"),
    path("source.zip", archive, name="source-archive"),
]
