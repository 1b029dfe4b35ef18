"""The tables: nothing readable but ids, moments and kinds."""

from __future__ import annotations

from django.db import models


class StoreRow(models.Model):
    """The store as a whole (one row): how many changes, and a proof over all dossiers together."""

    id = models.SmallIntegerField(primary_key=True)
    format = models.IntegerField()
    changes = models.BigIntegerField()
    total = models.BinaryField()
    mac = models.BinaryField()

    class Meta:
        app_label = "planbuilder_store"
        db_table = "planbuilder_store"


class DossierRow(models.Model):
    """The head of one dossier: how far its events, access log and originals are, with a proof."""

    id = models.CharField(primary_key=True, max_length=64)
    generation = models.IntegerField()
    events = models.BigIntegerField()
    events_hash = models.BinaryField()
    accesses = models.BigIntegerField()
    accesses_hash = models.BinaryField()
    originals = models.BigIntegerField(default=0)
    originals_hash = models.BinaryField(default=bytes)
    mac = models.BinaryField()

    class Meta:
        app_label = "planbuilder_store"
        db_table = "planbuilder_dossier"


class ChainedRow(models.Model):
    """One sealed row of a chain; every column is in the hash."""

    pk = models.CompositePrimaryKey("dossier", "seq")
    # No foreign key: rows without their dossier must be found by verify, not refused by the database.
    dossier = models.CharField(max_length=64)
    seq = models.BigIntegerField()
    kind = models.CharField(max_length=64)
    at = models.CharField(max_length=40)
    generation = models.IntegerField()
    nonce = models.BinaryField()
    ciphertext = models.BinaryField()
    prev_hash = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        abstract = True


class EventRow(ChainedRow):
    """An event of a dossier."""

    class Meta:
        app_label = "planbuilder_store"
        db_table = "planbuilder_event"


class AccessRow(ChainedRow):
    """A line of a dossier's access log."""

    class Meta:
        app_label = "planbuilder_store"
        db_table = "planbuilder_access"


class OriginalRow(ChainedRow):
    """A document as it was handed out."""

    class Meta:
        app_label = "planbuilder_store"
        db_table = "planbuilder_original"
