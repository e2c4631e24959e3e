-- What visitors say of conversations that members closed: once a conversation.
CREATE TABLE surveys (
  brand_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  score smallint CHECK (score BETWEEN 1 AND 5),
  recommendation smallint CHECK (recommendation BETWEEN 0 AND 10),
  comment text,
  locale text NOT NULL,
  answered_at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, conversation_id),
  FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations (brand_id, id),
  CHECK (score IS NOT NULL OR recommendation IS NOT NULL OR comment IS NOT NULL)
);

CALL secure_table('surveys');
