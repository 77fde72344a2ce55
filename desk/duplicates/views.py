"""Pages for what may be the same: the queue, one pair side by side, what was merged and what was told apart."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import person_of
from core.keeping.carried import given_back
from core.sides.lists import seen_field, seen_of
from core.staff_pages import page, staff_view
from core.stale import Stale, what_changed, who
from core.text import validate_clean_text
from desk.duplicates import facts, services
from desk.duplicates.finding import Suspects, are_alike, like, suspects
from desk.duplicates.kinds import KINDS, Kind
from desk.duplicates.panel import COMPARED, compare_address, suggestions
from desk.duplicates.typed import typed
from desk.models import Merge, NotDuplicate
from meetings.services import Refused

SEE, MERGE = "meetings.edit_any_meeting", "meetings.merge_meeting"
PAGE = 25


class MergeForm(forms.Form):
    """Which of two is kept, and why."""

    keep = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect, label=gettext_lazy("Keep"))
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=1000,
        validators=[validate_clean_text],
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=gettext_lazy("For the history. If readers knew the other one, they are led to the one that is kept."),
    )

    def __init__(self, *args: Any, shown: list[facts.Shown], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep: Any = self.fields["keep"]
        keep.choices = [(each.record.pk, each.name) for each in shown]


# --- The queue ------------------------------------------------------------------------------------------------


@staff_view(SEE)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    kind = _kind(request.GET.get("kind", "meeting"))
    found = suspects(kind.name, PAGE + 1, _position(request.GET.get("before", "")))
    pairs, more = found[:PAGE], found[PAGE:]
    shown = facts.shown(kind.name, [pk for pair in pairs for pk in (pair.older, pair.newer)])
    last = pairs[-1] if more else None
    context = {
        "tabs": _tabs(kind),
        "kind": kind,
        "pairs": [_pair(request, pair, shown) for pair in pairs if {pair.older, pair.newer} <= shown.keys()],
        "is_first": not request.GET.get("before"),
        "next": f"{last.newer}-{last.older}" if last else "",
        "may_merge": _may_merge(request, kind),
    }
    return page(request, "desk/duplicates/queue.html", context, title=_("Possible duplicates"))


def _pair(request: HttpRequest, pair: Suspects, shown: dict[int, facts.Shown]) -> dict[str, Any]:
    first, second = shown[pair.older], shown[pair.newer]
    return {
        "first": first,
        "second": second,
        "why": "; ".join(pair.why),
        "lines": facts.lines(pair.kind.name, first, second),
        "merge": compare_address(pair.kind.name, pair.older, pair.newer),
    }


@staff_view(SEE)
@require_POST
def not_duplicate(request: HttpRequest, kind: str, first: int, second: int) -> HttpResponse:
    try:
        services.tell_apart(_kind(kind).name, first, second, person_of(request))
    except Refused as error:
        _say(request, error)
    else:
        messages.success(request, _("They are not shown as possible duplicates any more."))
    return HttpResponseRedirect(_back(request, f"{reverse('desk:duplicates')}?kind={kind}"))


# --- One pair -------------------------------------------------------------------------------------------------


@staff_view(SEE)
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, kind: str, first: int, second: int) -> HttpResponse:
    what = _kind(kind)
    if first >= second:
        raise Http404
    shown = facts.shown(kind, [first, second])
    if len(shown) < 2:
        return _gone(request, kind)
    kept, as_typed, status = facts.to_keep(*shown.values()), given_back(request), 200
    form = MergeForm(
        request.POST if request.method == "POST" else None, shown=list(shown.values()), initial={"keep": kept}
    )
    seen = _seen(request)
    if request.method == "POST" and not _may_merge(request, what):
        raise PermissionDenied
    if as_typed:
        for pk, each in shown.items():
            each.record.version = seen.get(pk) or each.record.version
    elif request.method == "POST":
        try:
            if form.is_valid():
                keep, why = form.cleaned_data["keep"], form.cleaned_data["reason"]
                return _merged(
                    request, services.merge(kind, keep, first + second - keep, person_of(request), why, seen)
                )
        except Refused as error:
            _add(form, error.reasons)
        except Stale:
            shown = facts.shown(kind, [first, second])
            if len(shown) < 2:
                return _gone(request, kind)
        if stale := _changed(shown, seen):
            # The page shows both as they are now: sent again, it is a decision.
            status = 409
            _add(form, stale)
    return _pair_page(request, what, form, [shown[first], shown[second]], status)


def _seen(request: HttpRequest) -> dict[int, int | None]:
    """Return the version of each of the two that the posted form showed."""
    return {_number(key): version for key, version in seen_of(request).items()}


def _changed(shown: dict[int, facts.Shown], seen: dict[int, int | None]) -> list[str]:
    """Say of each of the two that was changed after the form showed it who changed what."""
    said = []
    for pk, each in shown.items():
        if seen.get(pk) == each.record.version:
            continue
        words = {"record": each.name, "who": who(each.record)}
        words["what"] = ", ".join(what_changed(each.record, seen.get(pk)))
        if words["what"]:
            text = _("%(record)s was changed by %(who)s after you opened this page (%(what)s): nothing was merged.")
        else:
            text = _("%(record)s was changed by %(who)s after you opened this page: nothing was merged.")
        said.append(text % words)
    return said


def _merged(request: HttpRequest, done: Merge) -> HttpResponse:
    text = _("%(loser)s was merged into %(winner)s. It can be undone here.")
    messages.success(request, text % {"loser": done.loser_name, "winner": done.winner_name})
    return HttpResponseRedirect(reverse("desk:merges"))


def _gone(request: HttpRequest, kind: str) -> HttpResponse:
    messages.warning(request, _("One of the two is not there any more."))
    return HttpResponseRedirect(f"{reverse('desk:duplicates')}?kind={kind}")


def _add(form: MergeForm, reasons: list[str]) -> None:
    for reason in reasons:
        form.add_error(None, reason)


def _pair_page(request: HttpRequest, what: Kind, form: MergeForm, both: list[facts.Shown], status: int) -> HttpResponse:
    first, second = (each.record for each in both)
    context = {
        "kind": what,
        "form": form,
        "both": both,
        "seen": [seen_field(each.record) for each in both],
        "lines": facts.lines(what.name, *both),
        "why": are_alike(what.name, first.pk, second.pk),
        "told_apart": NotDuplicate.objects.filter(kind=what.name, lower=first.pk, higher=second.pk).exists(),
        "may_merge": _may_merge(request, what),
        "against": {
            one.pk: services.reasons_against(what.name, one, other) for one, other in ((first, second), (second, first))
        },
        "into_revision": _is_into_revision(both),
        "is_row": not hasattr(first, "status"),
    }
    return page(request, "desk/duplicates/merge.html", context, title=_("Compare and merge"), status=status)


def _is_into_revision(both: list[facts.Shown]) -> bool:
    """Whether one is public and the other a draft, so that the draft becomes a pending revision."""
    public = [getattr(each.record, "published_at", None) is not None for each in both]
    return hasattr(both[0].record, "status") and any(public) and not all(public)


# --- What was decided -------------------------------------------------------------------------------------------


@staff_view(SEE)
@require_safe
def merges(request: HttpRequest) -> HttpResponse:
    rows = Paginator(Merge.objects.select_related("by", "undone_by"), PAGE)
    here = rows.get_page(_number(request.GET.get("page", "")))
    shown = [{"merge": row, "kind": KINDS[row.kind].words, "may_undo": _may_merge(request, KINDS[row.kind])}
             for row in here]  # fmt: skip
    context = {"rows": shown, "page": here, "tabs": _tabs(None, "merges")}
    return page(request, "desk/duplicates/merges.html", context, title=_("Merged records"))


@staff_view(SEE)
@require_POST
def unmerge(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Merge, pk=pk)
    if not _may_merge(request, KINDS[row.kind]):
        raise PermissionDenied
    try:
        services.unmerge(row, person_of(request))
    except Refused as error:
        _say(request, error)
    else:
        messages.success(request, _("The merge was undone: both records are there again."))
    return HttpResponseRedirect(reverse("desk:merges"))


@staff_view(SEE)
@require_safe
def told_apart(request: HttpRequest) -> HttpResponse:
    rows = Paginator(NotDuplicate.objects.select_related("by"), PAGE)
    here = rows.get_page(_number(request.GET.get("page", "")))
    shown = {
        kind: facts.shown(kind, [pk for row in here if row.kind == kind for pk in (row.lower, row.higher)])
        for kind in sorted({row.kind for row in here})
    }
    pairs = [
        {"row": row, "kind": KINDS[row.kind].words, "first": shown[row.kind].get(row.lower),
         "second": shown[row.kind].get(row.higher)}
        for row in here
    ]  # fmt: skip
    context = {"pairs": pairs, "page": here, "tabs": _tabs(None, "told-apart")}
    return page(request, "desk/duplicates/told_apart.html", context, title=_("Told apart"))


@staff_view(SEE)
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    NotDuplicate.objects.filter(pk=pk).delete()
    messages.success(request, _("The two may be shown as possible duplicates again."))
    return HttpResponseRedirect(reverse("desk:told-apart"))


# --- While typing -----------------------------------------------------------------------------------------------


@staff_view()
@require_POST
def like_typed(request: HttpRequest, kind: str) -> HttpResponse:
    """Answer with the records that the form, as it is now, looks like; a fragment for the panel beside it."""
    what = _kind(kind)
    label = f"{what.model._meta.app_label}.%s_{what.model._meta.model_name}"
    if not (request.user.has_perm(label % "add") or request.user.has_perm(label % "change")):
        raise PermissionDenied
    pk = _number(request.POST.get("_pk", ""))
    stored = what.model._default_manager.filter(pk=pk).first() if pk else None
    found = []
    if stored is not None and not COMPARED[kind] & set(request.POST):
        # A form that only shows the record posts nothing of it.
        found = like(stored)
    elif getattr(stored, "revises_id", None) is None:
        record, known = typed(kind, request.POST, stored.pk if stored else None)
        found = like(record, **known)
    said = suggestions(request, kind, found, stored.pk if stored else None)
    return render(request, "desk/duplicates/_like.html", {"said": said})


# --- Parts --------------------------------------------------------------------------------------------------------


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def _may_merge(request: HttpRequest, kind: Kind) -> bool:
    return request.user.has_perm("meetings.merge_mou" if kind.name == "mou" else MERGE)


def _tabs(kind: Kind | None, here: str = "") -> list[dict[str, Any]]:
    queue = reverse("desk:duplicates")
    tabs = [
        {"words": each.words, "address": f"{queue}?kind={each.name}", "here": each is kind} for each in KINDS.values()
    ]
    for name, words in (("merges", _("merged")), ("told-apart", _("told apart"))):
        tabs.append({"words": words, "address": reverse(f"desk:{name}"), "here": here == name, "is_past": True})
    return tabs


def _position(text: str) -> tuple[int, int] | None:
    newer, _dash, older = text.partition("-")
    return (_number(newer), _number(older)) if _number(newer) and _number(older) else None


def _number(text: str) -> int:
    """Return the key or page number that ``text`` is; 0 where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0


def _back(request: HttpRequest, otherwise: str) -> str:
    """Return the state of the queue that the form was on, if it is one."""
    return otherwise + (f"&before={before}" if _position(before := request.POST.get("before", "")) else "")


def _say(request: HttpRequest, error: Refused) -> None:
    for reason in error.reasons:
        messages.error(request, reason)
