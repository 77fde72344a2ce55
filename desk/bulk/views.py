"""Add meetings to an event: paste a list, look at what was understood, create the drafts, hand them over."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pghistory.models import Context

from accounts.requests import person_of
from core.admin_widgets import is_usable_key
from core.form_tokens import FIELD, NoToken, SentBefore, next_token, sent_before
from core.keeping.carried import given_back
from core.refusals import REFUSALS, words_of_refusal
from core.sides.lists import check_seen
from core.staff_pages import page, staff_view
from core.stale import Stale
from core.state import State
from delegations.lexicon import Lexicon
from delegations.models import Event
from desk.bulk.creating import MADE, create
from desk.bulk.forms import ProgrammeForm, Topics
from desk.bulk.reading import Mode
from desk.bulk.rows import MOST_ROWS
from desk.bulk.table import Table
from meetings import services
from meetings.lookups import usual_principal
from meetings.models import Citation, Meeting
from meetings.services import Refused
from meetings.services.powers import visible_to

SHOWN_REFUSALS = 10
DEFAULT_SUPPORTS = [Citation.Supports.PARTICIPATION.value]


@staff_view("meetings.add_meeting")
def bulk(request: HttpRequest) -> HttpResponse:
    state: State = request.register  # type: ignore[attr-defined]  # set by the middleware
    lexicon, topics = Lexicon.of(state), Topics()
    given: dict[str, Any] = {"lexicon": lexicon, "topics": topics, "user": request.user}
    as_typed = given_back(request)
    if request.method != "POST":
        return _first_step(request, ProgrammeForm(initial=_initial(request), **given))
    data = request.POST.copy()
    if "_prose" in data:
        data["mode"] = Mode.PROSE.value
    form = ProgrammeForm(data, **given)
    valid = form.is_valid()
    if "rows" not in data and (as_typed or not valid):
        return _first_step(request, form)
    table = Table(form, data, lexicon=lexicon, topics=topics, state=state)
    if (number := len(table.reading.pieces)) > MOST_ROWS:
        form.add_error("names", _too_many(number))
        return _first_step(request, form)
    if table.is_first and not table.rows:
        form.add_error("names", _("No party was found in this text."))
        return _first_step(request, form)
    if as_typed or "_create" not in data or table.is_first:
        return _second_step(request, form, table, [])
    if not valid:
        return _second_step(request, form, table, [_("The settings need correcting.")])
    return _create(request, form, table)


def _create(request: HttpRequest, form: ProgrammeForm, table: Table) -> HttpResponse:
    # Before the rows are asked for: what the form made is recorded by now.
    before = sent_before(request.POST, MADE)
    hindrances = table.hindrances() if before is None else []
    if not hindrances:
        try:
            if before:
                raise before
            batch, meetings = create(table.programme(), person_of(request), request.POST)
        except SentBefore as error:
            if error.is_same:
                return _made_already(request, error.key)
            return _second_step(request, form, table, [_changed_since(error.key)], token=str(uuid4()))
        except NoToken:
            hindrances = [_("The form had lost the mark that keeps it from being sent twice: send it again.")]
        except REFUSALS as error:
            hindrances = words_of_refusal(error)
        else:
            return _created(request, batch, len(meetings))
    return _second_step(request, form, table, hindrances)


def _changed_since(batch: str) -> str:
    text = _(
        "This form was sent before and made {meetings}. What it says now is something else: to add what is not "
        "recorded yet, send it again."
    )
    link = format_html('<a href="{}">{}</a>', reverse("desk:bulk-created", args=[batch]), _("these meetings"))
    return format_html(text, meetings=link)


def _initial(request: HttpRequest) -> dict[str, Any]:
    """Begin with the event of the address, and the principal that it had last."""
    initial: dict[str, Any] = {"supports": DEFAULT_SUPPORTS}
    key = request.GET.get("event", "")
    event = Event.objects.filter(pk=key).first() if key and is_usable_key(Event, key) else None
    if event is not None:
        initial |= {"event": event.pk, "principal": getattr(usual_principal(event), "pk", None)}
    return initial


def _too_many(number: int) -> str:
    text = _("At most %(most)d meetings can be added at a time; this text lists %(n)d. Add them in several parts.")
    return text % {"most": MOST_ROWS, "n": number}


def _first_step(request: HttpRequest, form: ProgrammeForm) -> HttpResponse:
    return page(request, "desk/bulk/list.html", {"form": form, **_token(request)}, title=_("Add meetings to an event"))


def _second_step(
    request: HttpRequest, form: ProgrammeForm, table: Table, hindrances: list[str], token: str = ""
) -> HttpResponse:
    unclear = sum(row.party is None and len(row.text.split()) > 4 for row in table.rows)
    context = {
        "form": form,
        "table": table,
        "hindrances": hindrances,
        **_token(request, token),
        "offer_prose": bool(unclear) and table.mode is Mode.LIST,
    }
    return page(request, "desk/bulk/table.html", context, title=_("Add meetings to an event"))


def _token(request: HttpRequest, token: str = "") -> dict[str, str]:
    return {"token_field": FIELD, "token": token or next_token(request.POST)}


def _created(request: HttpRequest, batch: UUID, number: int) -> HttpResponse:
    text = ngettext("%(n)d draft was created.", "%(n)d drafts were created.", number) % {"n": number}
    messages.success(request, text)
    return HttpResponseRedirect(reverse("desk:bulk-created", args=[batch]))


def _made_already(request: HttpRequest, batch: str) -> HttpResponse:
    messages.info(request, _("This form was sent before. It made these meetings once, and nothing twice."))
    return HttpResponseRedirect(reverse("desk:bulk-created", args=[batch]))


@staff_view("meetings.add_meeting")
def created(request: HttpRequest, batch: UUID) -> HttpResponse:
    """What one person entered at once, as the history tells it; and handing all of it over for review."""
    context = Context.objects.filter(pk=batch, metadata__via="bulk").first()
    rows = Meeting.objects.filter(history__pgh_context=batch, history__pgh_label="insert").distinct()
    meetings = list(
        visible_to(request.user, rows)
        .select_related("event", "principal__country", "principal__organization")
        .select_related("counterpart__country", "counterpart__organization")
        .order_by("pk")[:MOST_ROWS]
    )
    if context is None or not meetings:
        raise Http404
    if request.method == "POST":
        return _submit(request, meetings)
    return page(
        request,
        "desk/bulk/created.html",
        {
            "meetings": meetings,
            "event": meetings[0].event,
            "principal": meetings[0].principal,
            "drafts": sum(meeting.status == Meeting.Status.DRAFT for meeting in meetings),
            "opts": Meeting._meta,
        },
        title=_("Meetings added"),
    )


def _submit(request: HttpRequest, meetings: list[Meeting]) -> HttpResponse:
    moved, refused = 0, []
    for meeting in meetings:
        if meeting.status != Meeting.Status.DRAFT:
            continue
        try:
            with transaction.atomic():
                check_seen(request, meeting)
                services.submit(meeting, person_of(request))
            moved += 1
        except (Refused, Stale) as error:
            refused.append(f"{meeting.reference}: {' '.join(error.reasons)}")
    if moved:
        text = ngettext("%(n)d meeting waits for review.", "%(n)d meetings wait for review.", moved) % {"n": moved}
        messages.success(request, text)
    for text in refused[:SHOWN_REFUSALS]:
        messages.error(request, text)
    if len(refused) > SHOWN_REFUSALS:
        more = len(refused) - SHOWN_REFUSALS
        messages.error(request, ngettext("%(n)d more was refused.", "%(n)d more were refused.", more) % {"n": more})
    return HttpResponseRedirect(request.path)
