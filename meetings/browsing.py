"""One filtered list of meetings as every page shows it: sentence, chips, panel, rows, pages."""

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from core.addresses import query
from core.pagination import SIZES, Page
from core.state import remember
from meetings.facets import Counts, count
from meetings.filters import ORDERS, SIDE_CHOICES, VIEWS, MeetingFilterSet
from meetings.models import Meeting
from meetings.panel import Facet, facets_of, panel_key
from meetings.pictures.listing import picture_html
from meetings.rows import attach
from meetings.wording import Chip, chips, sentence


class Browser:
    """The list that the address of ``request`` asks for, within what the page fixes.

    ``fixed`` are filters that the page decides. ``within`` narrows the meetings by what is no filter (those of a
    source), and then ``scope`` names it, so that its counts are kept apart. ``hidden`` facets are not shown.
    """

    def __init__(
        self,
        request: HttpRequest,
        fixed: Mapping[str, str] | None = None,
        *,
        within: QuerySet[Meeting] | None = None,
        scope: str = "",
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        self.path = request.path
        self.hidden = hidden
        self.filterset = MeetingFilterSet(
            request.GET,
            Meeting.objects.published() if within is None else within,
            fixed=fixed,
            state=request.register,  # type: ignore[attr-defined]  # set by core.middleware
            scope=scope,
        )

    @cached_property
    def whole(self) -> MeetingFilterSet:
        """The filter set of all meetings of the page, whatever the address asks for: what stands above the list."""
        asked = self.filterset
        if not asked.given:
            return asked
        return MeetingFilterSet(QueryDict(), asked.queryset, fixed=asked.fixed, state=asked.state, scope=asked.scope)

    @property
    def form(self) -> Any:
        return self.filterset.form

    @property
    def gazetteer(self) -> Any:
        return self.filterset.gazetteer

    @cached_property
    def counts(self) -> Counts:
        return count(self.filterset)

    @cached_property
    def facets(self) -> list[Facet]:
        return facets_of(self.filterset, self.counts, self.hidden)

    @cached_property
    def html(self) -> SafeString:
        """The whole list with its panel. It depends on the question and the place in the list only, nobody's person."""

        def render() -> SafeString:
            return render_to_string("meetings/_meeting_browser.html", {"browser": self})

        if not self.filterset.is_valid():
            return render()
        asked: list[object] = [self.path, get_language(), sorted(self.filterset.fixed.items()), self.filterset.scope]
        asked += [
            sorted(self.hidden),
            sorted(pair for pair in self.filterset.given.lists() if pair[0] in self.filterset.filters),
        ]
        name = hashlib.sha256(json.dumps(asked).encode()).hexdigest()
        kept: SafeString = remember(self.filterset.state, f"list:{name}", render, cache="fragments")
        return kept

    @property
    def view(self) -> str:
        """How the meetings are shown: "table" (also where the address is not understood), "map", and so on."""
        return str(self.form.cleaned_data["view"]) if self.filterset.is_valid() else "table"

    @property
    def views(self) -> list[tuple[str, Any, str, bool]]:
        """The ways to show these meetings: name, label, address, and whether it is this one."""
        applied = {key: values for key, values in self.filterset.applied().items() if key != "view"}
        return [
            (name, label, self.path + query(applied, view="" if name == "table" else name), name == self.view)
            for name, label in VIEWS
        ]

    @cached_property
    def picture(self) -> SafeString:
        """The meetings as the picture that the address asks for; blank where it would say nothing."""
        return picture_html(self.filterset, self.counts, self.path)

    @cached_property
    def facets_html(self) -> SafeString:
        """The panel's boxes as HTML: hundreds of them, the same for everybody who asks the same."""
        state = self.filterset.state if self.filterset.is_valid() else None
        name = f"html:{','.join(sorted(self.hidden))}:{panel_key(self.filterset)}"
        html: SafeString = remember(
            state, name, lambda: render_to_string("meetings/_facets.html", {"facets": self.facets})
        )
        return html

    @cached_property
    def page(self) -> Page:
        page = self.filterset.page(self.filterset.qs.defer("search_text", "search_vector"))
        attach(page.rows, self.gazetteer)
        return page

    @cached_property
    def sentence(self) -> str:
        return sentence(self.filterset, self.counts.total)

    @cached_property
    def chips(self) -> list[Chip]:
        return chips(self.filterset, self.path)

    @property
    def is_filtered(self) -> bool:
        return bool(self.chips)

    @property
    def errors(self) -> list[str]:
        """What was not understood and stands beside no field of the panel."""
        if self.filterset.is_valid():
            return []
        shown = {facet.name for facet in self.facets} | {"q", "from", "to"}
        return [str(error) for name, errors in self.form.errors.items() if name not in shown for error in errors]

    @cached_property
    def next_url(self) -> str:
        return self.path + query(self.filterset.applied(), after=self.page.after) if self.page.after else ""

    @cached_property
    def previous_url(self) -> str:
        return self.path + query(self.filterset.applied(), before=self.page.before) if self.page.before else ""

    @property
    def first_url(self) -> str:
        return self.path + query(self.filterset.applied())

    @property
    def orders(self) -> list[tuple[str, Any, bool]]:
        chosen = self.filterset.order
        return [(order.name, order.label, order == chosen) for order in ORDERS]

    @property
    def sizes(self) -> list[tuple[int, bool]]:
        chosen = self.form.cleaned_data.get("size") if self.filterset.is_valid() else None
        return [(size, size == chosen) for size in SIZES]

    @property
    def sides(self) -> list[tuple[str, Any, bool]]:
        chosen = self.filterset.given.get("side", "")
        return [(value, label, value == chosen) for value, label in SIDE_CHOICES]

    @property
    def asks_for_party(self) -> bool:
        return self.filterset.is_valid() and bool(self.filterset.parties.wanted)
