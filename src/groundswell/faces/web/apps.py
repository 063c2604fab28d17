"""The web face as a Django application: it brings templates and assets."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates and static files."""

    name = "groundswell.faces.web"
    label = "web"
