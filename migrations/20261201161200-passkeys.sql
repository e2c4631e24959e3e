-- Keys that lie in somebody's devices and sign in by themselves (WebAuthn).
CREATE TABLE passkeys (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts (id),
  credential_id text NOT NULL UNIQUE,
  public_key bytea NOT NULL,
  -- How often the device says that it was used, where it counts.
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  name text NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz
);
CREATE INDEX passkeys_account_idx ON passkeys (account_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON passkeys TO causerie_app;
GRANT SELECT (account_id) ON passkeys TO causerie_lookup;

-- Challenges that were answered, until their cookies end by themselves: none is answered twice.
CREATE TABLE used_passkey_challenges (
  challenge text PRIMARY KEY,
  valid_until timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON used_passkey_challenges TO causerie_app;
