"""Records in numbers, the addresses of the admin's pages, and forms filled in as a browser would."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from meetings.models import MouParty, ReportedTotal
from tests import factories

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


def address(model: type[Model], page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def fill_register(number: int) -> dict[str, Model]:
    """Make ``number`` of each thing, all at one event; return that event, a meeting and an MoU with ``number`` of
    everything on their forms."""
    event = factories.EventFactory(country=factories.country("MA"))
    topics = [factories.TopicFactory() for _ in range(number)]
    meetings = []
    for _ in range(number):
        body = factories.OrganizationFactory()
        factories.EventFactory(organizer=body, country=factories.country("ES"))
        made = factories.meeting("MA", body, event=event, topics=topics)
        meetings.append(made)
        factories.mou("MA", body, event=event, topics=topics[:1], meeting=made)
    meeting, mou = meetings[0], factories.mou("MA", "ES", event=event, topics=topics)
    host = factories.delegation("MA", event)
    for row in range(number):
        source = factories.SourceFactory()
        for record in (meeting, mou, event):
            factories.cite(record, source, locator=f"paragraph {row}")
        ReportedTotal.objects.create(event=event, principal=host, source=source, value=row)
        MouParty.objects.create(mou=mou, delegation=factories.DelegationFactory(event=event, institution=str(row)))
        host.country.names.create(language="fr", name=f"Nom {number}.{row}", kind="variant", normalised=f"nom {row}")
    return {"meeting": meeting, "mou": mou, "event": event, "delegation": host}


def fields_of(response: HttpResponse) -> dict[str, Any]:
    """Return what a browser would post of the change form in ``response`` if nothing in it was touched."""
    context: Any = response.context  # type: ignore[attr-defined]  # what the test client answers
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data: dict[str, Any] = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            if value not in (None, "") and value != []:
                data[bound.html_name] = [getattr(item, "pk", item) for item in value] if isinstance(
                    value, list
                ) else value  # fmt: skip
    if original := context.get("original"):
        data["_version"] = getattr(original, "version", "")
    if token := context.get("token"):
        data["_token"] = token
    if base := context.get("base"):
        data["_base"] = base
    if choices := context.get("choices"):
        data["_choices"] = choices
        data |= {f"_take-{number}": side.taken for number, side in enumerate(context["sides"]) if side.taken}
    return data


def post_raw(client: Client, url: str, data: dict[str, Any], **extra: Any) -> HttpResponse:
    """Post like a broken browser: lone surrogates as the bytes that stand for them."""
    body = urlencode(data, doseq=True, errors="surrogatepass")
    content_type = "application/x-www-form-urlencoded"
    return client.post(url, body.encode(), content_type=content_type, **extra)  # type: ignore[return-value]  # what the test client answers


def errors_of(response: HttpResponse) -> dict[str, list[str]]:
    """Return the errors of the main form, by field; of its inlines under their prefix."""
    context: Any = response.context  # type: ignore[attr-defined]  # what the test client answers
    errors = {name: list(texts) for name, texts in context["adminform"].form.errors.items()}
    for inline in context["inline_admin_formsets"]:
        texts = [text for form in inline.formset.errors for values in form.values() for text in values]
        texts += list(inline.formset.non_form_errors())
        if texts:
            errors[inline.formset.prefix] = texts
    return errors


def side_of(response: HttpResponse, label: str) -> Any:
    """Return the choice that a stale form offers for what ``label`` says."""
    sides = response.context["sides"]  # type: ignore[attr-defined]  # what the test client answers
    return next(side for side in sides if side.label == label)


def shown(*records: Any) -> dict[str, Any]:
    """Return what a page posts of ``records`` as they are now: which they are, and the version it shows."""
    for record in records:
        record.refresh_from_db(fields=["version"])
    data: dict[str, Any] = {"_seen": [f"{record.pk}:{record.version}" for record in records]}
    return data | {"_version": records[0].version} if len(records) == 1 else data


def messages_of(response: HttpResponse) -> list[str]:
    return [str(message) for message in response.context["messages"]]  # type: ignore[attr-defined]  # what the test client answers
