-- Whose list a conversation that was set aside stands in; `keep_for` says only whether it comes back to them.
-- No row has one yet, so the key is not compared with what is there: that would read all brands at once.
ALTER TABLE conversations ADD COLUMN snoozed_by uuid;
ALTER TABLE conversations ADD FOREIGN KEY (brand_id, snoozed_by) REFERENCES members (brand_id, id) NOT VALID;
DROP INDEX conversations_snoozed_idx;
CREATE INDEX conversations_snoozed_idx ON conversations (brand_id, snoozed_by) WHERE state = 'snoozed';

-- What came back gets its number, also where it has neither a group nor a member: then it stands in the waiting list.
DROP INDEX conversations_returned_idx;
CREATE INDEX conversations_returned_idx ON conversations (brand_id, queued_at)
  WHERE state = 'waiting' AND queue_no IS NULL;
