"""The pages of a history: its steps, two versions compared, and one version, which may be restored."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.admin_widgets import label_of
from core.reasons import reason_of
from core.staff_pages import page, staff_view
from desk.history import powers
from desk.history.forms import Pair, Place
from desk.history.lines import PARTY_LINES
from desk.history.restoring import restore
from desk.history.states import State, between, states_of
from desk.history.steps import MOST, Step, last_of, page_of, states
from desk.history.subjects import Subject, find, subject_of
from desk.history.tracks import ROAD, history_of
from meetings.models import Record
from meetings.services import Refused

# Where a record stands, and what follows from other rows.
NOT_RESTORED = (*ROAD, *PARTY_LINES)

# --- The steps ------------------------------------------------------------------------------------------------


def history(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse | None:
    """Show the steps of one row of ``model_admin``'s model; None if it has no history."""
    if history_of(model_admin.model) is None:
        return None
    subject = find(model_admin, request, unquote(object_id))
    if subject is None:
        response: HttpResponse = model_admin._get_obj_does_not_exist_redirect(
            request, model_admin.opts, unquote(object_id)
        )
        return response
    place = Place(request.GET)
    if not place.is_valid():
        messages.warning(request, _("This is no place in the list. Start again from its beginning."))
    older, newer = (place.cleaned_data.get(name) for name in ("older", "newer"))
    found = page_of(subject.model, subject.key, older=older, newer=newer)
    chosen = _chosen(request)
    here = {step.state for step in found.steps}
    elsewhere = states(subject.model, subject.key, {state for state in chosen.values() if state} - here)
    if not chosen["before"] and not chosen["after"] and len(found.steps) > 1:
        chosen = {"before": found.steps[1].state, "after": found.steps[0].state}
    context = {
        "page": found,
        "elsewhere": elsewhere,
        "chosen": chosen,
        "revisions": _revisions(subject, found.steps),
        "opens": {step.state: subject.address("version", step.state) for step in found.steps if not step.is_deletion},
        "compare": subject.address("compare"),
        "is_choice": len(found.steps) + len(elsewhere) > 1,
    }
    return _page(request, "desk/history/steps.html", subject, context, _("History of %(record)s"))


def _chosen(request: HttpRequest) -> dict[str, int | None]:
    """Return the two versions that the address names, as far as it does."""
    pair = Pair(request.GET)
    pair.is_valid()
    return {name: pair.cleaned_data.get(name) for name in ("before", "after")}


def _revisions(subject: Subject, steps: list[Step]) -> dict[str, str]:
    """Return the address of the history of each pending revision that was applied, by its reference."""
    references = {step.revision for step in steps if step.revision}
    if not references or not issubclass(subject.model, Record):
        return {}
    rows = history_of(subject.model).objects.filter(revises=subject.key, reference__in=references, pgh_label="insert")
    opts = subject.model._meta
    name = f"admin:{opts.app_label}_{opts.model_name}_history"
    return {reference: reverse(name, args=[key]) for reference, key in rows.values_list("reference", "pgh_obj_id")}


# --- Two versions, and one ------------------------------------------------------------------------------------


@staff_view()
@require_safe
def compare(request: HttpRequest, app: str, name: str, key: str) -> HttpResponse:
    subject = subject_of(request, app, name, key)
    pair = Pair(request.GET)
    steps = {}
    if pair.is_valid():
        wanted = {pair.cleaned_data["before"], pair.cleaned_data["after"]}
        steps = {step.state: step for step in states(subject.model, subject.key, wanted)}
        if steps.keys() != wanted:
            steps = {}
    if not steps:
        messages.warning(request, _("Choose two versions of the list to compare."))
        return HttpResponseRedirect(subject.admin_address("history"))
    before, after = sorted(steps)[0], sorted(steps)[-1]
    old, new = states_of(subject.model, subject.key, [before, after])
    context = {
        "before": steps[before],
        "after": steps[after],
        "differences": between(subject.model, old, new),
        "opens": {state: subject.address("version", state) for state in steps if not steps[state].is_deletion},
    }
    return _page(request, "desk/history/compare.html", subject, context, _("Two versions of %(record)s"))


@staff_view()
@require_http_methods(["GET", "HEAD", "POST"])
def version(request: HttpRequest, app: str, name: str, key: str, state: int) -> HttpResponse:
    """Show a row as it was, and what it would change to restore that; restore it when the form is sent."""
    subject = subject_of(request, app, name, key)
    step = next(iter(states(subject.model, subject.key, {state})), None) if state <= MOST else None
    if step is None or step.is_deletion:
        raise Http404
    reasons: list[str] = []
    if request.method == "POST":
        if not _may_restore(subject, request):
            raise PermissionDenied
        why, reasons = reason_of(request)
        if not reasons:
            (then,) = states_of(subject.model, subject.key, [step.state])
            try:
                done = restore(subject, request, then, why, _called(step))
            except Refused as error:
                reasons = error.reasons
            else:
                return _restored(request, subject, step, done)
        subject = subject_of(request, app, name, key)
    then, now = states_of(subject.model, subject.key, [step.state, last_of(subject.model, subject.key)])
    context = {
        "step": step,
        "differences": [line for line in between(subject.model, now, then) if line.field not in NOT_RESTORED],
        "whole": between(subject.model, State(), then),
        "may_restore": _may_restore(subject, request),
        "reasons": reasons,
        "row": subject.row,
        "is_public_record": isinstance(subject.row, Record) and subject.row.published_at is not None,
    }
    title = _("%(record)s as it was")
    return _page(request, "desk/history/version.html", subject, context, title, status=409 if reasons else 200)


def _may_restore(subject: Subject, request: HttpRequest) -> bool:
    if subject.row is None:
        return powers.may_bring_back(subject.admin, request, subject.key)
    return powers.may_offer(subject.admin, request, subject.row)


def _restored(request: HttpRequest, subject: Subject, step: Step, done: Any) -> HttpResponse:
    label = label_of(admin.site, done)
    if getattr(done, "revises_id", None):
        text = _("%(record)s says what %(version)s said. Look it over, then hand it in for review or publish it.")
    else:
        text = _("%(record)s says again what %(version)s said.")
    text %= {"record": label, "version": _called(step)}
    messages.success(request, text)
    subject.admin.log_change(request, done, text)
    opts = done._meta
    return HttpResponseRedirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[quote(done.pk)]))


def _called(step: Step) -> str:
    return _("version %(n)d") % {"n": step.version or step.state}


# --- Parts ----------------------------------------------------------------------------------------------------


def _page(
    request: HttpRequest, template: str, subject: Subject, context: dict[str, Any], title: str, status: int = 200
) -> HttpResponse:
    about = {
        "subject": subject,
        "opts": subject.model._meta,
        "list_url": subject.admin_address("history"),
        "change_url": subject.admin_address("change") if subject.row is not None else "",
        "version_now": subject.version,
    }
    return page(request, template, {**about, **context}, title=title % {"record": subject.name}, status=status)
