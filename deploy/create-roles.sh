#!/bin/sh
# Run once by the PostgreSQL image on an empty volume: the owner of the tables, and the role the program works with.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  --set owner_password="$OWNER_PASSWORD" --set app_password="$APP_PASSWORD" <<'SQL'
CREATE ROLE haandslag_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE haandslag_app LOGIN PASSWORD :'app_password';
CREATE DATABASE haandslag OWNER haandslag_owner;
REVOKE ALL ON DATABASE haandslag FROM PUBLIC;
GRANT CONNECT ON DATABASE haandslag TO haandslag_app;
\connect haandslag
ALTER SCHEMA public OWNER TO haandslag_owner;
SQL
