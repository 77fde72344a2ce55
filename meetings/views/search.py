"""The search over the whole register, and what it suggests while somebody types."""

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.filters import StrictForm, WordsField
from core.search import Question
from core.state import State, remember
from delegations.gazetteer import Gazetteer
from meetings.searching.answers import answers
from meetings.searching.hits import Search
from meetings.searching.offers import offers
from meetings.searching.spelling import suggestions as near
from meetings.views.common import meta


class SearchForm(StrictForm):
    """The one thing that the search can be asked."""

    q = WordsField()

    def __init__(self, request: HttpRequest) -> None:
        self.given, self.fixed = request.GET, {}
        super().__init__(request.GET)

    @property
    def text(self) -> str:
        """What was typed, also where it was not understood."""
        return self.given.get("q", "").strip()

    @property
    def question(self) -> Question:
        """What was understood; an empty question where nothing was."""
        found: Question = self.cleaned_data["q"] if self.is_valid() else Question()
        return found


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request)
    found = _kept(request, "meetings/_search_results.html", form, _results) if form.question else ""
    # What was not understood is not shown again where it is no text.
    says = meta(_("Search"), _("One search over the meetings, countries, organizations, events, delegations, MoUs, "
                               "topics and sources of the register."))  # fmt: skip
    return render(request, "meetings/search.html", {"form": form, "found": found, "meta": says})


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """The options below the box, as a fragment; none where the question is not understood: the page will say why."""
    form = SearchForm(request)
    return HttpResponse(_kept(request, "meetings/_search_offers.html", form, _offers) if form.question else "")


def _results(form: SearchForm, state: State) -> dict[str, Any]:
    made = Search(form.question, form.text, Gazetteer.of(state))
    is_nothing = not made.total
    return {
        "search": made,
        "answers": answers(made),
        "near": near(form.question, state) if is_nothing else [],
        "apart": [str(term) for term in form.question.wanted] if is_nothing and len(form.question.wanted) > 1 else [],
    }


def _offers(form: SearchForm, state: State) -> dict[str, Any]:
    return {"offers": offers(Search(form.question, form.text, Gazetteer.of(state)))}


def _kept(request: HttpRequest, template: str, form: SearchForm, make: Any) -> SafeString:
    """Return the HTML for the question in this state of the register; it depends on nobody's person."""
    state: State = request.register  # type: ignore[attr-defined]  # set by core.middleware
    asked = hashlib.sha256(f"{template} {get_language()} {form.text}".encode()).hexdigest()
    html: SafeString = remember(
        state, f"search:{asked}", lambda: render_to_string(template, make(form, state)), cache="fragments"
    )
    return html
