"""How a record without a status of its own becomes public: through a published one that leads to it."""

from functools import cache
from typing import Any

from django.db.models import Exists, Model, OuterRef


@cache
def has_published(model: type[Model], relation: str) -> Exists:
    """Return the condition that a published row stands at the other end of the reverse ``relation`` of ``model``.

    What "published" means is asked of the other model's own ``published()``, so there is one definition of it,
    and a lower application needs no import of a higher one. Expressions are never changed, so one is built of each.
    """
    reverse: Any = model._meta.get_field(relation)
    return Exists(reverse.related_model.objects.published().filter(**{reverse.remote_field.name: OuterRef("pk")}))


@cache
def is_of_published(model: type[Model], name: str) -> Exists:
    """Return the condition that the foreign key ``name`` of ``model`` leads to a published row."""
    related: Any = model._meta.get_field(name).related_model
    return Exists(related.objects.published().filter(pk=OuterRef(name)))
