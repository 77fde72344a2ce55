"""What ``manage.py check`` says of the installation, beside what Django knows."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Warning, register


@register
def messages_are_compiled(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Without the .mo files French and Arabic pages would be half in English, and nobody would be told."""
    stale = []
    for folder in settings.LOCALE_PATHS:
        for source in Path(folder).glob("*/LC_MESSAGES/django.po"):
            made = source.with_suffix(".mo")
            if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
                stale.append(source.parent.parent.name)
    if not stale:
        return []
    return [
        Warning(
            f"The translations are not compiled, or older than their sources: {', '.join(sorted(stale))}.",
            hint="Run: python scripts/messages.py compile",
            id="entente.W001",
        )
    ]
