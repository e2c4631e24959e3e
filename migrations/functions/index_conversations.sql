-- Brings the documents of these conversations up to date, within the brand's scope. What another node is busy with is
-- left to it. Lexemes are of five kinds: w a word, v a word of the visitor's name or address, m a member on whose desk
-- it has been, a one for whom it is kept, t a tag.
CREATE FUNCTION index_conversations(p_conversations uuid[]) RETURNS integer
LANGUAGE plpgsql SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
DECLARE
  v_brand uuid := current_setting('app.brand_id')::uuid;
  v_done integer;
BEGIN
  WITH wanted AS MATERIALIZED (
    SELECT s.conversation_id, s.indexed_seq, s.words, search_shelf(v_brand, s.started_at) AS shelf
    FROM search_documents s WHERE s.brand_id = v_brand AND s.conversation_id = ANY (p_conversations)
    ORDER BY s.conversation_id FOR UPDATE SKIP LOCKED
  ), called AS MATERIALIZED (
    SELECT w.*, c.last_seq, c.state, c.member_id, c.assigned_to, c.keep_for,
      concat_ws(' ', v.name, v.email, o.name, o.email) AS visitor
    FROM wanted w
    JOIN conversations c ON c.brand_id = v_brand AND c.id = w.conversation_id
    JOIN visitors v ON v.brand_id = v_brand AND v.id = c.visitor_id
    LEFT JOIN visitors o ON o.brand_id = v_brand AND o.id = v.merged_into
  ), built AS (
    SELECT d.conversation_id, greatest(d.last_seq, d.indexed_seq) AS seq, d.state = 'closed' AS settled, (
      SELECT array_to_tsvector(coalesce(array_agg(x.lexeme), '{}')) FROM (
        SELECT d.shelf || 'm' || t.member_id AS lexeme FROM contacts t
        WHERE t.brand_id = v_brand AND t.conversation_id = d.conversation_id
        UNION SELECT d.shelf || 'a' || k FROM unnest(ARRAY[d.member_id, d.assigned_to, d.keep_for]) k WHERE k IS NOT NULL
        UNION SELECT d.shelf || 't' || t.tag_id FROM conversation_tags t
        WHERE t.brand_id = v_brand AND t.conversation_id = d.conversation_id
        UNION SELECT d.shelf || k || left(n, 40) FROM unnest(search_words(d.visitor)) n, unnest(ARRAY['v', 'w']) k
        UNION SELECT old.lexeme FROM unnest(d.words) old WHERE d.indexed_seq > 0 AND substr(old.lexeme, 10, 1) = 'w'
        UNION SELECT d.shelf || 'w' || left(n, 40) FROM entries e, unnest(search_words(e.body)) n
        WHERE e.brand_id = v_brand AND e.conversation_id = d.conversation_id AND e.seq > d.indexed_seq
          AND e.kind IN ('message', 'note') AND e.side <> 'bot' AND e.body <> ''
        -- As many as a document can hold, however long they are.
        ORDER BY 1 LIMIT 6000) x) AS words
    FROM called d
  )
  UPDATE search_documents s SET due = false, settled = b.settled, indexed_seq = b.seq,
    words = CASE WHEN s.words = b.words THEN s.words ELSE b.words END
  FROM built b WHERE s.brand_id = v_brand AND s.conversation_id = b.conversation_id;
  GET DIAGNOSTICS v_done = ROW_COUNT;
  RETURN v_done;
END $$;

-- Which documents of all brands are behind: those that something asks for, and of the open ones the next after the
-- given place, which are looked at in turn for what no process has told of.
CREATE FUNCTION search_backlog(p_limit integer)
RETURNS TABLE (brand_id uuid, conversation_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET enable_seqscan = off AS $$
  SELECT s.brand_id, s.conversation_id FROM search_documents s JOIN brands b ON b.id = s.brand_id AND b.state = 'active'
  WHERE s.due LIMIT p_limit
$$;
ALTER FUNCTION search_backlog OWNER TO causerie_lookup;
REVOKE ALL ON FUNCTION search_backlog FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_backlog TO causerie_app;

CREATE FUNCTION search_open(p_brand uuid, p_conversation uuid, p_limit integer)
RETURNS TABLE (brand_id uuid, conversation_id uuid, is_behind boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
  SELECT o.brand_id, o.conversation_id,
    (c.last_seq > o.indexed_seq OR c.state = 'closed')
      AND EXISTS (SELECT FROM brands b WHERE b.id = o.brand_id AND b.state = 'active')
  FROM (
    SELECT s.brand_id, s.conversation_id, s.indexed_seq FROM search_documents s
    WHERE NOT s.settled AND (s.brand_id, s.conversation_id) > (p_brand, p_conversation)
    ORDER BY s.brand_id, s.conversation_id LIMIT p_limit) o
  JOIN conversations c ON c.brand_id = o.brand_id AND c.id = o.conversation_id
  ORDER BY o.brand_id, o.conversation_id
$$;
ALTER FUNCTION search_open OWNER TO causerie_lookup;
REVOKE ALL ON FUNCTION search_open FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_open TO causerie_app;
