"""The application that a web server calls."""

import os

from django.core.wsgi import get_wsgi_application

from namkhong.feedback.ingest.forwarding import with_ratings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "namkhong.config.settings")
application = with_ratings(get_wsgi_application())
