"""Subjects of cooperation."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin import RegisterAdmin, contains_words
from meetings.models import Topic


@admin.register(Topic)
class TopicAdmin(RegisterAdmin):
    list_display = ("name", "slug", "description")
    list_select_related = ()
    prepopulated_fields = {"slug": ("name",)}
    search_help_text = _("Words of the name or the description.")

    def matching(self, queryset: Any, words: list[str]) -> Any:
        return queryset.filter(contains_words("search_text", words))
