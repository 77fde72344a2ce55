"""What happened, and how we know."""

from meetings.models.evidence import Citation, ReportedTotal, Source
from meetings.models.meetings import Meeting
from meetings.models.mous import MoU, MouParty
from meetings.models.record import Record
from meetings.models.topics import Topic

__all__ = ["Citation", "Meeting", "MoU", "MouParty", "Record", "ReportedTotal", "Source", "Topic"]
