"""Who asks."""

from typing import cast

from django.http import HttpRequest

from accounts.models import User


def person_of(request: HttpRequest) -> User:
    """Return who has signed in; for views that let nobody else in."""
    return cast(User, request.user)
