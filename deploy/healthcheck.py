"""Ask the web process of this container whether it is well; exit with 0 when it is.

The site only answers to its own names, so the question carries the first of them.
"""

import http.client
import os
import sys

bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
host = os.environ["ALLOWED_HOSTS"].split(",")[0].strip()
connection = http.client.HTTPConnection("127.0.0.1", int(bind.rpartition(":")[2]), timeout=4)
try:
    connection.request("GET", "/gezond/", headers={"Host": host, "X-Forwarded-Proto": "https"})
    sys.exit(0 if connection.getresponse().status == 200 else 1)
except OSError:
    sys.exit(1)
