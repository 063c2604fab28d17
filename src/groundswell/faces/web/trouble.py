"""A page that says what is wrong and how to go on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def trouble(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    """Return a page that says what is wrong and how to go on."""
    told = {"title": title, "text": text}
    return render(request, "trouble.html", told, status=status)
