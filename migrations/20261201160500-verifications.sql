ALTER TABLE account_mails DROP CONSTRAINT account_mails_kind_check;
ALTER TABLE account_mails ADD CONSTRAINT account_mails_kind_check
  CHECK (kind IN ('sign_in_code', 'address_code', 'sign_up_known', 'invitation', 'brand_invitation', 'password_reset',
    'password_changed', 'new_device', 'second_factor_changed'));

-- One-time codes for addresses that are to be proved, and sign-ups that wait for theirs. Both are gone after a day.
CREATE TABLE verifications (
  id uuid PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('sign_up')),
  address text NOT NULL,
  locale text NOT NULL,
  -- What is sent; where it brings no code, the hash is that of a code that nobody knows.
  mail text NOT NULL CHECK (mail IN ('address_code', 'sign_up_known')),
  -- Null until its mail is written.
  code_hash text,
  tries integer NOT NULL DEFAULT 0,
  asked_at timestamptz NOT NULL
);
CREATE INDEX verifications_asked_idx ON verifications (asked_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON verifications TO causerie_app;

CREATE TABLE sign_ups (
  id uuid PRIMARY KEY,
  -- The code that proves its address.
  verification_id uuid NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  password_hash text NOT NULL,
  locale text NOT NULL,
  time_zone text,
  created_at timestamptz NOT NULL
);
CREATE INDEX sign_ups_created_idx ON sign_ups (created_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_ups TO causerie_app;

-- When an admin no longer wanted to see the list of first steps.
ALTER TABLE brand_settings ADD COLUMN getting_started_put_away_at timestamptz;
