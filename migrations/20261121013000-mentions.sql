-- Whom a private note mentions, and whether they have seen it.
CREATE TABLE mentions (
  brand_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  seq integer NOT NULL,
  member_id uuid NOT NULL,
  at timestamptz NOT NULL,
  read_at timestamptz,
  PRIMARY KEY (brand_id, conversation_id, seq, member_id),
  FOREIGN KEY (brand_id, conversation_id, seq) REFERENCES entries (brand_id, conversation_id, seq),
  FOREIGN KEY (brand_id, member_id) REFERENCES members (brand_id, id)
);
CREATE INDEX mentions_member_idx ON mentions (brand_id, member_id, at DESC);
CREATE INDEX mentions_unread_idx ON mentions (brand_id, member_id, conversation_id) WHERE read_at IS NULL;

CALL secure_table('mentions');
