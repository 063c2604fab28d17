"""The routes as a plain page that needs nothing from elsewhere."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

_PAGE = """<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>{title}: the API</title></head>
<body>
<h1>{title}: the API</h1>
<p>{about}</p>
<p>For programs: <a href="{schema}">{schema}</a> (OpenAPI).</p>
<table>
<thead><tr><th scope="col">Call</th><th scope="col">What it does</th><th scope="col">It takes</th>
</tr></thead>
<tbody>{rows}</tbody>
</table>
</body>
</html>
"""
_ROW = "<tr><td><code>{} {}</code></td><td>{}</td><td>{}</td></tr>\n"


class Listing(DocsBase):
    """A table of every call."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        """Return the page."""
        rows = [
            (method.upper(), path, told["summary"], ", ".join(map(taken, told["parameters"])))
            for path, methods in api.get_openapi_schema()["paths"].items()
            for method, told in methods.items()
        ]
        html = format_html(
            _PAGE,
            title=api.title,
            about=api.description,
            schema=self.get_openapi_url(api, kwargs),
            rows=format_html_join("", _ROW, rows),
        )
        return HttpResponse(html)


def taken(parameter: dict[str, Any]) -> str:
    """Return the name of what a call takes, with a mark where it must be given."""
    return f"{parameter['name']}{' (needed)' if parameter['required'] else ''}"
