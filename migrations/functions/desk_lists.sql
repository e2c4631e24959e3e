-- What a member's desk lists, whatever the size of the brand's past: on the desk, assigned, set aside, each with its
-- visitor, last message and unread count; and who waits in the queues of the member's groups. Sets its brand itself and
-- keeps its plan, so that the busiest page costs one round trip.
CREATE FUNCTION desk_lists(p_brand uuid, p_member uuid)
RETURNS TABLE (items json, queues json) LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
BEGIN
  PERFORM set_config('app.brand_id', p_brand::text, true);
  RETURN QUERY
  WITH listed AS MATERIALIZED (
    SELECT 'mine' AS list, c.* FROM conversations c
    WHERE c.brand_id = p_brand AND c.state = 'on_desk' AND c.member_id = p_member
    UNION ALL
    SELECT 'assigned', c.* FROM conversations c
    WHERE c.brand_id = p_brand AND c.state = 'waiting' AND c.assigned_to IS NOT NULL AND c.assigned_to = p_member
    UNION ALL
    SELECT 'snoozed', c.* FROM conversations c
    WHERE c.brand_id = p_brand AND c.state = 'snoozed' AND c.keep_for = p_member
    LIMIT 200
  ), browsers AS MATERIALIZED (
    -- The browser that wrote, and the customer behind it once the site has said who it is.
    SELECT b.id, coalesce(b.merged_into, b.id) AS root, b.name FROM visitors b
    WHERE b.brand_id = p_brand AND b.id = ANY (ARRAY(SELECT l.visitor_id FROM listed l))
  ), people AS MATERIALIZED (
    SELECT o.merged_into AS root, array_agg(o.id) AS ids FROM visitors o
    WHERE o.brand_id = p_brand AND o.merged_into = ANY (ARRAY(SELECT b.root FROM browsers b))
    GROUP BY o.merged_into
  ), here AS MATERIALIZED (
    SELECT array_agg(k.person_id) AS ids FROM connections k
    WHERE k.brand_id = p_brand AND k.side = 'visitor' AND k.person_id = ANY (ARRAY(
      SELECT b.root FROM browsers b UNION SELECT unnest(p.ids) FROM people p))
  ), listed_items AS MATERIALIZED (
    SELECT l.list, l.id, b.root AS "visitorId",
      CASE WHEN b.root = b.id THEN b.name
        ELSE (SELECT v.name FROM visitors v WHERE v.brand_id = p_brand AND v.id = b.root) END AS "visitorName",
      coalesce(p.ids, '{}') || b.root AS "personIds",
      coalesce((coalesce(p.ids, '{}') || b.root) && (SELECT h.ids FROM here h), false) AS online,
      l.started_at AS "startedAt", l.snoozed_until AS "snoozedUntil", l.last_seq AS "lastSeq",
      coalesce(l.last_message_at, l.started_at) AS "lastAt", left(e.body, 140) AS excerpt,
      e.side AS "excerptSide", e.author_name AS "excerptBy",
      CASE WHEN l.last_message_seq > coalesce(r.seq, 0) THEN (
        SELECT count(*) FROM (
          SELECT FROM entries n WHERE n.brand_id = p_brand AND n.conversation_id = l.id AND n.seq > coalesce(r.seq, 0)
            AND n.kind = 'message' AND n.side = 'visitor' LIMIT 99) news
      ) ELSE 0 END AS unread
    FROM listed l
    JOIN browsers b ON b.id = l.visitor_id
    LEFT JOIN people p ON p.root = b.root
    LEFT JOIN entries e ON e.brand_id = p_brand AND e.conversation_id = l.id AND e.seq = l.last_message_seq
    LEFT JOIN read_marks r ON r.brand_id = p_brand AND r.conversation_id = l.id AND r.side = 'member' AND r.reader_id = p_member
  ), waiting AS (
    SELECT g.name, sum(q.waiting)::integer AS waiting
    FROM group_members m
    JOIN groups g ON g.brand_id = p_brand AND g.id = m.group_id AND g.active
    JOIN queues q ON q.brand_id = p_brand AND q.group_id = g.id
    WHERE m.brand_id = p_brand AND m.member_id = p_member
    GROUP BY g.id, g.name
    HAVING sum(q.waiting) > 0
  )
  SELECT
    (SELECT json_agg(i ORDER BY i.list, i.unread = 0, i."lastAt" DESC) FROM listed_items i),
    (SELECT json_agg(w ORDER BY w.name) FROM waiting w);
END $$;
