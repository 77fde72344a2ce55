"""Who may open a page of the desk: see ``core.staff_pages``, which the desk shares with the intake of articles."""

from core.staff_pages import page, staff_view

__all__ = ["page", "staff_view"]
