"""The application's settings, with a database of the benchmarks' own and two views to compare with."""

import os

# Without DATABASE_URL, an embedded server beside the developer's own.
os.environ.setdefault("ENTENTE_DATA_DIR", "var/bench")
os.environ.update(DEBUG="false")

from config.settings import *  # noqa: F403  # a settings file is made of another one
from config.settings import DATABASES, MIDDLEWARE

ROOT_URLCONF = "benchmarks.urls"
DATABASES["default"]["NAME"] = "entente_bench"
ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
# Production's redirect to TLS would be all that is timed.
SECURE_SSL_REDIRECT = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]
INSTALLED_APPS = [name for name in globals()["INSTALLED_APPS"] if "whitenoise" not in name]
