"""Card pictures: what a messenger shows beside a link to a page, each in the language of its address.

Each says no more than its page does, and asks the same ``published()``: a draft's card is a 404, a withdrawn record's
a 410. One drawn card is kept for the state of the register, so that nobody pays twice for it.
"""

import hashlib
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.cards import Card, draw
from core.dates import in_words
from core.numbers import grouped
from core.state import State, remember
from delegations.gazetteer import Gazetteer, name_of
from delegations.models import Country, Delegation, Event, Organization
from meetings.facets import count, spans
from meetings.models import Meeting, MoU, Source, Topic
from meetings.overviews import published_meetings
from meetings.summaries import years_of
from meetings.views.common import leads_on, not_public

# Long enough that a link shared with many is drawn for few; a withdrawn record is gone from caches within the hour.
MAX_AGE = 3600


def _answer(request: HttpRequest, name: str, make: Callable[[State], Card | None]) -> HttpResponse | None:
    """Return the picture; None where ``make`` finds nothing public to show."""
    state: State = request.register  # type: ignore[attr-defined]  # set by core.middleware

    def drawn() -> bytes | None:
        card = make(state)
        return draw(card) if card else None

    picture: bytes | None = remember(state, f"card:{get_language()}:{name}", drawn, cache="fragments")
    if picture is None:
        return None
    response = HttpResponse(picture, content_type="image/png")
    response.headers["ETag"] = f'"{hashlib.sha256(picture).hexdigest()[:32]}"'
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return get_conditional_response(request, response.headers["ETag"], None, response)


def _or_404(response: HttpResponse | None) -> HttpResponse:
    if response is None:
        raise Http404
    return response


def _counted(n: int) -> str:
    return ngettext("recorded meeting", "recorded meetings", n)


def _of_whom(kicker: str, words: str) -> str:
    """The line above the title: what it is, and a few words of the record itself."""
    return " · ".join(part for part in (kicker, words) if part)


def _of_list(state: State, kicker: str, title: str, fixed: dict[str, str] | None, **values: object) -> Card:
    """A card of what has a list of meetings: how many, and of which years as far as they are known."""
    filterset = published_meetings(state, fixed)
    total, years = count(filterset).total, years_of(spans(filterset))
    return Card(
        kicker,
        title,
        figure=grouped(total),
        counted=_counted(total),
        note=str(years or ""),
        is_demo=state.is_demo,
        **values,  # type: ignore[arg-type]  # each caller names its own
    )


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return _or_404(
        _answer(request, "home", lambda state: _of_list(state, _("Who met whom"), _("Which source says so"), None))
    )


@require_safe
def country(request: HttpRequest, code: str) -> HttpResponse:
    found = _country(request, code)
    return _or_404(
        _answer(
            request,
            f"country:{found.iso2}",
            lambda state: _of_list(
                state, _("Country"), found.name, {"country": found.iso2.lower()}, codes=(found.iso2,)
            ),
        )
    )


@require_safe
def pair(request: HttpRequest, first: str, second: str) -> HttpResponse:
    one, other = _country(request, first), _country(request, second)
    if not one.iso2 < other.iso2:
        raise Http404
    fixed = {"country": one.iso2.lower(), "with": other.iso2.lower(), "side": "either"}
    return _or_404(
        _answer(
            request,
            f"pair:{one.iso2}:{other.iso2}",
            lambda state: _of_list(
                state, _("Two countries"), f"{one.name} – {other.name}", fixed, codes=(one.iso2, other.iso2)
            ),
        )
    )


def _country(request: HttpRequest, code: str) -> Country:
    found = _gazetteer(request).country_of(code)
    if found is None or code != code.lower():
        raise Http404
    return found


def _gazetteer(request: HttpRequest) -> Gazetteer:
    return Gazetteer.of(request.register)  # type: ignore[attr-defined]  # set by core.middleware


@require_safe
def continent(request: HttpRequest, slug: str) -> HttpResponse:
    return _region(request, slug, "continent")


@require_safe
def region(request: HttpRequest, slug: str) -> HttpResponse:
    return _region(request, slug, "region")


def _region(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    found = _gazetteer(request).region_named(slug)
    if found is None or (found.parent_id is None) != (name == "continent"):
        raise Http404
    fixed = {name: slug, "side": "counterpart"}
    kicker = pgettext("above the name of a region", "Counterparts from")
    return _or_404(_answer(request, f"{name}:{slug}", lambda state: _of_list(state, kicker, found.name, fixed)))


@require_safe
@leads_on(Event, "cards:event")
def event(request: HttpRequest, slug: str) -> HttpResponse:
    def make(state: State) -> Card:
        found = get_object_or_404(Event.objects.published().select_related("country"), slug=slug)
        total = count(published_meetings(state, {"event": slug})).total
        return Card(
            _of_whom(_("Event"), found.place),
            found.name,
            figure=grouped(total),
            counted=_counted(total),
            note=in_words(found.held_on) if found.held_on else "",
            plain_title=_("Event"),
            codes=(found.country_id,) if found.country_id else (),
            is_demo=state.is_demo,
        )

    return _or_404(_answer(request, f"event:{slug}", make))


@require_safe
@leads_on(Organization, "cards:organization")
def organization(request: HttpRequest, slug: str) -> HttpResponse:
    def make(state: State) -> Card:
        found = get_object_or_404(Organization.objects.published(), slug=slug)
        plain = found.acronym or _("Organization")
        return _of_list(state, _("Organization"), found.name, {"organization": slug}, plain_title=plain)

    return _or_404(_answer(request, f"organization:{slug}", make))


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    def make(state: State) -> Card:
        found = get_object_or_404(Topic.objects.published(), slug=slug)
        return _of_list(state, _("Topic"), found.name, {"topic": slug}, plain_title=_("Topic"))

    return _or_404(_answer(request, f"topic:{slug}", make))


@require_safe
@leads_on(Source, "cards:source")
def source(request: HttpRequest, pk: int) -> HttpResponse:
    def make(state: State) -> Card:
        found = get_object_or_404(Source.objects.published(), pk=pk)
        return Card(
            _of_whom(_("Source"), found.publisher),
            found.title,
            note=in_words(found.published_on.isoformat()) if found.published_on else "",
            plain_title=_("Source"),
            is_demo=state.is_demo,
        )

    return _or_404(_answer(request, f"source:{pk}", make))


@require_safe
@leads_on(Delegation, "cards:delegation")
def delegation(request: HttpRequest, pk: int) -> HttpResponse:
    def make(state: State) -> Card:
        found = get_object_or_404(Delegation.objects.published().for_detail(), pk=pk)
        held_on = found.event.held_on if found.event else ""
        return Card(
            _("Delegation"),
            name_of(found.party),
            note=in_words(held_on) if held_on else "",
            plain_title=_("Delegation"),
            codes=(found.country_id,) if found.country_id else (),
            is_demo=state.is_demo,
        )

    return _or_404(_answer(request, f"delegation:{pk}", make))


@require_safe
def meeting(request: HttpRequest, reference: str) -> HttpResponse:
    def make(state: State) -> Card | None:
        found = Meeting.objects.published().for_detail().at(reference)
        if found is None:
            return None
        parties = (found.principal.party, found.counterpart.party)
        kind = capfirst(found.get_kind_display())
        if found.attestation == Meeting.Attestation.IMPLIED:
            kind = _("%(kind)s, implied") % {"kind": kind}
        return Card(
            _of_whom(kind, found.reference),
            " – ".join(name_of(party) for party in parties),
            note=in_words(found.held_on) if found.held_on else _("date not stated"),
            plain_title=_of_whom(_("Meeting"), found.reference),
            codes=tuple(party.iso2 for party in parties if isinstance(party, Country)),
            is_demo=state.is_demo,
        )

    answer = _answer(request, f"meeting:{reference}", make)
    return answer or not_public(request, Meeting.objects.all(), reference, "cards:meeting")


@require_safe
def mou(request: HttpRequest, reference: str) -> HttpResponse:
    def make(state: State) -> Card | None:
        found = MoU.objects.published().for_detail().at(reference)
        if found is None:
            return None
        codes = [signature.delegation.country_id for signature in found.signatures.all()]
        return Card(
            _of_whom(capfirst(found.get_kind_display()), found.reference),
            found.title,
            note=_("signed %(date)s") % {"date": in_words(found.signed_on)}
            if found.signed_on
            else _("date of signature not stated"),
            plain_title=_of_whom(_("MoU"), found.reference),
            codes=tuple(dict.fromkeys(code for code in codes if code))[:4],
            is_demo=state.is_demo,
        )

    answer = _answer(request, f"mou:{reference}", make)
    return answer or not_public(request, MoU.objects.all(), reference, "cards:mou")
