"""The world as the register divides it: UN M49 regions and ISO 3166 countries."""

import pgtrigger
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import constraints as rules
from core.derived import SearchTextField, SortKeyField
from core.history import keep_history
from core.text import validate_clean_text
from core.triggers import register_changed
from core.versions import Versioned, belongs_to, version_triggers
from delegations.querysets import CountryNameQuerySet, CountryQuerySet, RegionQuerySet


@keep_history("RegionHistory")
class Region(Versioned):
    """A node of the UN M49 tree; those without a parent are the continents."""

    m49 = models.CharField(_("M49 code"), max_length=3, primary_key=True)
    name = models.CharField(_("name"), max_length=80, validators=[validate_clean_text])
    name_fr = models.CharField(_("name in French"), max_length=80, validators=[validate_clean_text])
    name_ar = models.CharField(_("name in Arabic"), max_length=80, validators=[validate_clean_text])
    name_es = models.CharField(_("name in Spanish"), max_length=80, validators=[validate_clean_text])
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("parent")
    )
    sort = models.SmallIntegerField(_("place in the order"), default=0)

    objects = RegionQuerySet.as_manager()

    class Meta(Versioned.Meta):
        abstract = False
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ("sort", "-pk")
        constraints = (
            rules.not_blank("delegations_region", "name"),
            rules.clean_text("delegations_region", "name", "name_fr", "name_ar", "name_es"),
            models.CheckConstraint(
                name="delegations_region_m49",
                condition=models.Q(m49__regex=r"^[0-9]{3}$"),
                violation_error_message=_("An M49 code is three digits."),
            ),
        )
        triggers = (
            register_changed(),
            *version_triggers(),
            pgtrigger.Trigger(
                name="move_countries",
                level=pgtrigger.Row,
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("parent_id"),
                # Each country derives its continent again: see Country.
                func="UPDATE delegations_country SET region_id = region_id; RETURN NULL;",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        name = "meetings:region" if self.parent_id else "meetings:continent"
        return reverse(name, kwargs={"slug": self.slug})


@keep_history("CountryHistory", without=["sort_key"])
class Country(Versioned):
    """A country of ISO 3166, or Kosovo. Its code is its key, so that a meeting names its parties by itself."""

    iso2 = models.CharField(_("ISO 3166 code"), max_length=2, primary_key=True)
    iso3 = models.CharField(_("three-letter code"), max_length=3, unique=True)
    m49 = models.CharField(_("M49 code"), max_length=3, null=True, blank=True, unique=True)
    name = models.CharField(_("name"), max_length=80, unique=True, validators=[validate_clean_text])
    official_name = models.CharField(_("official name"), max_length=160, validators=[validate_clean_text])
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="countries", verbose_name=_("region"))
    continent = models.ForeignKey(
        Region, models.PROTECT, related_name="all_countries", editable=False, verbose_name=_("continent")
    )
    sort_key = SortKeyField(of="name")
    note = models.TextField(
        _("note"), blank=True, max_length=1000, help_text=_("Why it is named or placed so, with the source.")
    )

    objects = CountryQuerySet.as_manager()

    class Meta(Versioned.Meta):
        abstract = False
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ("sort_key", "-pk")
        constraints = (
            rules.not_blank("delegations_country", "name"),
            rules.clean_text("delegations_country", "name", "official_name", "note"),
            rules.at_most("delegations_country", "note", 1000),
            models.CheckConstraint(
                name="delegations_country_codes",
                condition=models.Q(iso2__regex=r"^[A-Z]{2}$", iso3__regex=r"^[A-Z]{3}$"),
                violation_error_message=_("ISO 3166 codes are two and three capital letters."),
            ),
            models.CheckConstraint(
                name="delegations_country_m49",
                condition=models.Q(m49=None) | models.Q(m49__regex=r"^[0-9]{3}$"),
                violation_error_message=_("An M49 code is three digits."),
            ),
        )
        triggers = (
            register_changed(),
            *version_triggers(),
            pgtrigger.Trigger(
                name="derive_continent",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                # The root of the region's branch: a country cannot have two continents, or the wrong one.
                func="""
                    WITH RECURSIVE branch(m49, parent_id) AS (
                        SELECT m49, parent_id FROM delegations_region WHERE m49 = NEW.region_id
                        UNION SELECT up.m49, up.parent_id
                          FROM delegations_region up JOIN branch ON up.m49 = branch.parent_id)
                    SELECT m49 INTO NEW.continent_id FROM branch WHERE parent_id IS NULL;
                    RETURN NEW;
                """,
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("meetings:country", kwargs={"code": self.iso2.lower()})


@keep_history("CountryNameHistory", without=["normalised", "sort_key"])
class CountryName(Versioned):
    """A name by which people write of a country or its people; one name may belong to two ("Dominican")."""

    class Language(models.TextChoices):
        ENGLISH = "en", _("English")
        FRENCH = "fr", _("French")
        ARABIC = "ar", _("Arabic")
        SPANISH = "es", _("Spanish")

    class Kind(models.TextChoices):
        SHORT = "short", _("short name")
        OFFICIAL = "official", _("official name")
        VARIANT = "variant", _("variant")
        DEMONYM = "demonym", _("demonym")
        ADJECTIVE = "adjective", _("adjective")

    country = models.ForeignKey(Country, models.PROTECT, related_name="names", verbose_name=_("country"))
    language = models.CharField(_("language"), max_length=2, choices=Language)
    name = models.CharField(_("name"), max_length=160, validators=[validate_clean_text])
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    normalised = SearchTextField()
    sort_key = SortKeyField(of="name")

    objects = CountryNameQuerySet.as_manager()

    class Meta(Versioned.Meta):
        abstract = False
        verbose_name = _("country name")
        verbose_name_plural = _("country names")
        ordering = ("sort_key", "-pk")
        constraints = (
            rules.not_blank("delegations_countryname", "name"),
            rules.clean_text("delegations_countryname", "name"),
            rules.one_of("delegations_countryname", "language", ["en", "fr", "ar", "es"]),
            rules.one_of("delegations_countryname", "kind", ["short", "official", "variant", "demonym", "adjective"]),
            models.UniqueConstraint(
                fields=("country", "language", "kind", "name"),
                name="delegations_countryname_once",
                violation_error_message=_("The country has this name already."),
            ),
            models.UniqueConstraint(
                fields=("country", "language"),
                condition=models.Q(kind="short"),
                name="delegations_countryname_one_short",
                violation_error_message=_("The country has a short name in this language already."),
            ),
        )
        indexes = (
            models.Index(fields=("normalised",), name="countryname_normalised", opclasses=("text_pattern_ops",)),
        )
        triggers = (register_changed(), *version_triggers(), belongs_to(country_id="delegations_country"))

    def __str__(self) -> str:
        return self.name

    def searchable(self) -> list[str]:
        return [self.name]
