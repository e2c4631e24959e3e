-- Conversations of the set brand by what is asked for, newest first: terms in messages and notes, terms of the
-- visitor's name or address (see search_terms), a member who had it, a tag, a state, a period.
-- `p_reader` narrows to what an agent may read; null reads all. It goes back week by week until the page is full, so
-- that a word which stands everywhere costs no more than a rare one.
CREATE FUNCTION search_conversations(
  p_reader uuid, p_words text[], p_visitor text[], p_member uuid, p_tag uuid, p_state text,
  p_from timestamptz, p_to timestamptz, p_before timestamptz, p_before_id uuid, p_limit integer
)
RETURNS TABLE (id uuid, started_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off
SET enable_mergejoin = off SET jit = off AS $$
DECLARE
  v_brand uuid := current_setting('app.brand_id')::uuid;
  v_terms text[] := '{}';
  v_query text;
  v_reads uuid[] := '{}';
  v_top timestamptz := least(p_before, p_to, 'infinity');
  -- Below the day of the last row; all of what ends earlier.
  v_top_id uuid := CASE WHEN p_before <= least(p_to, 'infinity') THEN p_before_id ELSE '00000000-0000-0000-0000-000000000000' END;
  v_begin timestamptz;
  v_shelf text;
  v_left integer := p_limit;
  v_found integer;
BEGIN
  -- `#` stands for the week's sign; no word holds one, nor a quote.
  SELECT array_agg(format('''#%s%s''%s', k.kind, rtrim(k.term, '*'), CASE WHEN right(k.term, 1) = '*' THEN ':*' END))
  INTO v_terms FROM (
    SELECT 'w' AS kind, w.term FROM unnest(p_words) w(term)
    UNION ALL
    SELECT 'v', w.term FROM unnest(p_visitor) w(term)
  ) k;
  IF p_member IS NOT NULL THEN v_terms := v_terms || format('(''#m%1$s'' | ''#a%1$s'')', p_member); END IF;
  IF p_tag IS NOT NULL THEN v_terms := v_terms || format('''#t%s''', p_tag); END IF;
  v_query := nullif(array_to_string(v_terms, ' & '), '');

  IF p_reader IS NOT NULL THEN
    -- Beside what was on their desk: what is theirs now, and all of the visitors whom they are talking with.
    v_reads := ARRAY(
      SELECT c.id FROM conversations c WHERE c.brand_id = v_brand AND c.state = 'waiting' AND c.assigned_to = p_reader
      UNION SELECT c.id FROM conversations c WHERE c.brand_id = v_brand AND c.state = 'snoozed' AND c.snoozed_by = p_reader
      UNION SELECT e.id FROM conversations c
      JOIN visitors b ON b.brand_id = v_brand AND b.id = c.visitor_id
      CROSS JOIN LATERAL (
        SELECT b.person_id AS person
        UNION ALL SELECT o.id FROM visitors o WHERE o.brand_id = v_brand AND o.merged_into = b.person_id) p
      JOIN conversations e ON e.brand_id = v_brand AND e.visitor_id = p.person
      WHERE c.brand_id = v_brand AND c.state = 'on_desk' AND c.member_id = p_reader);
  END IF;

  IF p_state IN ('bot', 'waiting', 'on_desk', 'snoozed') THEN
    RETURN QUERY
    SELECT d.conversation_id, d.started_at
    FROM search_documents d JOIN conversations c ON c.brand_id = v_brand AND c.id = d.conversation_id
    WHERE d.brand_id = v_brand AND NOT d.settled AND c.state = p_state
      AND (d.started_at, d.conversation_id) < (v_top, v_top_id) AND d.started_at >= coalesce(p_from, '-infinity')
      AND (v_query IS NULL OR d.words @@ replace(v_query, '#', search_shelf(v_brand, d.started_at))::tsquery)
      AND (p_reader IS NULL OR d.conversation_id = ANY (v_reads) OR EXISTS (
        SELECT FROM contacts t WHERE t.brand_id = v_brand AND t.conversation_id = d.conversation_id AND t.member_id = p_reader))
    ORDER BY d.started_at DESC, d.conversation_id DESC LIMIT p_limit;
    RETURN;
  END IF;

  IF v_query IS NULL AND p_reader IS NULL THEN
    RETURN QUERY
    SELECT d.conversation_id, d.started_at FROM search_documents d
    WHERE d.brand_id = v_brand AND (d.started_at, d.conversation_id) < (v_top, v_top_id)
      AND d.started_at >= coalesce(p_from, '-infinity')
      AND (p_state IS NULL OR EXISTS (
        SELECT FROM conversations c WHERE c.brand_id = v_brand AND c.id = d.conversation_id AND c.state = p_state))
    ORDER BY d.started_at DESC, d.conversation_id DESC LIMIT p_limit;
    RETURN;
  END IF;

  LOOP
    SELECT d.started_at INTO v_begin FROM search_documents d
    WHERE d.brand_id = v_brand AND (d.started_at, d.conversation_id) < (v_top, v_top_id)
    ORDER BY d.started_at DESC, d.conversation_id DESC LIMIT 1;
    EXIT WHEN NOT FOUND OR v_begin < p_from;
    v_shelf := search_shelf(v_brand, v_begin);
    v_begin := to_timestamp(floor(extract(epoch FROM v_begin) / 604800) * 604800);
    RETURN QUERY
    WITH found AS MATERIALIZED (
      SELECT d.brand_id, d.conversation_id, d.started_at FROM search_documents d
      WHERE d.words @@ replace(concat_ws(' & ', v_query, '''#m' || p_reader || ''''), '#', v_shelf)::tsquery
    ), readable AS MATERIALIZED (
      SELECT d.brand_id, d.conversation_id, d.started_at FROM search_documents d
      WHERE d.brand_id = v_brand AND d.conversation_id = ANY (v_reads)
        AND d.started_at >= v_begin AND (d.started_at, d.conversation_id) < (v_top, v_top_id)
        AND (v_query IS NULL OR d.words @@ replace(v_query, '#', v_shelf)::tsquery)
    )
    SELECT f.conversation_id, f.started_at FROM (SELECT * FROM found UNION SELECT * FROM readable) f
    WHERE f.brand_id = v_brand AND (f.started_at, f.conversation_id) < (v_top, v_top_id)
      AND f.started_at >= coalesce(p_from, '-infinity')
      AND (p_state IS NULL OR EXISTS (
        SELECT FROM conversations c WHERE c.brand_id = v_brand AND c.id = f.conversation_id AND c.state = p_state))
    ORDER BY f.started_at DESC, f.conversation_id DESC LIMIT v_left;
    GET DIAGNOSTICS v_found = ROW_COUNT;
    v_left := v_left - v_found;
    EXIT WHEN v_left <= 0;
    v_top := v_begin;
    v_top_id := '00000000-0000-0000-0000-000000000000';
  END LOOP;
END $$;
ALTER FUNCTION search_conversations OWNER TO causerie_lookup;
REVOKE ALL ON FUNCTION search_conversations FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_conversations TO causerie_app;
