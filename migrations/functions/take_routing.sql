-- Begins a decision: locks the brand's routing row, gives every conversation that came back its number and, where it has
-- a group, a queue and its place at the end of it, and reads the snapshot. A function, so that the snapshot is read after the lock in one round trip.
CREATE FUNCTION take_routing(p_brand uuid, p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_no bigint;
  v_returned uuid[];
BEGIN
  SELECT last_no INTO v_no FROM routing WHERE brand_id = p_brand FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    INSERT INTO routing (brand_id) VALUES (p_brand) ON CONFLICT DO NOTHING;
    SELECT last_no INTO v_no FROM routing WHERE brand_id = p_brand FOR NO KEY UPDATE;
  END IF;

  SELECT array_agg(id ORDER BY id) INTO v_returned FROM conversations
  WHERE brand_id = p_brand AND state = 'waiting' AND queue_no IS NULL;
  IF v_returned IS NOT NULL THEN
    PERFORM FROM conversations WHERE brand_id = p_brand AND id = ANY (v_returned) ORDER BY id FOR NO KEY UPDATE;
    INSERT INTO queues (brand_id, id, group_id)
    SELECT DISTINCT p_brand, gen_random_uuid(), c.group_id FROM conversations c
    WHERE c.brand_id = p_brand AND c.id = ANY (v_returned) AND c.group_id IS NOT NULL
    ON CONFLICT (brand_id, rule_id, group_id) DO NOTHING;
    WITH back AS (
      SELECT c.id, c.group_id, c.rule_id, v_no + row_number() OVER (ORDER BY c.queued_at, c.id) AS no FROM conversations c
      WHERE c.brand_id = p_brand AND c.id = ANY (v_returned) AND c.state = 'waiting' AND c.queue_no IS NULL
    ), placed AS (
      UPDATE conversations c SET queue_no = back.no, queue_id = (
        SELECT q.id FROM queues q
        WHERE q.brand_id = p_brand AND q.group_id = back.group_id
          AND (q.rule_id IS NULL OR (q.rule_id = back.rule_id AND q.listed))
        ORDER BY q.rule_id NULLS LAST LIMIT 1)
      FROM back WHERE c.brand_id = p_brand AND c.id = back.id
      RETURNING back.no
    )
    UPDATE routing SET last_no = (SELECT COALESCE(max(no), v_no) FROM placed) WHERE brand_id = p_brand;
  END IF;

  RETURN routing_snapshot(p_brand, p_now);
END $$;
