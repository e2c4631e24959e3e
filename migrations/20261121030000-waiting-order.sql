-- All that waits in a brand in the order of its numbers, whatever its queue, as administration lists it: by the number
-- as it is shown, so that no plan looks here for the head of a line, which stands in the queue's own index.
CREATE INDEX conversations_numbered_idx ON conversations (brand_id, (queue_no::float8)) WHERE state = 'waiting';
