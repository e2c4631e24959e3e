-- What the search finds conversations by: one document a conversation, filled a moment after the commit of what is new
-- in it. Its lexemes begin with the brand's and the week's sign, so that a search reads nothing of other brands and
-- goes back week by week. Whoever erases a conversation erases its document with it.
CREATE TABLE search_documents (
  brand_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  started_at timestamptz NOT NULL,
  -- Up to which entry it holds the words; 0 to begin anew.
  indexed_seq integer NOT NULL DEFAULT 0,
  -- Something that is no entry has changed: the visitor's name, a tag.
  due boolean NOT NULL DEFAULT true,
  -- The conversation is closed and all of it is here.
  settled boolean NOT NULL DEFAULT false,
  words tsvector NOT NULL DEFAULT '',
  PRIMARY KEY (brand_id, conversation_id),
  FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations (brand_id, id) ON DELETE CASCADE
);
-- Without a list of pending rows, which every search would have to read through.
CREATE INDEX search_documents_words_idx ON search_documents USING gin (words) WITH (fastupdate = off);
CREATE INDEX search_documents_started_idx ON search_documents (brand_id, started_at DESC, conversation_id DESC);
CREATE INDEX search_documents_due_idx ON search_documents (brand_id, conversation_id) WHERE due;
CREATE INDEX search_documents_open_idx ON search_documents (brand_id, conversation_id) WHERE NOT settled;

CALL secure_table('search_documents');
GRANT SELECT ON search_documents TO causerie_lookup;
GRANT SELECT (brand_id, id, merged_into) ON visitors TO causerie_lookup;

DO $$
DECLARE v_brand uuid;
BEGIN
  FOR v_brand IN SELECT id FROM brands LOOP
    PERFORM set_config('app.brand_id', v_brand::text, true);
    INSERT INTO search_documents (brand_id, conversation_id, started_at)
    SELECT brand_id, id, started_at FROM conversations;
  END LOOP;
END $$;

-- No conversation without its document, whoever writes it.
CREATE FUNCTION make_search_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_documents (brand_id, conversation_id, started_at) VALUES (NEW.brand_id, NEW.id, NEW.started_at);
  RETURN NULL;
END $$;
CREATE TRIGGER make_search_document AFTER INSERT ON conversations FOR EACH ROW EXECUTE FUNCTION make_search_document();

-- What visitors were called before is forgotten with the change: their documents begin anew.
CREATE FUNCTION renew_search_documents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE search_documents SET due = true, indexed_seq = 0
  WHERE brand_id = NEW.brand_id AND conversation_id IN (
    SELECT c.id FROM conversations c WHERE c.brand_id = NEW.brand_id AND c.visitor_id IN (
      SELECT NEW.id UNION SELECT v.id FROM visitors v WHERE v.brand_id = NEW.brand_id AND v.merged_into = NEW.id));
  RETURN NULL;
END $$;
CREATE TRIGGER renew_search_documents AFTER UPDATE OF name, email, merged_into ON visitors FOR EACH ROW
  WHEN ((OLD.name, OLD.email, OLD.merged_into) IS DISTINCT FROM (NEW.name, NEW.email, NEW.merged_into))
  EXECUTE FUNCTION renew_search_documents();

CREATE FUNCTION retag_search_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE search_documents SET due = true
  WHERE brand_id = coalesce(NEW.brand_id, OLD.brand_id)
    AND conversation_id = coalesce(NEW.conversation_id, OLD.conversation_id);
  RETURN NULL;
END $$;
CREATE TRIGGER retag_search_document AFTER INSERT OR DELETE ON conversation_tags FOR EACH ROW
  EXECUTE FUNCTION retag_search_document();
