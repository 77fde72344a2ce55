"""The register stands without the intake: nothing else imports it, and without it every check passes."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("accounts", "api", "config", "core", "delegations", "desk", "meetings", "opendata", "pages")

CHECK = """
import django
from django.conf import settings
import tests.settings as ours
ours.INSTALLED_APPS = [app for app in ours.INSTALLED_APPS if app != "intake"]
django.setup()
from django.core.management import call_command
from django.urls import NoReverseMatch, reverse
import sys
call_command("check")
assert reverse("desk:bulk")
try:
    reverse("intake:new")
except NoReverseMatch:
    pass
else:
    raise AssertionError("it is there")
assert not [name for name in sys.modules if name == "intake" or name.startswith("intake.")]
"""


def test_nothing_outside_imports_it() -> None:
    importing = [
        str(path)
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if line.strip().startswith(("import intake", "from intake"))
    ]
    assert importing == []


def test_register_without_it_passes_its_checks() -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", CHECK], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
