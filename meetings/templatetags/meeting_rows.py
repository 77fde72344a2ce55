"""``{% meeting_rows meetings %}``: the rows of a list of meetings, joined and not rendered.

They are the larger part of every list and made anew after each change of the register; a template takes half as long
again.
"""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.templatetags.icons import lucide
from core.templatetags.vague_dates import short_date
from core.templatetags.words import mark
from delegations.models import Delegation, Event
from delegations.templatetags.parties import delegation_link
from meetings.models import Meeting

register = template.Library()

# Phones show what a column is called beside each of its cells.
ROW = """
          <tr>
            <td data-label="{}">{}</td>
            <td data-label="{}">{}</td>
            <td data-label="{}">{}{}</td>
            <td data-label="{}">{}<span class="sub">{}</span></td>
            <td data-label="{}"><a class="reference" href="{}">{}</a><span class="sub">{}</span>{}</td>
          </tr>"""


@register.simple_tag
def meeting_rows(meetings: Iterable[Meeting]) -> SafeString:
    """Return the rows of meetings to which their related rows were attached (``meetings.rows``)."""
    comma = mark(",")
    when, principal, counterpart = _("When"), _("Principal"), _("Counterpart")
    about, record = _("Event and topics"), _("Record")
    rows = (
        (
            *(when, short_date(meeting.held_on)),
            *(principal, delegation_link(meeting.principal)),
            *(counterpart, delegation_link(meeting.counterpart), _institution(meeting.counterpart)),
            *(about, _event(meeting.event), comma.join(topic.name for topic in meeting.topic_list)),  # type: ignore[attr-defined]  # attach()
            *(record, meeting.get_absolute_url(), meeting.reference, meeting.get_kind_display(), _implied(meeting)),
        )
        for meeting in meetings
    )
    return format_html_join("", ROW, rows)


@register.simple_tag
def attestation_mark(meeting: Meeting) -> SafeString:
    """Say, with a sign and a word, whether a source names a meeting or implies it."""
    icon = "circle-dashed" if meeting.attestation == Meeting.Attestation.IMPLIED else "check"
    return format_html(
        '<span class="mark mark--{}">{} {}</span>',
        meeting.attestation,
        lucide(icon, size=12, aria_hidden="true"),
        meeting.get_attestation_display(),
    )


def _institution(delegation: Delegation) -> str:
    if not delegation.institution:
        return ""
    return format_html('<span class="sub" dir="auto">{}</span>', delegation.institution)


def _event(event: Event | None) -> SafeString:
    if event is None:
        return format_html('<span class="hint">{}</span>', _("no event"))
    return format_html('<a href="{}" dir="auto">{}</a>', event.get_absolute_url(), event.name)


def _implied(meeting: Meeting) -> str:
    return attestation_mark(meeting) if meeting.attestation == Meeting.Attestation.IMPLIED else ""
