-- What a weighted rule owes each of its groups, and what each received while all had room.
ALTER TABLE queues ADD COLUMN credit integer NOT NULL DEFAULT 0, ADD COLUMN in_run integer NOT NULL DEFAULT 0;

-- The rules under which a new conversation would start, as last told to the visitors' pages; null before that.
ALTER TABLE routing ADD COLUMN open_rules uuid[];

-- Why conversations went where they went: one row for all that an arrival or a pass decided. Events tell which.
DROP TABLE routing_traces;
CREATE TABLE routing_records (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  record jsonb NOT NULL,
  PRIMARY KEY (brand_id, id)
);
CALL secure_table('routing_records');

-- Conversations that came back and have no place in a line yet; the next pass gives them one.
CREATE INDEX conversations_returned_idx ON conversations (brand_id, queued_at)
  WHERE state = 'waiting' AND queue_no IS NULL AND (group_id IS NOT NULL OR assigned_to IS NOT NULL);
CREATE INDEX conversations_expiring_idx ON conversations (brand_id, assigned_until)
  WHERE state = 'waiting' AND assigned_until IS NOT NULL;

-- A queue counts those who wait in it without being assigned, whoever changes a conversation. A pass changes many at
-- once and counts them itself: it says so by `app.counts_queues`.
CREATE FUNCTION count_waiting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.state = 'waiting' AND OLD.assigned_to IS NULL AND OLD.queue_id IS NOT NULL THEN
    UPDATE queues SET waiting = waiting - 1 WHERE brand_id = OLD.brand_id AND id = OLD.queue_id;
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.state = 'waiting' AND NEW.assigned_to IS NULL AND NEW.queue_id IS NOT NULL THEN
    UPDATE queues SET waiting = waiting + 1 WHERE brand_id = NEW.brand_id AND id = NEW.queue_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER count_started AFTER INSERT ON conversations FOR EACH ROW
  WHEN (NEW.state = 'waiting' AND NEW.assigned_to IS NULL AND NEW.queue_id IS NOT NULL)
  EXECUTE FUNCTION count_waiting();
CREATE TRIGGER count_changed AFTER UPDATE OF state, assigned_to, queue_id ON conversations FOR EACH ROW
  WHEN ((OLD.state, OLD.assigned_to, OLD.queue_id) IS DISTINCT FROM (NEW.state, NEW.assigned_to, NEW.queue_id)
    AND current_setting('app.counts_queues', true) IS DISTINCT FROM 'yes')
  EXECUTE FUNCTION count_waiting();
CREATE TRIGGER count_erased AFTER DELETE ON conversations FOR EACH ROW
  WHEN (OLD.state = 'waiting' AND OLD.assigned_to IS NULL AND OLD.queue_id IS NOT NULL)
  EXECUTE FUNCTION count_waiting();

-- For due_brands.
GRANT SELECT ON members, groups, group_members, rules, queues, reserved_places, contacts TO causerie_lookup;
