"""What meetings and MoUs are about."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import constraints as rules
from core.derived import SearchTextField, SortKeyField
from core.history import keep_history
from core.search import vector_of
from core.text import validate_clean_text
from core.triggers import register_changed
from core.versions import Versioned, version_triggers
from meetings.querysets import TopicQuerySet

# What the database computes.
COMPUTED = ["search_vector"]


@keep_history("TopicHistory", without=["search_text", *COMPUTED])
class Topic(Versioned):
    """A subject of security cooperation: organized crime, cybercrime, counter-terrorism."""

    name = models.CharField(_("name"), max_length=120, unique=True, validators=[validate_clean_text])
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    description = models.TextField(
        _("description"),
        blank=True,
        max_length=2000,
        validators=[validate_clean_text],
        help_text=_("What belongs under it and what does not, so that two editors code alike."),
    )
    sort_key = SortKeyField(of="name")
    search_text = SearchTextField()
    search_vector = vector_of()

    objects = TopicQuerySet.as_manager()

    class Meta(Versioned.Meta):
        abstract = False
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("sort_key", "-pk")
        constraints = (
            rules.not_blank("meetings_topic", "name"),
            rules.clean_text("meetings_topic", "name", "description"),
            rules.at_most("meetings_topic", "description", 2000),
        )
        indexes = (GinIndex(fields=("search_vector",), name="topic_search"),)
        triggers = (register_changed(), *version_triggers(computed=COMPUTED))

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("meetings:topic", kwargs={"slug": self.slug})

    def searchable(self) -> list[str]:
        return [self.name, self.description]
