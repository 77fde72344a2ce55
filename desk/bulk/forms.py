"""The settings of many meetings: what holds for all of them, and what holds for one section of the list."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.admin_widgets import SteadySelect
from core.fields import EdtfFormField
from core.text import validate_clean_text
from delegations.lexicon import Lexicon
from delegations.models import Delegation, Event
from delegations.services import described
from desk.bulk.reading import Mode, read
from meetings.lookups import found_event, found_source
from meetings.models import Citation, Meeting, Topic

LONGEST_LIST = 40_000  # characters
PASSAGES = (1, 2)  # besides the one that lists the parties
PARTS = ("", "_supports", "_note")  # of each
PEOPLE = ("institution", "head", "head_title")


def text(label: Any, length: int, help_text: Any = "", **options: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "vTextField"})
    return forms.CharField(
        label=label,
        max_length=length,
        required=False,
        help_text=help_text,
        validators=[validate_clean_text],
        widget=widget,
        **options,
    )


def chosen(model: Any, name: str, label: Any, help_text: Any = "", **options: Any) -> Any:
    """Return the field that chooses a row by an autocomplete, as the admin's own forms do."""
    field = model._meta.get_field(name)
    widget = SteadySelect(field, admin.site)
    return field.formfield(required=False, label=label, help_text=help_text, widget=widget, **options)


def supports(label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=Citation.Supports.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class SectionForm(forms.Form):
    """What holds for one part of the list: what its line or paragraph of the source says of all it names."""

    grouping = text(
        gettext_lazy("Grouping"),
        120,
        gettext_lazy("The heading under which the source lists them (“Europe”); empty where it has none."),
    )
    locator = text(gettext_lazy("Locator"), 120, gettext_lazy("Where in the source: “paragraph 4”, “page 12”."))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Meeting.Kind.choices, initial=Meeting.Kind.BILATERAL)
    attestation = forms.ChoiceField(
        label=gettext_lazy("Attestation"),
        choices=Meeting.Attestation.choices,
        initial=Meeting.Attestation.NAMED,
        help_text=Meeting._meta.get_field("attestation").help_text,
    )
    topics = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Topics"),
        queryset=Topic.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("A topic is coded if the source says that these meetings were about it."),
    )
    supports = supports(gettext_lazy("The passage supports"))

    def __init__(self, *args: Any, topics: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # One list for the forms of all sections: asked for once.
        self.fields["topics"].queryset = topics.queryset  # type: ignore[attr-defined]  # a field of choices
        self.fields["topics"].choices = topics.choices  # type: ignore[attr-defined]  # a field of choices


class Topics:
    """All topics, read once for all the forms of a page."""

    def __init__(self) -> None:
        self.queryset = Topic.objects.order_by("sort_key", "pk")
        self.choices = [(topic.pk, topic.name) for topic in self.queryset]


class ProgrammeForm(SectionForm):
    """What holds for all: the event, the principal, the source; and what each section begins with."""

    event = chosen(Meeting, "event", gettext_lazy("Event"), gettext_lazy("The gathering at which they met."))
    event_named = text(gettext_lazy("or the event's name"), 200)
    principal = chosen(
        Meeting,
        "principal",
        gettext_lazy("Principal"),
        gettext_lazy("A delegation of the event: the one whose programme the meetings belong to, often the host's."),
        queryset=Delegation.objects.select_related("country", "organization", "event"),
    )
    principal_named = text(
        gettext_lazy("or its party"),
        200,
        gettext_lazy("A country or organization, by any of its names: “Morocco”, “المغرب”."),
    )
    principal_institution = text(gettext_lazy("its institution"), 200)
    principal_head = text(gettext_lazy("its head"), 120)
    principal_head_title = text(gettext_lazy("its head's title"), 160)
    names = forms.CharField(
        label=gettext_lazy("Parties that it met"),
        max_length=LONGEST_LIST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "class": "vLargeTextField", "spellcheck": "false", "dir": "auto"}),
        help_text=gettext_lazy(
            "As the source lists them, with commas or one a line, in English, French, Arabic or Spanish. After a dash "
            "or in brackets, the institution: “Norway (Norwegian National Police)”. Begin a new line where the kind, "
            "the topics or the place in the source change: each line has settings of its own. “Europe: …” gives a "
            "line its grouping."
        ),
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("What you pasted is"),
        choices=[
            (Mode.LIST.value, gettext_lazy("a list: each piece of it must be a party")),
            (Mode.PROSE.value, gettext_lazy("sentences: find the names, pass over other words")),
        ],
        initial=Mode.LIST.value,
        widget=forms.RadioSelect,
    )
    held_on = EdtfFormField(label=gettext_lazy("Held on"), required=False, max_length=64)
    source = chosen(
        Citation,
        "source",
        gettext_lazy("Source"),
        gettext_lazy("May be added later; without one, nothing can be published."),
    )
    source_named = text(gettext_lazy("or words of its title"), 200)
    locator = None  # type: ignore[assignment]  # in its place, one for each line
    locators = forms.CharField(
        label=gettext_lazy("Locator"),
        max_length=4000,
        required=False,
        validators=[validate_clean_text],
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField", "dir": "auto"}),
        help_text=gettext_lazy(
            "Where in the source it lists them: “paragraph 4”. For a list of several lines, several: the first is of "
            "the first line, and so on."
        ),
    )
    field_order = ("event", "event_named", "principal", "principal_named", "names", "mode")

    def __init__(self, *args: Any, lexicon: Lexicon, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lexicon = lexicon
        for number in PASSAGES:
            self.fields[f"passage_{number}"] = text(_("Locator"), 120)
            self.fields[f"passage_{number}_supports"] = supports(_("The passage supports"))
            self.fields[f"passage_{number}_note"] = text(_("Note"), 500)
        self._offer_new("event", Meeting, user)
        self._offer_new("source", Citation, user)

    def _offer_new(self, name: str, model: Any, user: Any) -> None:
        """Give a chooser the button of the admin that adds a row in a window of its own."""
        field: Any = self.fields[name]
        related = model._meta.get_field(name)
        opts = related.related_model._meta
        may_add = user.has_perm(f"{opts.app_label}.add_{opts.model_name}")
        field.widget = RelatedFieldWidgetWrapper(
            field.widget, related.remote_field, admin.site, can_add_related=may_add
        )

    # --- Shown ------------------------------------------------------------------------------------------

    @property
    def passage_fields(self) -> list[list[forms.BoundField]]:
        return [[self[f"passage_{number}{part}"] for part in PARTS] for number in PASSAGES]

    @property
    def passages_open(self) -> bool:
        return any(field.value() or field.errors for group in self.passage_fields for field in group)

    @property
    def kept_fields(self) -> list[forms.BoundField]:
        """What the second step carries along: where a section begins that it does not know yet."""
        return [self[name] for name in ("grouping", "kind", "attestation", "topics", "locators", "supports")]

    # --- Reading -----------------------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._look_up("event", found_event, _("Choose the event at which they met."), required=True)
        self._look_up("source", found_source, "", required=False)
        if "event" not in self.errors and "event_named" not in self.errors:
            self._choose_principal()
        if data.get("source") is None and "source_named" not in self.errors and self._says_where():
            self.add_error("source", _("Choose the source in which this passage is."))
        for number in PASSAGES:
            if data.get(f"passage_{number}") and not data.get(f"passage_{number}_supports"):
                self.add_error(f"passage_{number}_supports", _("Say which facts the passage supports."))
        return data

    def _look_up(self, name: str, find: Any, missing: str, *, required: bool) -> None:
        """Take the row that is chosen or, where a browser without scripts cannot choose, the one that is named."""
        data, named = self.cleaned_data, f"{name}_named"
        if name in self.errors or named in self.errors:
            return
        if data.get(name) is None and data.get(named):
            row, reason = find(data[named])
            if row is None:
                self.add_error(named, reason)
            data[name] = row
        elif data.get(name) is None and required:
            self.add_error(name, missing)

    def _choose_principal(self) -> None:
        """Put the principal into its field: the chosen delegation, or one that is described and not saved yet."""
        data, event = self.cleaned_data, self.cleaned_data["event"]
        parts = {part: data.get(f"principal_{part}") or "" for part in PEOPLE}
        if "principal" in self.errors or any(f"principal_{name}" in self.errors for name in ("named", *PEOPLE)):
            return
        named, delegation = data.get("principal_named"), data.get("principal")
        if delegation is not None and (named or any(parts.values())):
            self.add_error("principal", _("Choose a delegation or describe a new one, not both: empty one of the two."))
        elif delegation is not None:
            if delegation.event_id != event.pk:
                self.add_error("principal", _("This delegation is of another event than the meeting."))
        elif not named:
            self.add_error("principal", _("Choose the delegation whose programme it is, or name its party."))
        else:
            self._describe_principal(named, event, parts)

    def _describe_principal(self, named: str, event: Event, parts: dict[str, str]) -> None:
        pieces = read(named, self.lexicon).pieces
        if len(pieces) != 1 or not pieces[0].parties:
            self.add_error("principal_named", _("No country or organization is called “%(name)s”.") % {"name": named})
        elif pieces[0].party is None:
            text = _("“%(name)s” may be one of several: write the name in full.") % {"name": named}
            self.add_error("principal_named", text)
        else:
            stated = {part: parts[part] or getattr(pieces[0].who, part) for part in PEOPLE}
            self.cleaned_data["principal"] = described(pieces[0].party, event, stated)

    def _says_where(self) -> bool:
        names = ("locators", *(f"passage_{number}" for number in PASSAGES))
        return any((self.cleaned_data.get(name) or "").strip() for name in names)

    def passages(self) -> list[dict[str, Any]]:
        """Return the citations that every meeting gets besides that of its own passage."""
        data = self.cleaned_data
        return [
            {
                "locator": data[f"passage_{n}"],
                "supports": data[f"passage_{n}_supports"],
                "note": data[f"passage_{n}_note"],
            }
            for n in PASSAGES
            if data.get(f"passage_{n}_supports")
        ]
