"""The forms that bring an article in, and say what is known of it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.fields import EdtfFormField
from core.text import validate_clean_text
from intake.documents import Document, Unreadable, of_file, pasted
from intake.models import LANGUAGES, LONGEST_TEXT, Article
from intake.reading.published import Published


class AboutForm(forms.Form):
    """What an article says of itself."""

    title = forms.CharField(
        label=capfirst(gettext_lazy("title")),
        max_length=300,
        required=False,
        validators=[validate_clean_text],
        widget=forms.TextInput(attrs={"class": "vTextField", "dir": "auto"}),
        help_text=gettext_lazy("Left empty, the title of the file or the first line."),
    )
    publisher = forms.CharField(
        label=gettext_lazy("Publisher"),
        max_length=160,
        required=False,
        validators=[validate_clean_text],
        widget=forms.TextInput(attrs={"class": "vTextField", "dir": "auto"}),
    )
    url = forms.URLField(
        label=gettext_lazy("Address"),
        max_length=1000,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "vURLField", "dir": "ltr"}),
        help_text=Article._meta.get_field("url").help_text,
    )
    published_on = EdtfFormField(
        label=gettext_lazy("Published on"),
        required=False,
        max_length=64,
        help_text=Article._meta.get_field("published_on").help_text,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        choices=[("", gettext_lazy("guess it from the text")), *LANGUAGES.items()],
    )

    def clean_published_on(self) -> str:
        text: str = self.cleaned_data["published_on"] or ""
        if text and Published.read(text) is None:
            raise ValidationError(_("A day, a month or a year: 2025-11-28, 2025-11 or 2025."))
        return text

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if url and not url.startswith(("http://", "https://")):
            raise ValidationError(_("An address begins with http:// or https://."))
        validate_clean_text(url)
        return url


class NewArticleForm(AboutForm):
    """A text, pasted or in a file, and what is known of it; ``cleaned_data["document"]`` is what is stored of it."""

    text = forms.CharField(
        label=gettext_lazy("Text of the article"),
        required=False,
        strip=False,
        max_length=2 * LONGEST_TEXT,  # a page of HTML is longer than its article
        widget=forms.Textarea(attrs={"rows": 14, "class": "vLargeTextField", "dir": "auto", "spellcheck": "false"}),
        help_text=gettext_lazy("Paste it with its paragraphs. Nothing is fetched, and nothing is sent anywhere."),
    )
    file = forms.FileField(
        label=gettext_lazy("or a file"),
        required=False,
        allow_empty_file=True,  # it gets a sentence of its own
        widget=forms.FileInput(attrs={"accept": ".txt,.html,.htm,.pdf,text/plain,text/html,application/pdf"}),
        help_text=gettext_lazy("Plain text, HTML or PDF, at most 10 MiB."),
    )
    field_order = ("text", "file")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        file, text = data.get("file"), data.get("text") or ""
        if "text" in self.errors or "file" in self.errors:
            return data
        if file is not None and text.strip():
            self.add_error("file", _("Paste a text or choose a file, not both."))
        elif file is None and not text.strip():
            self.add_error("text", _("Paste the text of the article, or choose a file."))
        else:
            self._read("file" if file is not None else "text", file, text)
        return data

    def _read(self, name: str, file: Any, text: str) -> None:
        try:
            document: Document = of_file(file.name, file.read()) if file is not None else pasted(text)
        except Unreadable as error:
            self.add_error(name, str(error))
        else:
            self.cleaned_data["document"] = document
