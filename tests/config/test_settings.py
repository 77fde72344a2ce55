"""The settings: what production must be told, and that .env.example tells it all."""

import ast
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

PROJECT = Path(__file__).resolve().parents[2]
REQUIRED = ("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS")
GOOD = {
    "ENTENTE_ENV": "production",
    "SECRET_KEY": "x" * 60,
    "DATABASE_URL": "postgres://nobody@localhost/nothing",
    "ALLOWED_HOSTS": "register.example",
}


def start(**changed: str) -> subprocess.CompletedProcess[str]:
    """Load the settings in a process of their own. An empty variable wins over what a .env may say."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    command = "from django.conf import settings; print(settings.DATABASES['default']['ENGINE'])"
    return subprocess.run(
        [sys.executable, "-c", command],
        cwd=PROJECT,
        env={**environment, "DJANGO_SETTINGS_MODULE": "config.settings", **GOOD, **changed},
        capture_output=True,
        text=True,
    )


def test_driver_is_psycopg2():
    assert connection.vendor == "postgresql"
    assert connection.Database.__name__ == "psycopg2"
    # Where psycopg 3 can be imported Django prefers it, silently.
    assert importlib.util.find_spec("psycopg") is None


@pytest.mark.django_db
def test_server_is_one_we_support():
    assert connection.get_database_version() >= (15,)


def test_production_starts_when_it_is_told_everything():
    assert start().stdout == "django.db.backends.postgresql\n"


@pytest.mark.parametrize("name", REQUIRED)
def test_production_refuses_to_start_and_names_what_is_missing(name):
    done = start(**{name: ""})
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert "Entente cannot start" in last
    assert [required for required in REQUIRED if required in last] == [name]


def test_production_names_all_that_is_missing_at_once():
    last = start(**dict.fromkeys(REQUIRED, "")).stderr.strip().splitlines()[-1]
    assert all(name in last for name in REQUIRED)


def test_production_is_the_default_where_nothing_else_is_said():
    source = (PROJECT / "config" / "settings.py").read_text()
    assert 'env.str("ENTENTE_ENV", "production"' in source


@pytest.mark.parametrize(
    "url", ["sqlite:////tmp/register.sqlite3", "mysql://user@localhost/register", "nonsense", "postgresql2://x/y"]
)
@pytest.mark.parametrize("environment", ["local", "production"])
def test_another_engine_is_refused(url, environment):
    done = start(DATABASE_URL=url, ENTENTE_ENV=environment)
    assert done.returncode != 0
    assert "DATABASE_URL" in done.stderr.strip().splitlines()[-1]


def variables(path: str) -> set[str]:
    """The names that a module reads from the environment: ``env.str("NAME")`` and ``os.environ.get("NAME")``."""
    return {
        node.args[0].value
        for node in ast.walk(ast.parse((PROJECT / path).read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func.value) in ("env", "os.environ")
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
        and node.args[0].value.isupper()
    }


def test_env_example_lists_every_variable():
    listed = re.findall(r"^#?([A-Z_]+)=", (PROJECT / ".env.example").read_text(), re.MULTILINE)
    read = variables("config/settings.py") | variables("config/gunicorn.py")
    assert {*REQUIRED, "ENTENTE_ENV", "PORT"} <= read
    assert sorted(listed) == sorted(read)


def test_make_help_lists_every_target():
    makefile = (PROJECT / "Makefile").read_text()
    phony = {target for line in re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE) for target in line.split()} - {
        "base",
        "dev",
    }
    listed = subprocess.run(["make", "help"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    assert {line.split()[1] for line in listed.splitlines()} == phony
