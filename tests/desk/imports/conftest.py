"""Somebody at the desk who brings files in."""

from tests.admin.conftest import administrator, desk

__all__ = ["administrator", "desk"]
