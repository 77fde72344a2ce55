"""What `make run` and `make admin` are made of."""

import hashlib
import io
import json
import os
import socket
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from core.models import LoadedDataset
from delegations.models import Country, CountryName
from meetings.models import Meeting
from pages.management.commands import load_register
from pages.management.commands.serve import check_port, wait_for_port

PROJECT = Path(__file__).resolve().parents[2]


def run(command: str, *arguments: str) -> str:
    out = io.StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


# --- load_register --------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_load_register_fills_an_empty_register_once():
    first = run("load_register")
    meetings = Meeting.objects.count()
    assert meetings > 0
    assert "marrakech-2025.json" in first
    assert run("load_register") == ""
    assert Meeting.objects.count() == meetings


@pytest.mark.django_db
def test_load_register_never_brings_back_what_editors_took_out():
    LoadedDataset.objects.create(name=load_register.MARRAKECH.stem, sha256="of an older file")
    assert "marrakech" not in run("load_register")
    assert not Meeting.objects.exists()


@pytest.mark.django_db
def test_load_register_loads_changed_reference_data_again():
    run("load_register")
    LoadedDataset.objects.filter(name=load_register.REFERENCE.stem).update(sha256="of an older file")
    Country.objects.filter(pk="MA").update(slug="changed")
    first, second, third = CountryName.objects.order_by("pk")[:3]
    names = CountryName.objects.count()
    first.delete()
    # Two names change places, as they do when the file gets one more.
    third_name, second_name = third.name, second.name
    CountryName.objects.filter(pk=third.pk).delete()
    CountryName.objects.filter(pk=second.pk).update(name=third_name, kind=third.kind)
    added = CountryName.objects.create(country_id="MA", language="en", kind="variant", name="The Kingdom")
    assert run("load_register") == f"Loaded {load_register.REFERENCE}.\n"
    assert Country.objects.get(pk="MA").slug != "changed"
    assert CountryName.objects.count() == names + 1
    assert CountryName.objects.get(pk=second.pk).name == second_name
    assert added.pk > load_register.FIRST_NAME_OF_EDITORS


# --- make_admin -----------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_make_admin_makes_a_password_when_given_none():
    said = run("make_admin", "--name", "ana")
    ana = get_user_model().objects.get(username="ana")
    assert ana.is_superuser
    assert ana.is_staff
    assert ana.check_password(said.split()[-1])


@pytest.mark.django_db
def test_make_admin_takes_a_password_from_the_environment_and_does_not_print_it(monkeypatch):
    monkeypatch.setenv("ENTENTE_ADMIN_PASSWORD", "a rather long phrase")
    assert "phrase" not in run("make_admin", "--name", "ana")
    assert get_user_model().objects.get().check_password("a rather long phrase")


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "password"), [("ana", "12345"), ("no spaces", ""), ("taken", ""), ("x" * 151, "")])
def test_make_admin_refuses(name, password, monkeypatch):
    get_user_model().objects.create_user("taken")
    monkeypatch.setenv("ENTENTE_ADMIN_PASSWORD", password)
    with pytest.raises(CommandError):
        run("make_admin", "--name", name)
    assert get_user_model().objects.count() == 1


@pytest.mark.django_db
def test_make_admin_with_nobody_to_ask(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(CommandError, match="nobody to ask"):
        run("make_admin")


# --- serve ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("value", ["", "0", "65536", "http", "-1", "８000", "8000 "])
def test_port_that_is_none(value):
    with pytest.raises(CommandError, match="not a port"):
        check_port(value)


def test_taken_port_is_one_sentence(monkeypatch):
    monkeypatch.setattr("pages.management.commands.serve.PORT_PATIENCE_S", 0)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is taken: stop"):
            wait_for_port("127.0.0.1", port)
    wait_for_port("127.0.0.1", port)


# --- bootstrap ------------------------------------------------------------------------------------------
@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What the bootstrap needs of a clone, with an environment that looks installed, so that it installs nothing."""
    place = tmp_path / "a clone"
    for name in ("scripts/with-python", "scripts/bootstrap.py", "requirements/base.txt", "requirements/dev.txt"):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes((PROJECT / name).read_bytes())
    (place / "scripts" / "with-python").chmod(0o755)
    return place


def bootstrap(place: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["scripts/with-python", "scripts/bootstrap.py", "base"],
        cwd=place,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
    )


def program(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{text}\n")
    (folder / name).chmod(0o755)


def test_old_python_is_one_sentence(clone, tmp_path):
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        program(tmp_path / "bin", name, "exit 1")
    done = bootstrap(clone, PATH=f"{tmp_path / 'bin'}:/bin", PYTHON="")
    assert done.returncode == 1
    assert done.stderr.startswith("Entente needs Python 3.11 or newer: install it")
    assert done.stderr.count("\n") == 1


def test_missing_venv_module_is_one_sentence(clone, tmp_path):
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text(
        "import importlib.util as u\nfind = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if name == 'ensurepip' else find(name, *rest)\n"
    )
    done = bootstrap(clone, PYTHON=sys.executable, PYTHONPATH=str(hidden), PATH="/usr/bin:/bin")
    assert done.returncode == 1
    assert done.stderr.startswith("This Python lacks the venv module: install it")
    assert done.stderr.count("\n") == 1


def test_bootstrap_makes_the_settings_once_and_for_the_owner_alone(clone):
    interpreter = clone / ".venv" / "bin" / "python"
    interpreter.parent.mkdir(parents=True)
    interpreter.symlink_to(sys.executable)
    lock = (clone / "requirements" / "base.txt").read_bytes()
    (clone / ".venv" / "entente.json").write_text(json.dumps({"base": hashlib.sha256(lock).hexdigest()}))
    assert bootstrap(clone).returncode == 0
    settings = clone / ".env"
    first = settings.read_text()
    assert "\nENTENTE_ENV=local\nSECRET_KEY=" in first
    assert settings.stat().st_mode & 0o777 == 0o600
    assert bootstrap(clone).returncode == 0
    assert settings.read_text() == first


def test_bootstrap_compiles_the_translations_where_they_are_newer(clone):
    interpreter = clone / ".venv" / "bin" / "python"
    interpreter.parent.mkdir(parents=True)
    interpreter.symlink_to(sys.executable)
    lock = (clone / "requirements" / "base.txt").read_bytes()
    (clone / ".venv" / "entente.json").write_text(json.dumps({"base": hashlib.sha256(lock).hexdigest()}))
    (clone / "scripts" / "messages.py").write_bytes((PROJECT / "scripts" / "messages.py").read_bytes())
    made = {}
    for language in ("fr", "ar"):
        source = clone / "locale" / language / "LC_MESSAGES" / "django.po"
        source.parent.mkdir(parents=True)
        source.write_bytes((PROJECT / source.relative_to(clone)).read_bytes())
        made[source] = source.with_suffix(".mo")
    packages = sysconfig.get_path("purelib")
    done = bootstrap(clone, PYTHONPATH=packages)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert all(path.stat().st_size > 10_000 for path in made.values())
    first = {path: path.stat().st_mtime_ns for path in made.values()}
    assert bootstrap(clone, PYTHONPATH=packages).returncode == 0
    assert {path: path.stat().st_mtime_ns for path in made.values()} == first
    source = next(iter(made))
    source.write_text("broken")
    os.utime(source, (2**31, 2**31))
    done = bootstrap(clone, PYTHONPATH=packages)
    assert done.returncode == 1
    assert done.stderr.strip().endswith("see that locale/ is as it was left.")
