"""Kinds of values in the addresses of pages."""

from django.urls import register_converter
from django.urls.converters import IntConverter, get_converters


class KeyConverter(IntConverter):
    """A key that the database can be asked for: of any longer number there is no row."""

    regex = "[0-9]{1,18}"


def register() -> None:
    """Let paths say ``<key_of_row:pk>``; each list of addresses that does asks for it."""
    if "key_of_row" not in get_converters():
        register_converter(KeyConverter, "key_of_row")
