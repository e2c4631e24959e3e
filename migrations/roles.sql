-- The three roles of Causerie and what they may do in this database.
-- Run by a superuser in the application's own database, once or again: nothing here depends on the first time.
-- Passwords are not set here: ALTER ROLE causerie_owner PASSWORD '…', and the same for causerie_app.

DO $$
BEGIN
  -- Migrates and owns everything; row-level security holds for it as for the application.
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'causerie_owner') THEN
    CREATE ROLE causerie_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
  END IF;

  -- Runs the application; owns nothing and bypasses nothing.
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'causerie_app') THEN
    CREATE ROLE causerie_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
  END IF;

  -- Owns the few reviewed SECURITY DEFINER functions that look across brands; nobody signs in as it.
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'causerie_lookup') THEN
    CREATE ROLE causerie_lookup NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS;
  END IF;

  -- With inheritance, since re-creating a function needs the rights of its owner.
  IF NOT pg_has_role('causerie_owner', 'causerie_lookup', 'MEMBER') THEN
    GRANT causerie_lookup TO causerie_owner;
  END IF;

  EXECUTE format('ALTER DATABASE %I OWNER TO causerie_owner', current_database());
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO causerie_app', current_database());
END
$$;

ALTER SCHEMA public OWNER TO causerie_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO causerie_app;
GRANT USAGE, CREATE ON SCHEMA public TO causerie_lookup;

-- What the owner creates later, the application may use.
ALTER DEFAULT PRIVILEGES FOR ROLE causerie_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO causerie_app;
ALTER DEFAULT PRIVILEGES FOR ROLE causerie_owner IN SCHEMA public
  GRANT USAGE, SELECT ON SEQUENCES TO causerie_app;
