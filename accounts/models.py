"""The people who sign in: administrators and editors. Readers have no account."""

from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext_lazy as _

from core.history import keep_history


@keep_history("UserHistory", without=["password", "last_login"])
class User(AbstractUser):
    """One person who may sign in. Of our own from the first migration: it cannot be swapped in later."""

    class Meta(AbstractUser.Meta):
        verbose_name = _("person")  # type: ignore[assignment]  # the stubs forget that Django translates it
        verbose_name_plural = _("people")  # type: ignore[assignment]  # the same
