"""Editors at their desk, as for the admin's own pages."""

from tests.admin.conftest import administrator, desk

__all__ = ["administrator", "desk"]
