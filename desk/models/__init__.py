"""What the editors' work itself leaves behind: nothing here is ever shown to readers."""

from desk.models.comments import Comment
from desk.models.duplicates import Merge, NotDuplicate
from desk.models.imports import ImportBatch, ImportedMeeting, ImportMapping, ImportRow

__all__ = ("Comment", "ImportBatch", "ImportMapping", "ImportRow", "ImportedMeeting", "Merge", "NotDuplicate")
