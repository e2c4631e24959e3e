-- What a member's desk lists, whatever the size of the brand's past: on the desk, assigned, set aside, each with its
-- visitor, last message and unread count, as the row that `ListedRow` names; the tags, the other browsers of these
-- visitors and who of all is online; and who waits in the queues of the member's groups. Sets its brand itself, so that it can be read
-- along with who asks, and keeps its plan: by keys, whatever the tables held when it was made.
CREATE FUNCTION desk_lists(p_brand uuid, p_member uuid) RETURNS json LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
SET enable_memoize = off SET jit = off AS $$
BEGIN
  PERFORM set_config('app.brand_id', p_brand::text, true);
  RETURN (
    WITH listed AS MATERIALIZED (
      -- The browser that wrote, or the customer behind it once the site has said who it is.
      SELECT l.list, l.id, v.person_id AS visitor_id,
        CASE WHEN v.merged_into IS NULL THEN v.display_name ELSE o.display_name END AS visitor_name,
        CASE WHEN v.merged_into IS NULL THEN v.is_display_name_unverified ELSE o.is_display_name_unverified END AS is_name_unverified,
        l.last_at, l.until, l.is_kept, left(e.body, 140) AS excerpt, e.side AS excerpt_side, e.author_name AS excerpt_by,
        CASE WHEN l.last_message_seq = coalesce(r.seq, 0) + 1 THEN (e.side = 'visitor')::integer
          WHEN l.last_message_seq > coalesce(r.seq, 0) THEN (
          SELECT count(*) FROM (
            SELECT FROM entries n WHERE n.brand_id = p_brand AND n.conversation_id = l.id AND n.seq > coalesce(r.seq, 0)
              AND n.kind = 'message' AND n.side = 'visitor' LIMIT 99) news
        ) ELSE 0 END AS unread
      FROM (
        SELECT 'mine' AS list, c.id, c.visitor_id, c.last_message_seq, coalesce(c.last_message_at, c.started_at) AS last_at,
          coalesce(c.snoozed_until, c.assigned_until) AS until, c.keep_for IS NOT NULL AS is_kept FROM conversations c
        WHERE c.brand_id = p_brand AND c.state = 'on_desk' AND c.member_id = p_member
        UNION ALL
        SELECT 'assigned', c.id, c.visitor_id, c.last_message_seq, coalesce(c.last_message_at, c.started_at),
          coalesce(c.snoozed_until, c.assigned_until), c.keep_for IS NOT NULL FROM conversations c
        WHERE c.brand_id = p_brand AND c.state = 'waiting' AND c.assigned_to IS NOT NULL AND c.assigned_to = p_member
        UNION ALL
        SELECT 'snoozed', c.id, c.visitor_id, c.last_message_seq, coalesce(c.last_message_at, c.started_at),
          coalesce(c.snoozed_until, c.assigned_until), c.keep_for IS NOT NULL FROM conversations c
        WHERE c.brand_id = p_brand AND c.state = 'snoozed' AND c.snoozed_by = p_member
        LIMIT 200
      ) l
      JOIN visitors v ON v.brand_id = p_brand AND v.id = l.visitor_id
      LEFT JOIN visitors o ON o.brand_id = p_brand AND o.id = v.merged_into
      LEFT JOIN entries e ON e.brand_id = p_brand AND e.conversation_id = l.id AND e.seq = l.last_message_seq
      LEFT JOIN read_marks r ON r.brand_id = p_brand AND r.conversation_id = l.id AND r.side = 'member'
        AND r.reader_id = p_member
    ), browsers AS MATERIALIZED (
      SELECT o.merged_into AS visitor_id, o.id FROM visitors o
      WHERE o.brand_id = p_brand AND o.merged_into = ANY (ARRAY(SELECT l.visitor_id FROM listed l))
    )
    SELECT json_build_object(
      'items', (
        SELECT json_agg(
          json_build_array(l.list, l.id, l.visitor_id, l.visitor_name, l.is_name_unverified, l.last_at, l.until, l.is_kept, l.excerpt,
            l.excerpt_side, l.excerpt_by, l.unread)
          ORDER BY l.list, l.unread = 0, l.last_at DESC) FROM listed l),
      'browsers', (SELECT json_agg(json_build_array(b.visitor_id, b.id)) FROM browsers b),
      'tags', (
        SELECT json_agg(json_build_array(k.conversation_id, t.name, t.colour) ORDER BY lower(t.name))
        FROM conversation_tags k JOIN tags t ON t.brand_id = p_brand AND t.id = k.tag_id
        WHERE k.brand_id = p_brand AND k.conversation_id = ANY (ARRAY(SELECT l.id FROM listed l))),
      'online', (
        SELECT json_agg(o.id) FROM visitors_online(
          p_brand, ARRAY(SELECT l.visitor_id FROM listed l UNION ALL SELECT b.id FROM browsers b)) AS o(id)),
      'queues', (
        SELECT json_agg(json_build_object('name', w.name, 'waiting', w.waiting) ORDER BY w.name) FROM (
          SELECT g.name, sum(q.waiting)::integer AS waiting
          FROM group_members m
          JOIN groups g ON g.brand_id = p_brand AND g.id = m.group_id AND g.active
          JOIN queues q ON q.brand_id = p_brand AND q.group_id = g.id
          WHERE m.brand_id = p_brand AND m.member_id = p_member
          GROUP BY g.id, g.name
          HAVING sum(q.waiting) > 0) w))
  );
END $$;
