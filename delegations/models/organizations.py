"""Bodies that are no country and send a delegation: INTERPOL, the United Nations, a council, a university."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import constraints as rules
from core.derived import SearchTextField, SortKeyField
from core.history import keep_history
from core.likeness import plain
from core.search import vector_of
from core.text import validate_clean_text
from core.triggers import register_changed
from core.versions import Versioned, version_triggers
from delegations.querysets import OrganizationQuerySet

# What the database computes; by the keys two rows are found to be one: see core.likeness.
COMPUTED = ["search_vector", "name_key", "acronym_key"]


@keep_history("OrganizationHistory", without=["search_text", *COMPUTED])
class Organization(Versioned):
    """A body that can send a delegation. It has no continent."""

    class Kind(models.TextChoices):
        INTERGOVERNMENTAL = "intergovernmental", _("intergovernmental organization")
        REGIONAL = "regional", _("regional organization")
        ACADEMIC = "academic", _("university or research institution")
        NON_GOVERNMENTAL = "non-governmental", _("non-governmental organization")
        OTHER = "other", _("other body")

    name = models.CharField(_("name"), max_length=200, unique=True, validators=[validate_clean_text])
    acronym = models.CharField(_("acronym"), max_length=30, blank=True, validators=[validate_clean_text])
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    other_names = models.TextField(
        _("other names"),
        blank=True,
        max_length=2000,
        validators=[validate_clean_text],
        help_text=_("Names in other languages and other spellings, one a line. Readers and editors find it by each."),
    )
    wikidata = models.CharField(_("Wikidata identifier"), max_length=16, blank=True, help_text=_("For example Q8475."))
    sort_key = SortKeyField(of="name")
    search_text = SearchTextField()
    search_vector = vector_of()
    name_key = plain("name")
    acronym_key = plain("acronym")

    objects = OrganizationQuerySet.as_manager()

    class Meta(Versioned.Meta):
        abstract = False
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ("sort_key", "-pk")
        constraints = (
            rules.not_blank("delegations_organization", "name"),
            rules.clean_text("delegations_organization", "name", "acronym", "other_names"),
            rules.at_most("delegations_organization", "other_names", 2000),
            rules.one_of(
                "delegations_organization",
                "kind",
                ["intergovernmental", "regional", "academic", "non-governmental", "other"],
            ),
            models.CheckConstraint(
                name="delegations_organization_slug",
                condition=models.Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$", slug__length__gt=2),
                violation_error_message=_(
                    "A slug is small letters, digits and single hyphens, three characters at least "
                    "(two letters are a country)."
                ),
            ),
            models.CheckConstraint(
                name="delegations_organization_wikidata",
                condition=models.Q(wikidata="") | models.Q(wikidata__regex=r"^Q[1-9][0-9]*$"),
                violation_error_message=_("A Wikidata identifier is the letter Q and a number."),
            ),
        )
        indexes = (GinIndex(fields=("search_vector",), name="organization_search"),)
        triggers = (register_changed(), *version_triggers(computed=COMPUTED))

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("meetings:organization", kwargs={"slug": self.slug})

    @property
    def short_name(self) -> str:
        return self.acronym or self.name

    def searchable(self) -> list[str]:
        return [self.name, self.acronym, self.other_names]
