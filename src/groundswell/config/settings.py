"""Django's settings: one data folder, one database behind three connections, a strict browser.

Everything that differs from machine to machine comes from the environment; see docs/reference.
"""

from __future__ import annotations

import os
import secrets
import urllib.parse
from pathlib import Path
from typing import Any

import platformdirs
from csp.constants import NONE, SELF

from groundswell import __version__
from groundswell.config.mail import mail

REPEATABLE_READ = 2  # psycopg.IsolationLevel, without importing it
FOLDER = Path(os.environ.get("GROUNDSWELL_DATA") or platformdirs.user_data_path("groundswell"))
DEBUG = False
VERSION = __version__


def _secret() -> str:
    """Return the key that signs sessions, made once and readable by its owner alone."""
    place = FOLDER / "secret"
    try:
        descriptor = os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return place.read_text("utf-8")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(secrets.token_urlsafe(50))
    return place.read_text("utf-8")


FOLDER.mkdir(parents=True, exist_ok=True, mode=0o700)
SECRET_KEY = os.environ.get("GROUNDSWELL_SECRET") or _secret()


def _database() -> dict[str, Any]:
    """Return the database: SQLite in the data folder, or the PostgreSQL server that is named."""
    address = os.environ.get("GROUNDSWELL_DATABASE", "")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(FOLDER / "groundswell.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                    "PRAGMA cache_size=-65536; PRAGMA foreign_keys=ON;"
                ),
            },
        }
    parts = urllib.parse.urlsplit(address)
    query = dict(urllib.parse.parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": urllib.parse.unquote(parts.username or ""),
        "PASSWORD": urllib.parse.unquote(parts.password or ""),
        "HOST": query.get("host") or parts.hostname or "",
        "PORT": str(parts.port or ""),
    }


def _reading() -> dict[str, Any]:
    """Return the connection that reads: a transaction on it sees one state of the database."""
    made = _database()
    sqlite = made["ENGINE"].endswith("sqlite3")
    own = {"transaction_mode": "DEFERRED"} if sqlite else {"isolation_level": REPEATABLE_READ}
    return {**made, "OPTIONS": {**made.get("OPTIONS", {}), **own}}


_MIRRORED = {"CONN_MAX_AGE": 600, "TEST": {"MIRROR": "default"}}
DATABASES = {
    "default": {**_database(), "CONN_MAX_AGE": 600},
    "reading": {**_reading(), **_MIRRORED},
    "ledger": {**_database(), **_MIRRORED},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "groundswell.store.apps.StoreConfig",
    "groundswell.faces.web.apps.WebConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "groundswell.faces.web.middleware.privately",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "groundswell.config.urls"
ASGI_APPLICATION = "groundswell.config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "groundswell.faces.web.page.shared",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

AUTH_USER_MODEL = "store.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/"

SECURE = os.environ.get("GROUNDSWELL_HTTPS", "") == "1"
# Where others reach the workbench, for links in mails and calendars; empty leaves links out.
ADDRESS = os.environ.get("GROUNDSWELL_ADDRESS", "").rstrip("/")
_HOSTS = [host for host in os.environ.get("GROUNDSWELL_HOSTS", "").split(",") if host]
# This machine always reaches its own workbench: `run` looks whether it answers.
ALLOWED_HOSTS = [*dict.fromkeys(("127.0.0.1", "localhost", "[::1]", *_HOSTS))]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if SECURE else []
_MAIL = mail(
    *(os.environ.get(f"GROUNDSWELL_MAIL{end}", "") for end in ("", "_USER", "_PASSWORD", "_FROM"))
)
EMAIL_BACKEND, EMAIL_TIMEOUT = _MAIL.backend, 20
EMAIL_HOST, EMAIL_PORT = _MAIL.host, _MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.user, _MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL.starttls, _MAIL.tls
DEFAULT_FROM_EMAIL = _MAIL.sender
SESSION_COOKIE_NAME = "groundswell"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_NAME = "groundswell-csrf"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "groundswell.faces.web.views.errors.forged"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
MAX_UPLOAD = 64 * 2**20

LANGUAGE_CODE = "en-gb"
USE_TZ = True
TIME_ZONE = os.environ.get("TZ") or "UTC"
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"secretless": {"()": "groundswell.config.logs.Secretless"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "filters": ["secretless"]}},
    "loggers": {
        "django.request": {"handlers": ["terminal"], "level": "ERROR", "propagate": False},
        "axes": {"handlers": ["terminal"], "level": "ERROR", "propagate": False},
    },
}
