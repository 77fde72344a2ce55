"""The form of a meeting, in which a delegation may be described instead of chosen."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin_widgets import InlineForm, SteadySelect
from core.text import validate_clean_text
from delegations.models import Delegation
from delegations.services import STATED
from meetings.entry import date_at
from meetings.models import Citation, Meeting

SIDES = ("principal", "counterpart")
PARTS = ("country", "organization", *STATED)


LABELS = {
    "country": _("or a new one, of country"),
    "organization": _("or of organization"),
    "institution": _("its institution"),
    "head": _("its head"),
    "head_title": _("its head's title"),
}


def described(part: str) -> Any:
    """Return the form field of one part of a delegation that may be described: not required, searched by name."""
    field: Any = Delegation._meta.get_field(part)
    if part in STATED:
        widget = forms.TextInput(attrs={"class": "vTextField"})
        options = {"help_text": "", "validators": [validate_clean_text], "widget": widget}
    else:
        options = {"widget": SteadySelect(field, admin.site)}
    return field.formfield(required=False, label=LABELS[part], **options)


class MeetingForm(forms.ModelForm):
    """Each side is a delegation of the event, chosen, or described by its party, institution and head."""

    principal_new_country = described("country")
    principal_new_organization = described("organization")
    principal_new_institution = described("institution")
    principal_new_head = described("head")
    principal_new_head_title = described("head_title")
    counterpart_new_country = described("country")
    counterpart_new_organization = described("organization")
    counterpart_new_institution = described("institution")
    counterpart_new_head = described("head")
    counterpart_new_head_title = described("head_title")

    class Meta:
        model = Meeting
        fields = (
            "event", "principal", "counterpart", "held_on", "place", "place_country", "kind", "attestation",
            "topics", "summary",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for side in SIDES:
            if side in self.fields:
                self.fields[side].required = False

    def clean(self) -> dict[str, Any]:
        super().clean()
        for side in SIDES:
            self._choose(side)
        self._of_one_event()
        self._two_parties()
        return self.cleaned_data

    def _choose(self, side: str) -> None:
        """Put the delegation of ``side`` into its field: the chosen one, or a new one that is not saved yet."""
        names = [f"{side}_new_{part}" for part in PARTS]
        if any(name in self.errors for name in (side, *names)):
            return
        chosen = self.cleaned_data.get(side)
        parts = {part: self.cleaned_data[name] for part, name in zip(PARTS, names, strict=True)}
        if not any(parts.values()):
            if chosen is None:
                self.add_error(side, _("Choose a delegation, or describe a new one below."))
            return
        if chosen is not None:
            self.add_error(side, _("Choose a delegation or describe a new one, not both: empty one of the two."))
        elif parts["country"] and parts["organization"]:
            self.add_error(f"{side}_new_organization", _("Choose a country or an organization, not both."))
        elif not parts["country"] and not parts["organization"]:
            text = _("Choose the country or the organization that sent the delegation.")
            self.add_error(f"{side}_new_country", text)
        else:
            self.cleaned_data[side] = Delegation(**parts)

    def _of_one_event(self) -> None:
        """Take the event from a chosen delegation where none is given, and the date from the event."""
        if "event" in self.errors:
            return
        delegations = {side: self.cleaned_data.get(side) for side in SIDES}
        event = self.cleaned_data.get("event") or next((d.event for d in delegations.values() if d and d.event), None)
        self.cleaned_data["event"] = event
        for side, delegation in delegations.items():
            if delegation and delegation.pk is None:
                delegation.event = event
            elif delegation and delegation.event_id != (event.pk if event else None):
                self.add_error(side, _("This delegation is of another event than the meeting."))
        if event and "held_on" not in self.errors and not self.cleaned_data.get("held_on"):
            self.cleaned_data["held_on"] = date_at(event)

    def _two_parties(self) -> None:
        principal, counterpart = (self.cleaned_data.get(side) for side in SIDES)
        if not principal or not counterpart:
            return
        if (principal.country_id, principal.organization_id) == (counterpart.country_id, counterpart.organization_id):
            part = "country" if counterpart.country_id else "organization"
            field = "counterpart" if counterpart.pk else f"counterpart_new_{part}"
            self.add_error(field, _("A meeting has two different parties."))

    def _get_validation_exclusions(self) -> set[str]:
        # A described delegation has no key before it is saved, which is no mistake of the editor.
        new = {side for side in SIDES if (row := self.cleaned_data.get(side)) is not None and row.pk is None}
        inherited: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # not in the stubs
        return inherited | new


class CitationForm(InlineForm):
    supports = forms.MultipleChoiceField(
        label=_("Supports"),
        choices=Citation.Supports.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only the facts that this passage states by itself."),
    )
