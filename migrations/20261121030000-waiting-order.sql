-- All that waits in a brand in the order of its numbers, whatever its queue, as administration lists it.
CREATE INDEX conversations_numbered_idx ON conversations (brand_id, queue_no) WHERE state = 'waiting';
