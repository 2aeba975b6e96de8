"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

# Whoever forgets to choose gets the settings that refuse to start without their secrets.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = get_wsgi_application()
