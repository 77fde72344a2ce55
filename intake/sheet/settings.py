"""What all drafts of an article share: the event, whose meetings they are, when they were held, the source."""

from typing import Any, Final

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.admin_widgets import SteadySelect
from core.fields import EdtfFormField
from core.text import is_blank, validate_clean_text
from delegations.lexicon import Party
from delegations.models import Delegation, Event
from delegations.services import described, free_slug
from intake.models import Article
from intake.sheet.cells import Parties
from intake.sheet.known import events_like, sources_like
from meetings.models import Citation, Meeting, Source

NEW, NONE, OTHER = "new", "none", "other"
PEOPLE: Final = ("institution", "head", "head_title")


def _text(label: Any, length: int, help_text: Any = "", **attributes: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "vTextField", "dir": "auto", **attributes})
    return forms.CharField(
        label=label,
        max_length=length,
        required=False,
        help_text=help_text,
        validators=[validate_clean_text],
        widget=widget,
    )


def _chosen(model: Any, name: str, label: Any) -> Any:
    """Return the field that chooses a row by an autocomplete, as the admin's own forms do."""
    field = model._meta.get_field(name)
    return field.formfield(required=False, label=label, help_text="", widget=SteadySelect(field, admin.site))


class SettingsForm(forms.Form):
    """Filled in from what was understood; ``cleaned_data`` holds an event, a source and a principal, saved or not."""

    event_use = forms.ChoiceField(label=gettext_lazy("Event"), widget=forms.RadioSelect)
    event = _chosen(Meeting, "event", gettext_lazy("Another event of the register"))
    event_name = _text(gettext_lazy("Name of the event"), 200)
    event_place = _text(gettext_lazy("Place"), 120)
    event_country = _text(gettext_lazy("Country of the place"), 200, list="parties", autocomplete="off")
    event_held_on = EdtfFormField(
        label=gettext_lazy("Held on"),
        required=False,
        max_length=64,
        help_text=gettext_lazy("In EDTF, as exactly as the text says and no more: 2025-11-24/2025-11-27."),
    )
    principal = _text(
        gettext_lazy("Principal"),
        200,
        gettext_lazy("Whose meetings are reported: a country or an organization, by any of its names."),
        list="parties",
        autocomplete="off",
    )
    principal_institution = _text(gettext_lazy("its institution"), 200)
    principal_head = _text(gettext_lazy("its head"), 120)
    principal_head_title = _text(gettext_lazy("its head's title"), 160)
    held_on = EdtfFormField(
        label=gettext_lazy("Meetings held on"),
        required=False,
        max_length=64,
        help_text=gettext_lazy("Left empty, the date becomes “one of the event's days”."),
    )
    source_use = forms.ChoiceField(label=gettext_lazy("Source"), widget=forms.RadioSelect)
    source = _chosen(Citation, "source", gettext_lazy("Another source of the register"))

    def __init__(self, article: Article, data: dict[str, Any], parties: Parties) -> None:
        self.article, self.parties = article, parties
        self.like = events_like(
            data.get("event_name", ""), self._country(data.get("event_country", "")), data.get("event_held_on", "")
        )
        self.sources = sources_like(article)
        source = str(self.sources[0].pk) if self.sources else NEW
        self.first = {"event_use": self._first_event(data), "source_use": source}  # where nobody chose
        for name, use in self.first.items():
            data.setdefault(name, use)
        super().__init__(data)
        choices: dict[str, Any] = {
            "event_use": [
                *((str(event.pk), _words_of(event)) for event in self.like),
                (NEW, _("a new event, described below")),
                (OTHER, _("another event of the register")),
                (NONE, _("no event")),
            ],
            "source_use": [
                *((str(source.pk), source.title) for source in self.sources),
                (NEW, _("a new source, with what this article says of itself")),
                (OTHER, _("another source of the register")),
            ],
        }
        for name, options in choices.items():
            kept = str(data.get(name, ""))
            if kept not in dict(options) and kept.isascii() and kept.isdigit() and len(kept) < 19:
                # Chosen when it was like this one; it may be still.
                options.insert(0, (kept, _("the one that was chosen before")))
            self.fields[name].choices = options  # type: ignore[attr-defined]  # a field of choices

    def _first_event(self, data: dict[str, Any]) -> str:
        if self.like:
            return str(self.like[0].pk)
        return NONE if is_blank(data.get("event_name", "")) else NEW

    def _country(self, text: str) -> str:
        party = self.parties.named(text)[0] if not is_blank(text) else None
        return party.key if party and party.kind == "c" else ""

    # --- Reading -----------------------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        data["event_row"] = self._event()
        data["source_row"] = self._source()
        data["principal_party"], data["principal_row"] = self._principal()
        return data

    def _event(self) -> Event | None:
        data, use = self.cleaned_data, self.cleaned_data.get("event_use")
        if use == OTHER:
            if data.get("event") is None and "event" not in self.errors:
                self.add_error("event", _("Choose the event at which they met."))
            chosen: Event | None = data.get("event")
            return chosen
        if use == NONE or use is None:
            return None
        if use != NEW:
            found: Event | None = self._row("event_use", self.like, Event, use)
            return found
        if is_blank(data.get("event_name") or ""):
            self.add_error("event_name", _("Say how the event is called, or that there is none."))
            return None
        country = None
        if not is_blank(data.get("event_country") or ""):
            party, reason = self.parties.named(data["event_country"])
            if party is None or party.kind != "c":
                self.add_error("event_country", reason or _("A place is in a country."))
            else:
                country = party.key
        return Event(
            name=data["event_name"],
            place=data.get("event_place") or "",
            country_id=country,
            held_on=data.get("event_held_on") or "",
            slug=free_slug(Event, data["event_name"]),
        )

    def _source(self) -> Source | None:
        data, use = self.cleaned_data, self.cleaned_data.get("source_use")
        if use == OTHER:
            if data.get("source") is None and "source" not in self.errors:
                self.add_error("source", _("Choose the source."))
            return data.get("source")
        if use is None or use != NEW:
            return self._row("source_use", self.sources, Source, use) if use else None
        article = self.article
        day = article.published_on if len(article.published_on) == len("2025-11-28") else None
        return Source(
            title=article.title,
            publisher=article.publisher,
            url=article.url,
            language=article.language,
            published_on=day,
            sha256=article.sha256,
        )

    def _row(self, name: str, offered: list[Any], model: Any, key: str) -> Any:
        row = next((row for row in offered if str(row.pk) == key), None) or model.objects.filter(pk=int(key)).first()
        if row is None:
            self.add_error(name, _("It is not there any more."))
        return row

    def _principal(self) -> tuple[Party | None, Delegation | None]:
        data = self.cleaned_data
        if is_blank(data.get("principal") or ""):
            if "principal" not in self.errors:
                self.add_error("principal", _("Say whose meetings these are."))
            return None, None
        party, reason = self.parties.named(data["principal"])
        if party is None:
            self.add_error("principal", reason)
            return None, None
        stated = {name: data.get(f"principal_{name}") or "" for name in PEOPLE}
        return party, described(party, data["event_row"], stated)

    def hindrances(self) -> list[tuple[str, str]]:
        """Return what stands in the way, each with the id of its field."""
        found = []
        for name, sentences in self.errors.items():
            anchor = str(self[name].id_for_label or name) if name in self.fields else "settings"
            label = self.fields[name].label if name in self.fields else ""
            found += [(f"{label}: {sentence}" if label else str(sentence), anchor) for sentence in sentences]
        return found


def _words_of(event: Event) -> str:
    return " · ".join(part for part in (event.name, event.place, event.held_on) if part)


def check_row(row: Any, form: SettingsForm, name: str) -> None:
    """Say in words what the model refuses of a row that would be made."""
    try:
        row.clean_fields(exclude={field.name for field in row._meta.fields if field.is_relation})
    except ValidationError as error:
        for sentences in error.message_dict.values():
            for sentence in sentences:
                form.add_error(name, sentence)
