"""The store as a Django application."""

from __future__ import annotations

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


class StoreConfig(AppConfig):
    """Installs the triggers after every migration: SQLite drops them when it remakes a table."""

    name = "groundswell.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what keeps facts unchangeable."""
        from groundswell.store import connections, triggers

        post_migrate.connect(triggers.install_after_migration, sender=self)
        checks.register(triggers.check_installed, checks.Tags.database)
        connections.listen()
