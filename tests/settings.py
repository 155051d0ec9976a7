"""Settings of the tests: the real ones, with nothing kept on disk and nothing slow on purpose."""

import os
import tempfile
from datetime import date
from pathlib import Path

_var = tempfile.TemporaryDirectory(prefix="namkhong-tests-")
os.environ["NAMKHONG_VAR"] = _var.name
os.environ.setdefault("NAMKHONG_DATABASE_URL", "sqlite://")

from namkhong.config.settings import *  # noqa: E402, F403

SECRET_KEY = "only for tests"
FIXED_TODAY = date(2026, 11, 22)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = False

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Files are looked up when asked for, so that no test pays for listing all of them.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
STATIC_ROOT = Path(_var.name) / "static"
STATIC_ROOT.mkdir()
