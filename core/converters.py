"""Kinds of values in the addresses of pages."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class KeyConverter(IntConverter):
    """A key that the database can be asked for: of any longer number there is no row."""

    regex = "[0-9]{1,18}"


def register() -> None:
    """Let paths say ``<key_of_row:pk>``."""
    register_converter(KeyConverter, "key_of_row")
