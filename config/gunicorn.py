"""How gunicorn serves the site: `gunicorn --config config/gunicorn.py config.wsgi`.

Two synchronous workers: our pages spend their time in Python, so threads made every page slower
when measured. Nothing slow runs in a request; reports are made by the Celery workers.
"""

import os
from pathlib import Path

bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "sync"
timeout = 60
graceful_timeout = 30
# A worker that has served many requests makes place for a new one; never all at the same time.
max_requests = 2000
max_requests_jitter = 400
# The heartbeat file must not wait for a busy disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # shared memory
# Without this gunicorn opens a control socket in the home folder.
control_socket_disable = True
