-- Links by mail to choose another password: one at a time an account, made with its mail, gone once it was used.
CREATE TABLE password_resets (
  -- Of the mail that asks, so that a mail that is tried again brings another link of the same reset.
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL UNIQUE REFERENCES accounts (id),
  token_hash text NOT NULL UNIQUE,
  valid_until timestamptz NOT NULL,
  asked_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON password_resets TO causerie_app;

-- All that is signed in to an account is found, and ended, without reading everybody's.
CREATE INDEX sessions_account_idx ON sessions ((sess ->> 'accountId'));
