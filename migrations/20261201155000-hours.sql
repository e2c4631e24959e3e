-- When somebody is there: a brand, where no owner stands, or the one thing of it that does. Another kind of owner is a
-- column with its key, and its place in the check and in the unique key.
CREATE TABLE hours (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  site_id uuid,
  group_id uuid,
  member_id uuid,
  -- Null for the brand's.
  time_zone text,
  weekly jsonb NOT NULL,
  exceptions jsonb NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, id),
  FOREIGN KEY (brand_id, site_id) REFERENCES sites (brand_id, id) ON DELETE CASCADE,
  FOREIGN KEY (brand_id, group_id) REFERENCES groups (brand_id, id) ON DELETE CASCADE,
  FOREIGN KEY (brand_id, member_id) REFERENCES members (brand_id, id) ON DELETE CASCADE,
  CONSTRAINT hours_one_owner CHECK (num_nonnulls(site_id, group_id, member_id) <= 1)
);
CREATE UNIQUE INDEX hours_owner_key ON hours (brand_id, site_id, group_id, member_id) NULLS NOT DISTINCT;

CALL secure_table('hours');
