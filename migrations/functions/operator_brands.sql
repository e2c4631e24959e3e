-- Brands for whoever runs the platform, newest first: what they are called and how much there is of what, in numbers
-- alone. Nothing that somebody has said, and nobody's name, is read here. Messages are those of the conversations that
-- began in a month, as their own counts tell. Months are the brand's, the present one first.
CREATE FUNCTION operator_brands(p_search text, p_before uuid, p_id uuid, p_limit integer, p_months integer, p_now timestamptz)
RETURNS TABLE (
  id uuid, slug text, name text, state text, created_at timestamptz, members bigint, months jsonb, queued bigint,
  failed bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT b.id, b.slug, b.name, b.state, b.created_at,
    (SELECT count(*) FROM members m WHERE m.brand_id = b.id AND m.status = 'active'),
    (SELECT jsonb_agg(jsonb_build_object(
        'month', to_char(k.month, 'YYYY-MM-DD'), 'conversations', k.conversations, 'messages', k.messages) ORDER BY k.month DESC)
      FROM (
        SELECT s.month, count(c.id) AS conversations, coalesce(sum(c.last_visitor_seq), 0) AS messages
        FROM generate_series(
          date_trunc('month', p_now AT TIME ZONE b.time_zone) - (p_months - 1) * interval '1 month',
          date_trunc('month', p_now AT TIME ZONE b.time_zone), interval '1 month') AS s(month)
        LEFT JOIN conversations c ON c.brand_id = b.id
          AND c.started_at >= s.month AT TIME ZONE b.time_zone
          AND c.started_at < (s.month + interval '1 month') AT TIME ZONE b.time_zone
        GROUP BY s.month) k),
    (SELECT count(*) FROM notifications n WHERE n.brand_id = b.id AND n.state = 'queued'),
    (SELECT count(*) FROM notifications n
      WHERE n.brand_id = b.id AND n.state = 'failed' AND n.state_at > p_now - interval '30 days')
  FROM (
    SELECT * FROM brands o
    WHERE (p_id IS NULL OR o.id = p_id) AND (p_before IS NULL OR o.id < p_before)
      AND (p_search = '' OR strpos(lower(o.name), lower(p_search)) > 0 OR strpos(o.slug, lower(p_search)) > 0)
    ORDER BY o.id DESC LIMIT p_limit) b
  ORDER BY b.id DESC
$$;
ALTER FUNCTION operator_brands OWNER TO causerie_lookup;
REVOKE ALL ON FUNCTION operator_brands FROM PUBLIC;
GRANT EXECUTE ON FUNCTION operator_brands TO causerie_app;
