"""The addresses of the API. What has no pattern here is answered as a problem as well."""

from django.urls import path, re_path

from api.views import changes, counts, elsewhere, evidence, parties, places, records

app_name = "api"

urlpatterns = [
    path("", elsewhere.Root.as_view(), name="root"),
    path("openapi.json", elsewhere.Description.as_view(), name="description"),
    path("docs/", elsewhere.docs, name="docs"),
    path("problems/", elsewhere.Problems.as_view(), name="problems"),
    path("problems/<slug:name>/", elsewhere.Problem.as_view(), name="problem"),
    path("meetings/", records.MeetingList.as_view(), name="meetings"),
    path("meetings/<str:reference>/", records.MeetingDetail.as_view(), name="meeting"),
    path("mous/", records.MoUList.as_view(), name="mous"),
    path("mous/<str:reference>/", records.MoUDetail.as_view(), name="mou"),
    path("events/", parties.EventList.as_view(), name="events"),
    path("events/<slug:slug>/", parties.EventDetail.as_view(), name="event"),
    path("delegations/", parties.DelegationList.as_view(), name="delegations"),
    path("delegations/<int:pk>/", parties.DelegationDetail.as_view(), name="delegation"),
    path("organizations/", parties.OrganizationList.as_view(), name="organizations"),
    path("organizations/<slug:slug>/", parties.OrganizationDetail.as_view(), name="organization"),
    path("countries/", places.CountryList.as_view(), name="countries"),
    path("countries/<str:code>/", places.CountryDetail.as_view(), name="country"),
    path("regions/", places.RegionList.as_view(), name="regions"),
    path("regions/<slug:slug>/", places.RegionDetail.as_view(), name="region"),
    path("topics/", evidence.TopicList.as_view(), name="topics"),
    path("topics/<slug:slug>/", evidence.TopicDetail.as_view(), name="topic"),
    path("sources/", evidence.SourceList.as_view(), name="sources"),
    path("sources/<int:pk>/", evidence.SourceDetail.as_view(), name="source"),
    path("reported-totals/", evidence.ReportedTotalList.as_view(), name="reported-totals"),
    path("reported-totals/<int:pk>/", evidence.ReportedTotalDetail.as_view(), name="reported-total"),
    path("facets/", counts.Facets.as_view(), name="facets"),
    path("pairs/", counts.PairList.as_view(), name="pairs"),
    path("pairs/<str:first>/<str:second>/", counts.PairDetail.as_view(), name="pair"),
    path("changes/", changes.Changes.as_view(), name="changes"),
    re_path(r"^[\s\S]*$", elsewhere.Nothing.as_view(), name="nothing"),
]
