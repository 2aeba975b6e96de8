# One image for web, workers, beat and migrations; docker-compose.yml says which is which.

FROM node:22-bookworm-slim AS assets
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM python:3.12-slim-bookworm AS packages
WORKDIR /app
COPY requirements.lock ./
RUN python -m venv .venv \
 && .venv/bin/pip install --no-cache-dir --no-input --disable-pip-version-check \
      --require-hashes -r requirements.lock

FROM python:3.12-slim-bookworm
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    STATIC_ROOT=/app/staticfiles \
    MEDIA_ROOT=/app/media \
    WEB_BIND=0.0.0.0:8000 \
    XDG_CACHE_HOME=/tmp/cache
WORKDIR /app
COPY bin/system-packages /tmp/system-packages
RUN apt-get update \
 && awk '$1 == "libraries" { sub(/[|].*/, "", $2); print $2 }' /tmp/system-packages \
      | xargs apt-get install -y --no-install-recommends \
 && rm -rf /var/lib/apt/lists/* /tmp/system-packages
RUN useradd --system --uid 10001 --no-create-home park \
 && install -d -o park -g park media
COPY --from=packages /app/.venv .venv
COPY --from=assets /app/node_modules node_modules
COPY . .
# The settings refuse to load without their secrets; these are for this one command and protect
# nothing. Nothing of them stays in the image.
RUN SECRET_KEY=only-while-building ALLOWED_HOSTS=localhost SITE_URL=https://localhost \
    DATABASE_URL=postgis://nobody@localhost/none REDIS_URL=redis://localhost/0 \
    DEFAULT_FROM_EMAIL=nobody@localhost EMAIL_URL=consolemail:// \
    python manage.py collectstatic --no-input
USER park
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "deploy/healthcheck.py"]
CMD ["gunicorn", "--config", "config/gunicorn.py", "config.wsgi"]
