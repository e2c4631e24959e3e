-- From which network a visitor began, so that one network fills no queue: a keyed hash, for as long as it is open.
ALTER TABLE conversations ADD COLUMN started_from text;
CREATE INDEX conversations_network_idx ON conversations (brand_id, queue_id, started_from)
  WHERE state = 'waiting' AND assigned_to IS NULL AND started_from IS NOT NULL;
