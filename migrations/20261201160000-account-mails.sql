-- Mails of accounts, which belong to no brand. The code or link that one carries is made with it and stands in no row.
CREATE TABLE account_mails (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('sign_in_code', 'address_code', 'invitation', 'brand_invitation', 'password_reset',
    'password_changed', 'new_device', 'second_factor_changed')),
  recipient text NOT NULL,
  locale text NOT NULL,
  subject_id uuid,
  state text NOT NULL CHECK (state IN ('queued', 'sent', 'failed', 'suppressed')),
  reason text,
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamptz,
  lease_until timestamptz,
  provider_id text NOT NULL,
  created_at timestamptz NOT NULL,
  state_at timestamptz NOT NULL,
  -- As it was composed, while one develops without a mail server; never in production.
  subject text,
  html text,
  body text,
  CHECK ((state = 'queued') = (next_try_at IS NOT NULL))
);
CREATE INDEX account_mails_due_idx ON account_mails (next_try_at) WHERE state = 'queued';
CREATE INDEX account_mails_created_idx ON account_mails (created_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON account_mails TO causerie_app;
