-- What members call conversations by. `uses` counts the conversations that carry the tag, so that nobody counts the past.
CREATE TABLE tags (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  name text NOT NULL,
  colour text NOT NULL CHECK (colour IN ('grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet')),
  uses integer NOT NULL DEFAULT 0,
  archived_at timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, id)
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX tags_name_key ON tags (brand_id, lower(name));

CREATE TABLE conversation_tags (
  brand_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  tag_id uuid NOT NULL,
  -- Who put it there; null for the application itself.
  member_id uuid,
  at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, conversation_id, tag_id),
  FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations (brand_id, id),
  FOREIGN KEY (brand_id, tag_id) REFERENCES tags (brand_id, id),
  FOREIGN KEY (brand_id, member_id) REFERENCES members (brand_id, id)
);
CREATE INDEX conversation_tags_tag_idx ON conversation_tags (brand_id, tag_id, conversation_id);

CALL secure_table('tags');
CALL secure_table('conversation_tags');
