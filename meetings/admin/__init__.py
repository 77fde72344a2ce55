"""The editors' desk for what happened: a file for each thing."""

from meetings.admin import events, evidence, meetings, mous, topics

__all__ = ["events", "evidence", "meetings", "mous", "topics"]
