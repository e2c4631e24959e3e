-- The way of a message into an open conversation: one call for all that waits for one brand. It sets the brand itself
-- and runs as its caller, so row security holds. Each message is judged alone and answered by its place in the arrays.
-- Conversations are locked in the order of their ids before anything is read: sent twice at once, a message finds
-- itself, numbers have no gap and no double, and two batches never wait for each other.
CREATE FUNCTION post_messages(
  p_brand uuid,
  p_at timestamptz,
  p_pending boolean,
  p_conversations uuid[],
  p_kinds text[],
  p_sides text[],
  p_authors uuid[],
  p_clients uuid[],
  p_bodies text[],
  p_files text[],
  p_events uuid[],
  p_follow_up_events uuid[],
  p_params text[],
  p_follow_up text,
  p_follow_up_at timestamptz
)
RETURNS TABLE (place integer, result text, seq integer, visitor_seq integer, at timestamptz, author_name text,
  author_picture text, is_reply boolean)
-- Planned once a connection, by keys whatever the tables held at that moment.
LANGUAGE plpgsql SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('app.brand_id', p_brand::text, true);

  IF EXISTS (SELECT FROM brands b WHERE b.id = p_brand AND b.state = 'suspended') THEN
    RETURN QUERY SELECT i.place, 'suspended', NULL::integer, NULL::integer, NULL::timestamptz, NULL, NULL, false
    FROM generate_series(1, cardinality(p_conversations)) AS i(place);
    RETURN;
  END IF;

  PERFORM FROM conversations c WHERE c.brand_id = p_brand AND c.id = ANY (p_conversations)
  ORDER BY c.id FOR NO KEY UPDATE;

  RETURN QUERY
  WITH input AS MATERIALIZED (
    SELECT i.*, i.file_list::uuid[] AS file_ids, i.param_text::jsonb AS params, i.param_text::jsonb -> 'mentions' AS mentions
    FROM unnest(p_conversations, p_kinds, p_sides, p_authors, p_clients, p_bodies, p_files, p_events, p_follow_up_events, p_params)
    WITH ORDINALITY AS i(conversation_id, kind, side, author_id, client_id, body, file_list, event_id, follow_up_event_id, param_text, place)
  ),
  visitor AS MATERIALIZED (SELECT * FROM visitor_authors(p_brand, p_authors)),
  member AS MATERIALIZED (SELECT * FROM member_standing(p_brand, p_authors)),
  judged AS MATERIALIZED (
    SELECT i.*, c.last_seq, c.last_visitor_seq, c.state = 'snoozed' AND i.side = 'visitor' AND NOT COALESCE(i.params ? 'automatic', false) AS is_reply,
      COALESCE(e.author_name, v.name, m.name) AS author_name, COALESCE(e.author_picture, m.picture) AS author_picture,
      e.seq AS first_seq, e.visitor_seq AS first_visitor_seq, e.at AS first_at,
      CASE
        WHEN e.seq IS NOT NULL THEN
          CASE WHEN e.conversation_id = i.conversation_id AND e.kind = i.kind AND e.body IS NOT DISTINCT FROM i.body
            AND e.file_ids IS NOT DISTINCT FROM i.file_ids THEN 'repeated' ELSE 'differs' END
        WHEN c.id IS NULL THEN 'not_found'
        WHEN i.side = 'visitor' AND (c.visitor_id = ANY (v.ids)) IS NOT TRUE THEN 'not_found'
        WHEN v.is_blocked THEN 'blocked'
        WHEN i.side = 'member' AND m.id IS NULL THEN 'forbidden'
        WHEN c.state = 'closed' THEN 'closed'
        WHEN i.side = 'member' AND NOT m.manages AND c.member_id IS DISTINCT FROM m.id THEN 'forbidden'
        WHEN NOT COALESCE(v.has_accepted, m.has_accepted) THEN 'no_consent'
        WHEN i.side = 'member' AND i.kind = 'message' AND EXISTS (
          SELECT FROM visitors b LEFT JOIN visitors p ON p.brand_id = p_brand AND p.id = b.merged_into
          WHERE b.brand_id = p_brand AND b.id = c.visitor_id AND COALESCE(b.blocked_at, p.blocked_at) IS NOT NULL
        ) THEN 'visitor_blocked'
        WHEN i.file_ids IS NOT NULL AND cardinality(i.file_ids) <> (
          SELECT count(*) FROM files f
          WHERE f.brand_id = p_brand AND f.id = ANY (i.file_ids) AND f.uploaded_by = i.author_id
            AND (f.conversation_id IS NULL OR f.conversation_id = i.conversation_id)
        ) THEN 'no_file'
        ELSE 'posted'
      END AS result
    FROM input i
    LEFT JOIN conversations c ON c.brand_id = p_brand AND c.id = i.conversation_id
    LEFT JOIN visitor v ON v.id = i.author_id AND i.side = 'visitor'
    LEFT JOIN member m ON m.id = i.author_id AND i.side = 'member'
    -- A message sent again after the site has told who the visitor is was written under the browser's own row.
    LEFT JOIN LATERAL (
      SELECT f.* FROM unnest(COALESCE(v.ids, ARRAY[i.author_id])) AS own(id)
      CROSS JOIN LATERAL (
        SELECT * FROM entries f WHERE f.brand_id = p_brand AND f.author_id = own.id AND f.client_id = i.client_id LIMIT 1
      ) f
      LIMIT 1
    ) e ON true
  ),
  numbered AS MATERIALIZED (
    SELECT j.*,
      (j.last_seq + row_number() OVER w)::integer AS new_seq,
      (j.last_visitor_seq + count(*) FILTER (WHERE j.kind = 'message') OVER w)::integer AS new_visitor_seq
    FROM judged j WHERE j.result = 'posted'
    WINDOW w AS (PARTITION BY j.conversation_id ORDER BY j.place)
  ),
  written AS (
    INSERT INTO entries (brand_id, conversation_id, seq, visitor_seq, kind, side, author_id, author_name, author_picture,
      client_id, body, params, file_ids, at)
    SELECT p_brand, n.conversation_id, n.new_seq, CASE WHEN n.kind = 'message' THEN n.new_visitor_seq END, n.kind, n.side,
      n.author_id, n.author_name, n.author_picture, n.client_id, n.body,
      n.params, n.file_ids, p_at
    FROM numbered n
  ),
  told AS (
    INSERT INTO events (brand_id, id, name, actor_kind, actor_id, subject_id, conversation_id, data, pending, at)
    SELECT p_brand, n.event_id, n.kind || '.created', n.side, n.author_id, n.conversation_id, n.conversation_id,
      jsonb_build_object('seq', n.new_seq, 'side', n.side), p_pending, p_at
    FROM numbered n
    UNION ALL
    SELECT DISTINCT ON (n.conversation_id) p_brand, n.follow_up_event_id, 'conversation.replied', n.side, n.author_id,
      n.conversation_id, n.conversation_id, '{}', true, p_at
    FROM numbered n WHERE n.is_reply
    UNION ALL
    SELECT p_brand, n.follow_up_event_id, 'note.mentioned', n.side, n.author_id, n.conversation_id, n.conversation_id,
      jsonb_build_object('seq', n.new_seq, 'memberIds', (SELECT jsonb_agg(m -> 'id') FROM jsonb_array_elements(n.mentions) m)),
      true, p_at
    FROM numbered n WHERE n.mentions IS NOT NULL
  ),
  mentioned AS (
    INSERT INTO mentions (brand_id, conversation_id, seq, member_id, at)
    SELECT p_brand, n.conversation_id, n.new_seq, (m ->> 'id')::uuid, p_at
    FROM numbered n CROSS JOIN LATERAL jsonb_array_elements(n.mentions) m WHERE n.mentions IS NOT NULL
  ),
  counted AS (
    UPDATE conversations c SET
      last_seq = s.last_seq,
      last_visitor_seq = s.last_visitor_seq,
      last_message_seq = COALESCE(s.message_seq, c.last_message_seq),
      last_message_at = CASE WHEN s.message_seq IS NULL THEN c.last_message_at ELSE p_at END,
      last_message_side = COALESCE(s.message_side, c.last_message_side),
      last_visitor_message_at = CASE WHEN s.by_visitor THEN p_at ELSE c.last_visitor_message_at END,
      last_member_message_at = CASE WHEN s.by_member THEN p_at ELSE c.last_member_message_at END
    FROM (
      SELECT n.conversation_id, max(n.new_seq) AS last_seq, max(n.new_visitor_seq) AS last_visitor_seq,
        max(n.new_seq) FILTER (WHERE n.kind = 'message') AS message_seq,
        (array_agg(n.side ORDER BY n.place DESC) FILTER (WHERE n.kind = 'message'))[1] AS message_side,
        bool_or(n.side = 'visitor') AS by_visitor, bool_or(n.side = 'member' AND n.kind = 'message') AS by_member
      FROM numbered n GROUP BY n.conversation_id
    ) s
    WHERE c.brand_id = p_brand AND c.id = s.conversation_id
  )
  SELECT j.place::integer, j.result, COALESCE(n.new_seq, j.first_seq),
    CASE WHEN n.place IS NULL THEN j.first_visitor_seq WHEN n.kind = 'message' THEN n.new_visitor_seq END,
    CASE WHEN n.place IS NULL THEN j.first_at ELSE p_at END,
    j.author_name, j.author_picture, COALESCE(n.is_reply, false)
  FROM judged j LEFT JOIN numbered n ON n.place = j.place
  ORDER BY j.place;

  -- What members write to a visitor who can be written to is followed up, once for all that is written meanwhile.
  IF p_follow_up IS NOT NULL AND 'member' = ANY (p_sides) THEN
    INSERT INTO jobs AS j (brand_id, id, name, key, payload, due_at)
    SELECT DISTINCT ON (i.conversation_id) p_brand, i.follow_up_event_id, p_follow_up, i.conversation_id::text,
      jsonb_build_object('conversationId', i.conversation_id), p_follow_up_at
    FROM unnest(p_conversations, p_kinds, p_sides, p_authors, p_clients, p_follow_up_events)
      AS i(conversation_id, kind, side, author_id, client_id, follow_up_event_id)
    JOIN entries e ON e.brand_id = p_brand AND e.author_id = i.author_id AND e.client_id = i.client_id AND e.at = p_at
    JOIN conversations c ON c.brand_id = p_brand AND c.id = i.conversation_id
    JOIN visitors v ON v.brand_id = p_brand AND v.id = c.visitor_id
    JOIN visitors p ON p.brand_id = p_brand AND p.id = v.person_id
    WHERE i.side = 'member' AND i.kind = 'message' AND p.reply_email IS NOT NULL AND p.email_notifications
    ORDER BY i.conversation_id
    ON CONFLICT (brand_id, name, key) WHERE state = 'due'
      DO UPDATE SET due_at = excluded.due_at, tries = 0, leased_by = NULL, lease_until = NULL;
  END IF;

  IF p_files IS DISTINCT FROM array_fill(NULL::text, ARRAY[cardinality(p_files)]) THEN
    UPDATE files f SET conversation_id = e.conversation_id
    FROM entries e
    WHERE f.brand_id = p_brand AND f.conversation_id IS NULL AND e.brand_id = p_brand
      AND e.author_id = ANY (p_authors) AND e.client_id = ANY (p_clients) AND f.id = ANY (e.file_ids);
  END IF;
END $$;
