-- What proves somebody beside their password: an app that makes codes, and codes for when it is lost.
CREATE TABLE authenticator_apps (
  account_id uuid PRIMARY KEY REFERENCES accounts (id),
  sealed_secret text NOT NULL,
  -- The half minute of the last code that was taken: none up to it is taken again.
  last_step bigint NOT NULL,
  added_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON authenticator_apps TO causerie_app;

-- Each is taken out once it was used.
CREATE TABLE recovery_codes (
  account_id uuid PRIMARY KEY REFERENCES accounts (id),
  hashes text[] NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON recovery_codes TO causerie_app;
