"""A browser without scripts, as far as forms go: what it would send of the page in front of it."""

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse


class FormReader(HTMLParser):
    """Collects the fields of the form that holds ``marker``: the last of the page, after the admin's own."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []
        self.buttons: list[dict[str, str]] = []
        self._text: str | None = None
        self._select: tuple[str, list[str], list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({})
            self.buttons.append({})
        elif not self.forms:
            return
        elif tag == "input":
            self._input(values)
        elif tag == "textarea":
            self._text = values["name"]
            self.forms[-1][self._text] = [""]
        elif tag == "select":
            self._select = (values["name"], [], [])
        elif tag == "option" and self._select:
            self._select[1 if "selected" in values else 2].append(values.get("value", ""))

    def _input(self, values: dict[str, str]) -> None:
        if values.get("type") == "submit":
            self.buttons[-1][values.get("name", "")] = values.get("value", "")
            return
        is_box = values.get("type") in ("checkbox", "radio")
        if "name" in values and (not is_box or "checked" in values):
            self.forms[-1].setdefault(values["name"], []).append(values.get("value", "on" if is_box else ""))

    def handle_data(self, data: str) -> None:
        if self._text:
            self.forms[-1][self._text][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = None
        if tag == "select" and self._select:
            name, chosen, others = self._select
            self.forms[-1][name] = chosen or others[:1]
            self._select = None


def form_of(response: HttpResponse) -> dict[str, list[str]]:
    """Return what a browser sends of the page's own form, by name; a line break opens a text area's content."""
    reader = FormReader()
    reader.feed(response.content.decode())
    own = next(form for form in reversed(reader.forms) if "csrfmiddlewaretoken" in form or "_token" in form)
    return {name: [value.removeprefix("\n") for value in values] for name, values in own.items()}


def buttons_of(response: HttpResponse) -> set[str]:
    reader = FormReader()
    reader.feed(response.content.decode())
    return {name for buttons in reader.buttons for name in buttons}
