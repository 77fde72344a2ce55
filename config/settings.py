"""Settings, all from the environment (``.env.example`` lists every variable).

Production is the default and refuses to start while something it needs is missing. Only
``ENTENTE_ENV=local``, which ``make run`` and ``make test`` write to an ignored ``.env``, brings
defaults of its own and the embedded PostgreSQL.
"""

from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError, validate

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env(eager=False)
env.read_env(str(BASE_DIR / ".env"), recurse=False)

ENTENTE_ENV = env.str("ENTENTE_ENV", "production", validate=validate.OneOf(["production", "local"]))
IS_LOCAL = ENTENTE_ENV == "local"

# --- What production must be told -------------------------------------------------------------------
SECRET_KEY = env.str("SECRET_KEY", validate=validate.Length(min=1))
DATABASE_URL = env.str("DATABASE_URL", "") if IS_LOCAL else env.str("DATABASE_URL", validate=validate.Length(min=1))
ALLOWED_HOSTS = (
    env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
    if IS_LOCAL
    else env.list("ALLOWED_HOSTS", validate=validate.Length(min=1))
)
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
BEHIND_TLS_PROXY = env.bool("BEHIND_TLS_PROXY", False)
DEBUG = env.bool("DEBUG", False)
CONN_MAX_AGE = env.int("CONN_MAX_AGE", 60, validate=validate.Range(min=0))
# Who publishes a record is not who wrote it. A newsroom of one turns it off; locally it is off from the start.
TWO_PERSONS = not IS_LOCAL if env.str("ENTENTE_TWO_PERSONS", "") == "" else env.bool("ENTENTE_TWO_PERSONS")
STATEMENT_TIMEOUT_MS = env.int("STATEMENT_TIMEOUT_MS", 30_000, validate=validate.Range(min=0))
# How much of the API one client may read; each request counts, whatever it asks for.
API_REQUESTS_PER_MINUTE = env.int("API_REQUESTS_PER_MINUTE", 300, validate=validate.Range(min=1))
DATA_DIR = Path(env.str("ENTENTE_DATA_DIR", "") or BASE_DIR / "var")
if not DATA_DIR.is_absolute():
    DATA_DIR = BASE_DIR / DATA_DIR

try:
    env.seal()
except EnvError as error:
    raise ImproperlyConfigured(
        f"Entente cannot start in the {ENTENTE_ENV!r} environment: {error}. "
        "Set these in the environment or in .env; .env.example explains each variable."
    ) from error

# --- Applications -----------------------------------------------------------------------------------
INSTALLED_APPS = [
    "config.admin.EntenteAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "django_htmx",
    "csp",
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "core",
    "accounts",
    "delegations",
    "meetings",
    "desk",
    "intake",
    "opendata",
    "pages",
    "api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.speak_the_language_of_the_address",
    "django.middleware.common.CommonMiddleware",
    "core.theme.vary_by_theme",
    "core.middleware.SayWhenUnavailable",
    "core.middleware.know_the_state",
    "core.middleware.refuse_malformed_input",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "core.keeping.answers.tell_what_was_saved",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context_processors.register",
            ],
            # Used on every page, and easily forgotten: {{ party|name_of }}, {{ names|all_of }}.
            "builtins": ["core.templatetags.words", "delegations.templatetags.names"],
            # The package is no app here: its tag would draw each icon anew for each page.
            "libraries": {"lucide": "core.templatetags.icons"},
        },
    }
]

# --- Database: PostgreSQL through psycopg2, embedded where nothing else is named --------------------
DATABASES: dict[str, dict[str, Any]]
if DATABASE_URL:
    try:
        DATABASES = {"default": dict(dj_database_url.parse(DATABASE_URL, conn_max_age=CONN_MAX_AGE))}
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL is not the address of a database: {error}") from error
    if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured(
            "DATABASE_URL must begin with postgres:// or postgresql://: Entente runs on PostgreSQL only."
        )
else:
    DATABASES = {
        "default": {
            "ENGINE": "config.embedded",
            "NAME": "entente",
            "USER": "postgres",
            "CONN_MAX_AGE": CONN_MAX_AGE,
            "DATA_DIR": DATA_DIR,
        }
    }
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"].setdefault("OPTIONS", {})["options"] = (
    f"-c statement_timeout={STATEMENT_TIMEOUT_MS} -c TimeZone=UTC"
    # Triggers keep the rule as well.
    f" -c entente.two_persons={'on' if TWO_PERSONS else 'off'}"
)

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "register": {
        "BACKEND": "core.kept.KeptObjects",
        "LOCATION": "register",
        "OPTIONS": {"MAX_ENTRIES": 400},
    },
    "fragments": {
        "BACKEND": "core.kept.KeptObjects",
        "LOCATION": "fragments",
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
    # All meetings by pair of parties: some megabytes for each state of the register.
    "pairs": {
        "BACKEND": "core.kept.KeptObjects",
        "LOCATION": "pairs",
        "OPTIONS": {"MAX_ENTRIES": 2},
    },
    # How often each client asked the API of late: in files, so that all workers of this machine count together.
    "visits": {
        "BACKEND": "core.kept_files.KeptFiles",
        "LOCATION": DATA_DIR / "visits",
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    },
}

# --- Who signs in -----------------------------------------------------------------------------------
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
CSRF_FAILURE_VIEW = "core.keeping.answers.refused_mark"

# --- Language and time ------------------------------------------------------------------------------
# English has no prefix in an address, /fr/ and /ar/ are the others: only the address chooses, so that one address is
# one page for every reader and every cache. The messages are in locale/; scripts/messages.py compiles them.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("ar", "العربية")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Static files -----------------------------------------------------------------------------------
STATIC_URL = "static/"
# Nothing is collected locally, and WhiteNoise warns of a folder that is not there.
STATIC_ROOT = None if IS_LOCAL else BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "core.staticfiles.BundleFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # The manifest and its compression take half a minute to build: production only.
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if IS_LOCAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = IS_LOCAL
WHITENOISE_AUTOREFRESH = DEBUG

# --- Headers ----------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
if not IS_LOCAL:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
if BEHIND_TLS_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- The API: for reading only, by anybody, so without sessions, forms and permissions ---------------
REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "api.openapi.Described",
    "EXCEPTION_HANDLER": "api.problems.as_problem",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
    # Behind a proxy the client is whom the proxy names; without one, nobody may name another.
    "NUM_PROXIES": 1 if BEHIND_TLS_PROXY else 0,
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Entente",
    "VERSION": "1",
    "DESCRIPTION": (
        "Read-only data of an open register of bilateral security meetings: who met whom, at which event, when, about "
        "what, what was signed, and which passage of which source says so. Start at docs/api.md."
    ),
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    # A sparse answer leaves fields out, so none is required.
    "COMPONENT_NO_READ_ONLY_REQUIRED": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "MeetingKind": "meetings.models.Meeting.Kind",
        "Attestation": "meetings.models.Meeting.Attestation",
        "MoUKind": "meetings.models.MoU.Kind",
        "MoULifecycle": "meetings.models.MoU.Lifecycle",
        "OrganizationKind": "delegations.models.Organization.Kind",
        "CitedFact": "meetings.models.Citation.Supports",
        "Counted": "meetings.models.ReportedTotal.Counts",
        "Qualifier": "meetings.models.ReportedTotal.Qualifier",
        "PartyType": "api.serializers.base.PARTY_TYPES",
        "RegionKind": "api.serializers.parties.REGION_KINDS",
        "RecordKind": "api.serializers.answers.RECORDS",
        "ChangeKind": "api.serializers.answers.CHANGES",
    },
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

# --- History: kept by triggers, so that bulk writes and raw SQL are in it ---------------------------
PGHISTORY_APPEND_ONLY = True
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django.db.backends": {"level": "INFO"}},
}
