"""The comments on a record: a page of their own, to which the small form on the record's page posts as well."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import person_of
from core.keeping.carried import given_back
from core.staff_pages import page, staff_view
from core.text import validate_clean_text
from desk.comments.services import RECORDS, comments_on, settle, write
from desk.models import Comment
from desk.models.comments import LONGEST
from meetings.services import Refused
from meetings.services.powers import has_power, visible_to


class CommentForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Comment"),
        max_length=LONGEST,
        validators=[validate_clean_text],
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
    )
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def clean_token(self) -> UUID:
        """A form that lost its token, or brings a wrong one, is a form of its own."""
        return self.cleaned_data.get("token") or uuid4()


@staff_view()
@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    record = _record(request, kind, pk)
    as_typed = given_back(request)
    form = CommentForm(request.POST if request.method == "POST" else None, initial={"token": uuid4()})
    if request.method == "POST" and not as_typed and form.is_valid():
        try:
            said = write(record, person_of(request), form.cleaned_data["text"], token=form.cleaned_data["token"])
        except Refused as error:
            for reason in error.reasons:
                form.add_error("text", reason)
        else:
            return HttpResponseRedirect(f"{address_of(record)}#comment-{said.pk}")
    context = {
        "form": form,
        "record": record,
        "said": comments_on(record, request.user),
        "back": address_of(record),
        "opts": record._meta,
    }
    title = _("Comments on %(record)s") % {"record": record.reference}
    return page(request, "desk/comments/page.html", context, title=title)


@staff_view()
@require_POST
def settled(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a comment as settled, or as open again. Who may read it may."""
    said = get_object_or_404(Comment, pk=pk)
    kind = "meeting" if said.meeting_id else "mou"
    record = _record(request, kind, said.meeting_id or said.mou_id or 0)
    if not comments_on(record, request.user).filter(pk=said.pk).exists():
        raise Http404
    settle(said, person_of(request), is_settled=request.POST.get("settled") == "yes")
    messages.success(request, _("The comment is settled.") if said.is_resolved else _("The comment is open again."))
    # From the form of the pending revision, if it came from there.
    revision = getattr(record, "revision", None) if request.POST.get("from") == "revision" else None
    return HttpResponseRedirect(f"{address_of(revision or record)}#comment-{said.pk}")


def address_of(record: Any) -> str:
    return reverse(f"admin:meetings_{record._meta.model_name}_change", args=[record.pk])


def _record(request: HttpRequest, kind: str, pk: int) -> Any:
    """Return the record, if who asks may view it: who does not see it is told that it is not there."""
    if kind not in RECORDS:
        raise Http404
    model = RECORDS[kind]
    if not (has_power(request.user, "view", model) or has_power(request.user, "change", model)):
        raise PermissionDenied
    return get_object_or_404(visible_to(request.user, model.objects.select_related("revises")), pk=pk)
