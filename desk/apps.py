from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = _("The editors' desk")

    def ready(self) -> None:
        from desk.roles import keep_roles

        # Without a sender: after each application, so that the permissions of the last one are there as well.
        post_migrate.connect(keep_roles, dispatch_uid="desk.keep_roles")
