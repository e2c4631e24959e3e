-- Who was invited to become a member, as what. Of the link in the mail only a hash is kept; groups belong to a module
-- above, which looks for those that are still there.
CREATE TABLE invitations (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  email text NOT NULL,
  -- What whoever invited calls them; they choose their name themselves.
  name text,
  role text NOT NULL CHECK (role IN ('admin', 'manager', 'agent')),
  kind text NOT NULL CHECK (kind IN ('staff', 'expert', 'ambassador')),
  group_ids uuid[] NOT NULL,
  locale text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'accepted', 'withdrawn')),
  -- What it is worth hangs on what this member may now; who sends it again stands in for it.
  invited_by uuid NOT NULL,
  token_hash text,
  created_at timestamptz NOT NULL,
  sent_at timestamptz NOT NULL,
  sendings integer NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  accepted_by uuid,
  PRIMARY KEY (brand_id, id),
  FOREIGN KEY (brand_id, invited_by) REFERENCES members (brand_id, id),
  FOREIGN KEY (brand_id, accepted_by) REFERENCES members (brand_id, id),
  CHECK ((state = 'open') = (ended_at IS NULL)),
  CHECK ((state = 'accepted') = (accepted_by IS NOT NULL))
);
CREATE UNIQUE INDEX invitations_open_key ON invitations (brand_id, lower(email)) WHERE state = 'open';
CREATE UNIQUE INDEX invitations_token_key ON invitations (brand_id, token_hash);
CREATE INDEX invitations_created_idx ON invitations (brand_id, created_at);
CALL secure_table('invitations');

-- On whose behalf a mail goes out, where what it is about belongs to a brand.
ALTER TABLE account_mails ADD COLUMN brand_id uuid REFERENCES brands (id);
