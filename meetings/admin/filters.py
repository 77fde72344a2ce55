"""Filters of the admin's lists, each with a bounded number of choices."""

from django.utils.translation import gettext_lazy as _

from delegations.admin import ContinentFilter, EventFilter

__all__ = ["CounterpartContinentFilter", "EventFilter"]


class CounterpartContinentFilter(ContinentFilter):
    title = _("continent of the counterpart")
    path = "counterpart_country__continent"
