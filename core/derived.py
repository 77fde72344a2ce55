"""Columns that are computed from others whenever a row is written, by ``save()`` and by ``bulk_create()`` alike.

``QuerySet.update()`` and raw SQL do not come by here, so ``manage.py check_register`` compares every stored value.
"""

import datetime
from typing import Any

from django.db import models

from core.dates import parse
from core.text import SORT_KEY_MAX_LENGTH, normalise, sort_key


class BoundField(models.DateField):
    """The first (``bound="earliest"``) or last (``"latest"``) day of the EDTF date in the field named ``of``.

    NULL where the date is blank or open at that end.
    """

    def __init__(self, *args: Any, of: str = "", bound: str = "earliest", **kwargs: Any) -> None:
        kwargs.update(null=True, blank=True, editable=False)
        self.of, self.bound = of, bound
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for implied in ("null", "blank", "editable"):
            kwargs.pop(implied, None)
        return name, path, args, kwargs | {"of": self.of, "bound": self.bound}

    def derive(self, instance: models.Model) -> datetime.date | None:
        text = getattr(instance, self.of, "")
        return getattr(parse(text), self.bound) if text else None

    def pre_save(self, model_instance: models.Model, add: bool) -> datetime.date | None:
        value = self.derive(model_instance)
        setattr(model_instance, self.attname, value)
        return value


class SearchTextField(models.TextField):
    """The words that the row's ``searchable()`` returns, normalised."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(blank=True, default="", editable=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for implied in ("blank", "default", "editable"):
            kwargs.pop(implied, None)
        return name, path, args, kwargs

    def derive(self, instance: models.Model) -> str:
        # A row of a migration or of the history has no method of its own, and keeps what it was given.
        if not hasattr(instance, "searchable"):
            return str(getattr(instance, self.attname))
        return normalise(" ".join(part for part in instance.searchable() if part))

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = self.derive(model_instance)
        setattr(model_instance, self.attname, value)
        return value


class SortKeyField(models.CharField):
    """The key by which a reader's order puts the text of the field named ``of``: see ``core.text.sort_key``."""

    def __init__(self, *args: Any, of: str = "", **kwargs: Any) -> None:
        kwargs.update(max_length=SORT_KEY_MAX_LENGTH, editable=False)
        self.of = of
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for implied in ("max_length", "editable"):
            kwargs.pop(implied, None)
        return name, path, args, kwargs | {"of": self.of}

    def derive(self, instance: models.Model) -> str:
        return sort_key(getattr(instance, self.of))

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = self.derive(model_instance)
        setattr(model_instance, self.attname, value)
        return value
