#!/usr/bin/env python
"""Entente's command line: Django's, with the settings of this project."""

import os
import sys
from contextlib import nullcontext

from django.core.management import execute_from_command_line

from core.commands import OF_DJANGO, by_command


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with by_command(sys.argv[1]) if sys.argv[1:2] and sys.argv[1] in OF_DJANGO else nullcontext():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
