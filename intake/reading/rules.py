"""The rules that make findings, by the names that they have in the JSON.

What each is called for people is in ``intake.sheet.whys``, which a test holds to this list.
"""

from enum import StrEnum


class Rule(StrEnum):
    # Who met whom: the form of the statement.
    MET = "met"
    RECEIVED_BY = "received by"
    DISCUSSED = "discussed"
    DISCUSSED_WITH = "discussed with"
    MEETING_WITH = "meeting with"
    MEETING_BETWEEN = "meeting between"
    HELD_TALKS = "held talks"
    MEETINGS_INCLUDED = "meetings included"
    LISTED = "held meetings, listed"
    HOST = "host of the visit"
    NAMED = "named only"
    # Instruments; the first also makes the meeting that a signature implies.
    SIGNED_WITH = "signed with"
    SIGNED_BETWEEN = "signed between"
    # Whose programme it is.
    SUBJECT = "subject of the meetings"
    LEAD = "host or lead"
    # What, where and when.
    EVENT = "named event"
    VISIT = "visit"
    PLACE = "place"
    DATE = "date"
    OF_ALL = "of all meetings"
    OF_THESE = "of these meetings"
    # Totals, by what they count.
    MEETINGS = "total of meetings"
    MOUS = "total of mous"
    COUNTERPARTS = "total of counterparts"
    COUNTRIES = "total of countries"
    DELEGATIONS = "total of delegations"
