"""Settings of every installation. What differs between machines comes from the environment (`NAMKHONG_*`)."""

import os
import secrets
from datetime import date
from pathlib import Path

from namkhong.config.database import database_from_url

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("NAMKHONG_VAR", ROOT / "var"))

DEMO = os.environ.get("NAMKHONG_DEMO") == "1"
DEBUG = False
ALLOWED_HOSTS = os.environ.get("NAMKHONG_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
_secure = os.environ.get("NAMKHONG_HTTPS") == "1"


def _secret_key() -> str:
    """The key from the environment, else one kept in a file that only the owner can read."""
    if given := os.environ.get("NAMKHONG_SECRET_KEY"):
        return given
    path = VAR / "secret_key"
    if not path.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = _secret_key()
DATABASES = {
    "default": database_from_url(os.environ.get("NAMKHONG_DATABASE_URL", f"sqlite:///{VAR / 'namkhong.sqlite3'}"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A fixed day is for demonstrations and tests only, and every page then says so.
_fixed = os.environ.get("NAMKHONG_TODAY", "")
FIXED_TODAY: date | None = date.fromisoformat(_fixed) if _fixed else None

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django_tasks_db",
    "namkhong.foundation",
    "namkhong.design",
    "namkhong.law",
    "namkhong.journal",
    "namkhong.units",
    "namkhong.people",
    "namkhong.papers",
    "namkhong.rosters",
    "namkhong.plans",
    "namkhong.feedback",
    "namkhong.cascade",
    "namkhong.campaigns",
    "namkhong.registrations",
    "namkhong.pledges",
    "namkhong.criteria",
    "namkhong.redress",
    "namkhong.scoring",
    "namkhong.reports",
    "namkhong.reorganisations",
    "namkhong.desk",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "namkhong.config.headers.security_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "namkhong.people.middleware.signed_in_only",
    "namkhong.people.middleware.present_person",
    "namkhong.desk.failures.said_plainly",
]

ROOT_URLCONF = "namkhong.config.urls"
WSGI_APPLICATION = "namkhong.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Sign-in pages of the account library are dressed by `design`, so its folder comes first.
        "DIRS": [ROOT / "namkhong" / "design" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "namkhong.desk.context.page",
            ],
        },
    }
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["namkhong.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("NAMKHONG_STATIC_ROOT", VAR / "static"))
MEDIA_ROOT = VAR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "namkhong.people.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = True
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _secure
CSRF_FAILURE_VIEW = "namkhong.desk.failures.csrf"
# Not "no-referrer": browsers then send forms without an origin, and the forgery check refuses them.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("NAMKHONG_ORIGINS", "").split(",") if origin]

# Long enough that a text of several million letters reaches its field, which then says itself that it is too long.
DATA_UPLOAD_MAX_MEMORY_SIZE = 24 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

EMAIL_BACKEND = os.environ.get("NAMKHONG_EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend")
EMAIL_HOST = os.environ.get("NAMKHONG_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("NAMKHONG_EMAIL_PORT", "25"))
DEFAULT_FROM_EMAIL = os.environ.get("NAMKHONG_EMAIL_FROM", "namkhong@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
