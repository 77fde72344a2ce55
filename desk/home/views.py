"""A part of the desk's home that is asked for after the page is there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core.staff_pages import staff_view
from core.state import remember
from desk.home.page import DUPLICATES, decided, duplicates


@staff_view(DUPLICATES)
@require_safe
def possible_duplicates(request: HttpRequest) -> HttpResponse:
    """Answer with how many pairs look the same: a fragment, counted once for each state of the register."""
    key = f"desk-duplicates:{decided()}:{get_language()}"
    found = remember(request.register, key, duplicates)  # type: ignore[attr-defined]  # set by know_the_state
    return render(request, "desk/home/_duplicates.html", {"found": found})
