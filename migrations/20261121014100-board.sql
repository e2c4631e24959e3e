-- What the managers' board lists, whatever the size of the past: who waits, by arrival, and what is set aside, by its end.
CREATE INDEX conversations_waiting_idx ON conversations (brand_id, queued_at, id) WHERE state = 'waiting';
CREATE INDEX conversations_until_idx ON conversations (brand_id, snoozed_until, id) WHERE state = 'snoozed';
