"""The method book's items as rows, so that other rows can refer to them."""

from typing import Self

from django.db import models

from knowledge.choices import Kind


class KnowledgeItemQuerySet(models.QuerySet["KnowledgeItem"]):
    def current(self) -> Self:
        """Items that still stand in the content files."""
        return self.filter(retired_at__isnull=True)


class KnowledgeItem(models.Model):
    """One item of `knowledge/content/`: public reference data, so outside row security.

    Only `services.sync_knowledge` writes here. Code that wants the content itself reads
    `knowledge.loader`; this table is for foreign keys and for what has been retired.
    """

    kind = models.CharField("soort", max_length=20, choices=Kind.choices)
    slug = models.SlugField("sleutel", max_length=80, db_index=False)
    title = models.CharField("titel", max_length=200)
    data = models.JSONField("inhoud")
    source = models.JSONField("bron")
    content_hash = models.CharField("vingerafdruk", max_length=64, editable=False)
    retired_at = models.DateTimeField("vervallen op", null=True, blank=True)

    objects = KnowledgeItemQuerySet.as_manager()

    class Meta:
        verbose_name = "kennisonderdeel"
        verbose_name_plural = "kennisonderdelen"
        ordering = ["kind", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="knowledge_item_kind_slug"),
        ]

    def __str__(self) -> str:
        return self.title
