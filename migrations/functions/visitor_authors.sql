-- Whether these visitors may write: blocked or not, and whether the person behind them (a visitor with all that were
-- merged) has accepted what the brand asks for: of each kind of document the latest version that must be accepted, or a
-- later one.
-- `ids` are the rows of that person whom this browser may see: itself, and, unless it waits to be rejoined with an
-- identity that the site gave it, everything that was merged with it.
CREATE FUNCTION visitor_authors(p_brand uuid, p_visitors uuid[])
RETURNS TABLE (id uuid, ids uuid[], name text, is_blocked boolean, has_accepted boolean)
LANGUAGE sql STABLE AS $$
  WITH enough AS MATERIALIZED (
    SELECT array_agg(d.id) FILTER (WHERE d.kind = 'terms') AS terms, array_agg(d.id) FILTER (WHERE d.kind = 'privacy') AS privacy
    FROM documents d
    WHERE d.brand_id = p_brand AND d.audience = 'visitors' AND d.version >= (
      SELECT max(m.version) FROM documents m
      WHERE m.brand_id = p_brand AND m.audience = 'visitors' AND m.kind = d.kind AND m.must_accept)
  )
  SELECT v.id, r.ids, COALESCE(p.name, v.name), v.blocked_at IS NOT NULL OR p.blocked_at IS NOT NULL,
    COALESCE(k.accepted && e.terms, true) AND COALESCE(k.accepted && e.privacy, true)
  FROM enough e
  CROSS JOIN visitors v
  LEFT JOIN visitors p ON p.brand_id = p_brand AND p.id = v.merged_into
  CROSS JOIN LATERAL (SELECT CASE WHEN v.merged_into IS NULL OR v.rejoined_at IS NOT NULL
    THEN ARRAY[v.id, v.merged_into] || ARRAY(
      SELECT o.id FROM visitors o WHERE o.brand_id = p_brand AND o.merged_into = v.person_id)
    ELSE ARRAY[v.id] END AS ids) r
  CROSS JOIN LATERAL (SELECT ARRAY(
    SELECT k.document_id FROM consents k WHERE k.brand_id = p_brand AND k.visitor_id = ANY (r.ids || v.merged_into)
  ) AS accepted) k
  WHERE v.brand_id = p_brand AND v.id = ANY (p_visitors)
$$;

-- The same for members, with the name and the picture that their messages keep.
CREATE FUNCTION member_standing(p_brand uuid, p_members uuid[])
RETURNS TABLE (id uuid, name text, picture text, manages boolean, has_accepted boolean)
LANGUAGE sql STABLE AS $$
  WITH enough AS MATERIALIZED (
    SELECT array_agg(d.id) FILTER (WHERE d.kind = 'terms') AS terms, array_agg(d.id) FILTER (WHERE d.kind = 'privacy') AS privacy
    FROM documents d
    WHERE d.brand_id = p_brand AND d.audience = 'members' AND d.version >= (
      SELECT max(m.version) FROM documents m
      WHERE m.brand_id = p_brand AND m.audience = 'members' AND m.kind = d.kind AND m.must_accept)
  )
  SELECT m.id, m.name, m.picture, m.role IN ('admin', 'manager'),
    COALESCE(k.accepted && e.terms, true) AND COALESCE(k.accepted && e.privacy, true)
  FROM enough e
  CROSS JOIN members m
  CROSS JOIN LATERAL (SELECT ARRAY(
    SELECT k.document_id FROM member_consents k WHERE k.brand_id = p_brand AND k.member_id = m.id
  ) AS accepted) k
  WHERE m.brand_id = p_brand AND m.id = ANY (p_members) AND m.status = 'active'
$$;
