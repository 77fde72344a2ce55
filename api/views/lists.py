"""Lists and single records, the same way for every kind."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from api.pages import Placed, page_of_rows
from api.parameters import parameters_of
from api.problems import InvalidParameters
from api.serializers.answers import page_serializer
from api.views.base import ALWAYS, SparseView
from core.addresses import query
from core.filters import StrictFilterSet
from core.models import MovedAddress
from core.pagination import Page


class ListView(SparseView):
    """One page of the rows that a filter set gives, by position; ``next`` and ``previous`` lead to its neighbours."""

    filterset: ClassVar[type[StrictFilterSet]]

    @classmethod
    def parameters(cls) -> list[OpenApiParameter]:
        return [*parameters_of(cls.filterset), *super().parameters()]

    @classmethod
    def described(cls) -> Any:
        return page_serializer(cls.serializer)

    def queryset(self) -> QuerySet[Any]:
        """Return what may be listed: always begins with ``published()``."""
        raise NotImplementedError

    def options_of_filterset(self) -> dict[str, Any]:
        return {}

    def page(self, filterset: StrictFilterSet) -> Page:
        return filterset.page()

    def completed(self, rows: list[Any]) -> list[Any]:
        """Give each row what its serializer reads beside its columns: as many queries for a hundred as for one."""
        return rows

    def answer(self, request: Request, **arguments: Any) -> Any:
        given, names = self.asked()
        filterset = self.filterset(given, self.queryset(), **self.options_of_filterset())
        if not filterset.is_valid():
            raise InvalidParameters.of_form(filterset.form)
        page = self.page(filterset)
        applied = filterset.applied() | ({"fields": [",".join(names)]} if names else {})
        here = self.root + request.path
        return {
            "next": here + query(applied, after=page.after) if page.after else None,
            "previous": here + query(applied, before=page.before) if page.before else None,
            "results": self.written(self.completed(page.rows), names),
        }


class InMemoryListView(ListView):
    """A list so short that it is put in order here: its keys are no numbers, as positions in a table must be."""

    def placed(self, rows: Iterable[Any], filterset: StrictFilterSet) -> Iterable[Placed]:
        raise NotImplementedError

    def page(self, filterset: StrictFilterSet) -> Page:
        return page_of_rows(filterset, self.placed(filterset.qs, filterset))


class DetailView(SparseView):
    """One row, in the shape that the list has; ``key`` names the argument of the address and the column."""

    list_view: ClassVar[type[ListView]]
    key: ClassVar[str]
    problems: Sequence[int] = (*ALWAYS, 404)
    # The old address of a row that was merged into another leads there.
    moved: ClassVar[type[Model] | None] = None

    @classmethod
    def described(cls) -> Any:
        return cls.serializer()

    def value(self, argument: Any) -> Any:
        return argument

    def found(self, argument: Any) -> Any | None:
        return self.rows().filter(**{self.key: self.value(argument)}).first()

    def rows(self) -> QuerySet[Any]:
        return self.listed().queryset()

    def listed(self) -> ListView:
        view = self.list_view()
        view.request = self.request
        return view

    def missing(self, argument: Any) -> Any:
        """Answer for a row that is not there: lead on, or raise."""
        if self.moved is not None:
            model: Any = self.moved
            led = MovedAddress.objects.filter(kind=model._meta.model_name, old=str(argument)).values("new")
            row = model._default_manager.published().filter(pk__in=led).first()
            if row is not None:
                name = self.request.resolver_match.view_name
                ((argument_name, _old),) = self.kwargs.items()
                return self.led_to(reverse(name, kwargs={argument_name: getattr(row, self.key)}))
        raise Http404

    def answer(self, request: Request, **arguments: Any) -> Any:
        given, names = self.asked()
        self.refuse_parameters(given)
        ((_name, argument),) = arguments.items()
        row = self.found(argument)
        if row is None:
            return self.missing(argument)
        return self.written(self.listed().completed([row]), names)[0]
