"""The door for public ratings, as a web server calls it; everything else is `wsgi`."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "namkhong.config.settings")
django.setup()

from django.conf import settings  # noqa: E402

from namkhong.feedback.ingest.server import application  # noqa: E402

# On SQLite a rating is on the disk before anybody is thanked, whatever happens to the machine.
_options = settings.DATABASES["default"].get("OPTIONS", {})
if "init_command" in _options:
    _options["init_command"] = _options["init_command"].replace("synchronous=NORMAL", "synchronous=FULL")

__all__ = ["application"]
