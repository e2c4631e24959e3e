-- Codes by mail for accounts that are tried from everywhere: one at a time an account, gone once it is taken.
CREATE TABLE sign_in_codes (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL UNIQUE REFERENCES accounts (id),
  -- Null until its mail is written.
  code_hash text,
  valid_until timestamptz,
  tries integer NOT NULL DEFAULT 0,
  asked_at timestamptz NOT NULL,
  CHECK ((code_hash IS NULL) = (valid_until IS NULL))
);
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_codes TO causerie_app;
