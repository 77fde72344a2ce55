from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = _("The editors' desk")

    def ready(self) -> None:
        # Only now may models be imported.
        from core.admin import SteadyAdmin
        from desk.comments.services import keep_return
        from desk.duplicates.panel import warn_after_saving
        from desk.history.pages import history
        from desk.roles import keep_roles
        from meetings.services import road

        # Without a sender: after each application, so that the permissions of the last one are there as well.
        post_migrate.connect(keep_roles, dispatch_uid="desk.keep_roles")
        SteadyAdmin.after_saving.append(warn_after_saving)
        SteadyAdmin.history_page = staticmethod(history)
        road.AFTER_RETURN.append(keep_return)
