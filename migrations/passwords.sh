#!/bin/sh
# Gives the roles their passwords where the database is made by its container.
set -eu
psql --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --set ON_ERROR_STOP=1 \
  --set owner="$OWNER_PASSWORD" --set app="$APP_PASSWORD" <<'SQL'
ALTER ROLE causerie_owner PASSWORD :'owner';
ALTER ROLE causerie_app PASSWORD :'app';
SQL
