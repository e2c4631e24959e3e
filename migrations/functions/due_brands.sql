-- Brands in which something could go on a desk now, or has to find its place in a line: looked at every few seconds, so
-- that a pass that was never asked for (a node that died between commit and pass) takes place all the same.
CREATE FUNCTION due_brands(p_now timestamptz)
RETURNS TABLE (brand_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT b.id FROM brands b WHERE b.state = 'active' AND (
    EXISTS (
      SELECT FROM conversations c WHERE c.brand_id = b.id AND c.state = 'waiting' AND c.queue_no IS NULL)
    OR EXISTS (
      SELECT FROM conversations c WHERE c.brand_id = b.id AND c.state = 'waiting' AND c.assigned_until <= p_now)
    OR EXISTS (
      SELECT FROM member_loads(p_now) m
      WHERE m.brand_id = b.id AND m.is_free
        AND (EXISTS (
            SELECT FROM group_members g
            JOIN queues q ON q.brand_id = b.id AND q.group_id = g.group_id AND q.waiting > 0
            LEFT JOIN rules u ON u.brand_id = b.id AND u.id = q.rule_id
            WHERE g.brand_id = b.id AND g.member_id = m.member_id AND u.enabled IS NOT FALSE)
          OR EXISTS (
            SELECT FROM conversations a WHERE a.brand_id = b.id AND a.assigned_to = m.member_id AND a.state = 'waiting')))
    OR EXISTS (
      SELECT FROM conversations a JOIN members m ON m.brand_id = b.id AND m.id = a.assigned_to AND m.state <> 'offline'
      WHERE a.brand_id = b.id AND a.state = 'waiting' AND a.assigned_to IS NOT NULL AND a.queue_id IS NULL
        AND NOT EXISTS (SELECT FROM contacts o WHERE o.brand_id = b.id AND o.conversation_id = a.id)))
$$;
ALTER FUNCTION due_brands OWNER TO causerie_lookup;
REVOKE ALL ON FUNCTION due_brands FROM PUBLIC;
GRANT EXECUTE ON FUNCTION due_brands TO causerie_app;
