-- Takes due jobs of all brands under a lease: the only way the application sees more than one brand's jobs. Those that
-- somebody took and was never heard of again come last, and few at a time (`p_abandoned`): one of them may be what ended
-- its process, and whoever was claimed beside it would wait for another lease. Only jobs of these names: those that a
-- version knows which does not run here are left to it.
CREATE FUNCTION claim_jobs(p_node uuid, p_now timestamptz, p_lease_until timestamptz, p_limit integer,
  p_abandoned integer, p_names text[])
RETURNS TABLE (brand_id uuid, id uuid, name text, key text, payload jsonb, tries integer, abandoned boolean)
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
  WITH fresh AS (
    SELECT d.brand_id, d.id FROM jobs d JOIN brands b ON b.id = d.brand_id AND b.state = 'active'
    WHERE d.state = 'due' AND d.due_at <= p_now AND d.lease_until IS NULL AND d.name = ANY (p_names)
    ORDER BY d.due_at LIMIT p_limit FOR UPDATE OF d SKIP LOCKED
  ), abandoned AS (
    SELECT d.brand_id, d.id FROM jobs d JOIN brands b ON b.id = d.brand_id AND b.state = 'active'
    WHERE d.state = 'due' AND d.due_at <= p_now AND d.lease_until <= p_now AND d.name = ANY (p_names)
    ORDER BY d.tries, d.due_at LIMIT p_abandoned FOR UPDATE OF d SKIP LOCKED
  ), claimed AS (
    UPDATE jobs j SET leased_by = p_node, lease_until = p_lease_until, tries = j.tries + 1
    FROM (SELECT f.*, false AS abandoned FROM fresh f UNION ALL SELECT a.*, true FROM abandoned a) due
    WHERE j.brand_id = due.brand_id AND j.id = due.id
    RETURNING j.brand_id, j.id, j.name, j.key, j.payload, j.tries, j.due_at, due.abandoned
  )
  SELECT c.brand_id, c.id, c.name, c.key, c.payload, c.tries, c.abandoned FROM claimed c ORDER BY c.abandoned, c.due_at
$$;
ALTER FUNCTION claim_jobs OWNER TO causerie_lookup;
REVOKE ALL ON FUNCTION claim_jobs FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claim_jobs TO causerie_app;
