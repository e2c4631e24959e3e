-- What a routing decision depends on, as one document: rules, queues, members with their load, and the head of each
-- line up to the number of places that are free for it. Runs as its caller, so row security holds.
CREATE FUNCTION routing_snapshot(p_brand uuid, p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_members jsonb;
  v_free jsonb;
  v_waiting jsonb;
BEGIN
  -- Members with their load, and the free places of each group and each member.
  WITH taken AS (
    SELECT member_id, count(*) AS places FROM conversations
    WHERE brand_id = p_brand AND state = 'on_desk' GROUP BY member_id
  ), reserved AS (
    SELECT member_id, count(*) AS places FROM reserved_places
    WHERE brand_id = p_brand AND starts_at <= p_now AND ends_at > p_now GROUP BY member_id
  ), grouped AS (
    SELECT member_id, jsonb_agg(group_id) AS group_ids FROM group_members WHERE brand_id = p_brand GROUP BY member_id
  ), load AS (
    SELECT m.id, m.name, m.state, COALESCE(g.group_ids, '[]') AS group_ids, m.capacity,
      COALESCE(t.places, 0) AS taken, COALESCE(r.places, 0) AS reserved, COALESCE(n.last_no, 0) AS last_no
    FROM members m
    LEFT JOIN taken t ON t.member_id = m.id
    LEFT JOIN reserved r ON r.member_id = m.id
    LEFT JOIN grouped g ON g.member_id = m.id
    LEFT JOIN member_turns n ON n.brand_id = p_brand AND n.member_id = m.id
    WHERE m.brand_id = p_brand AND m.status = 'active'
  )
  SELECT
    jsonb_agg(jsonb_build_object('id', id, 'name', name, 'state', state, 'groupIds', group_ids, 'capacity', capacity,
      'taken', taken, 'reserved', reserved, 'lastNewNo', last_no)),
    jsonb_object_agg(id, greatest(capacity - taken - reserved, 0)) FILTER (
      WHERE is_free(state, capacity, taken, reserved))
  INTO v_members, v_free FROM load;

  WITH free AS (
    SELECT g.group_id, sum(f.value::integer) AS places
    FROM jsonb_each_text(v_free) f JOIN group_members g ON g.brand_id = p_brand AND g.member_id = f.key::uuid
    GROUP BY g.group_id
  ), line AS (
    SELECT head.* FROM free f
    JOIN queues q ON q.brand_id = p_brand AND q.group_id = f.group_id AND q.waiting > 0
    LEFT JOIN rules r ON r.brand_id = p_brand AND r.id = q.rule_id
    CROSS JOIN LATERAL (
      SELECT c.id, c.queue_id, c.group_id, c.queue_no, c.assigned_to, c.assigned_until, false AS lands
      FROM conversations c
      WHERE c.brand_id = p_brand AND c.queue_id = q.id AND c.state = 'waiting' AND c.assigned_to IS NULL
        AND c.queue_no IS NOT NULL
      ORDER BY c.queue_no LIMIT f.places
    ) head
    WHERE r.enabled IS NOT FALSE
  ), kept AS (
    -- Kept for members who are there, and kept too long for anybody.
    SELECT c.id, c.queue_id, c.group_id, c.queue_no, c.assigned_to, c.assigned_until,
      c.queue_id IS NULL AND NOT EXISTS (
        SELECT FROM contacts o WHERE o.brand_id = p_brand AND o.conversation_id = c.id) AS lands
    FROM conversations c
    WHERE c.brand_id = p_brand AND c.state = 'waiting' AND c.assigned_to IS NOT NULL AND c.queue_no IS NOT NULL
      AND (c.assigned_until <= p_now
        OR c.assigned_to IN (SELECT m.id FROM members m WHERE m.brand_id = p_brand AND m.state <> 'offline'))
  )
  SELECT jsonb_agg(jsonb_build_object('conversationId', w.id, 'queueId', w.queue_id, 'groupId', w.group_id,
    'queueNo', w.queue_no, 'assignedTo', w.assigned_to, 'assignedUntil', w.assigned_until, 'landsOnConnection', w.lands))
  INTO v_waiting FROM (SELECT * FROM line UNION ALL SELECT * FROM kept) w;

  RETURN (
    SELECT jsonb_build_object(
      'lastNo', COALESCE((SELECT last_no FROM routing WHERE brand_id = p_brand), 0),
      'openRules', COALESCE((SELECT to_jsonb(open_rules) FROM routing WHERE brand_id = p_brand), '[]'),
      'rules', COALESCE((
        SELECT jsonb_agg(jsonb_build_object('id', id, 'sharing', sharing, 'enabled', enabled))
        FROM rules WHERE brand_id = p_brand), '[]'),
      'queues', COALESCE((
        SELECT jsonb_agg(jsonb_build_object('id', q.id, 'groupId', q.group_id, 'groupActive', g.active,
          'listed', q.listed, 'ruleId', q.rule_id, 'position', q.position, 'threshold', q.threshold,
          'share', q.share, 'waiting', q.waiting, 'receivedNo', q.last_received_no, 'credit', q.credit,
          'inRun', q.in_run))
        FROM queues q JOIN groups g ON g.brand_id = p_brand AND g.id = q.group_id WHERE q.brand_id = p_brand), '[]'),
      'members', COALESCE(v_members, '[]'),
      'waiting', COALESCE(v_waiting, '[]'))
  );
END $$;
