-- What the lists show of a conversation is what a person said last, not what was said automatically; and every
-- conversation is read anew by the search, which takes words apart in another way now.
DO $$
DECLARE v_brand uuid;
BEGIN
  FOR v_brand IN SELECT id FROM brands LOOP
    PERFORM set_config('app.brand_id', v_brand::text, true);
    UPDATE conversations c SET last_message_seq = coalesce(e.seq, 0), last_message_at = e.at, last_message_side = e.side
    FROM conversations o
    LEFT JOIN LATERAL (
      SELECT n.seq, n.at, n.side FROM entries n
      WHERE n.brand_id = o.brand_id AND n.conversation_id = o.id AND n.kind = 'message' AND n.side <> 'bot'
      ORDER BY n.seq DESC LIMIT 1) e ON true
    WHERE c.brand_id = v_brand AND c.last_message_side = 'bot' AND o.brand_id = c.brand_id AND o.id = c.id;
    UPDATE search_documents SET due = true, settled = false, indexed_seq = 0 WHERE brand_id = v_brand;
  END LOOP;
END $$;
