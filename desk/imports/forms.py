"""The forms of an import: which file, and what its columns are."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.admin_widgets import SteadySelect
from core.text import is_clean, validate_clean_text
from desk.imports import limits
from desk.imports.kinds import KINDS, Kind
from desk.imports.reading import ENCODINGS, SEPARATORS, too_large
from desk.models import ImportBatch
from meetings.lookups import found_source

FIND_OUT = gettext_lazy("find out")
ENCODING_NAMES = {"utf-8": "UTF-8", "windows-1252": "Windows-1252", "utf-16": "UTF-16"}
SEPARATOR_NAMES = {
    "comma": gettext_lazy("comma"),
    "semicolon": gettext_lazy("semicolon"),
    "tab": gettext_lazy("tab"),
    "bar": gettext_lazy("vertical bar"),
}


class FileForm(forms.Form):
    """Which file, what it holds, and what cannot always be found out."""

    kind = forms.ChoiceField(label=gettext_lazy("What the rows are"))
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV or XLSX, at most 10 MB and 50,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
    source = ImportBatch._meta.get_field("source").formfield(
        required=False,
        label=gettext_lazy("Source"),
        help_text=gettext_lazy("Of every row that names none. A key in the file is a key of this source."),
        widget=SteadySelect(ImportBatch._meta.get_field("source"), admin.site),
    )
    source_named = forms.CharField(
        label=gettext_lazy("or words of its title"),
        max_length=200,
        required=False,
        validators=[validate_clean_text],
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    encoding = forms.ChoiceField(
        label=gettext_lazy("Encoding"),
        required=False,
        choices=[("", FIND_OUT), *((name, ENCODING_NAMES[name]) for name in ENCODINGS)],
    )
    separator = forms.ChoiceField(
        label=gettext_lazy("Separator"),
        required=False,
        choices=[("", FIND_OUT), *((name, SEPARATOR_NAMES[name]) for name in SEPARATORS)],
    )
    sheet = forms.CharField(
        label=gettext_lazy("Sheet"),
        max_length=100,
        required=False,
        validators=[validate_clean_text],
        help_text=gettext_lazy("Its name or number. Left empty, the sheet that fits best."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [kind for kind in KINDS.values() if user.has_perm(kind.permission("add"))
                   or user.has_perm(kind.permission("change"))]  # fmt: skip
        kinds: Any = self.fields["kind"]
        kinds.choices = [(kind.name, capfirst(kind.label)) for kind in allowed]

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > limits.LARGEST_FILE:
            raise forms.ValidationError(too_large())
        if not is_clean(file.name or "") or len(file.name or "") > 255:
            raise forms.ValidationError(_("The name of the file holds characters that nobody can see, or is too long."))
        return file

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("source") is None and data.get("source_named"):
            data["source"], reason = found_source(data["source_named"])
            if reason:
                self.add_error("source_named", reason)
        return data


class ColumnsForm(forms.Form):
    """Which field each column fills. A field is filled by one column."""

    header = forms.IntegerField(
        label=gettext_lazy("The headings are in line"),
        min_value=1,
        max_value=limits.MOST_ROWS,
        help_text=gettext_lazy("Lines above it are left out."),
    )

    def __init__(self, *args: Any, kind: Kind, headings: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.headings = kind, headings
        choices = [("", _("leave out")), *((column.name, f"{column.label} ({column.name})") for column in kind.taken())]
        for place, heading in enumerate(headings):
            field = forms.ChoiceField(label=heading or _("(no heading)"), choices=choices, required=False)
            self.fields[f"c-{place}"] = field

    @property
    def columns(self) -> list[forms.BoundField]:
        return [self[f"c-{place}"] for place in range(len(self.headings))]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        filled: dict[str, int] = {}
        for place in range(len(self.headings)):
            name = data.get(f"c-{place}")
            if name and name in filled:
                self.add_error(f"c-{place}", _("Another column fills this field already."))
            elif name:
                filled[name] = place
        if not filled and not self.errors:
            self.add_error(None, _("Say of one column at least which field it fills."))
        return data

    def mapping(self) -> dict[str, str]:
        return {str(place): name for place in range(len(self.headings)) if (name := self.cleaned_data[f"c-{place}"])}
