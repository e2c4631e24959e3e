-- Whoever puts a tag on a conversation or takes it away, the figure of the tag is right.
CREATE FUNCTION count_tag_uses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE tags SET uses = uses + 1 WHERE brand_id = NEW.brand_id AND id = NEW.tag_id;
  ELSE
    UPDATE tags SET uses = uses - 1 WHERE brand_id = OLD.brand_id AND id = OLD.tag_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER count_uses AFTER INSERT OR DELETE ON conversation_tags FOR EACH ROW EXECUTE FUNCTION count_tag_uses();

-- Canned responses: of a member, of a group, or of the brand where neither stands. `folded` holds what a search
-- compares: without accents, in small letters.
CREATE TABLE responses (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  member_id uuid,
  group_id uuid,
  shortcut text NOT NULL,
  title text NOT NULL,
  folded text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, id),
  FOREIGN KEY (brand_id, member_id) REFERENCES members (brand_id, id),
  FOREIGN KEY (brand_id, group_id) REFERENCES groups (brand_id, id),
  CHECK (member_id IS NULL OR group_id IS NULL)
);
CREATE UNIQUE INDEX responses_shortcut_key ON responses (brand_id, member_id, group_id, lower(shortcut)) NULLS NOT DISTINCT;

CREATE TABLE response_texts (
  brand_id uuid NOT NULL,
  response_id uuid NOT NULL,
  locale text NOT NULL,
  body text NOT NULL,
  folded text NOT NULL,
  PRIMARY KEY (brand_id, response_id, locale),
  FOREIGN KEY (brand_id, response_id) REFERENCES responses (brand_id, id) ON DELETE CASCADE
);

CALL secure_table('responses');
CALL secure_table('response_texts');
