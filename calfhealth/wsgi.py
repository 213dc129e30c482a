"""The application that the server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "calfhealth.settings")

django_application = get_wsgi_application()

# Only now: the page store's modules import models.
from articles.serving.wiring import in_front_of  # noqa: E402

application = in_front_of(django_application)
