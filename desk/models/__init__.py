"""What the editors' work itself leaves behind: nothing here is ever shown to readers."""

from desk.models.comments import Comment
from desk.models.duplicates import Merge, NotDuplicate

__all__ = ("Comment", "Merge", "NotDuplicate")
