-- Whom operators have invited to open a brand. The link stands here by its hash, and opens one brand.
CREATE TABLE brand_invitations (
  id uuid PRIMARY KEY,
  email text NOT NULL,
  locale text NOT NULL,
  -- Null until its mail is written.
  token_hash text UNIQUE,
  invited_by uuid NOT NULL REFERENCES accounts (id),
  invited_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  brand_id uuid REFERENCES brands (id)
);
CREATE UNIQUE INDEX brand_invitations_open_key ON brand_invitations (lower(email)) WHERE brand_id IS NULL;
REVOKE ALL ON brand_invitations FROM causerie_app;
GRANT SELECT, INSERT, UPDATE ON brand_invitations TO causerie_app;
