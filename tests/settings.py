"""The settings under test: the project's own, with a database of the tests' own and a quick password hasher."""

import os

# What a developer's .env says must not decide whether a test passes; only DATABASE_URL may choose the server.
os.environ.update(
    ENTENTE_ENV="local",
    SECRET_KEY="for tests only",
    ENTENTE_DATA_DIR="var/test",
    DEBUG="false",
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
)

from config.settings import *  # noqa: F403  # a settings file is made of another one
from config.settings import CACHES, DATABASES

if DATABASES["default"]["ENGINE"] == "config.embedded":
    DATABASES["default"]["DURABLE"] = False
# Argon2 takes 0.2 s a password, on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Counts and names are kept for a version of the register, which rises at COMMIT: a test rolled back never gets there.
# The tests of what is kept bring a cache of their own.
# Nor is anybody kept from asking: the test of the limit brings its own.
NOTHING = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
CACHES = {name: NOTHING if cache["BACKEND"].startswith("core.") else cache for name, cache in CACHES.items()}
# Each test has a client of its own, and each client its own middleware: WhiteNoise looks for a file when one is asked
# for, rather than at all 236 of them for each of some four thousand tests.
WHITENOISE_AUTOREFRESH = True
