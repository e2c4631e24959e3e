-- Writes what a pass decided. A conversation that somebody closed or took meanwhile is left alone; the answer tells
-- which ones landed, and before them whose assignment is over. A conversation that another member held before is
-- handed over; one that nobody held is new; one that comes back to who held it last is news for members only, since to the
-- visitor they never left. What it moves it records as `conversation.moved`, as every other move is. Locked in the order
-- of their ids, as everywhere.
CREATE FUNCTION land_conversations(
  p_brand uuid, p_at timestamptz, p_pending boolean, p_record uuid, p_record_data jsonb, p_last_no bigint,
  p_conversations uuid[], p_members uuid[], p_nos bigint[], p_contacts uuid[], p_events uuid[],
  p_expired uuid[], p_expiry_events uuid[], p_expiry_pending boolean,
  p_moves uuid[], p_move_pending boolean, p_expiry_moves uuid[], p_expiry_move_pending boolean
)
RETURNS TABLE (kind text, conversation_id uuid, member_id uuid, seq integer, visitor_seq integer, member_name text,
  member_picture text, code text, is_new boolean, assigned_to uuid)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  PERFORM FROM conversations WHERE brand_id = p_brand AND id = ANY (p_conversations || p_expired)
  ORDER BY id FOR NO KEY UPDATE;
  UPDATE routing SET last_no = p_last_no WHERE brand_id = p_brand;
  INSERT INTO routing_records (brand_id, id, at, record) VALUES (p_brand, p_record, p_at, p_record_data);

  -- Assignments that are over: from now on anybody's in the group.
  RETURN QUERY
  WITH over AS MATERIALIZED (
    SELECT i.*, m.id AS member_id, m.name, m.picture
    FROM unnest(p_expired, p_expiry_events, p_expiry_moves) AS i(id, event_id, move_id)
    JOIN conversations c ON c.brand_id = p_brand AND c.id = i.id AND c.state = 'waiting' AND c.assigned_until <= p_at
    JOIN members m ON m.brand_id = p_brand AND m.id = c.assigned_to
  ), freed AS (
    UPDATE conversations c SET assigned_to = NULL, assigned_until = NULL, last_seq = c.last_seq + 1
    FROM over o WHERE c.brand_id = p_brand AND c.id = o.id
    RETURNING c.id, c.last_seq, o.event_id, o.move_id, o.member_id, o.name, o.picture
  ), lines AS (
    INSERT INTO entries (brand_id, conversation_id, seq, kind, side, author_id, author_name, author_picture, client_id,
      code, params, at)
    SELECT p_brand, id, last_seq, 'line', 'system', member_id, name, picture, event_id, 'assignment_expired', '{}', p_at
    FROM freed
  ), told AS (
    INSERT INTO events (brand_id, id, name, actor_kind, actor_id, subject_id, conversation_id, data, pending, at)
    SELECT p_brand, event_id, 'conversation.assignment_expired', 'system', NULL::uuid, id, id,
      jsonb_build_object('memberId', member_id), p_expiry_pending, p_at
    FROM freed
    UNION ALL
    SELECT p_brand, move_id, 'conversation.moved', 'system', NULL::uuid, id, id,
      jsonb_build_object('from', 'waiting', 'to', 'waiting', 'memberBefore', member_id, 'memberAfter', NULL, 'why', 'expired'),
      p_expiry_move_pending, p_at
    FROM freed
  )
  SELECT 'expired', f.id, f.member_id, f.last_seq, NULL::integer, f.name, f.picture, NULL, NULL::boolean,
    f.member_id FROM freed f;

  PERFORM set_config('app.counts_queues', 'yes', true);
  RETURN QUERY
  WITH landing AS MATERIALIZED (
    SELECT i.*, c.queued_at, c.queue_id, c.assigned_to, m.name, m.picture,
      CASE WHEN i.member_id <> last.member_id THEN 'handed_over' ELSE 'landed' END AS code,
      last.member_id IS NULL AS is_new, (last.member_id IS DISTINCT FROM i.member_id)::integer AS shown
    FROM unnest(p_conversations, p_members, p_nos, p_contacts, p_events, p_moves)
      AS i(id, member_id, no, contact_id, event_id, move_id)
    JOIN conversations c ON c.brand_id = p_brand AND c.id = i.id AND c.state = 'waiting'
    JOIN members m ON m.brand_id = p_brand AND m.id = i.member_id
    LEFT JOIN LATERAL (
      SELECT k.member_id FROM contacts k WHERE k.brand_id = p_brand AND k.conversation_id = i.id
      ORDER BY k.started_at DESC, k.id DESC LIMIT 1) last ON true
  ), landed AS (
    UPDATE conversations c SET state = 'on_desk', member_id = l.member_id, assigned_to = NULL, assigned_until = NULL,
      last_seq = c.last_seq + 1, last_visitor_seq = c.last_visitor_seq + l.shown
    FROM landing l WHERE c.brand_id = p_brand AND c.id = l.id
    RETURNING c.id, c.last_seq, CASE l.shown WHEN 1 THEN c.last_visitor_seq END AS visitor_seq, l.member_id, l.name, l.picture, l.code, l.is_new,
      l.contact_id, l.event_id, l.move_id, l.queued_at, l.no, l.queue_id, l.assigned_to
  ), opened AS (
    INSERT INTO contacts (brand_id, id, conversation_id, member_id, waited_from, started_at)
    SELECT p_brand, contact_id, id, member_id, queued_at, p_at FROM landed
  ), lines AS (
    INSERT INTO entries (brand_id, conversation_id, seq, visitor_seq, kind, side, author_id, author_name, author_picture,
      client_id, code, params, at)
    SELECT p_brand, id, last_seq, visitor_seq, 'line', 'system', member_id, name, picture, event_id, code, '{}', p_at
    FROM landed
  ), told AS (
    INSERT INTO events (brand_id, id, name, actor_kind, actor_id, subject_id, conversation_id, data, pending, at)
    SELECT p_brand, event_id, 'conversation.landed', 'system', NULL::uuid, id, id,
      jsonb_build_object('memberId', member_id, 'queueId', queue_id, 'recordId', p_record, 'isNew', is_new), p_pending, p_at
    FROM landed
    UNION ALL
    SELECT p_brand, move_id, 'conversation.moved', 'system', NULL::uuid, id, id,
      jsonb_build_object('from', 'waiting', 'to', 'on_desk', 'memberBefore', assigned_to, 'memberAfter', member_id, 'why', 'landed'),
      p_move_pending, p_at
    FROM landed
  ), counted AS (
    UPDATE queues q SET waiting = q.waiting - l.landed
    FROM (SELECT queue_id, count(*) AS landed FROM landing WHERE queue_id IS NOT NULL AND assigned_to IS NULL GROUP BY queue_id) l
    WHERE q.brand_id = p_brand AND q.id = l.queue_id
  ), turns AS (
    INSERT INTO member_turns AS t (brand_id, member_id, last_no)
    SELECT p_brand, member_id, max(no) FROM landed GROUP BY member_id
    ON CONFLICT (brand_id, member_id) DO UPDATE SET last_no = greatest(t.last_no, excluded.last_no)
  )
  SELECT 'landed', id, member_id, last_seq, visitor_seq, name, picture, code, is_new, assigned_to FROM landed;
  PERFORM set_config('app.counts_queues', '', true);
END $$;
