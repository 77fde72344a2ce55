from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Register")

    def ready(self) -> None:
        from core import checks  # noqa: F401  # registers itself; models may not be ready before
        from core.trigger_migrations import render_less

        render_less()
