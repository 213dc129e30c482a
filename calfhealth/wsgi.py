"""The application that the server runs."""

import multiprocessing
import os
import signal

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "calfhealth.settings")

# A worker has the signal handlers of the process it came from until it takes requests,
# and would warm its pages on when it is told to stop.
if multiprocessing.parent_process() is not None:
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, signal.SIG_DFL)

django_application = get_wsgi_application()

# Only now: the page store's modules import models.
from articles.serving.wiring import in_front_of  # noqa: E402

application = in_front_of(django_application)
