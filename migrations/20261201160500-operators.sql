-- Operators are made by a link for one use, which stands here by its hash until then. What they do is written down for
-- good: the application adds to it and changes nothing of it.
ALTER TABLE operators ADD COLUMN made_at timestamptz NOT NULL DEFAULT '2026-12-01';
ALTER TABLE operators ALTER COLUMN made_at DROP DEFAULT;
GRANT SELECT, INSERT ON operators TO causerie_app;

CREATE TABLE operator_links (
  id uuid PRIMARY KEY,
  email text NOT NULL,
  token_hash text NOT NULL UNIQUE,
  valid_until timestamptz NOT NULL
);
REVOKE ALL ON operator_links FROM causerie_app;
GRANT SELECT, INSERT, DELETE ON operator_links TO causerie_app;

CREATE TABLE operator_acts (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  account_id uuid NOT NULL REFERENCES accounts (id),
  kind text NOT NULL CHECK (kind IN ('joined', 'suspended', 'reopened')),
  brand_id uuid REFERENCES brands (id),
  reason text,
  CHECK ((kind = 'joined') = (brand_id IS NULL)),
  CHECK ((kind = 'joined') = (reason IS NULL))
);
CREATE INDEX operator_acts_brand_idx ON operator_acts (brand_id, id DESC) WHERE brand_id IS NOT NULL;
REVOKE ALL ON operator_acts FROM causerie_app;
GRANT SELECT, INSERT ON operator_acts TO causerie_app;

-- Mails of brands are counted, not read.
GRANT SELECT (brand_id, state, state_at) ON notifications TO causerie_lookup;
