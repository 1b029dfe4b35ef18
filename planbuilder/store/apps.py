"""The store as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Names the application; the tables are in `models`."""

    name = "planbuilder.store"
    label = "planbuilder_store"
    default_auto_field = "django.db.models.BigAutoField"
