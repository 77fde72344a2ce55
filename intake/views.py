"""The pages of the intake: articles that wait, a new one, and the desk of one article."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import person_of
from core.form_tokens import FIELD, NoToken, SentBefore, next_token, sent_before
from core.keeping.carried import given_back
from core.refusals import REFUSALS, words_of_refusal
from core.staff_pages import page, staff_view
from core.stale import Stale, version_of
from core.state import State
from delegations.gazetteer import Gazetteer
from delegations.lexicon import Lexicon
from intake.forms import AboutForm, NewArticleForm
from intake.models import Article, Outcome
from intake.names import names_of
from intake.services import accepting, hand, working_on
from intake.services.storing import store
from intake.sheet.added import NotFound
from intake.sheet.marking import lines_of
from intake.sheet.rows import ACCEPT, CITE, Row
from intake.sheet.sheet import Sheet
from meetings.services import Refused

LISTED = 50
VIEW, ADD = "intake.view_article", "intake.add_article"
SAID = (Refused, hand.InHand, Stale)
ABOUT = ("title", "publisher", "url", "published_on", "language")


def _state(request: HttpRequest) -> State:
    state: State = request.register  # type: ignore[attr-defined]  # set by the middleware
    return state


@staff_view(VIEW)
@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    """What waits and what is done; ``show`` says which of them."""
    shows: dict[str, tuple[str, dict[str, Any]]] = {
        "open": (_("Being worked on"), {"state": Article.State.OPEN}),
        "mine": (_("In my hand"), {"holder": request.user}),
        "accepted": (_("Accepted"), {"state": Article.State.ACCEPTED}),
    }
    show = request.GET.get("show", "open")
    show = show if show in shows else "open"
    rows = Article.objects.with_people().without_text().filter(**shows[show][1])
    found = Paginator(rows, LISTED).get_page(request.GET.get("page"))
    tabs = [(name, words) for name, (words, _condition) in shows.items()]
    context = {"articles": found, "show": show, "tabs": tabs, "may_add": request.user.has_perm(ADD)}
    return page(request, "intake/list.html", context, title=_("Articles"))


@staff_view(ADD)
def new(request: HttpRequest) -> HttpResponse:
    as_typed = given_back(request)
    if request.method != "POST":
        return _new(request, NewArticleForm())
    form = NewArticleForm(request.POST, request.FILES)
    if not form.is_valid() or as_typed:
        return _new(request, form)
    said = {name: form.cleaned_data[name] for name in ABOUT}
    try:
        article, is_new = store(form.cleaned_data["document"], person_of(request), names_of(_state(request)), said=said)
    except REFUSALS as error:
        for reason in words_of_refusal(error):
            form.add_error(None, reason)
        return _new(request, form)
    if not is_new:
        messages.info(request, _("This text was brought in already: this is it."))
    return HttpResponseRedirect(_address(article.pk))


def _new(request: HttpRequest, form: NewArticleForm) -> HttpResponse:
    return page(request, "intake/new.html", {"form": form}, title=_("New article"))


@staff_view(VIEW)
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """The desk of one article: its text and what is to become of it. Every button of the page is answered here."""
    as_typed = given_back(request)
    found = Article.objects.with_people().filter(pk=pk).first()
    if found is None:
        raise Http404
    if request.method != "POST":
        return _desk(request, found, None)
    if as_typed or not found.is_open:
        return _desk(request, found, request.POST)
    for name, answer in ANSWERS.items():
        if name in request.POST:
            return answer(request, found)
    return _saved(request, found)


# --- The buttons ------------------------------------------------------------------------------------------------


def _taken(request: HttpRequest, found: Article, *, over: bool = False) -> HttpResponse:
    try:
        hand.take(found.pk, person_of(request), over=over)
    except SAID as error:
        return _refused(request, found, error)
    if "_version" in request.POST:
        # Typed while somebody else had it: shown as it was typed, for the new holder to save.
        return _desk(request, Article.objects.with_people().get(pk=found.pk), request.POST)
    return HttpResponseRedirect(_address(found.pk))


def _released(request: HttpRequest, found: Article) -> HttpResponse:
    try:
        _keep(request, found)
        hand.release(found.pk, person_of(request))
    except SAID as error:
        return _refused(request, found, error)
    return HttpResponseRedirect(reverse("intake:articles"))


def _saved(request: HttpRequest, found: Article) -> HttpResponse:
    """Keep the unfinished work: by the button, or by the page itself, which is told the version that it has now."""
    try:
        version = _keep(request, found)
    except SAID as error:
        if "_quietly" in request.POST:
            return JsonResponse({"reasons": error.reasons}, status=409)
        return _refused(request, found, error)
    if "_quietly" in request.POST:
        return JsonResponse({"version": version})
    messages.success(request, _("Your work is kept."))
    return HttpResponseRedirect(_here(request, found))


def _added(request: HttpRequest, found: Article) -> HttpResponse:
    """Add what the rules missed: the words that say so, and the party."""
    sheet = _sheet(request, found, request.POST)
    try:
        choices, key = working_on.with_added(found, sheet, request.POST)
        hand.keep(found.pk, person_of(request), version_of(request), choices)
    except NotFound as error:
        return _desk(request, found, request.POST, problem=str(error), status=400)
    except SAID as error:
        return _refused(request, found, error)
    return HttpResponseRedirect(f"{_here(request, found)}#f-{key}")


def _read_again(request: HttpRequest, found: Article) -> HttpResponse:
    """Correct what is known of the article, and read it once more with the names that the register has now."""
    about = AboutForm(request.POST, prefix="about")
    if not about.is_valid():
        return _desk(request, found, request.POST, about=about, status=400)
    try:
        choices = working_on.choices_of(found, _sheet(request, found, request.POST))
        said = {name: about.cleaned_data[name] for name in ABOUT}
        working_on.read_again(
            found.pk, person_of(request), version_of(request), choices, said, names_of(_state(request))
        )
    except SAID as error:
        return _refused(request, found, error)
    messages.success(request, _("It was read again; what you chose is kept."))
    return HttpResponseRedirect(_address(found.pk))


def _accepted(request: HttpRequest, found: Article) -> HttpResponse:
    by = person_of(request)
    try:
        counted = accepting.accept(
            found.pk, by, version_of(request), request.POST, partial(_sheet, request, posted=request.POST)
        )
    except accepting.Hindered as error:
        return _desk(request, found, request.POST, sheet=error.sheet, problem=_("Nothing was created yet."), status=400)
    except NoToken:
        text = _("The form had lost the mark that keeps it from being sent twice: send it again.")
        return _desk(request, found, request.POST, problem=text, status=400)
    except SentBefore as error:
        messages.info(request, _("This form was sent before. It made these records once, and nothing twice."))
        return HttpResponseRedirect(_address(int(error.key)))
    except SAID as error:
        return _refused(request, found, error)
    number = counted["meetings"] + counted["mous"]
    text = ngettext("%(n)d draft was created.", "%(n)d drafts were created.", number) % {"n": number}
    messages.success(request, text)
    return HttpResponseRedirect(_address(found.pk))


ANSWERS: dict[str, Callable[[HttpRequest, Article], HttpResponse]] = {
    "_take": _taken,
    "_over": partial(_taken, over=True),
    "_release": _released,
    "_save": _saved,
    "_add": _added,
    "_again": _read_again,
    "_accept": _accepted,
}


@staff_view("intake.delete_article")
@require_POST
def let_go(request: HttpRequest, pk: int) -> HttpResponse:
    found = Article.objects.with_people().filter(pk=pk).first()
    if found is None:
        raise Http404
    try:
        hand.let_go(pk, person_of(request))
    except SAID as error:
        for reason in error.reasons:
            messages.error(request, reason)
        return HttpResponseRedirect(_address(pk))
    messages.success(request, _("The article was let go of."))
    return HttpResponseRedirect(reverse("intake:articles"))


# --- The page ---------------------------------------------------------------------------------------------------


def _keep(request: HttpRequest, found: Article) -> int:
    choices = working_on.choices_of(found, _sheet(request, found, request.POST))
    return hand.keep(found.pk, person_of(request), version_of(request), choices)


def _sheet(request: HttpRequest, found: Article, posted: Any = None) -> Sheet:
    return Sheet(found, request.user, _state(request), posted, working_on.page_number(request.GET.get("page")))


def _refused(request: HttpRequest, found: Article, error: Any) -> HttpResponse:
    """Show the page again with all that was typed, and why it was not saved: 409 where somebody else was quicker."""
    now = Article.objects.with_people().filter(pk=found.pk).first()
    if now is None:
        raise Http404
    if not now.is_open and sent_before(request.POST, accepting.MADE):
        messages.info(request, _("This form was sent before. It made these records once, and nothing twice."))
        return HttpResponseRedirect(_address(now.pk))
    status = 409 if isinstance(error, hand.InHand | Stale) or not now.is_open else 403
    return _desk(request, now, request.POST, problem=" ".join(error.reasons), status=status)


def _desk(
    request: HttpRequest,
    found: Article,
    posted: Any,
    *,
    sheet: Sheet | None = None,
    about: AboutForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    sheet = sheet or _sheet(request, found, posted)
    state, user = _state(request), request.user
    holds = found.is_open and found.holder_id == user.pk and user.has_perm("intake.change_article")
    outcomes = working_on.outcomes_of(found)
    marked = sheet.rows if found.is_open else _came(sheet, outcomes)
    context = {
        "article": found,
        "sheet": sheet,
        "form": sheet.form,
        "about": about or _about(found, posted),
        "lines": lines_of(found.text, marked),
        "marked": {row.key for row in marked},
        "names": _all_names(state),
        "holds": holds,
        # What was typed by somebody whose article it is not (any more) stays where it was typed.
        "is_editable": holds or bool(posted),
        "may_take": found.is_open and user.has_perm("intake.change_article") and not holds,
        "may_take_over": user.has_perm("intake.edit_any_article"),
        "may_let_go": found.is_open and user.has_perm("intake.delete_article")
        and (found.entered_by_id == user.pk or user.has_perm("intake.edit_any_article")),
        "problem": problem,
        "hindrances": sheet.hindrances() if found.is_open else [],
        "outcomes": outcomes,
        "token_field": FIELD,
        "token": next_token(request.POST) if posted and not sent_before(request.POST, accepting.MADE) else str(uuid4()),
        "add_words": (posted or {}).get("add_words", ""),
        "add_party": (posted or {}).get("add_party", ""),
    }  # fmt: skip
    return page(request, "intake/article.html", context, title=found.title, status=status)


def _came(sheet: Sheet, outcomes: list[Outcome]) -> list[Row]:
    """Return the findings of an accepted article of which something came, as what was made of them."""
    came = {outcome.finding: CITE if outcome.how == Outcome.How.CITED else ACCEPT for outcome in outcomes}
    rows = [row for row in sheet.rows if row.key in came]
    for row in rows:
        row.do = came[row.key]
    return rows


def _about(found: Article, posted: Any) -> AboutForm:
    if posted and "about-title" in posted:
        return AboutForm(posted, prefix="about")
    return AboutForm(initial={name: getattr(found, name) for name in ABOUT}, prefix="about")


def _all_names(state: State) -> list[str]:
    """Return the names that complete what is typed for a party."""
    lexicon, countries = Lexicon.of(state), Gazetteer.of(state).countries
    bodies = sorted(label for party, label in lexicon.labels.items() if party.kind == "o")
    return [*(country.name for country in countries.values()), *bodies]


def _address(pk: int) -> str:
    return reverse("intake:article", args=[pk])


def _here(request: HttpRequest, found: Article) -> str:
    number = working_on.page_number(request.GET.get("page"))
    return _address(found.pk) + (f"?page={number}" if number > 1 else "")
